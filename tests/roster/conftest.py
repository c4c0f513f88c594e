from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

import pytest

from courses.models import Course
from ledger import clock
from ledger.models import Fact
from people.models import Agency, Agreement, Person
from people.words import Role
from roster.actions import Asks
from roster.models import Listing, ProgrammeVersion, TrainingCertificate
from supervision.models import Competency
from tests.factories.courses import (
    lesson,
    make_attendance,
    make_course,
    make_course_completion,
    make_live_session,
    make_module,
    text_step,
)
from tests.factories.people import make_agreement, make_member, make_signature
from tests.factories.roster import (
    asks_agreement,
    asks_competency,
    asks_course,
    asks_decision,
    asks_earlier_training,
    asks_hours,
    asks_workshop,
    make_decision,
    make_earlier_training,
    make_version,
)
from tests.roster.supervised import make_competencies, make_hours, make_signoff

T = TypeVar("T")


def begun_long_ago(make: Callable[[], T]) -> T:
    """Made as if 300 days ago: programmes and agreements are older than what the tests are about."""
    with clock.pretend(clock.now() - timedelta(days=300)):
        return make()


@pytest.fixture
def pledge(agency: Agency) -> Agreement:
    return begun_long_ago(lambda: make_agreement(agency))


@pytest.fixture
def small_programme(agency: Agency, cleo: Person, pledge: Agreement) -> ProgrammeVersion:
    """A pledge to sign, and the coordinator's decision."""
    return begun_long_ago(lambda: make_version(agency, asks_agreement(pledge), asks_decision()))


@pytest.fixture
def ready_ana(ana: Person, agency: Agency, pledge: Agreement, small_programme: ProgrammeVersion) -> Person:
    """Ana, with everything the small programme asks for."""
    make_signature(ana, pledge)
    make_decision(ana, agency)
    return ana


@pytest.fixture
def mia(agency: Agency) -> Person:
    """A volunteer with nothing done."""
    return make_member("Mia Stone", agency, Role.VOLUNTEER)


@dataclass
class World:
    """A programme that asks for one thing of every kind, and a volunteer's facts that show each."""

    agency: Agency
    pledge: Agreement
    course: Course
    competency: Competency
    version: ProgrammeVersion | None = None
    facts: dict[str, Fact] = field(default_factory=dict)

    def asked(self) -> list[Asks]:
        return [
            asks_course(self.course),
            asks_workshop(120),
            asks_agreement(self.pledge),
            asks_hours(120, individual=60, cap=60),
            asks_competency(self.competency),
            asks_earlier_training(),
            asks_decision(),
        ]

    facilitator: Person | None = None

    def do(self, person: Person, *but: str) -> dict[str, Fact]:
        """She does everything that is asked, but what is named."""
        return {name: self.do_one(person, name) for name in EVERYTHING if name not in but}

    def do_one(self, person: Person, name: str) -> Fact:
        match name:
            case "agreement_signed":
                return make_signature(person, self.pledge)
            case "course_completion":
                return make_course_completion(person, self.course, self.agency)
            case "attendance":
                return make_attendance(person, make_live_session(self.agency, self.facilitator))
            case "signature":
                return make_hours(person, self.agency, 90)
            case "group":
                return make_hours(person, self.agency, 90, group=True)
            case "signoff":
                return make_signoff(person, self.agency, self.competency)
            case "earlier_training":
                return make_earlier_training(person, self.agency)
            case "decision":
                return make_decision(person, self.agency)
        raise ValueError(name)


EVERYTHING = (
    "agreement_signed",
    "course_completion",
    "attendance",
    "signature",
    "group",
    "signoff",
    "earlier_training",
    "decision",
)


@pytest.fixture
def world(agency: Agency, cleo: Person, bea: Person, fay: Person, pledge: Agreement) -> World:
    course = make_course("Foundation training", make_module("Welcome", lesson("Hello", text_step())))
    [competency] = make_competencies(None, "Listen to understand")
    world = World(agency, pledge, course, competency, facilitator=fay)
    world.version = begun_long_ago(lambda: make_version(agency, *world.asked()))
    return world


@pytest.fixture
def certified(world: World, ana: Person) -> TrainingCertificate:
    """Ana did everything: certified and listed by the house."""
    world.facts = world.do(ana)
    certificate = TrainingCertificate.objects.get(person=ana, voided=None)
    assert Listing.objects.get().certificate == certificate
    return certificate
