"""Letting one person read something for some days, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from journey.actions import share_reflection, take_back_reflection
from journey.forms import ShareForm
from journey.models import Reflection
from journey.queries import shared_one, shared_with
from journey.sharing import companions_of
from journey.views.journal import own_or_404
from ledger.refusals import Refused
from people.doors import PersonRequest, for_roles, signed_in
from people.forms.refusal import explain
from people.words import Role


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def share(request: PersonRequest, reflection_uuid: UUID) -> HttpResponse:
    """Says what sharing may lead to, then asks with whom and for how long."""
    reflection = own_or_404(request, reflection_uuid)
    companions = companions_of(request.user)
    form = ShareForm(request.POST or None, companions=companions, today=reflection.today)
    if form.is_valid() and _shared(request, reflection, form):
        messages.success(request, _("Shared. You can take it back at any time."))
        return redirect("journey:reflection", reflection.uuid)
    context = {"form": form, "reflection": reflection, "companions": companions}
    return render(request, "journey/share.html", context)


def _shared(request: PersonRequest, reflection: Reflection, form: ShareForm) -> bool:
    days = {name: form.cleaned_data[name] for name in ("from_day", "last_day")}
    try:
        share_reflection(actor=request.user, reflection=reflection, with_whom=form.with_whom, **days)
    except Refused as refused:
        explain(form, refused)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take_back(request: PersonRequest, reflection_uuid: UUID) -> HttpResponse:
    """At once, without a question. Coming here by a link changes nothing."""
    reflection = own_or_404(request, reflection_uuid)
    if request.method == "POST":
        take_back_reflection(actor=request.user, reflection=reflection)
        messages.success(request, _("Taken back. Only you can open it now."))
    return redirect("journey:reflection", reflection.uuid)


@require_safe
@for_roles(*Role)
def shared(request: PersonRequest) -> HttpResponse:
    """What others let her read today."""
    return render(request, "journey/shared.html", {"reflections": shared_with(request.user)})


@require_safe
@for_roles(*Role)
def shared_page(request: PersonRequest, reflection_uuid: UUID) -> HttpResponse:
    """One of them, while its author lets her."""
    reflection = shared_one(request.user, reflection_uuid)
    if reflection is None:
        raise Http404
    return render(request, "journey/shared_reflection.html", {"reflection": reflection})
