import pytest

from people.models import Agency, Agreement, Person
from roster.models import ProgrammeVersion
from tests.factories.people import make_agreement, make_signature
from tests.factories.roster import asks_agreement, asks_decision, make_decision, make_version


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
