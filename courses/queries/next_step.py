"""What she does next: one lesson, one button."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from courses.models import Progress
from courses.queries.mine import outlines_of
from courses.queries.outline import Outline
from courses.rules.standing import DOING, LessonStanding
from people.models import Person


@dataclass(frozen=True)
class NextStep:
    """The lesson to open, with what a button needs to say. `seconds` is where a film stands."""

    course: str
    module: str
    lesson: str
    number: int
    lessons: int
    minutes: int
    url: str
    begun: bool
    plays: str  # "video", "audio" or ""
    seconds: int
    seconds_left: int


def next_step(person: Person) -> NextStep | None:
    """Where she goes on, over all her courses; None when nothing is open."""
    return next_of(outlines_of(person), person)


def next_of(mine: list[Outline], person: Person) -> NextStep | None:
    """The same from outlines already at hand."""
    found = [(seen, *where) for seen in mine if (where := seen.where())]
    if not found:
        return None
    begun = [row for row in found if row[1].touched_at]
    seen, module, lesson = max(begun, key=lambda row: row[1].touched_at) if begun else found[0]
    standing = next(s for s in module.standing.lessons if s.lesson == lesson)
    film = _film(person, standing, seen.begun_ms)
    at = film.step or (standing.left[0].key if standing.left and standing.state == DOING else None)
    address = reverse("courses:lesson", args=[seen.enrolment.course.slug, module.slug, lesson.slug])
    return NextStep(
        course=seen.enrolment.course.name,
        module=module.title,
        lesson=lesson.title,
        number=module.document.lessons.index(lesson) + 1,
        lessons=len(module.document.lessons),
        minutes=lesson.minutes,
        url=f"{address}#step-{at}" if at else address,
        begun=any(m.touched_at for m in seen.modules),
        plays=film.plays,
        seconds=film.seconds,
        seconds_left=film.seconds_left,
    )


@dataclass(frozen=True)
class _Film:
    step: UUID | None = None
    plays: str = ""
    seconds: int = 0
    seconds_left: int = 0


def _film(person: Person, standing: LessonStanding, begun: Mapping[UUID, int] | None) -> _Film:
    """The film of the lesson she has begun and not finished: where it stands, and what is left, in seconds."""
    players = {step.key: step for step in standing.to_play}
    if not players:
        return _Film()
    if begun is None:
        begun = dict(
            Progress.objects.filter(run__person=person, run__completion=None, step_key__in=players, position_ms__gt=0)
            .order_by("position_seq")
            .values_list("step_key", "position_ms")
        )
    for key, step in players.items():
        if key in begun:
            seconds = begun[key] // 1000
            return _Film(key, step.kind, seconds, max(0, step.data["seconds"] - seconds))
    return _Film()
