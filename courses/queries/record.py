"""What a person has learnt, for those who may know it: completions, progress, attendance."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from courses.models import Attendance, CourseCompletion, Enrolment
from courses.queries.outline import outlines
from people.models import Person


@dataclass(frozen=True)
class Completed:
    course: int
    title: str
    cycle: int
    held_on: date
    uuid: UUID


@dataclass(frozen=True)
class Taking:
    """An enrolment that is open, and how far she is: "9 of 14 lessons"."""

    enrolment: UUID
    course: int
    slug: str
    title: str
    lessons_done: int
    lessons: int
    completed_on: date | None
    since: datetime

    @property
    def begun(self) -> bool:
        return self.lessons_done > 0


@dataclass(frozen=True)
class Attended:
    session: int
    title: str
    kind: str
    agency: int
    course: int | None
    held_on: date
    minutes: int
    uuid: UUID


@dataclass(frozen=True)
class CourseRecord:
    person: int
    completions: tuple[Completed, ...] = ()
    taking: tuple[Taking, ...] = ()
    attended: tuple[Attended, ...] = ()

    def completed(self, course: int) -> Completed | None:
        """Her latest completion of a course that stands."""
        return max((c for c in self.completions if c.course == course), key=lambda c: c.cycle, default=None)


def course_record(person: Person) -> CourseRecord:
    """What one person has learnt."""
    return course_records([person])[person.pk]


def course_records(people: Iterable[Person]) -> dict[int, CourseRecord]:
    """The same for many, by person, in a constant number of queries."""
    asked = {person.pk: person for person in people}
    completions, attended = _completions(asked), _attended(asked)
    enrolments = (
        Enrolment.objects.filter(person__in=asked, closed_at=None).select_related("course").order_by("created_at")
    )
    taking: dict[int, list[Taking]] = defaultdict(list)
    for enrolment in enrolments:
        enrolment.person = asked[enrolment.person_id]
    for seen in outlines(enrolments):
        enrolment = seen.enrolment
        done = {(c.course, c.cycle): c.held_on for c in completions[enrolment.person_id]}
        completed_on = done.get((enrolment.course_id, enrolment.cycle))
        taking[enrolment.person_id].append(
            Taking(
                enrolment=enrolment.uuid,
                course=enrolment.course_id,
                slug=enrolment.course.slug,
                title=enrolment.course.name,
                lessons_done=seen.lessons if completed_on else seen.lessons_done,
                lessons=seen.lessons,
                completed_on=completed_on,
                since=enrolment.created_at,
            )
        )
    return {pk: CourseRecord(pk, tuple(completions[pk]), tuple(taking[pk]), tuple(attended[pk])) for pk in asked}


def _completions(people: Iterable[int]) -> dict[int, list[Completed]]:
    found: dict[int, list[Completed]] = defaultdict(list)
    live = CourseCompletion.objects.filter(person__in=people, voided=None).select_related("course")
    for row in live.order_by("held_on", "pk"):
        found[row.person_id].append(Completed(row.course_id, row.course.name, row.cycle, row.held_on, row.uuid))
    return found


def _attended(people: Iterable[int]) -> dict[int, list[Attended]]:
    found: dict[int, list[Attended]] = defaultdict(list)
    live = Attendance.objects.filter(person__in=people, voided=None).select_related("session")
    for row in live.order_by("held_on", "pk"):
        session = row.session
        found[row.person_id].append(
            Attended(
                session=session.pk,
                title=session.title,
                kind=session.kind,
                agency=session.agency_id,
                course=session.course_id,
                held_on=row.held_on,
                minutes=row.minutes,
                uuid=row.uuid,
            )
        )
    return found
