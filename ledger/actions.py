"""Writing facts down."""

import secrets
from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import FileField
from django.utils.translation import gettext_lazy as _

from ledger import clock
from ledger.listeners import listeners_of
from ledger.models import Chain, Fact, Note, Redaction, SignedFact
from ledger.queries import hash_of
from ledger.refusals import Refused
from ledger.rules import note_digest

F = TypeVar("F", bound=Fact)


@transaction.atomic
def record(fact: F) -> F:
    """Write a fact and tell, in the same transaction, everyone who listens for its kind."""
    if fact.pk is not None:
        raise ValueError("A fact is written once.")
    _settle(fact)
    if isinstance(fact, SignedFact):
        _link(fact)
    fact.save(force_insert=True)
    for listener in listeners_of(type(fact)):
        listener(fact)
    return fact


@transaction.atomic(savepoint=False)
def record_all(facts: Sequence[F]) -> Sequence[F]:
    """The same for several facts of one kind that stand in no chain, in one statement."""
    if not facts:
        return facts
    if any(fact.pk is not None or isinstance(fact, SignedFact) for fact in facts):
        raise ValueError("A fact is written once, and a signed one by itself.")
    for fact in facts:
        _settle(fact)
    kind = type(facts[0])
    kind._default_manager.bulk_create(facts)
    for listener in listeners_of(kind):
        for fact in facts:
            listener(fact)
    return facts


def _settle(fact: Fact) -> None:
    """Bring each field to the form in which it is read back (a date given as text, a file's final name): that is hashed."""
    for field in fact._meta.concrete_fields:
        if isinstance(field, FileField):
            field.pre_save(fact, add=True)
        else:
            setattr(fact, field.attname, field.to_python(getattr(fact, field.attname)))


def _link(fact: SignedFact) -> None:
    """Put a fact at the end of its chain; the chain's row is locked until the transaction ends."""
    key = fact.chain_key()
    Chain.objects.get_or_create(key=key)
    chain = Chain.objects.select_for_update().get(key=key)
    fact.previous, fact.position = chain.head, chain.length + 1
    fact.hash_version = max(fact.hashed_since.values(), default=1)
    fact.hash = hash_of(fact)
    chain.head, chain.length = fact.hash, fact.position
    chain.save(update_fields=["head", "length"])


def write_note(text: str) -> tuple[Note | None, str]:
    """Keep free text beside a fact: (the note or None, the digest the fact keeps)."""
    if not text.strip():
        return None, ""
    salt = secrets.token_hex(16)
    return Note.objects.create(text=text.strip(), salt=salt), note_digest(salt=salt, text=text.strip())


@transaction.atomic
def erase_note(*, note: Note, reason: str) -> Redaction:
    """Erase a note's text and salt for good; the fact beside it and its hash stand."""
    note = Note.objects.select_for_update().get(pk=note.pk)
    if note.erased_at:
        raise Refused(_("This text is already erased."), code="already_erased")
    note.text, note.salt, note.erased_at = "", "", clock.now()
    note.save(update_fields=["text", "salt", "erased_at"])
    return record(Redaction(note=note, reason=reason, held_on=clock.today("UTC")))
