"""When somebody's name is removed: what was hers alone and every free word about her goes, the facts stay."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from ledger.actions import erase_note
from ledger.models import Note
from people.models import Person
from roster.models import Card, CertificateSharing, Decision, EarlierTraining, Offer


def forget(person: Person) -> None:
    """She offers nothing any more, cannot be searched for, and no note or copied paper of her is kept."""
    Offer.objects.filter(person=person).delete()
    Card.objects.filter(person=person).delete()
    # Whether the page answers stays as she chose; what it named, it names no more.
    of_hers = Q(training__person=person) | Q(course__completion__person=person)
    CertificateSharing.objects.filter(of_hers).update(names_agency=False)
    decisions, earlier = Decision.objects.filter(person=person), EarlierTraining.objects.filter(person=person)
    words = Q(pk__in=decisions.values("note")) | Q(pk__in=earlier.values("what_note"))
    for note in Note.objects.filter(words | Q(pk__in=earlier.values("shown_note")), erased_at=None):
        erase_note(note=note, reason="name_removed")
    scans = list(earlier.exclude(scan="").values_list("scan", flat=True))
    transaction.on_commit(partial(_remove, scans))


def _remove(scans: list[str]) -> None:
    for scan in scans:
        default_storage.delete(scan)
