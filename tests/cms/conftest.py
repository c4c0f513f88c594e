import pytest

from cms.models import AgencyPage
from people.models import Agency, Person
from tests.factories.cms import make_press
from tests.factories.people import make_second_factor


@pytest.fixture
def home(agency: Agency) -> AgencyPage:
    """The agency's home page, with its shelf and its publishers' group."""
    return make_press(agency)


@pytest.fixture
def other_home(other_agency: Agency) -> AgencyPage:
    """The home of the agency that has nothing to do with the first one."""
    return make_press(other_agency)


@pytest.fixture
def admin_person(db: None) -> Person:
    """The platform's administrator, with a second factor."""
    person = Person.objects.create_superuser("platform@example.org")
    make_second_factor(person)
    return person
