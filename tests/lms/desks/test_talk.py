"""Talk to someone: numbers to call for everybody who is signed in; looking there leaves no trace."""

import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Person
from people.words import Role
from supervision.words import Kind
from tests.factories.people import make_member
from tests.factories.supervision import make_assignment

PAGE = "/talk/"


def test_the_crisis_line_comes_first_and_danger_is_called_not_typed(agency, ana, reading) -> None:
    page = reading(ana, PAGE)
    assert "988 Suicide & Crisis Lifeline: 988" in page and 'href="tel:988"' in page
    assert "Call 911. Been There is no place to report danger or harm: nobody is watching it." in page
    assert page.index("988") < page.index("(555) 010-0100")
    assert "<form" not in page and "<textarea" not in page


def test_an_agency_sets_its_own_line(agency, ana, reading) -> None:
    agency.crisis_name, agency.crisis_number = "County line", "555-0199"
    agency.save()
    assert "County line: 555-0199" in reading(ana, PAGE)


def test_her_own_people_stand_with_the_number_each_gave(agency, ana, bea, cora, fay, reading) -> None:
    make_assignment(bea, ana, agency)
    make_assignment(cora, ana, agency, kind=Kind.CLINICAL_CONSULTATION)
    make_assignment(fay, ana, agency, groups_only=True)
    bea.profile.phone = "(555) 010-0177"
    bea.profile.save()
    page = reading(ana, PAGE)
    assert "Bea Olsen" in page and 'href="tel:5550100177"' in page
    assert "Cora Menon" in page and "Fay Duarte" not in page


def test_who_has_no_role_today_still_finds_a_number(db, reading) -> None:
    nobody = make_member("Lee Nakamura", None)
    page = reading(nobody, PAGE)
    assert "988" in page and "The people beside you" not in page


def test_looking_there_leaves_no_row_anywhere(agency, ana, bea, client) -> None:
    make_assignment(bea, ana, agency)
    client.force_login(ana)
    client.get(PAGE)

    def kept() -> dict[str, list[tuple[object, ...]]]:
        return {
            model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in apps.get_models()
        }

    before = kept()
    page = client.get(PAGE)
    assert page.status_code == 200
    assert kept() == before
    assert "no-store" in page["Cache-Control"]


def test_looking_there_writes_no_log_line_however_much_is_logged(agency, ana, client, caplog) -> None:
    client.force_login(ana)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    client.get("/learn/")
    assert "/learn/" in caplog.text  # an installation that logs every request
    caplog.clear()
    client.get(PAGE)
    assert [line.getMessage() for line in caplog.records if line.name != "django.db.backends"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_much_for_three_supporters_as_for_one(agency, ana: Person, client, rows: int) -> None:
    for number in range(rows):
        make_assignment(make_member(f"Supervisor {number}", agency, Role.SUPERVISOR), ana, agency)
    client.force_login(ana)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    assert len(asked) == 5
