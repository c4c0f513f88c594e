"""A session entered once by whoever held it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import clock
from people.doors import PersonRequest, for_roles
from people.drafting import drafted, sent
from people.models import Agency, Person
from supervision import actions
from supervision.forms import SessionForm
from supervision.permissions import assignments_today
from supervision.views.desk import THOSE_WHO_CONFIRM, to_desk
from supervision.views.finding import Crumb
from supervision.words import HOURS_ATTESTATION_VERSION, Kind, hours_attestation

Group = tuple[Agency, Kind]


def _groups(request: PersonRequest) -> dict[str, tuple[Group, list[Person]]]:
    """Her people of today by agency and kind: `copper-mesa:peer_supervision`."""
    found: dict[str, tuple[Group, list[Person]]] = {}
    for assignment in assignments_today(request.user):
        key = f"{assignment.agency.slug}:{assignment.kind}"
        people = found.setdefault(key, ((assignment.agency, Kind(assignment.kind)), []))[1]
        if assignment.volunteer not in people:
            people.append(assignment.volunteer)
    for _group, people in found.values():
        people.sort(key=lambda person: person.get_full_name())
    return found


@for_roles(*THOSE_WHO_CONFIRM)
def log_session(request: PersonRequest) -> HttpResponse:
    """Written first, then shown once more with the words she signs, then recorded."""
    groups = _groups(request)
    chosen = request.GET.get("of") or next(iter(groups), "")
    if not groups:
        return render(request, "supervision/session.html", {"crumbs": _crumbs()})
    if chosen not in groups:
        raise Http404
    (agency, kind), people = groups[chosen]
    first = {"held_on": clock.today(request.user.profile.time_zone)}
    form = SessionForm(request.POST or None, initial=first, agency=agency, people=people)
    drafted(request, form, at=f"{request.path}?of={chosen}")
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        if "attested" not in request.POST:
            return _shown_once_more(request, form, agency, kind)
        session = form.attempt(
            lambda: actions.record_session(
                actor=request.user,
                agency=agency,
                told=form.told(request.user, kind),
                present=form.present,
                agenda=form.agenda,
                client_key=form.cleaned_data["client_key"],
                attestation_version=int(request.POST["attested"]),
                sure=form.sure,
            )
        )
        if session:
            sent(request)
            count = session.attendees.count()
            said = ngettext(
                "Written down and confirmed for one person.", "Written down and confirmed for %(count)d people.", count
            )
            messages.success(request, said % {"count": count})
            return redirect("supervision:desk")
    context = {"form": form, "agency": agency, "kind": kind, "groups": _choices(groups, chosen), "crumbs": _crumbs()}
    return render(request, "supervision/session.html", context)


def _shown_once_more(request: PersonRequest, form: SessionForm, agency: Agency, kind: Kind) -> HttpResponse:
    """Everything she typed and the words she is about to sign. Whatever would be refused is said before."""
    if form.attempt(lambda: actions.look_at_session(actor=request.user, agency=agency, told=form.told(request.user, kind),
                                                    present=form.present, agenda=form.agenda, sure=form.sure)) is None:  # fmt: skip
        groups = _groups(request)
        context = {"form": form, "agency": agency, "kind": kind, "groups": _choices(groups, request.GET.get("of") or next(iter(groups))), "crumbs": _crumbs()}  # fmt: skip
        return render(request, "supervision/session.html", context)
    typed = [
        (name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values
    ]
    context = {
        "form": form, "typed": typed, "agency": agency, "kind": kind, "present": form.present,
        "words": hours_attestation(from_records=False), "version": HOURS_ATTESTATION_VERSION, "crumbs": _crumbs(),
    }  # fmt: skip
    return render(request, "supervision/session_confirm.html", context)


def _choices(groups: dict[str, tuple[Group, list[Person]]], chosen: str) -> list[dict[str, object]]:
    url = reverse("supervision:log-session")
    return [
        {"label": f"{kind.label} · {agency.name}", "url": f"{url}?of={key}", "current": key == chosen, "count": ""}
        for key, ((agency, kind), _people) in groups.items()
    ]


def _crumbs() -> list[Crumb]:
    return [to_desk(), Crumb(_("Log a session"))]
