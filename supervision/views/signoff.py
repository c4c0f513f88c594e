"""Signing off competencies, answering requests, taking back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.doors import PersonRequest, for_roles
from people.drafting import drafted, sent
from people.words import Role
from supervision import actions
from supervision.forms import AnswerForm, SignOffForm, WithdrawForm
from supervision.models import Assignment, Competency, SignOff, SignOffRequest, SignOffWithdrawn
from supervision.permissions import assignment_for, competencies_visible_to, requests_to_answer, signoffs_to_keep
from supervision.queries import sessions_that_touched, standing_of
from supervision.views.desk import to_desk
from supervision.views.finding import Crumb, own_assignment
from supervision.words import SIGNOFF_ATTESTATION_VERSION, Kind, WithdrawReason, signoff_attestation

THOSE_WHO_KEEP = (Role.SUPERVISOR, Role.COORDINATOR, Role.ADMIN)


@for_roles(Role.SUPERVISOR)
def sign_off(request: PersonRequest, assignment: UUID, competency: UUID) -> HttpResponse:
    """The words of each level, how she knows, and what she attests."""
    mine = own_assignment(request, assignment, peer=True)
    found = get_object_or_404(competencies_visible_to(request.user).select_related("framework"), uuid=competency)
    standing = standing_of(mine.volunteer, mine.agency, found)
    first = {"attestation_version": SIGNOFF_ATTESTATION_VERSION}
    if standing.request:
        first["level"] = str(standing.request.level.number) if standing.request.level else ""  # type: ignore[assignment]
        first["evidence_kinds"] = standing.request.evidence_kinds
    form = SignOffForm(request.POST or None, initial=first, competency=found)
    drafted(request, form)
    if request.method == "POST" and form.is_valid() and _sign(request, mine, found, form):
        sent(request)
        messages.success(request, _("Signed off. %(name)s is told.") % {"name": mine.volunteer.get_short_name()})
        return redirect("supervision:person", mine.uuid)
    person_url = reverse("supervision:person", args=[mine.uuid])
    context = {
        "form": form,
        "assignment": mine,
        "person": mine.volunteer,
        "competency": found,
        "standing": standing,
        "sessions": sessions_that_touched(mine.volunteer, mine.agency, found)[:3],
        "words": signoff_attestation(),
        "crumbs": [to_desk(), Crumb(mine.volunteer.get_full_name(), person_url), Crumb(found.name)],
    }
    return render(request, "supervision/sign_off.html", context)


def _sign(request: PersonRequest, mine: Assignment, competency: Competency, form: SignOffForm) -> SignOff | None:
    return form.attempt(
        lambda: actions.sign_off(
            actor=request.user,
            assignment=mine,
            competency=competency,
            level=form.chosen_level,
            evidence_kinds=form.kinds,
            note=form.cleaned_data["note"],
            valid_until=form.cleaned_data["valid_until"],
            attestation_version=form.cleaned_data["attestation_version"],
            client_key=form.key,
            sure=form.sure,
        )
    )


@for_roles(Role.SUPERVISOR)
def answer_request(request: PersonRequest, asked: UUID) -> HttpResponse:
    """What she asks for and how she showed it: sign it off, or say in words what would help first."""
    visible = requests_to_answer(request.user).select_related(
        "person__profile", "competency", "agency", "note", "level"
    )
    found = get_object_or_404(visible, uuid=asked)
    form = AnswerForm(request.POST or None)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["note"]
        if form.attempt(lambda: actions.answer_request(actor=request.user, request=found, words=words, sure=form.sure)):
            sent(request)
            messages.success(request, _("Your answer is with %(name)s.") % {"name": found.person.get_short_name()})
            return redirect("supervision:desk")
    context = {
        "form": form,
        "asked": found,
        "assignment": _theirs(request, found),
        "standing": standing_of(found.person, found.agency, found.competency),
        "crumbs": [to_desk(), Crumb(_("A request"))],
    }
    return render(request, "supervision/answer_request.html", context)


def _theirs(request: PersonRequest, asked: SignOffRequest) -> Assignment | None:
    return assignment_for(request.user, asked.person, asked.agency, Kind.PEER_SUPERVISION, asked.agency.today())


@for_roles(*THOSE_WHO_KEEP)
def withdraw(request: PersonRequest, signoff: UUID) -> HttpResponse:
    """Take a sign-off back. What happens then stands above the button."""
    visible = signoffs_to_keep(request.user).filter(withdrawn=None)
    found = get_object_or_404(visible.select_related("person__profile", "competency", "level", "agency"), uuid=signoff)
    form = WithdrawForm(request.POST or None)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        taken_back = form.attempt(
            lambda: actions.withdraw_signoff(
                actor=request.user,
                signoff=found,
                reason=WithdrawReason(said["reason"]),
                note=said["note"],
                sure=form.sure,
            )
        )
        if taken_back:
            sent(request)
            name = found.person.get_short_name()
            messages.success(request, _("Taken back. Please talk with %(name)s soon.") % {"name": name})
            return redirect(_back(request, found))
    return render(request, "supervision/withdraw.html", {"form": form, "signoff": found, "back": _back(request, found)})


@require_POST
@for_roles(*THOSE_WHO_KEEP)
def spoken(request: PersonRequest, signoff: UUID) -> HttpResponse:
    """They have spoken about it; from now on she may read it."""
    found = get_object_or_404(signoffs_to_keep(request.user).exclude(withdrawn=None), uuid=signoff)
    actions.we_have_spoken(actor=request.user, withdrawal=SignOffWithdrawn.objects.get(signoff=found))
    messages.success(request, _("Thank you. It can be read now."))
    return redirect(_back(request, found))


def _back(request: PersonRequest, signoff: SignOff) -> str:
    """To the person's page for her supervisor; to the desk or the list of assignments for others."""
    day = signoff.agency.today()
    mine = assignment_for(request.user, signoff.person, signoff.agency, Kind.PEER_SUPERVISION, day)
    if mine:
        return reverse("supervision:person", args=[mine.uuid])
    if request.roles.has(signoff.agency, Role.COORDINATOR, Role.ADMIN):
        return reverse("supervision:signoffs", args=[signoff.agency.slug])
    return reverse("supervision:desk")
