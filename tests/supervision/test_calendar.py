"""A small calendar of sessions: weeks to look at, and the same sessions as a list."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from people.words import Role
from supervision import actions
from supervision.actions import Told
from supervision.queries import desk_month, my_hours, my_month
from supervision.queries.calendar import first_of
from supervision.rules import month_after, month_before, weeks_of
from supervision.words import Format, Kind, Mode
from tests.factories.people import make_member
from tests.factories.supervision import (
    make_assignment,
    make_confirmed_hours,
    make_hours,
    make_returned,
    make_taken_out,
)


def hers(person, asked=""):
    return my_month(person, (row.entry for row in my_hours(person).rows), asked)


def test_weeks_have_seven_days_and_hold_the_month_once():
    for begins_on in (0, 6):
        weeks = weeks_of(date(2026, 2, 1), begins_on)
        assert {len(week) for week in weeks} == {7}
        assert [day.day for week in weeks for day in week if day] == list(range(1, 29))
    assert weeks_of(date(2026, 11, 1), 6)[0][0] == date(2026, 11, 1)  # a Sunday
    assert weeks_of(date(2026, 11, 1))[0] == [None] * 6 + [date(2026, 11, 1)]


def test_months_follow_each_other_over_the_year():
    assert (month_before(date(2026, 1, 1)), month_after(date(2026, 12, 1))) == (date(2025, 12, 1), date(2027, 1, 1))
    assert month_after(date(2026, 1, 1)) == date(2026, 2, 1)


@pytest.mark.parametrize("asked", ["", "soon", "2026-13", "0001-01", "9999-12", "2026-11-05", "٢٠٢٦-11"])
def test_what_is_no_month_is_this_month(asked):
    assert first_of(asked, date(2026, 11, 22)) == date(2026, 11, 1)


@pytest.mark.django_db
def test_her_month_holds_what_stands_on_its_day(ana, bea, agency, assigned):
    day = month_before(agency.today().replace(day=1)) + timedelta(days=9)
    make_confirmed_hours(ana, bea, agency, held_on=day, start="17:30", minutes=90)
    make_returned(make_hours(ana, bea, agency, held_on=day, minutes=20))
    make_taken_out(make_hours(ana, bea, agency, held_on=day, minutes=21), ana)
    make_hours(ana, bea, agency, held_on=day - timedelta(days=40))
    month = hers(ana, day.strftime("%Y-%m"))
    [meeting] = month.meetings
    assert (meeting.day, meeting.what, meeting.who) == (day, "1 h 30 min · Peer supervision", "with Bea Olsen")
    marked = [square for week in month.weeks for square in week if square and square.meetings]
    assert [(square.day, square.meetings) for square in marked] == [(day, 1)]


@pytest.mark.django_db
def test_a_group_is_one_session_on_its_supervisors_desk(ana, dee, bea, gwen, agency, assigned):
    make_assignment(bea, dee, agency)
    day = agency.today() - timedelta(days=1)
    told = Told(
        kind=Kind.PEER_SUPERVISION, supervisor=bea, held_on=day, mode=Mode.VIDEO, format=Format.GROUP, minutes=60
    )
    actions.record_session(actor=bea, agency=agency, told=told, present={ana: 60, dee: 45})
    [meeting] = desk_month(bea, day.strftime("%Y-%m")).meetings
    assert (meeting.what, meeting.who) == ("1 h · Group · Peer supervision", "2 people: Ana, Dee")
    assert desk_month(gwen, day.strftime("%Y-%m")).meetings == ()


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_a_month_takes_the_same_queries_for_one_and_for_three(bea, agency, rows, django_assert_num_queries):
    for number in range(rows):
        person = make_member(f"Volunteer {number}", agency, Role.VOLUNTEER)
        make_assignment(bea, person, agency)
        make_hours(person, bea, agency, held_on=agency.today())
    with django_assert_num_queries(4):
        assert len(desk_month(bea).meetings) == rows
    entries = [row.entry for row in my_hours(person).rows]
    with django_assert_num_queries(2):  # her roles, live sessions
        assert len(my_month(person, entries).meetings) == 1


@pytest.mark.django_db
def test_the_picture_leads_to_the_list_and_a_week_begins_as_she_is_used_to(ana, bea, agency, assigned):
    day = month_before(agency.today().replace(day=1)) + timedelta(days=9)
    make_hours(ana, bea, agency, held_on=day)
    client = Client()
    client.force_login(ana)
    page = client.get(f"/hours/?month={day:%Y-%m}").content.decode()
    assert f'href="#day-{day}"' in page and f'id="day-{day}"' in page
    assert page.index('title="Sunday"') < page.index('title="Monday"')
    assert f"month={month_before(day.replace(day=1)):%Y-%m}#sessions-of-a-month" in page
    with translation.override("es"):
        assert hers(ana).begins_on == 0
