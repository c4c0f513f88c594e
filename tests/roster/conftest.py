from dataclasses import dataclass, field

import pytest

from courses.models import Course
from ledger.models import Fact
from people.models import Agency, Agreement, Person
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
from tests.factories.people import make_agreement, make_signature
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


@pytest.fixture
def pledge(agency: Agency) -> Agreement:
    return make_agreement(agency)


@pytest.fixture
def small_programme(agency: Agency, cleo: Person, pledge: Agreement) -> ProgrammeVersion:
    """A pledge to sign, and the coordinator's decision."""
    return make_version(agency, asks_agreement(pledge), asks_decision())


@pytest.fixture
def ready_ana(ana: Person, agency: Agency, pledge: Agreement, small_programme: ProgrammeVersion) -> Person:
    """Ana, with everything the small programme asks for."""
    make_signature(ana, pledge)
    make_decision(ana, agency)
    return ana


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

    def do(self, person: Person, *but: str) -> dict[str, Fact]:
        """She does everything that is asked, but what is named."""
        makers = {
            "agreement_signed": lambda: make_signature(person, self.pledge),
            "course_completion": lambda: make_course_completion(person, self.course, self.agency),
            "attendance": lambda: make_attendance(person, make_live_session(self.agency, self.facilitator)),
            "signature": lambda: make_hours(person, self.agency, 90),
            "group": lambda: make_hours(person, self.agency, 90, group=True),
            "signoff": lambda: make_signoff(person, self.agency, self.competency),
            "earlier_training": lambda: make_earlier_training(person, self.agency),
            "decision": lambda: make_decision(person, self.agency),
        }
        return {name: make() for name, make in makers.items() if name not in but}

    facilitator: Person | None = None


@pytest.fixture
def world(agency: Agency, cleo: Person, bea: Person, fay: Person, pledge: Agreement) -> World:
    course = make_course("Foundation training", make_module("Welcome", lesson("Hello", text_step())))
    [competency] = make_competencies(None, "Listen to understand")
    world = World(agency, pledge, course, competency, facilitator=fay)
    world.version = make_version(agency, *world.asked())
    return world


@pytest.fixture
def certified(world: World, ana: Person) -> TrainingCertificate:
    """Ana did everything: certified and listed by the house."""
    world.facts = world.do(ana)
    certificate = TrainingCertificate.objects.get(person=ana, voided=None)
    assert Listing.objects.get().certificate == certificate
    return certificate
