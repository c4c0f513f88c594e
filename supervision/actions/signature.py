"""Confirming hours, or giving them back. Each signature looks again at role, assignment, credential and whose hours they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import clock
from ledger.actions import record, write_note
from ledger.refusals import Refused, in_words
from people.actions import notify
from people.locks import lock
from people.models import Person
from people.permissions import refuse_unless
from supervision import sentences
from supervision.actions.entry import NOT_SURE, Sure, names_nobody
from supervision.models import Assignment, HoursEntry, Returned, Signature
from supervision.permissions import ROLE_OF, assignment_for, from_records_of, holds_role_for, hours_to_sign
from supervision.words import (
    HOURS_ATTESTATION_VERSION,
    EntryState,
    Format,
    Kind,
    ReturnCode,
    hours_attestation,
)


@dataclass(frozen=True)
class Confirmed:
    """What came of a batch: the signatures, and what could not be confirmed, each with its sentence."""

    signatures: tuple[Signature, ...]
    left: tuple[tuple[HoursEntry, str], ...] = ()


@transaction.atomic
def sign_hours(
    *, actor: Person, entries: Sequence[HoursEntry], attestation_version: int = HOURS_ATTESTATION_VERSION
) -> Confirmed:
    """She confirms entries under the words she was shown. Each is looked at again by itself; twice is once.

    One that cannot be confirmed does not hold up the others; where there is only one, it is refused.
    """
    if attestation_version != HOURS_ATTESTATION_VERSION:
        raise Refused(_("The words to confirm have changed. Please read them again."), code="attestation_changed")
    lock(*(entry.person for entry in entries))
    done: list[Signature] = []
    left: list[tuple[HoursEntry, str]] = []
    for entry in entries:
        try:
            done.append(_sign(actor, entry))
        except Refused as refused:
            if len(entries) == 1:
                raise
            left.append((entry, str(refused)))
    _tell_confirmed(actor, done)
    return Confirmed(tuple(done), tuple(left))


def _sign(actor: Person, entry: HoursEntry) -> Signature:
    entry = HoursEntry.objects.with_state().get(pk=entry.pk)
    if entry.state == EntryState.CONFIRMED and entry.signature.signer_id == actor.pk:
        return entry.signature
    still_stands(entry)
    assignment = right_to_confirm(actor, entry)
    from_records = entry.pk in from_records_of(actor, [entry])
    with in_words(sentences.SIGNATURE):
        return record(
            Signature(
                entry=entry,
                person=entry.person,
                signer=actor,
                assignment=assignment,
                role=ROLE_OF[Kind(entry.kind)],
                credential=assignment.credential,
                attestation=hours_attestation(from_records=from_records),
                attestation_version=HOURS_ATTESTATION_VERSION,
                from_records=from_records,
                held_on=entry.agency.today(),
            )
        )


def still_stands(entry: HoursEntry) -> None:
    """It waits, and no correction of it is under way."""
    if not HoursEntry.objects.waiting().filter(pk=entry.pk).exists():
        raise Refused(sentences.SIGNATURE["signature_entry_still_stands"], code="signature_entry_still_stands")


def right_to_confirm(actor: Person, entry: HoursEntry) -> Assignment:
    """The assignment of today that lets her confirm this entry; refused in words where there is none."""
    if actor.pk == entry.person_id:
        raise Refused(sentences.SIGNATURE["signature_not_by_herself"], code="signature_not_by_herself")
    today = entry.agency.today()
    assignment = _assignment_on(today, actor, entry)
    if assignment is None or not holds_role_for(actor, entry.kind, entry.agency):
        raise Refused(sentences.SIGNATURE["signature_within_an_assignment"], code="signature_within_an_assignment")
    if assignment.credential_until and assignment.credential_until < today:
        raise Refused(
            _("Your credential was good until %(day)s. Ask the coordinator to renew it here first.")
            % {"day": assignment.credential_until.isoformat()},
            code="credential_ended",
        )
    return assignment


def _assignment_on(day: date, actor: Person, entry: HoursEntry) -> Assignment | None:
    group = entry.format == Format.GROUP
    return assignment_for(actor, entry.person, entry.agency, entry.kind, day, group=group, of_before=True)


@transaction.atomic
def return_hours(
    *, actor: Person, entry: HoursEntry, code: ReturnCode, note: str = "", sure: Sure = NOT_SURE
) -> Returned:
    """She gives an entry back with a reason and what to change. It blocks nothing, and may be sent again."""
    lock(entry.person)
    refuse_unless(hours_to_sign(actor).filter(pk=entry.pk).exists())
    entry = HoursEntry.objects.with_state().get(pk=entry.pk)
    if entry.state == EntryState.RETURNED and entry.returned.by_id == actor.pk:
        return entry.returned
    still_stands(entry)
    right_to_confirm(actor, entry)
    names_nobody(note, sure, known=[actor, entry.person, entry.agency])
    words, digest = write_note(note)
    with in_words(sentences.SIGNATURE):
        returned = record(
            Returned(entry=entry, by=actor, code=code, note=words, note_digest=digest, held_on=entry.agency.today())
        )
    notify(
        person=entry.person,
        agency=entry.agency,
        kind="supervision-hours-returned",
        key=f"supervision-hours-returned:{entry.uuid}",
        url=reverse("supervision:entry", args=[entry.uuid]),
        about={"by": actor.get_short_name(), "day": entry.held_on.isoformat()},
    )
    return returned


def _tell_confirmed(actor: Person, signatures: Sequence[Signature]) -> None:
    """One notice a person, agency and day."""
    for signature in {(s.person_id, s.entry.agency_id): s for s in signatures}.values():
        agency = signature.entry.agency
        notify(
            person=signature.entry.person,
            agency=agency,
            kind="supervision-hours-confirmed",
            key=f"supervision-hours-confirmed:{signature.entry.person.uuid}:{actor.uuid}:{agency.uuid}:{clock.today(agency.time_zone)}",
            url=reverse("supervision:hours"),
            about={"by": actor.get_short_name()},
        )
