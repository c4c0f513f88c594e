"""A course as its learner sees it: modules, lessons, what is done. Every number is counted, none is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from courses.models import Enrolment, ModuleRun, Placement
from courses.queries.document import document_of
from courses.queries.done import done_in_many
from courses.queries.place import latest_edition, needed_cycle
from courses.rules import standing as standings
from courses.rules.document import Document, Lesson
from courses.rules.standing import DOING, DONE, TODO, ModuleStanding
from people.models import Person


class Placed(NamedTuple):
    """A module in a course she takes: the edition a newcomer would get, and the cycle she needs."""

    module: int
    slug: str
    required: bool
    latest: UUID
    latest_cycle: int
    needs: int


class Run(NamedTuple):
    """Her taking of a module. `cycle` is its edition's."""

    pk: int
    edition: UUID
    cycle: int
    touched_at: datetime
    lesson_key: UUID | None
    completed: bool


@dataclass(frozen=True)
class ModuleOutline:
    """One module of a course: its document in her edition, and how far she is."""

    slug: str
    title: str
    required: bool
    document: Document
    standing: ModuleStanding
    completed: bool
    # The newest edition "must be taken again", and hers is older. Her completion stands.
    newer: bool
    touched_at: Any
    lesson_key: UUID | None

    @property
    def state(self) -> str:
        return DONE if self.completed else self.standing.state

    @property
    def about_stages(self) -> bool:
        """It speaks of nothing but the parent's journey: nothing in it is scored, and it has no place in an order."""
        return bool(self.document.stages) and not any(lesson.checks for lesson in self.document.lessons)


@dataclass(frozen=True)
class Outline:
    enrolment: Enrolment
    modules: tuple[ModuleOutline, ...]
    # Where films stand that she began and has not finished, by step (milliseconds); None where nobody has looked.
    begun_ms: Mapping[UUID, int] | None = None

    @property
    def lessons(self) -> int:
        """Lessons of the modules the course needs."""
        return sum(len(module.document.lessons) for module in self.modules if module.required)

    @property
    def lessons_done(self) -> int:
        return sum(module.standing.done for module in self.modules if module.required)

    @property
    def minutes(self) -> int:
        return sum(module.document.minutes for module in self.modules if module.required)

    @property
    def minutes_left(self) -> int:
        return sum(
            standing.lesson.minutes
            for module in self.modules
            if module.required and not module.completed
            for standing in module.standing.lessons
            if standing.state != DONE
        )

    @property
    def state(self) -> str:
        needed = [module.state for module in self.modules if module.required]
        if needed and all(state == DONE for state in needed):
            return DONE
        return TODO if all(state == TODO for state in needed) else DOING

    def where(self) -> tuple[ModuleOutline, Lesson] | None:
        """Where she goes on: where she was last, else the first thing open."""
        open_modules = [m for m in self.modules if m.required and m.state != DONE] or [
            m for m in self.modules if m.state != DONE
        ]
        begun = [module for module in open_modules if module.touched_at]
        for module in sorted(begun, key=lambda m: m.touched_at, reverse=True) + open_modules:
            lesson = _last_open(module) or module.standing.next
            if lesson:
                return module, lesson
        return None

    def after(self, module: str) -> ModuleOutline | None:
        """The module to go on with when this one is done: the next that is open, from here round."""
        slugs = [m.slug for m in self.modules]
        here = slugs.index(module) + 1
        return next((m for m in (*self.modules[here:], *self.modules[:here]) if m.state != DONE), None)


def _last_open(module: ModuleOutline) -> Lesson | None:
    return next(
        (s.lesson for s in module.standing.lessons if s.lesson.key == module.lesson_key and s.state != DONE), None
    )


def outline(enrolment: Enrolment) -> Outline:
    """The outline of one course she takes."""
    return outlines([enrolment])[0]


def outlines(enrolments: Iterable[Enrolment]) -> list[Outline]:
    """Outlines of many enrolments, of one person or several, in a constant number of queries."""
    asked = list(enrolments)
    people = {enrolment.person_id: enrolment.person for enrolment in asked}
    placements = _placements(asked)
    runs = _runs(people.values(), {placed.module for found in placements.values() for placed in found})
    done = done_in_many([run.pk for found in runs.values() for run in found if not run.completed])
    return [
        Outline(
            enrolment,
            tuple(
                module_outline(placed, runs[enrolment.person_id, placed.module], done, enrolment.person)
                for placed in placements[enrolment.pk]
            ),
        )
        for enrolment in asked
    ]


def _placements(enrolments: list[Enrolment]) -> dict[int, list[Placed]]:
    """For each enrolment its placements in order."""
    found: dict[int, list[Placed]] = defaultdict(list)
    rows = (
        Placement.objects.filter(course__enrolments__in=[e.pk for e in enrolments])
        .annotate(
            latest=latest_edition("module_id", "uuid"),
            latest_cycle=latest_edition("module_id", "cycle"),
            needs=needed_cycle("module_id", "course__enrolments__created_at"),
        )
        .order_by("position", "pk")
        .values_list(
            "course__enrolments__pk", "module_id", "module__slug", "required", "latest", "latest_cycle", "needs"
        )
    )
    for enrolment, *row in rows:
        placed = Placed(*row)
        if placed.latest:
            found[enrolment].append(placed)
    return found


def _runs(people: Iterable[Person], modules: set[int]) -> dict[tuple[int, int], list[Run]]:
    """Runs by person and module, the newest first."""
    found: dict[tuple[int, int], list[Run]] = defaultdict(list)
    runs = ModuleRun.objects.filter(person__in=list(people), module__in=modules)
    # Runs whose completion was taken back are not here.
    runs = runs.annotate(completed=Q(completion__isnull=False)).exclude(completion__voided__isnull=False)
    for person, module, *row in runs.order_by("-cycle").values_list("person_id", "module_id", *RUN):
        found[person, module].append(Run(*row))
    return found


# The columns of Run.
RUN = ("pk", "edition__uuid", "edition__cycle", "touched_at", "lesson_key", "completed")


def module_outline(
    placed: Placed, runs: Iterable[Run], done: Mapping[int, frozenset[UUID]], person: Person
) -> ModuleOutline:
    """A module as she sees it. `runs` are hers, the newest first; `done` holds the steps of those not completed."""
    run = next((run for run in runs if run.cycle >= placed.needs), None)
    document = document_of(run.edition if run else placed.latest, person.profile.language)
    finished = run is not None and run.completed
    keys = document.required if finished else done.get(run.pk, frozenset()) if run else frozenset()
    return ModuleOutline(
        slug=placed.slug,
        title=document.title,
        required=placed.required,
        document=document,
        standing=standings.of_module(document, keys),
        completed=finished,
        newer=run is not None and run.cycle < placed.latest_cycle,
        touched_at=run.touched_at if run else None,
        lesson_key=run.lesson_key if run else None,
    )
