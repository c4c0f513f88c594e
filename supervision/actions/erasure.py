"""What happens here when a person's name is removed: her words go, the facts stay."""

from itertools import chain

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from ledger.actions import erase_note
from ledger.models import Note
from people.models import Person
from supervision.actions.role_play import erase_recordings, throw_away
from supervision.models import (
    HoursEntry,
    Recording,
    Returned,
    RolePlay,
    RolePlayAnswer,
    RolePlayDraft,
    SignOff,
    SignOffRequest,
    SignOffWithdrawn,
)
from supervision.words import EraseReason


@transaction.atomic
def erase_words_of(person: Person) -> None:
    """Every note about her or by her, her role-plays not sent, her voice, and the scans of her papers. Called when her name is removed."""
    notes = Note.objects.filter(pk__in=set(chain.from_iterable(_note_ids(person))), erased_at=None)
    for note in notes:
        erase_note(note=note, reason=EraseReason.ASKED)
    for draft in RolePlayDraft.objects.filter(person=person):
        throw_away(draft)
    erase_recordings(Recording.objects.filter(sent__person=person))
    scans = list(HoursEntry.objects.filter(person=person).exclude(scan="").values_list("scan", flat=True))
    transaction.on_commit(lambda: [default_storage.delete(scan) for scan in scans])


def _note_ids(person: Person) -> list[list[int]]:
    about_or_by = (
        HoursEntry.objects.filter(Q(person=person) | Q(entered_by=person)).values_list("note"),
        Returned.objects.filter(Q(entry__person=person) | Q(by=person)).values_list("note"),
        SignOff.objects.filter(Q(person=person) | Q(assessor=person)).values_list("note"),
        SignOffWithdrawn.objects.filter(Q(signoff__person=person) | Q(by=person)).values_list("note"),
        SignOffRequest.objects.filter(person=person).values_list("note", "answer"),
        RolePlay.objects.filter(person=person).values_list("note"),
        RolePlayAnswer.objects.filter(Q(person=person) | Q(by=person)).values_list("note"),
        SignOffRequest.objects.filter(answered_by=person).values_list("answer"),
    )
    return [[note for row in rows for note in row if note is not None] for rows in about_or_by]
