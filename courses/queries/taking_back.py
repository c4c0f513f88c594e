"""What a person finished in the courses an agency asked of her, and what follows when it is taken back."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from courses.models import CourseCompletion, Enrolment, Module, ModuleCompletion, Placement
from courses.queries.called import called
from courses.queries.outline import outlines
from people.models import Agency, Person

Completion = TypeVar("Completion", CourseCompletion, ModuleCompletion)


@dataclass(frozen=True)
class LearntModule:
    """A module of a course: finished or not, and every time it was taken back."""

    title: str
    required: bool
    completion: ModuleCompletion | None
    taken_back: tuple[ModuleCompletion, ...]


@dataclass(frozen=True)
class LearntCourse:
    """A course that the agency asked of her, in its latest cycle. Never how she did a step, never an answer."""

    enrolment: Enrolment
    lessons: int
    lessons_done: int
    completion: CourseCompletion | None
    taken_back: tuple[CourseCompletion, ...]
    modules: tuple[LearntModule, ...]


@dataclass(frozen=True)
class Following:
    """What goes when a module or course is taken back."""

    modules: tuple[ModuleCompletion, ...]
    courses: tuple[CourseCompletion, ...]
    opens_again: bool


def learnt_at(person: Person, agency: Agency) -> list[LearntCourse]:
    """Her course record as her coordinator sees it. A constant number of queries."""
    latest: dict[int, Enrolment] = {}
    asked = Enrolment.objects.of_agency(agency).filter(person=person).select_related("course", "agency")
    for enrolment in asked.order_by("course__title", "cycle"):
        enrolment.person = person
        latest[enrolment.course_id] = enrolment
    courses, modules = _finished(person)
    placed: dict[int, list[Any]] = defaultdict(list)  # placements, called in the language of who reads
    for placement in Placement.objects.filter(course__in=latest).annotate(called=called(_language(), "module")):
        placed[placement.course_id].append(placement)
    return [
        LearntCourse(
            enrolment=seen.enrolment,
            lessons=seen.lessons,
            lessons_done=seen.lessons_done,
            completion=_standing(courses[seen.enrolment.course_id]),
            taken_back=_gone(courses[seen.enrolment.course_id]),
            modules=tuple(
                LearntModule(p.called, p.required, _standing(modules[p.module_id]), _gone(modules[p.module_id]))
                for p in placed[seen.enrolment.course_id]
            ),
        )
        for seen in outlines(latest.values())
    ]


def may_be_taken_back_at(agency: Agency, person: Person) -> QuerySet[Module]:
    """Modules of the courses that this agency asked of her itself. Who only relies on a course takes nothing back."""
    asked = Enrolment.objects.filter(person=person, agency=agency, course__placements__module=OuterRef("pk"))
    return Module.objects.filter(Exists(asked))


def following_module(completion: ModuleCompletion) -> Following:
    """This completion, any earlier one of the same module, and every course that was finished on them."""
    same = _live_modules(completion.person).filter(module=completion.module_id)
    return _following(completion.person, same.filter(recorded_at__lte=completion.recorded_at), ())


def following_course(completion: CourseCompletion) -> Following:
    """This completion, the modules it was finished on, and every other course that was finished on those."""
    placed = Placement.objects.filter(course=completion.course_id, required=True).values("module")
    modules = _live_modules(completion.person).filter(module__in=placed, recorded_at__lte=completion.recorded_at)
    return _following(completion.person, modules, (completion.pk,))


def _following(person: Person, modules: QuerySet[ModuleCompletion], courses: Collection[int]) -> Following:
    rests = modules.filter(
        module__placements__course=OuterRef("course"),
        module__placements__required=True,
        recorded_at__lte=OuterRef("recorded_at"),
    )
    live = CourseCompletion.objects.filter(person=person, voided=None).select_related("course", "person")
    found = tuple(live.filter(Exists(rests.order_by())) | live.filter(pk__in=courses))
    taking = Enrolment.objects.visible_to(person).filter(course__placements__module__in=modules.values("module"))
    named = modules.select_related("module", "person").annotate(called=called(_language(), "module"))
    return Following(tuple(named.order_by("pk")), found, taking.exists())


def _language() -> str:
    return get_language() or "en"


def _live_modules(person: Person) -> QuerySet[ModuleCompletion]:
    return ModuleCompletion.objects.filter(person=person, voided=None)


def _finished(person: Person) -> tuple[dict[int, list[CourseCompletion]], dict[int, list[ModuleCompletion]]]:
    """All she ever finished, by course and by module, the newest first, taken back or not."""
    courses: dict[int, list[CourseCompletion]] = defaultdict(list)
    modules: dict[int, list[ModuleCompletion]] = defaultdict(list)
    told = ("voided__by__profile",)
    for course in CourseCompletion.objects.filter(person=person).select_related(*told).order_by("-pk"):
        courses[course.course_id].append(course)
    for module in ModuleCompletion.objects.filter(person=person).select_related(*told).order_by("-pk"):
        modules[module.module_id].append(module)
    return courses, modules


def _standing(found: list[Completion]) -> Completion | None:
    return next((one for one in found if not hasattr(one, "voided")), None)


def _gone(found: list[Completion]) -> tuple[Completion, ...]:
    return tuple(one for one in found if hasattr(one, "voided"))
