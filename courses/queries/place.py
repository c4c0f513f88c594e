"""Where a learner stands: which edition of a module is hers, and in which of her enrolments."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.models import (
    Course,
    Edition,
    Enrolment,
    Module,
    ModuleCompletion,
    ModuleCompletionVoided,
    ModuleRun,
    Placement,
)
from courses.queries.document import document_of
from courses.rules.document import Document
from ledger.prepared import Prepared, Several
from people.models import Person


@dataclass(frozen=True)
class Place:
    """A module within a course she takes. `run` is empty until she does something in it; `cycle` counts her takings of it,
    the one that she would begin included.
    """

    enrolment: Enrolment
    course: Course
    module: Module
    edition_id: int
    edition: UUID
    run: ModuleRun | None
    completed: bool
    language: str
    cycle: int = 1

    @property
    def document(self) -> Document:
        return document_of(self.edition, self.language)


def latest_edition(module: str, column: str) -> Subquery:
    """A column of the newest edition of the module that `module` names."""
    return Subquery(Edition.objects.filter(module=OuterRef(module)).order_by("-number").values(column)[:1])


def needed_cycle(module: str, since: str) -> Coalesce:
    """What counts was settled the day she was enrolled: the module's cycle on that day.

    An edition that "must be taken again" and came later lowers nobody; a later enrolment asks for it.
    """
    then = Edition.objects.filter(module=OuterRef(module), recorded_at__lte=OuterRef(since)).order_by()
    return Coalesce(Subquery(then.values("module").annotate(most=Max("cycle")).values("most")), 1)


def place(person: Person, *, course: str, module: str) -> Place | None:
    """Her place by the slugs in the address; None where she has none. One query."""
    found = _BY_SLUGS(person.pk, course, module)
    return _place(found[0], person) if found else None


def places(person: Person, asked: Collection[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    """Her places by pairs of slugs (course, module); those where she has none are missing. One query."""
    courses, modules = {course for course, _module in asked}, {module for _course, module in asked}
    if len(asked) == 1:
        only = next(iter(asked))
        here = place(person, course=only[0], module=only[1])
        return {only: here} if here else {}
    found: dict[tuple[str, str], Place] = {}
    for row in _OF_SOME(person.pk, courses, modules):
        pair = row.course.slug, row.module.slug
        if pair in asked and pair not in found:
            found[pair] = _place(row, person)
    return found


def place_in(enrolment: Enrolment, module: Module) -> Place | None:
    """The same by enrolment and module, for actions."""
    person = enrolment.person
    found = _BY_ENROLMENT(person.pk, enrolment.pk, module.pk)
    return _place(found[0], person) if found else None


def _placements(person: int) -> QuerySet[Any]:
    """Placements in courses she takes, each with her enrolment and her runs of the module (a row a run)."""
    hers = Q(course__enrolments__person=person, course__enrolments__closed_at=None)
    completions = ModuleCompletion.objects.filter(run=OuterRef("run__pk"))
    placements: QuerySet[Any] = Placement.objects.all()
    return (
        placements.annotate(
            enrolment=FilteredRelation("course__enrolments", condition=hers),
            run=FilteredRelation("module__runs", condition=Q(module__runs__person=person)),
        )
        .filter(enrolment__isnull=False)
        .annotate(
            latest_id=latest_edition("module_id", "pk"),
            latest_uuid=latest_edition("module_id", "uuid"),
            needs=needed_cycle("module_id", "enrolment__created_at"),
            completed=Exists(completions),
            taken_back=Exists(ModuleCompletionVoided.objects.filter(completion__run=OuterRef("run__pk"))),
        )
        .filter(latest_id__isnull=False)
        .select_related("course", "module", "enrolment", "run__edition")
    )


_BY_SLUGS = Prepared(
    lambda person, course, module: (
        _placements(person).filter(course__slug=course, module__slug=module).order_by("-run__cycle", "pk")[:1]
    ),
    int,
    str,
    str,
)
_OF_SOME = Prepared(
    lambda person, courses, modules: (
        _placements(person).filter(course__slug__in=courses, module__slug__in=modules).order_by("-run__cycle", "pk")
    ),
    int,
    Several(str, 4),
    Several(str, 8),
)
_BY_ENROLMENT = Prepared(
    lambda person, enrolment, module: (
        _placements(person).filter(enrolment__pk=enrolment, module=module).order_by("-run__cycle", "pk")[:1]
    ),
    int,
    int,
    int,
)


def _place(found: Any, person: Person) -> Place:
    run = getattr(found, "run", None)  # a filtered relation that finds nothing leaves no attribute
    cycle = run.cycle if run else 1
    if run and (found.taken_back or run.edition.cycle < found.needs):
        run, cycle = None, cycle + 1
    found.enrolment.person = person
    here = Place(
        enrolment=found.enrolment,
        course=found.course,
        module=found.module,
        edition_id=found.latest_id,
        edition=found.latest_uuid,
        run=run,
        completed=bool(run) and found.completed,
        language=person.profile.language,
        cycle=cycle,
    )
    return replace(here, edition_id=run.edition_id, edition=run.edition.uuid) if run else here
