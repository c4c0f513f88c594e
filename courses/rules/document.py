"""The released document of a module: our own versioned JSON, read into these.

    {"version": 1 or 2,
     "module": {"title", "summary", "minutes", "stages": [key…]},
     "lessons": [{"key", "slug", "title", "minutes", "content_note", "another_way",
                  "steps": [{"key", "kind", "minutes", …the kind's own data}]}]}

Version 2 may ask in other ways than by choices (QuestionKind), or some of its questions only ("draw"), and a scenario may
have several "turns". A document has the
lowest version that can say it: what is written today as yesterday has the same hash, and every edition of before is read as
it was.

HTML in it was cleaned when it was made. The right answers are not in it (`EditionText.answers`).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

import rfc8785

from courses.words import REQUIRED_KINDS, QuestionKind, StepKind

READABLE = frozenset({1, 2})
PLAYS = frozenset({"video", "audio"})


@dataclass(frozen=True)
class Step:
    """One block of a lesson: something to read, or something to do."""

    key: UUID
    kind: str
    minutes: int
    data: Mapping[str, Any]

    @property
    def required(self) -> bool:
        """What plays may be left to the questions of its lesson; editions of before this was said ask for it always."""
        return self.kind in REQUIRED_KINDS and (not self.plays or bool(self.data.get("asked", True)))

    @property
    def plays(self) -> bool:
        return self.kind in PLAYS

    @property
    def asks(self) -> int:
        """How many questions each learner is asked in a check: all, or as many as are drawn. Of anything else none."""
        if self.kind != StepKind.CHECK:
            return 0
        number: int = self.data.get("draw") or len(self.data["questions"])
        return number

    @property
    def something_to_do(self) -> bool:
        return self.kind in StepKind.values


@dataclass(frozen=True)
class Lesson:
    key: UUID
    slug: str
    title: str
    minutes: int
    content_note: str
    # Cleaned HTML of another way through the lesson that counts the same; empty where none is needed.
    another_way: str
    steps: tuple[Step, ...] = field(repr=False)

    @cached_property
    def required(self) -> frozenset[UUID]:
        """What completes the lesson: her reading it through (named by the lesson), its checks, what plays and is asked for."""
        return frozenset({self.key, *(step.key for step in self.steps if step.required)})

    @property
    def may_be_hard(self) -> bool:
        """A content note stands before it or inside it: there has to be another way that counts the same."""
        return bool(self.content_note) or any(step.kind == "note" for step in self.steps)

    @property
    def checks(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.kind == StepKind.CHECK)

    @cached_property
    def asks_for_words(self) -> bool:
        """Is there a question that she answers in words of her own?"""
        return any(
            question["kind"] == QuestionKind.SHORT for step in self.checks for question in step.data["questions"]
        )

    @property
    def players(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.plays)

    @property
    def left_out(self) -> tuple[Step, ...]:
        """What the other way does not ask for: films and role-plays."""
        return tuple(step for step in self.steps if step.plays or step.kind == StepKind.ROLEPLAY)

    def step(self, key: UUID) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)


@dataclass(frozen=True)
class Document:
    title: str
    summary: str
    minutes: int
    stages: tuple[str, ...]
    lessons: tuple[Lesson, ...]

    def lesson(self, slug: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def lesson_of(self, key: UUID) -> Lesson | None:
        """The lesson that a step belongs to."""
        return next((lesson for lesson in self.lessons if lesson.key == key or lesson.step(key)), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        here = self.lessons.index(lesson)
        return self.lessons[here + 1] if here + 1 < len(self.lessons) else None

    @cached_property
    def required(self) -> frozenset[UUID]:
        return frozenset().union(*(lesson.required for lesson in self.lessons))


def hash_of(document: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """The hash (64 hex digits) of a text and its answers, as canonical JSON."""
    said = rfc8785.dumps({"document": dict(document), "answers": dict(answers)})
    return hashlib.sha256(said).hexdigest()


class UnknownVersion(Exception):
    """A document of a version this code does not read."""


def version_of(lessons: Iterable[Mapping[str, Any]]) -> int:
    """The lowest version that can say these lessons."""
    return 2 if any(_is_new(step) for lesson in lessons for step in lesson["steps"]) else 1


def _is_new(step: Mapping[str, Any]) -> bool:
    """Does it hold what version 1 did not know?"""
    if step["kind"] == StepKind.SCENARIO:
        return "turns" in step
    if step["kind"] != StepKind.CHECK:
        return False
    kinds = {question["kind"] for question in step["questions"]}
    return "draw" in step or not kinds <= {QuestionKind.SINGLE, QuestionKind.MULTIPLE}


def read(document: Mapping[str, Any]) -> Document:
    """The document as it was frozen."""
    if document["version"] not in READABLE:
        raise UnknownVersion(document["version"])
    module = document["module"]
    return Document(
        title=module["title"],
        summary=module["summary"],
        minutes=module["minutes"],
        stages=tuple(module["stages"]),
        lessons=tuple(_lesson(lesson) for lesson in document["lessons"]),
    )


def _lesson(lesson: Mapping[str, Any]) -> Lesson:
    return Lesson(
        key=UUID(lesson["key"]),
        slug=lesson["slug"],
        title=lesson["title"],
        minutes=lesson["minutes"],
        content_note=lesson["content_note"],
        another_way=lesson["another_way"],
        steps=tuple(_step(step) for step in lesson["steps"]),
    )


def _step(step: Mapping[str, Any]) -> Step:
    data = {name: value for name, value in step.items() if name not in {"key", "kind", "minutes"}}
    return Step(key=UUID(step["key"]), kind=step["kind"], minutes=step["minutes"], data=data)
