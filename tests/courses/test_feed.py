"""A private calendar address: her sessions only, nobody's name, and gone when she says so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from courses.actions import call_off_session, end_feed, make_feed, sign_up
from courses.models import LiveSession
from courses.queries.feed import proof_of
from ledger import clock
from people.actions import erase_person
from people.models import Agency, Person
from people.words import Role
from tests.factories.courses import make_live_session
from tests.factories.people import make_member


def address(person: Person) -> str:
    uuid = make_feed(actor=person).uuid
    return reverse("courses:feed-file", args=[uuid, proof_of(uuid)])


def coming(agency: Agency, fay: Person, title: str, **more: object) -> LiveSession:
    return make_live_session(agency, fay, title=title, starts_at=clock.now() + timedelta(days=3), **more)


def events(client: Client, at: str) -> dict[str, str]:
    calendar = Calendar.from_ical(client.get(at).content)
    return {str(event["summary"]): str(event["status"]) for event in calendar.walk("VEVENT")}


def test_only_hers_stand_in_it_and_what_is_called_off_says_so(
    client: Client, agency: Agency, ana: Person, bea: Person, fay: Person
) -> None:
    mine, off, _other = (coming(agency, fay, title) for title in ("Mine", "Off", "Not mine"))
    full = coming(agency, fay, "Full", capacity=1)
    sign_up(actor=bea, session=full)
    for session in (mine, off, full):
        sign_up(actor=ana, session=session)
    call_off_session(actor=fay, session=off)
    at = address(ana)
    assert events(client, at) == {f"Mine ({agency})": "CONFIRMED", f"Off ({agency})": "CANCELLED"}
    answer = client.get(at)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "X-WR-CALNAME:Been There" in answer.content.decode()
    assert not answer.cookies
    assert not [name for name in ("Fay", "Bea", "Ana") if name in answer.content.decode()]


def test_a_new_address_ends_the_old_one_and_a_guess_is_no_address(
    client: Client, agency: Agency, ana: Person, ada: Person
) -> None:
    old = address(ana)
    new = address(ana)
    guess = reverse("courses:feed-file", args=[ana.calendar_feed.uuid, "0" * 40])
    assert [client.get(at).status_code for at in (old, new, guess)] == [404, 200, 404]
    end_feed(actor=ana)
    assert client.get(new).status_code == 404
    last = address(ana)
    erase_person(actor=ada, person=ana, agency=agency)
    assert client.get(last).status_code == 404


def test_who_leaves_the_agency_reads_its_sessions_no_longer(
    client: Client, agency: Agency, ana: Person, fay: Person
) -> None:
    sign_up(actor=ana, session=coming(agency, fay, "Mine"))
    at = address(ana)
    ana.memberships.update(ends_on=agency.today() - timedelta(days=1))
    assert events(client, at) == {}


def test_the_address_is_made_and_ended_on_its_page(client: Client, ana: Person) -> None:
    client.force_login(ana)
    at = reverse("courses:feed")
    assert "/calendar/" in client.post(at, {"do": "make"}, follow=True).content.decode()
    assert "no longer works" in client.post(at, {"do": "end"}, follow=True).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_calendar_costs_the_same_for_one_and_for_three(
    client: Client, agency: Agency, fay: Person, django_assert_num_queries, many: int
) -> None:
    reader = make_member("Rita Reader", agency, Role.VOLUNTEER)
    for n in range(many):
        sign_up(actor=reader, session=coming(agency, fay, f"Evening {n}"))
    at = address(reader)
    with django_assert_num_queries(6):
        client.get(at)
