"""The desk of a supervisor or consultant: her people, what waits, confirming and giving back."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from journey.queries import shared_with
from people.doors import PersonRequest, for_roles
from people.drafting import drafted, sent
from people.queries.talk import dialled
from people.words import Role
from supervision import actions
from supervision.asked import minutes_asked
from supervision.forms import ConfirmForm, PaperForm, ReturnForm
from supervision.models import Assignment, HoursEntry
from supervision.permissions import assignments_visible_to, from_records_of, role_plays_to_answer
from supervision.queries import desk as desk_of
from supervision.queries import desk_month, my_hours, standings, waiting_for
from supervision.queries.role_play import Try, tries_of
from supervision.views.finding import Crumb, entry_to_sign, own_assignment, place_of
from supervision.words import HOURS_ATTESTATION_VERSION, Kind, ReturnCode, hours_attestation

THOSE_WHO_CONFIRM = (Role.SUPERVISOR, Role.CONSULTANT)


def to_desk() -> Crumb:
    return Crumb(_("My desk"), reverse("supervision:desk"))


@require_safe
@for_roles(*THOSE_WHO_CONFIRM)
def desk(request: PersonRequest) -> HttpResponse:
    """People first; quietly, how many pages of a journal are shared with her today."""
    whole, words, waits = desk_of(request.user), request.GET.get("q", ""), "waiting" in request.GET
    named = whole.find(words)
    url = f"{reverse('supervision:desk')}?{urlencode({'q': words})}"
    context = {
        "desk": whole,
        "found": named.find(waiting=waits),
        "words": words,
        "filters": [
            {"label": _("Everyone"), "url": url, "current": not waits, "count": len(named.rows)},
            {
                "label": _("Something waits"),
                "url": f"{url}&waiting=1",
                "current": waits,
                "count": len(named.find(waiting=True).rows),
            },
        ],
        "month": desk_month(request.user, request.GET.get("month", "")),
        "shared": len(shared_with(request.user)),
    }
    return render(request, "supervision/desk.html", context)


@for_roles(*THOSE_WHO_CONFIRM)
def waiting(request: PersonRequest) -> HttpResponse:
    """Everything that waits for her, to confirm together what she chooses; of one person, if named."""
    words = request.GET.get("q", "")
    entries = waiting_for(request.user, request.GET.get("person", ""), words)
    form = ConfirmForm(request.POST or None, entries=entries)
    if request.method == "POST" and form.is_valid():
        confirmed = form.attempt(
            lambda: actions.sign_hours(actor=request.user, entries=form.chosen, attestation_version=form.version)
        )
        if confirmed:
            _say(request, confirmed)
            return redirect("supervision:waiting" if len(entries) > len(form.chosen) else "supervision:desk")
    from_records = from_records_of(request.user, entries)
    shown = [(entry, form.box(entry), entry.pk in from_records) for entry in entries]
    context = {
        "form": form,
        "shown": shown,
        "words_sought": words,
        "several_agencies": len({entry.agency_id for entry in entries}) > 1,
        "present_words": hours_attestation(from_records=False) if len(from_records) < len(entries) else "",
        "records_words": hours_attestation(from_records=True) if from_records else "",
        "version": HOURS_ATTESTATION_VERSION,
        "crumbs": [to_desk(), Crumb(_("To confirm"))],
    }  # fmt: skip
    return render(request, "supervision/waiting.html", context)


def _say(request: PersonRequest, confirmed: actions.Confirmed) -> None:
    count = len(confirmed.signatures)
    if count:
        said = ngettext(
            "Confirmed. The volunteer is told.", "%(count)d sessions confirmed. The volunteers are told.", count
        )
        messages.success(request, said % {"count": count})
    for entry, sentence in confirmed.left:
        messages.warning(request, _("%(name)s: %(why)s") % {"name": entry.person.get_full_name(), "why": sentence})


@for_roles(*THOSE_WHO_CONFIRM)
def confirm(request: PersonRequest, entry: UUID) -> HttpResponse:
    """One entry, with the words she signs above the button."""
    shown = entry_to_sign(request, entry)
    form = ConfirmForm(request.POST or None, entries=[shown])
    if request.method == "POST" and form.is_valid():
        confirmed = form.attempt(
            lambda: actions.sign_hours(actor=request.user, entries=[shown], attestation_version=form.version)
        )
        if confirmed:
            _say(request, confirmed)
            return redirect("supervision:desk")
    from_records = shown.pk in from_records_of(request.user, [shown])
    context = {
        "entry": shown,
        "form": form,
        "from_records": from_records,
        "still_waits": HoursEntry.objects.waiting().filter(pk=shown.pk).exists(),
        "words": hours_attestation(from_records=from_records),
        "version": HOURS_ATTESTATION_VERSION,
        "earlier": shown.supersedes,
        "crumbs": [to_desk(), Crumb(_("Confirm"))],
    }
    return render(request, "supervision/confirm.html", context)


@for_roles(*THOSE_WHO_CONFIRM)
def give_back(request: PersonRequest, entry: UUID) -> HttpResponse:
    """Give an entry back with a reason and what would help."""
    shown = entry_to_sign(request, entry)
    form = ReturnForm(request.POST or None)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        returned = form.attempt(
            lambda: actions.return_hours(
                actor=request.user,
                entry=shown,
                code=ReturnCode(form.cleaned_data["code"]),
                note=form.cleaned_data["note"],
                sure=form.sure,
            )
        )
        if returned:
            sent(request)
            messages.success(request, _("Given back. %(name)s is told.") % {"name": shown.person.get_short_name()})
            return redirect("supervision:desk")
    url = reverse("supervision:confirm", args=[shown.uuid])
    context = {"entry": shown, "form": form, "crumbs": [to_desk(), Crumb(_("Confirm"), url), Crumb(_("Give back"))]}
    return render(request, "supervision/give_back.html", context)


@require_safe
@for_roles(*THOSE_WHO_CONFIRM)
def person(request: PersonRequest, assignment: UUID) -> HttpResponse:
    """One of her people: hours of the kind she is there for, and competencies if she is her peer supervisor."""
    mine = own_assignment(request, assignment)
    peer = mine.kind == Kind.PEER_SUPERVISION and not mine.groups_only
    row = next((row for row in desk_of(request.user).rows if row.assignment == mine), None)
    theirs = my_hours(mine.volunteer, mine.kind, agency=mine.agency, groups_only=mine.groups_only)
    context = {
        "assignment": mine,
        "person": mine.volunteer,
        "phone_href": dialled(mine.volunteer.profile.phone),
        "row": row,
        "peer": peer,
        "rows": theirs.rows,
        "asked": minutes_asked(mine.volunteer, [mine.agency]),
        "total": next(total for total in theirs.totals if total.kind == mine.kind),
        "standings": standings(mine.volunteer, mine.agency) if peer else [],
        "role_plays": _role_plays(request, mine) if peer else [],
        "crumbs": [to_desk(), Crumb(mine.volunteer.get_full_name())],
    }
    return render(request, "supervision/person.html", context)


def _role_plays(request: PersonRequest, mine: Assignment) -> list[Try]:
    """Her newest role-plays here, answered or not."""
    theirs = role_plays_to_answer(request.user).filter(person=mine.volunteer, agency=mine.agency)
    return tries_of(list(theirs.with_words().order_by("-pk")[:10]), request.user.profile.language)


@for_roles(*THOSE_WHO_CONFIRM, Role.COORDINATOR, Role.ADMIN)
def paper(request: PersonRequest, assignment: UUID) -> HttpResponse:
    """Enter hours for her from paper, with the scan. Person, agency, kind and supervisor come from the assignment."""
    found = _assignment_for_paper(request, assignment)
    form = PaperForm(request.POST or None, request.FILES or None, agency=found.agency)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        entry = form.attempt(
            lambda: actions.record_from_paper(
                actor=request.user,
                person=found.volunteer,
                agency=found.agency,
                told=form.told(found, zone=found.agency.time_zone),
                scan=form.cleaned_data["scan"],
                client_key=form.cleaned_data["client_key"],
                sure=form.sure,
            )
        )
        if entry:
            sent(request)
            messages.success(
                request, _("Entered for %(name)s, who is told.") % {"name": found.volunteer.get_short_name()}
            )
            return redirect("supervision:entry", entry.uuid)
    context = {"form": form, "assignment": found, "zone": place_of(found.agency.time_zone)}
    return render(request, "supervision/paper.html", context)


def _assignment_for_paper(request: PersonRequest, assignment: UUID) -> Assignment:
    visible = assignments_visible_to(request.user).exclude(volunteer=request.user)
    return get_object_or_404(visible.with_people(), uuid=assignment)
