"""The map is the same for everybody."""

import re

import pytest
from django.test import Client

from journey.models import Stage
from tests.factories.journey import make_journey


@pytest.fixture
def journey(db):
    return make_journey()


def page_of(person, address):
    client = Client()
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def main_of(html):
    return re.search(r"<main.*</main>", html, re.DOTALL)[0]


def test_the_map_leads_to_every_place_from_both_its_arrangements_and_its_list(journey, ana):
    main = main_of(page_of(ana, "/journey/"))
    for stage in Stage.objects.all():
        assert main.count(f'href="/journey/{stage.key}/"') == 3


def test_a_place_leads_to_all_the_others(journey, ana):
    for stage in Stage.objects.all():
        assert stage.text[:40].split("*")[0] in page_of(ana, f"/journey/{stage.key}/")
