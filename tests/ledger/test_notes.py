"""Free text stands beside facts and can be erased; the facts and their hashes stand."""

import pytest

from ledger.actions import erase_note, write_note
from ledger.models import Note, Redaction
from ledger.refusals import Refused
from ledger.rules import note_digest

pytestmark = pytest.mark.django_db


def test_a_note_is_kept_with_a_digest_that_proves_it():
    note, digest = write_note("  We talked about calling back.  ")
    assert note.text == "We talked about calling back."
    assert digest == note_digest(salt=note.salt, text=note.text)


def test_the_same_words_twice_have_different_digests():
    assert write_note("the same")[1] != write_note("the same")[1]


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_no_words_leave_no_note(nothing):
    assert write_note(nothing) == (None, "")
    assert Note.objects.count() == 0


def test_an_erased_note_leaves_neither_text_nor_salt_and_says_who_took_it_and_why():
    note, _digest = write_note("A name that should not be here")
    redaction = erase_note(note=note, reason="names_a_family")
    note.refresh_from_db()
    assert (note.text, note.salt) == ("", "")
    assert note.erased_at is not None
    assert (redaction.note, redaction.reason) == (note, "names_a_family")


def test_a_note_is_erased_once():
    note, _digest = write_note("something")
    erase_note(note=note, reason="asked")
    with pytest.raises(Refused):
        erase_note(note=note, reason="asked")
    assert Redaction.objects.count() == 1
