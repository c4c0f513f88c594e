"""The small agency in which our stories take place."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from cms.models import Media
from courses.actions import freeze, set_joining
from courses.models import Course, LiveSession, Module
from courses.words import EditionKind
from ledger import clock
from people.models import Agency, Agreement, Person
from roster.actions import Asks, make_programme
from roster.words import RequirementKind
from supervision.models import Competency
from supervision.words import Kind
from tests.factories.cms import make_media
from tests.factories.courses import (
    check_step,
    lesson,
    make_course,
    make_draft,
    make_live_session,
    question,
    text_step,
    video_step,
)
from tests.factories.people import make_agreement
from tests.factories.roster import (
    asks_agreement,
    asks_competency,
    asks_course,
    asks_decision,
    asks_hours,
    asks_workshop,
)
from tests.factories.supervision import make_framework
from tests.stories.walking import give_password

ASK = "What helps first?"
WRONG, RIGHT = f"{ASK} 0", f"{ASK} 1"


@dataclass(frozen=True)
class Town:
    """Who and what is there before the volunteer comes."""

    agency: Agency
    cleo: Person
    bea: Person
    cora: Person
    fay: Person
    course: Course
    pledge: Agreement
    competency: Competency
    workshop: LiveSession


@pytest.fixture
def town(house: str, agency: Agency, cleo: Person, bea: Person, cora: Person, fay: Person) -> Town:
    """A program that asks for a little of everything, and the people who help with it."""
    Agency.objects.filter(pk=agency.pk).update(time_zone=_where_it_is_day())
    agency.refresh_from_db()
    give_password(cleo, bea, cora, fay)
    course = _listening(make_media(None, "A night in the hallway"))
    set_joining(actor=cleo, agency=agency, course=course, wanted=True)
    pledge, competency = make_agreement(agency), make_framework(agency).competencies.order_by("position")[0]
    _programme(cleo, agency, course, pledge, competency)
    workshop = make_live_session(agency, fay, starts_at=clock.now() - timedelta(hours=2))
    return Town(agency, cleo, bea, cora, fay, course, pledge, competency, workshop)


def _listening(film: Media) -> Course:
    """A course of one module of one lesson: a film, words, and a question."""
    shown = {**video_step(), "media": str(film.uuid)}
    learned = lesson("Listening first", shown, text_step(), check_step(question(ASK)))
    module = Module.objects.create(title="Before you call", slug="before-you-call")
    by = Person.objects.create_superuser("press@example.org")
    freeze(actor=by, module=module, kind=EditionKind.FIRST, drafts=[make_draft(module.title, learned)], files=[film])
    return make_course("Foundation training", module)


def _programme(cleo: Person, agency: Agency, course: Course, pledge: Agreement, competency: Competency) -> None:
    consultation = Asks(RequirementKind.HOURS, "Consultation", hours_kind=Kind.CLINICAL_CONSULTATION, minutes=60)
    asked = [
        asks_course(course),
        asks_agreement(pledge),
        asks_hours(60),
        consultation,
        asks_competency(competency),
        asks_workshop(120),
        asks_decision(),
    ]
    make_programme(actor=cleo, agency=agency, title="Our program", requirements=asked)


def _where_it_is_day() -> str:
    """The story happens in one day: where it is neither early nor late now."""
    there = clock.now().astimezone(ZoneInfo("America/New_York"))
    return "America/New_York" if 5 <= there.hour < 21 else "Pacific/Guam"
