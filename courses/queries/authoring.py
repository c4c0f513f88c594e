"""Courses as those see them who put them together or enrol people in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from courses.models import Course, CourseCompletion, Edition, Enrolment, JoiningCourse, Module
from courses.queries.outline import outlines
from people.models import Agency, Membership, Person


@dataclass(frozen=True)
class CourseRow:
    """A course in an agency's list."""

    course: Course
    modules: int
    enrolled: int
    finished: int
    joining: bool

    @property
    def of_library(self) -> bool:
        return self.course.agency_id is None


@dataclass(frozen=True)
class LearnerRow:
    """A person in a course's list: "9 of 14 lessons". Never how she did a step, never an answer."""

    enrolment: Enrolment
    lessons: int
    lessons_done: int
    finished_on: object
    here: bool  # still belongs to the agency

    @property
    def person(self) -> Person:
        return self.enrolment.person


def courses_of(agency: Agency, *, drafts: bool) -> list[CourseRow]:
    """The agency's courses and the library's open ones, with how many of its people take them."""
    offered = Course.objects.offered_by(agency).annotate(modules=Count("placements"))
    if not drafts:
        offered = offered.filter(published=True)
    offered = offered.exclude(agency=None, published=False).order_by(F("agency").asc(nulls_last=True), "title")
    enrolled = _counted(Enrolment.objects.of_agency(agency).filter(closed_at=None))
    finished = _counted(_finished(agency))
    joining = set(JoiningCourse.objects.filter(agency=agency).values_list("course_id", flat=True))
    return [
        CourseRow(course, course.modules, enrolled.get(course.pk, 0), finished.get(course.pk, 0), course.pk in joining)
        for course in offered
    ]


def _counted(enrolments: QuerySet[Enrolment]) -> dict[int, int]:
    return dict(enrolments.order_by().values_list("course_id").annotate(n=Count("person", distinct=True)))


def _finished(agency: Agency) -> QuerySet[Enrolment]:
    completed = CourseCompletion.objects.filter(
        person=OuterRef("person"), course=OuterRef("course"), cycle=OuterRef("cycle"), voided=None
    )
    return Enrolment.objects.of_agency(agency).filter(Exists(completed), closed_at=None)


def learners_of(agency: Agency, course: Course, *, words: str = "") -> QuerySet[Enrolment]:
    """Open enrolments of the agency's people in a course, by name."""
    found = Enrolment.objects.of_agency(agency).filter(course=course, closed_at=None)
    if words:
        found = found.filter(
            Q(person__profile__name__icontains=words) | Q(person__profile__preferred_name__icontains=words)
        )
    return found.select_related("person__profile", "course", "agency").order_by("person__profile__name", "pk")


def learner_rows(agency: Agency, enrolments: Iterable[Enrolment]) -> list[LearnerRow]:
    """How far each is, for one page of a list, in a constant number of queries."""
    several = list(enrolments)
    people = [enrolment.person_id for enrolment in several]
    done = {
        (person, course, cycle): day
        for person, course, cycle, day in CourseCompletion.objects.filter(
            person__in=people, course__in={e.course_id for e in several}, voided=None
        ).values_list("person_id", "course_id", "cycle", "held_on")
    }
    here = set(
        Membership.objects.filter(agency=agency, person__in=people)
        .on(agency.today())
        .values_list("person_id", flat=True)
    )
    return [
        LearnerRow(
            enrolment=seen.enrolment,
            lessons=seen.lessons,
            lessons_done=seen.lessons_done,
            finished_on=done.get((seen.enrolment.person_id, seen.enrolment.course_id, seen.enrolment.cycle)),
            here=seen.enrolment.person_id in here,
        )
        for seen in outlines(several)
    ]


def could_enrol(agency: Agency, course: Course) -> QuerySet[Person]:
    """People of the agency today who do not take the course yet, by name."""
    here = Membership.objects.filter(agency=agency).on(agency.today()).values("person")
    taking = Enrolment.objects.of_agency(agency).filter(course=course, closed_at=None).values("person")
    return Person.objects.filter(pk__in=here).exclude(pk__in=taking).order_by("profile__name", "pk")


def placeable_modules(course: Course) -> QuerySet[Module]:
    """Released modules that the course may hold and does not hold yet: its agency's own and the library's."""
    released = Edition.objects.filter(module=OuterRef("pk"))
    owners = Q(agency=None) | Q(agency=course.agency) if course.agency_id else Q(agency=None)
    return Module.objects.filter(owners, Exists(released)).exclude(placements__course=course).order_by("title")
