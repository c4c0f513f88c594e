from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Person

SignedIn = Callable[[Person], Client]


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser of somebody who is signed in: `signed_in(cleo).get("/me/")`."""

    def browser(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser


@pytest.fixture
def questions() -> Callable[[Callable[[], object]], int]:
    """How many questions to the database something takes: asked once before, so that nothing is warm or cold."""

    def count(ask: Callable[[], object]) -> int:
        ask()
        with CaptureQueriesContext(connection) as asked:
            ask()
        return len(asked)

    return count
