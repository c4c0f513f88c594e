"""One volunteer as her coordinator sees her, and what a coordinator may do about her."""

import mimetypes
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.refusals import Refused
from people.doors import PersonRequest, agency_or_404, for_roles
from people.drafting import drafted, sent
from people.models import Agency, Person
from roster.actions import (
    decide,
    end_hold,
    follow,
    hold,
    recognise_earlier_training,
    reverse_decision,
    set_supporting_now,
    void_earlier_training,
)
from roster.forms import (
    DecisionForm,
    EarlierTrainingForm,
    HoldForm,
    PathwayForm,
    SupportingForm,
    explain,
    posted,
)
from roster.models import Decision, EarlierTraining, Hold
from roster.permissions import COORDINATES, volunteers_of
from roster.queries.person_page import person_page
from roster.tasks import look_again_soon
from roster.words import Outcome, ReversedFor


def volunteer_or_404(request: PersonRequest, agency_slug: str, person_uuid: str) -> tuple[Agency, Person]:
    """The agency in the address, and somebody who is or was a volunteer there."""
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    return agency, get_object_or_404(volunteers_of(agency), uuid=person_uuid)


@for_roles(*COORDINATES)
@require_safe
def page(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    look_again_soon(agency, [person.pk])
    shown = person_page(person, agency, request.user)
    supporting = SupportingForm(initial={"count": shown.row.offer.supporting_now if shown.row.offer else 0})
    context = {
        "agency": agency,
        "person": person,
        "page": shown,
        "supporting_form": supporting,
        "herself": person == request.user,
    }
    return render(request, "roster/person.html", context)


def asked(
    request: PersonRequest,
    agency: Agency,
    person: Person,
    template: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    done: str,
    **context: object,
) -> HttpResponse:
    """A form about one person: shown, or done; what is refused is said and what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            explain(form, refused)
        else:
            sent(request)
            messages.success(request, done)
            return redirect("roster:person", agency.slug, person.uuid)
    return render(request, template, {"agency": agency, "person": person, "form": form, **context})


@for_roles(*COORDINATES)
def decision(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)

    def act(said: dict[str, Any]) -> object:
        outcome = Outcome(said["outcome"])
        return decide(actor=request.user, person=person, agency=agency, outcome=outcome, note=said["note"])

    form = DecisionForm(posted(request))
    drafted(request, form)
    return asked(request, agency, person, "roster/decision.html", form, act, _("Your decision is written down."))


@for_roles(*COORDINATES)
@require_POST
def take_back_decision(request: PersonRequest, agency_slug: str, person_uuid: str, decision_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    found = get_object_or_404(Decision, uuid=decision_uuid, person=person, agency=agency)
    return done_or_told(
        request,
        agency,
        person,
        lambda: reverse_decision(actor=request.user, decision=found, reason=_reason(request)),
        _("The decision is taken back. The one before it counts again."),
    )


def _reason(request: PersonRequest) -> ReversedFor:
    said = request.POST.get("reason", "")
    return ReversedFor(said) if said in ReversedFor.values else ReversedFor.MISTAKE


def done_or_told(
    request: PersonRequest, agency: Agency, person: Person, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("roster:person", agency.slug, person.uuid)


@for_roles(*COORDINATES)
def put_on_hold(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)

    def act(said: dict[str, Any]) -> object:
        return hold(actor=request.user, person=person, agency=agency, until=said["until"])

    done = _("%(name)s is on hold from now on.") % {"name": person.get_short_name()}
    return asked(request, agency, person, "roster/hold.html", HoldForm(posted(request)), act, done)


@for_roles(*COORDINATES)
@require_POST
def lift_hold(request: PersonRequest, agency_slug: str, person_uuid: str, hold_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    found = get_object_or_404(Hold, uuid=hold_uuid, person=person, agency=agency)
    return done_or_told(
        request, agency, person, lambda: end_hold(actor=request.user, hold=found), _("The hold is ended.")
    )


@for_roles(*COORDINATES)
@require_POST
def supporting_now(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    form = SupportingForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose a number from 0 to 20."))
        return redirect("roster:person", agency.slug, person.uuid)
    count = form.cleaned_data["count"]
    return done_or_told(
        request,
        agency,
        person,
        lambda: set_supporting_now(actor=request.user, person=person, agency=agency, count=count),
        _("Saved."),
    )


@for_roles(*COORDINATES)
def pathway(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    current = person.pathways.filter(agency=agency, ends_on=None).select_related("version").first()
    initial = {"version": current.version.uuid} if current else {}
    form = PathwayForm(posted(request), agency=agency, person=person, initial=initial)

    def act(said: dict[str, Any]) -> object:
        return follow(actor=request.user, person=person, version=said["version"])

    return asked(request, agency, person, "roster/pathway.html", form, act, _("Saved."))


@for_roles(*COORDINATES)
def earlier_training(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    form = EarlierTrainingForm(posted(request), request.FILES if request.method == "POST" else None, agency=agency)
    drafted(request, form)

    def act(said: dict[str, Any]) -> object:
        return recognise_earlier_training(actor=request.user, person=person, agency=agency, recognised=form.recognised)

    done = _("The earlier training is recognized.")
    return asked(request, agency, person, "roster/earlier_training.html", form, act, done)


@for_roles(*COORDINATES)
@require_POST
def take_back_earlier_training(
    request: PersonRequest, agency_slug: str, person_uuid: str, earlier_uuid: str
) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    found = get_object_or_404(EarlierTraining, uuid=earlier_uuid, person=person, agency=agency)
    return done_or_told(
        request,
        agency,
        person,
        lambda: void_earlier_training(actor=request.user, earlier_training=found, reason=_reason(request)),
        _("Taken back."),
    )


@for_roles(*COORDINATES)
@require_safe
def scan(request: PersonRequest, agency_slug: str, person_uuid: str, earlier_uuid: str) -> HttpResponseBase:
    """The copy of what shows earlier training, to save."""
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    found = get_object_or_404(EarlierTraining.objects.exclude(scan=""), uuid=earlier_uuid, person=person, agency=agency)
    try:
        file = found.scan.open("rb")
    except FileNotFoundError:  # removed with her name
        raise Http404 from None
    kind = str(found.scan.name).rpartition(".")[2]
    response = FileResponse(file, as_attachment=True, filename=f"earlier-training-{found.held_on}.{kind}")
    response["Content-Type"] = mimetypes.types_map.get(f".{kind}", "application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response
