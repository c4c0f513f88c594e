"""The code of the room: shown by who leads the session, scanned or typed by who is there."""

from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses import actions
from courses.forms.presence import CodeForm
from courses.models import LiveSession
from courses.permissions import LEADERS, can_list_attendance
from courses.queries.presence import code_of, is_shown, open_presence, presences_of, qr_path
from courses.rules.presence import turn_at
from courses.views.session import session_or_404
from ledger import clock
from ledger.refusals import Refused
from people.doors import PersonRequest, for_roles, signed_in
from people.forms import explain

TRIES, WITHIN = 10, 300  # seconds


@for_roles(*LEADERS)
@require_safe
def code(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """The code that stands now, as a picture to scan and as six letters."""
    session = session_or_404(request, session_uuid)
    if not can_list_attendance(request.user, session):
        raise Http404
    context: dict[str, object] = {"session": session, "shown": is_shown(session)}
    if context["shown"]:
        letters = code_of(session, turn_at(clock.now()))
        at = request.build_absolute_uri(reverse("courses:here", args=[session.uuid]))
        width, path = qr_path(f"{at}?code={letters}")
        context |= {"letters": letters, "width": width, "path": path, "there": len(presences_of(session)), "at": at}
    return render(request, "courses/code.html", context)


@signed_in
def here(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """She says that she is there, or that she leaves."""
    session = session_or_404(request, session_uuid)
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:20]})
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _said(request, session, form.cleaned_data["code"]))
            return redirect("courses:here", session.uuid)
        except Refused as refused:
            refused.field = "code"
            explain(form, refused)
    context = {
        "session": session,
        "form": form,
        "open": open_presence(session, request.user.pk),
        "shown": is_shown(session),
    }
    return render(request, "courses/here.html", context)


def _said(request: PersonRequest, session: LiveSession, code: str) -> str:
    _count_tries(request.user.pk, session.pk)
    if request.POST.get("do") == "leave":
        actions.go_out(actor=request.user, session=session, code=code)
        return _("Thank you. Whoever leads the session confirms your minutes.")
    actions.come_in(actor=request.user, session=session, code=code)
    return _("You are here. When you leave, say so with the code of that moment.")


def _count_tries(person: int, session: int) -> None:
    """Six letters are not to be guessed."""
    key = f"presence-tries:{session}:{person}"
    cache.add(key, 0, WITHIN)
    if cache.incr(key) > TRIES:
        raise Refused(_("Those were many tries. Wait five minutes, or ask whoever leads the session."), code="tries")
