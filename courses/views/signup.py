"""Signing up for a session and off again; the list of places for who leads it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import actions
from courses.forms.signup import SignUpForm
from courses.models import LiveSession, SignUp
from courses.permissions import LEADERS, can_sign_up_others
from courses.queries.signup import asked_for, places_of
from courses.views.session import session_or_404
from ledger.refusals import Refused
from people.doors import PersonRequest, for_roles, signed_in
from people.forms import explain


@signed_in
@require_POST
def sign_up(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """A place for her, or the end of the waiting list."""
    session = session_or_404(request, session_uuid)
    try:
        asked = actions.sign_up(actor=request.user, session=session)
        said = (
            _("You have a place.")
            if asked.has_place
            else _("You are on the waiting list. You get a message when a place is free.")
        )
        messages.success(request, said)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("courses:session", session.uuid)


@signed_in
@require_POST
def sign_off(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """She does not come after all."""
    session = session_or_404(request, session_uuid)
    asked = SignUp.objects.standing().filter(session=session, person=request.user).first()
    try:
        if asked:
            actions.sign_off(actor=request.user, asked=asked)
        messages.success(request, _("You are signed off. Thank you for letting us know."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("courses:session", session.uuid)


@for_roles(*LEADERS)
def places(request: PersonRequest, session_uuid: UUID) -> HttpResponse:
    """Who has a place and who waits; somebody who rang is signed up here."""
    session = _led(request, session_uuid)
    form = SignUpForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.sign_up(actor=request.user, session=session, person=form.cleaned_data["person"])
            said = _("%(name)s has a place.") if asked.has_place else _("%(name)s is on the waiting list.")
            messages.success(request, said % {"name": asked.person})
            return redirect("courses:places", session.uuid)
        except Refused as refused:
            explain(form, refused)
    context = {
        "session": session,
        "asked": asked_for(session),
        "places": places_of([session], request.user)[session.pk],
        "form": form,
        "open": not session.started and not session.cancelled_at,
    }
    return render(request, "courses/places.html", context)


@for_roles(*LEADERS)
@require_POST
def end(request: PersonRequest, session_uuid: UUID, signup_uuid: UUID) -> HttpResponse:
    """Somebody rang: she does not come."""
    session = _led(request, session_uuid)
    asked = get_object_or_404(
        SignUp.objects.standing().filter(session=session).select_related("person__profile", "session__agency"),
        uuid=signup_uuid,
    )
    try:
        actions.sign_off(actor=request.user, asked=asked)
        messages.success(request, _("%(name)s is signed off.") % {"name": asked.person})
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("courses:places", session.uuid)


def _led(request: PersonRequest, uuid: UUID) -> LiveSession:
    session = session_or_404(request, uuid)
    if not can_sign_up_others(request.user, session):
        raise Http404
    return session
