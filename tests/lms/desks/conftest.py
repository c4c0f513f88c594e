"""The desks are screens of several rooms: they stand on the roster's world."""

import html

import pytest
from django.test import Client

from people.models import Person
from tests.roster.conftest import pledge, world  # noqa: F401 (fixtures)


@pytest.fixture
def reading():
    """A page's words as somebody reads them: `reading(ana, "/learn/")`."""

    def read(person: Person, address: str) -> str:
        browser = Client()
        browser.force_login(person)
        page = browser.get(address, follow=True)
        assert page.status_code == 200, (address, page.status_code)
        return html.unescape(page.content.decode()).partition("<main")[2].partition("</main>")[0]

    return read
