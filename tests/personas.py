"""The people of our tests, with one story. Also the first people of the demo."""

import pytest

from people.models import Agency, Person
from people.words import Role
from tests.factories.people import make_agency, make_member


@pytest.fixture
def agency(db: None) -> Agency:
    """Where almost everybody here belongs."""
    return make_agency(
        "Willow County Parent to Parent",
        slug="willow",
        phone="(555) 010-0100",
        hours="Mon–Fri, 9 to 5",
    )


@pytest.fixture
def other_agency(db: None) -> Agency:
    """An agency that has nothing to do with the first one."""
    return make_agency(
        "Harbor Parent Allies",
        slug="harbor",
        role_word="Parent Ally",
        role_word_plural="Parent Allies",
    )


@pytest.fixture
def ana(agency: Agency) -> Person:
    """A new volunteer."""
    return make_member("Ana Reyes", agency, Role.VOLUNTEER, phone="(555) 010-0111")


@pytest.fixture
def bea(agency: Agency) -> Person:
    """Ana's peer supervisor."""
    return make_member("Bea Olsen", agency, Role.SUPERVISOR)


@pytest.fixture
def stan(other_agency: Agency) -> Person:
    """A stranger: he coordinates and supervises at the other agency."""
    return make_member("Stan Kowalski", other_agency, Role.SUPERVISOR, Role.COORDINATOR)


@pytest.fixture
def cleo(agency: Agency) -> Person:
    """The coordinator."""
    return make_member("Cleo Grant", agency, Role.COORDINATOR)


@pytest.fixture
def pat(agency: Agency) -> Person:
    """The publisher."""
    return make_member("Pat Lindqvist", agency, Role.PUBLISHER)


@pytest.fixture
def ada(agency: Agency) -> Person:
    """The agency's admin."""
    return make_member("Ada Whitfield", agency, Role.ADMIN)


@pytest.fixture
def cora(agency: Agency) -> Person:
    """The clinical consultant, here once a month."""
    return make_member("Cora Menon", agency, Role.CONSULTANT)


@pytest.fixture
def fay(agency: Agency) -> Person:
    """The facilitator of the workshops."""
    return make_member("Fay Duarte", agency, Role.FACILITATOR)
