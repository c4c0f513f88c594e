"""Editions as they are read: frozen, so each process reads a text once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Value, When

from courses.models import EditionStep, EditionText
from courses.rules import document as documents
from courses.rules.document import Document
from courses.rules.scoring import Key, keys_of
from courses.words import StepKind

# Texts never change (guarded), so what was read once is true for good. Named by uuid, which no two databases share.
KEPT = 512


def document_of(edition: UUID, language: str) -> Document:
    """The edition's text in her language, or in the first language it was released in."""
    return _document(edition, language)


@lru_cache(maxsize=KEPT)
def _document(edition: UUID, language: str) -> Document:
    return documents.read(_text(edition, language, "document"))


def keys_for(edition: UUID, language: str, step: UUID) -> tuple[Key, ...]:
    """The answers of one check. For the scorer, and for explaining what was answered."""
    return keys_of(_answers(edition, language)["checks"][str(step)])


@lru_cache(maxsize=KEPT)
def _answers(edition: UUID, language: str) -> Mapping[str, Any]:
    return _text(edition, language, "answers")


@dataclass(frozen=True)
class Doable:
    """A step as the scorer sees it: what it is, in which lesson, how many questions each is asked, how long it plays (ms)."""

    key: UUID
    lesson_key: UUID
    kind: StepKind
    required: bool
    questions: int
    length_ms: int


@lru_cache(maxsize=KEPT)
def doables_of(edition: UUID) -> Mapping[UUID, Doable]:
    """Everything there is to do in an edition, by key. Sealed with the edition, so read once."""
    rows = EditionStep.objects.filter(edition__uuid=edition).values_list(
        "key", "lesson_key", "kind", "required", "questions", "seconds"
    )
    return {
        key: Doable(key, lesson, StepKind(kind), required, questions, seconds * 1000)
        for key, lesson, kind, required, questions, seconds in rows
    }


def _text(edition: UUID, language: str, column: str) -> Mapping[str, Any]:
    hers_first = Case(When(language=language, then=Value(0)), default=Value(1))
    texts = EditionText.objects.filter(edition__uuid=edition).order_by(hers_first, "pk")
    return texts.values_list(column, flat=True)[:1].get()
