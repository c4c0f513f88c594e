"""Ana and Bea, assigned to each other, and the others who may not sign for her."""

import pytest

from people.models import Agency, Person
from people.words import Role
from supervision.models import Assignment, CompetencyFramework
from supervision.words import Kind
from tests.factories.people import make_member
from tests.factories.supervision import make_assignment, make_framework


@pytest.fixture
def assigned(ana: Person, bea: Person, agency: Agency) -> Assignment:
    """Bea supervises Ana, since half a year."""
    return make_assignment(bea, ana, agency, every_days=14, credential="Certified peer supervisor")


@pytest.fixture
def consulting(ana: Person, cora: Person, agency: Agency) -> Assignment:
    """Cora consults with Ana, since half a year."""
    return make_assignment(cora, ana, agency, kind=Kind.CLINICAL_CONSULTATION, credential="LCSW")


@pytest.fixture
def dee(agency: Agency) -> Person:
    """Another volunteer."""
    return make_member("Dee Robinson", agency, Role.VOLUNTEER)


@pytest.fixture
def gwen(agency: Agency) -> Person:
    """Another peer supervisor, who does not know Ana."""
    return make_member("Gwen Achterberg", agency, Role.SUPERVISOR)


@pytest.fixture
def framework(db: None) -> CompetencyFramework:
    return make_framework()
