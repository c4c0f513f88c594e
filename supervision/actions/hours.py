"""Writing hours down: an entry, corrected by a newer one, taken out with a reason."""

from dataclasses import replace
from typing import IO
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.actions import record
from ledger.refusals import Refused, in_words
from people.actions import notify
from people.locks import lock
from people.models import Agency, Person
from people.permissions import has_role, refuse_unless
from people.scans import kept
from people.words import Role
from supervision import sentences
from supervision.actions.entry import NOT_SURE, Origin, Sure, Told, write_entry
from supervision.models import Acknowledged, HoursEntry, HoursVoided
from supervision.permissions import can_enter_from_paper, hours_visible_to
from supervision.words import CorrectionReason, EntryState, TakenOutReason


@transaction.atomic
def record_hours(
    *, actor: Person, agency: Agency, told: Told, client_key: UUID | None = None, sure: Sure = NOT_SURE
) -> HoursEntry:
    """She sends her own hours to whoever is to confirm them. The same `client_key` twice is once."""
    refuse_unless(has_role(actor, agency, Role.VOLUNTEER))
    lock(actor)
    before = sent_before(client_key, actor, actor)
    if before:
        return before
    return write_entry(person=actor, agency=agency, told=told, sure=sure, client_key=client_key, origin=Origin(actor))


def record_from_paper(
    *,
    actor: Person,
    person: Person,
    agency: Agency,
    told: Told,
    scan: IO[bytes],
    client_key: UUID | None = None,
    sure: Sure = NOT_SURE,
) -> HoursEntry:
    """What came on paper is entered for her, marked so and with its scan; she is told, and somebody else confirms it."""
    refuse_unless(can_enter_from_paper(actor, person, agency) and has_role(person, agency, Role.VOLUNTEER))
    before = sent_before(client_key, actor, person)
    if before:
        return before
    told = replace(told, zone=told.zone or agency.time_zone)
    with kept(scan) as file, transaction.atomic():
        lock(person)
        entry = write_entry(
            person=person, agency=agency, told=told, sure=sure, client_key=client_key, origin=Origin(actor, scan=file)
        )
        _tell_entered(entry)
    return entry


@transaction.atomic
def correct(
    *,
    actor: Person,
    entry: HoursEntry,
    told: Told,
    reason: CorrectionReason,
    client_key: UUID | None = None,
    sure: Sure = NOT_SURE,
) -> HoursEntry:
    """A newer version of her hours. What was confirmed goes on counting until the newer version is confirmed."""
    refuse_unless(actor.pk == entry.person_id and has_role(actor, entry.agency, Role.VOLUNTEER))
    lock(actor)
    before = sent_before(client_key, actor, actor)
    if before:
        return before
    entry = HoursEntry.objects.with_state().get(pk=entry.pk)
    origin = Origin(actor, replaces=_replaced_by_a_correction_of(entry), reason=reason)
    if entry.state == EntryState.WAITING:
        _take_out(entry, actor, TakenOutReason.CORRECTED)
    return write_entry(person=actor, agency=entry.agency, told=told, sure=sure, client_key=client_key, origin=origin)


def _replaced_by_a_correction_of(entry: HoursEntry) -> HoursEntry:
    """Correcting a correction that does not count replaces what counts still."""
    if entry.state in (EntryState.REPLACED, EntryState.TAKEN_OUT):
        raise Refused(_("These hours were corrected or taken out already."), code="hours_superseded_once")
    if entry.state == EntryState.CONFIRMED or entry.supersedes_id is None:
        return entry
    earlier = HoursEntry.objects.with_state().get(pk=entry.supersedes_id)
    return earlier if earlier.state == EntryState.CONFIRMED else entry


@transaction.atomic
def void_hours(*, actor: Person, entry: HoursEntry, reason: TakenOutReason) -> HoursVoided:
    """Take an entry out: she (or whoever entered it) before it is confirmed; the signer, a successor or a coordinator after."""
    lock(entry.person)
    entry = HoursEntry.objects.with_state().get(pk=entry.pk)
    refuse_unless(hours_visible_to(actor).filter(pk=entry.pk).exists() and reason != TakenOutReason.CORRECTED)
    if entry.state == EntryState.TAKEN_OUT:
        return entry.voided
    refuse_unless(actor.pk != entry.person_id or entry.state != EntryState.CONFIRMED, code="signed_already")
    voided = _take_out(entry, actor, reason)
    if actor.pk != entry.person_id:
        notify(
            person=entry.person,
            agency=entry.agency,
            kind="supervision-hours-taken-out",
            key=f"supervision-hours-taken-out:{entry.uuid}",
            url=reverse("supervision:entry", args=[entry.uuid]),
            about={"by": actor.get_short_name(), "day": entry.held_on.isoformat()},
        )
    return voided


def _take_out(entry: HoursEntry, actor: Person, reason: TakenOutReason) -> HoursVoided:
    with in_words(sentences.SIGNATURE):
        return record(HoursVoided(entry=entry, by=actor, reason=reason, held_on=entry.agency.today()))


@transaction.atomic
def acknowledge(*, actor: Person, entry: HoursEntry, agrees: bool = True) -> Acknowledged:
    """She has seen what was entered or confirmed about her. Saying it twice is saying it once."""
    refuse_unless(actor.pk == entry.person_id)
    lock(actor)
    before = Acknowledged.objects.filter(entry=entry).first()
    if before:
        return before
    return record(Acknowledged(entry=entry, by=actor, agrees=agrees, held_on=entry.agency.today()))


def sent_before(client_key: UUID | None, actor: Person, person: Person) -> HoursEntry | None:
    """A double click, or a form that came twice: the same key from the same hand is the same entry."""
    if client_key is None:
        return None
    entry = HoursEntry.objects.filter(client_key=client_key).first()
    if entry and (entry.entered_by_id, entry.person_id) != (actor.pk, person.pk):
        raise Refused(_("This form was used already. Please open it again."), code="form_used")
    return entry


def _tell_entered(entry: HoursEntry) -> None:
    notify(
        person=entry.person,
        agency=entry.agency,
        kind="supervision-hours-entered",
        key=f"supervision-hours-entered:{entry.uuid}",
        url=reverse("supervision:entry", args=[entry.uuid]),
        about={"by": entry.entered_by.get_short_name(), "day": entry.held_on.isoformat()},
    )
