"""One lesson as it is shown to its learner: the frozen steps, and beside them what is hers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from courses.models import Attempt, Progress
from courses.queries.document import keys_for
from courses.queries.done import done_in, last_attempts
from courses.queries.place import Place
from courses.rules import standing as standings
from courses.rules.document import Document, Lesson, Step
from courses.rules.scoring import Key, NotAChoice, NotAnswered, mark
from courses.rules.standing import LessonStanding
from courses.words import StepKind


@dataclass(frozen=True)
class Choice:
    key: str
    text: str
    chosen: bool
    # Set only for what she may read now (rules.scoring).
    because: str
    fits: bool


@dataclass(frozen=True)
class Question:
    key: str
    ask: str
    single: bool
    choices: tuple[Choice, ...]
    answered: bool
    right: bool
    missing: bool = False  # she sent the form without an answer to it


@dataclass(frozen=True)
class ShownStep:
    """A step with what is hers: done or not, her last answers, where the film stands."""

    key: UUID
    kind: str
    data: Mapping[str, Any]
    done: bool = False
    questions: tuple[Question, ...] = ()
    position: float = 0
    shown: bool = True  # a film whose people took back their consent is not shown

    @property
    def answered(self) -> bool:
        return any(question.answered for question in self.questions)


@dataclass(frozen=True)
class ShownLesson:
    document: Document
    lesson: Lesson
    standing: LessonStanding
    steps: tuple[ShownStep, ...]
    number: int
    next: Lesson | None
    another_way: bool = False
    things: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.document.lessons)


def shown_lesson(
    here: Place,
    lesson: Lesson,
    *,
    typed: Mapping[str, Mapping[str, list[str]]] | None = None,
    another_way: bool = False,
) -> ShownLesson:
    """The lesson for its learner. `typed` holds answers she sent that could not be marked, by step."""
    document, done = here.document, done_in(here.run)
    attempts = last_attempts(here.run, [c.key for c in lesson.checks]) if here.run and lesson.checks else {}
    places = _places(here, lesson)
    return ShownLesson(
        document=document,
        lesson=lesson,
        standing=standings.of_lesson(lesson, done),
        steps=tuple(
            ShownStep(
                key=step.key,
                kind=step.kind,
                data=step.data,
                done=step.key in done,
                questions=_questions(here, step, attempts.get(step.key), (typed or {}).get(str(step.key))),
                position=places.get(step.key, 0) / 1000,
            )
            for step in lesson.steps
        ),
        number=document.lessons.index(lesson) + 1,
        next=document.after(lesson),
        another_way=another_way and bool(lesson.another_way),
    )


def _places(here: Place, lesson: Lesson) -> dict[UUID, int]:
    if not (here.run and lesson.players):
        return {}
    return dict(Progress.objects.filter(run=here.run).values_list("step_key", "position_ms"))


def _questions(
    here: Place, step: Step, attempt: Attempt | None, typed: Mapping[str, list[str]] | None
) -> tuple[Question, ...]:
    if step.kind != StepKind.CHECK:
        return ()
    if typed is not None:
        return tuple(_typed(question, typed.get(question["key"], [])) for question in step.data["questions"])
    if attempt is None:
        return tuple(_fresh(question) for question in step.data["questions"])
    keys = keys_for(here.edition, here.language, step.key)
    try:
        marked = {question.question: question for question in mark(keys, attempt.answers)}
    except (NotAnswered, NotAChoice):  # she answered in another language, whose questions are others
        return tuple(_fresh(question) for question in step.data["questions"])
    return tuple(
        _explained(question, marked[question["key"]], key)
        for question in step.data["questions"]
        for key in keys
        if key.question == question["key"]
    )


def _fresh(question: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(c["key"], c["text"], False, "", False) for c in question["choices"])
    return Question(question["key"], question["ask"], question["kind"] == "single", choices, False, False)


def _typed(question: Mapping[str, Any], chosen: list[str]) -> Question:
    choices = tuple(Choice(c["key"], c["text"], c["key"] in chosen, "", False) for c in question["choices"])
    single = question["kind"] == "single"
    return Question(question["key"], question["ask"], single, choices, False, False, missing=not chosen)


def _explained(question: Mapping[str, Any], marked: Any, key: Key) -> Question:
    choices = tuple(
        Choice(
            c["key"],
            c["text"],
            c["key"] in marked.chosen,
            marked.because.get(c["key"], ""),
            c["key"] in marked.because and c["key"] in key.right,
        )
        for c in question["choices"]
    )
    return Question(question["key"], question["ask"], key.single, choices, True, marked.right)
