"""Free text beside the records can be erased; the record and its hash stand."""

from django.db import transaction

from ledger import actions as ledger
from ledger.models import Redaction
from people.models import Agency, Person
from people.permissions import can_manage_people, refuse_unless
from supervision.models import HoursEntry, Returned, SignOff, SignOffRequest, SignOffWithdrawn
from supervision.words import EraseReason

Noted = HoursEntry | Returned | SignOff | SignOffRequest | SignOffWithdrawn


def _whose(noted: Noted) -> tuple[Person, Person, Agency]:
    """Whom the words are about, who wrote them, and at which agency."""
    match noted:
        case HoursEntry():
            return noted.person, noted.entered_by, noted.agency
        case Returned():
            return noted.entry.person, noted.by, noted.entry.agency
        case SignOff():
            return noted.person, noted.assessor, noted.agency
        case SignOffRequest():
            return noted.person, noted.person, noted.agency
        case SignOffWithdrawn():
            return noted.signoff.person, noted.by, noted.signoff.agency


def can_erase(actor: Person, noted: Noted) -> bool:
    """She whom it is about, whoever wrote it, and the agency's coordinators and admins."""
    about, writer, agency = _whose(noted)
    return actor in (about, writer) or can_manage_people(actor, agency)


@transaction.atomic
def erase_note(*, actor: Person, noted: Noted, reason: EraseReason) -> Redaction | None:
    """Erase the words beside a record for good. Nothing to erase is nothing done."""
    refuse_unless(can_erase(actor, noted))
    if noted.note is None or noted.note.erased_at:
        return None
    return ledger.erase_note(note=noted.note, reason=reason)
