"""How far she is: counted from steps done, never stored as a number that somebody could set."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from courses.rules.document import Document, Lesson, Step
from courses.words import StepKind

DONE, DOING, TODO = "done", "doing", "todo"


@dataclass(frozen=True)
class LessonStanding:
    lesson: Lesson
    state: str
    left: tuple[Step, ...]  # required steps still open, the reading apart
    to_play: tuple[Step, ...]  # what plays and is not done, asked for or not
    read: bool


@dataclass(frozen=True)
class ModuleStanding:
    lessons: tuple[LessonStanding, ...]

    @property
    def done(self) -> int:
        return sum(lesson.state == DONE for lesson in self.lessons)

    @property
    def state(self) -> str:
        if self.lessons and self.done == len(self.lessons):
            return DONE
        return TODO if all(lesson.state == TODO for lesson in self.lessons) else DOING

    @property
    def next(self) -> Lesson | None:
        """The first lesson with something left to do."""
        return next((standing.lesson for standing in self.lessons if standing.state != DONE), None)


def of_lesson(lesson: Lesson, done: Collection[UUID]) -> LessonStanding:
    left = tuple(step for step in lesson.steps if step.required and step.key not in done)
    to_play = tuple(step for step in lesson.players if step.key not in done)
    read = lesson.key in done
    touched = read or bool(lesson.required.intersection(done))
    state = DONE if read and not left else DOING if touched else TODO
    return LessonStanding(lesson, state, left, to_play, read)


def of_module(document: Document, done: Collection[UUID]) -> ModuleStanding:
    return ModuleStanding(tuple(of_lesson(lesson, done) for lesson in document.lessons))


def checks_left(standing: LessonStanding) -> tuple[Step, ...]:
    return tuple(step for step in standing.left if step.kind == StepKind.CHECK)


@dataclass(frozen=True)
class Needed:
    """One required module of a course, and the edition cycles in which she completed it."""

    module: int
    at_least: int
    completed_in: tuple[int, ...]

    @property
    def met(self) -> bool:
        return any(cycle >= self.at_least for cycle in self.completed_in)


def course_complete(needed: Sequence[Needed]) -> bool:
    """Every required module counts. A course that requires nothing is never complete."""
    return bool(needed) and all(module.met for module in needed)
