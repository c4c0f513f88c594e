"""The journey, and Ana with her supervisor Bea."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from journey.models import Framework
from people.models import Agency, Person
from supervision.models import Assignment
from tests.factories.journey import make_journey
from tests.factories.supervision import make_assignment


@pytest.fixture
def journey(db: None) -> Framework:
    return make_journey()


@pytest.fixture
def together(ana: Person, bea: Person, agency: Agency) -> Assignment:
    """Bea supervises Ana."""
    return make_assignment(bea, ana, agency, starts_on=date(2025, 1, 1))


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    def client_of(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return client_of
