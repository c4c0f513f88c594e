"""The agency's desk: numbers that say what they count, and doors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.desks.agency import counted, counts
from people.actions import invite
from people.models import Agency, Person
from people.words import Role
from roster.actions import new_version
from roster.models import Programme
from tests.factories.courses import make_course, make_enrolment, make_module
from tests.factories.people import make_member
from tests.factories.roster import asks_course, make_offer, make_version
from tests.roster.supervised import make_entry


def numbers(agency: Agency) -> dict[str, int]:
    return {str(count.words): count.number for count in counts(agency)}


def test_every_number_says_what_it_counts(world, agency: Agency, ana: Person, cleo: Person) -> None:
    ida = make_member("Ida Berg", agency, Role.VOLUNTEER)
    world.do(ida)
    make_offer(ida, agency)
    make_enrolment(ana, world.course, agency)
    make_entry(ana, agency, 45)
    invite(actor=cleo, agency=agency, email="new@example.org", role=Role.VOLUNTEER, mail=False)
    assert numbers(agency) == {
        "Support Parents": 2,
        "available to be matched": 1,
        "invitations not answered yet": 1,
        "people taking a course": 2,
        "entries of hours waiting for a signature": 1,
    }


def test_another_agencys_numbers_are_not_counted(world, agency, other_agency, stan, ana) -> None:
    assert set(numbers(other_agency).values()) == {0}
    assert "Parent Allies" in numbers(other_agency)


def test_the_settings_are_a_door_for_the_admin_only(agency, ada, cleo, reading) -> None:
    address = f"/agency/{agency.slug}/"
    assert "Settings" in reading(ada, address)
    assert "Settings" not in reading(cleo, address)
    for person in (ada, cleo):
        assert "Bring in a list" in reading(person, address)


def test_it_is_closed_to_everybody_else(client, agency, ana, bea, stan) -> None:
    for person in (ana, bea, stan):
        client.force_login(person)
        assert client.get(f"/agency/{agency.slug}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_much_for_three_people_as_for_one(client, agency, cleo, rows: int) -> None:
    for number in range(rows):
        make_member(f"Volunteer {number}", agency, Role.VOLUNTEER)
    client.force_login(cleo)
    client.get(f"/agency/{agency.slug}/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/agency/{agency.slug}/").status_code == 200
    assert len(asked) == 10


def test_each_course_says_what_it_counts_for_in_the_program_of_today(
    agency: Agency, other_agency: Agency, cleo: Person, reading
) -> None:
    first, second, old = (make_course(title, make_module(f"{title}, a module")) for title in ("First", "Second", "Old"))
    day = agency.today()
    make_version(agency, asks_course(old), held_on=day - timedelta(days=90))
    programme = Programme.objects.get(agency=agency)
    new_version(actor=cleo, programme=programme, requirements=[asks_course(second), asks_course(first)], held_on=day)
    make_version(other_agency, asks_course(old))
    with CaptureQueriesContext(connection) as asked:
        assert [one.course for one in counted(agency)] == ["First", "Second"]
    assert len(asked) == 1
    assert "What your courses count for" in reading(cleo, f"/agency/{agency.slug}/")
