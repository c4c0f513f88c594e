"""My training: what it says in each state, and how much it asks of the database."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger import clock
from people.actions import notify
from people.models import Agency, Membership, Person
from people.words import Role
from roster.actions import hold
from tests.factories.courses import do_lesson, lesson, make_course, make_enrolment, make_module, text_step
from tests.factories.people import make_agreement, make_membership
from tests.factories.roster import asks_agreement, make_offer, make_version
from tests.roster.conftest import begun_long_ago
from tests.roster.supervised import assignment_of, make_entry, make_hours

PAGE = "/learn/"


def in_training(person: Person, agency: Agency, title: str = "Two evenings") -> None:
    """Of three lessons she has done the first."""
    module = make_module(title, *(lesson(name, text_step()) for name in ("One", "Two", "Three")))
    enrolment = make_enrolment(person, make_course(f"Course {title}", module), agency)
    do_lesson(enrolment, module, "one")


def test_a_new_volunteer_is_told_who_opens_her_training(world, ana, reading) -> None:
    page = reading(ana, PAGE)
    assert "No course yet" in page and "Your coordinator opens your training for you." in page
    assert "0 things done, 7 to go." in page
    assert "Take the time you need." in page
    assert "Not signed yet" in page and "Read and sign" in page


def test_a_course_nobody_opened_for_her_is_the_coordinators_turn(world, ana, cleo, agency, reading) -> None:
    """She cannot begin it, so she is led to no closed door; her coordinator is led to where one enrolls."""
    hers, enroll = f"/learn/{world.course.slug}/", f"/agency/{agency.slug}/courses/{world.course.slug}/enroll/"
    page = reading(ana, PAGE)
    assert "Not enrolled yet" in page and f"Ask {cleo.get_short_name()}" in page and hers not in page
    assert enroll in reading(cleo, f"/roster/{agency.slug}/people/{ana.uuid}/")
    make_enrolment(ana, world.course, agency)
    page = reading(ana, PAGE)
    assert "Not enrolled yet" not in page and hers in page
    assert enroll not in reading(cleo, f"/roster/{agency.slug}/people/{ana.uuid}/")


def test_a_program_that_asks_nothing_says_so_and_makes_nobody_ready(ana, reading) -> None:
    page = reading(ana, PAGE)
    assert "Your agency has not said yet what it asks for." in page
    assert "is done. Thank you." not in page


def test_before_the_first_lesson_it_is_ready_when_she_is(world, ana, agency, reading) -> None:
    make_enrolment(ana, world.course, agency)
    page = reading(ana, PAGE)
    assert "Ready when you are" in page and "lesson 1 of 1" in page
    assert "of 1 lesson" in page


def test_in_training_she_picks_up_where_she_left_off(world, ana, agency, reading) -> None:
    in_training(ana, agency)
    page = reading(ana, PAGE)
    assert "Pick up where you left off" in page
    assert "Two evenings · lesson 2 of 3" in page and "Continue" in page
    assert "of 3 lessons" in page


def test_sent_hours_wait_for_her_supervisor_by_name(world, ana, agency, reading) -> None:
    make_hours(ana, agency, 60)
    make_entry(ana, agency, 30)
    page = reading(ana, PAGE)
    assert "30 min waiting to be confirmed" in page
    assert "Ask Bea" in page


def test_when_everything_is_done_she_is_thanked_and_led_to_her_certificate(world, ana, agency, reading) -> None:
    world.do(ana)
    page = reading(ana, PAGE)
    assert f"Everything {agency} asks for before matching is done. Thank you." in page
    assert "Your certificate" in page and "When you are available" in page


def test_a_hold_is_not_shown_on_her_training_and_said_kindly_where_she_offers(
    world, ana, cleo, agency, reading
) -> None:
    world.do(ana)
    make_offer(ana, agency)
    hold(actor=cleo, person=ana, agency=agency)
    assert "hold" not in re.sub(r"<[^>]+>", " ", reading(ana, PAGE)).lower()  # her words; a token may hold anything
    assert "Your coordinator has paused matching for you for now" in reading(ana, f"/learn/availability/{agency.slug}/")


def test_who_left_has_no_such_page_and_hears_that_nothing_is_lost(world, ana, agency, client, reading) -> None:
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    client.force_login(ana)
    assert client.get(PAGE).status_code == 404
    page = reading(ana, "/home/")
    assert "You are signed in, and have no role today" in page and "Nothing of yours is lost" in page


def test_with_two_agencies_each_has_its_own_list_by_name(world, ana, agency, other_agency, stan, reading) -> None:
    make_membership(ana, other_agency, Role.VOLUNTEER)
    begun_long_ago(lambda: make_version(other_agency, asks_agreement(make_agreement(other_agency, "House rules"))))
    page = reading(ana, PAGE)
    for where in (agency, other_agency):
        assert f"Until you can be matched at {where}" in page
    assert "0 things done, 7 to go." in page and "0 things done, 1 to go." in page


def test_no_word_of_a_stage_stands_beside_a_number_of_hers(world, ana, agency, reading) -> None:
    in_training(ana, agency)
    numbers = reading(ana, PAGE).partition("What you already have")[2].partition("</div></div>")[0]
    assert "stage" not in numbers.lower() and "%" not in numbers


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_as_much_for_three_courses_and_notices_as_for_one(
    world, ana: Person, agency: Agency, client: Client, rows: int
) -> None:
    for number in range(rows):
        in_training(ana, agency, f"Evening {number}")
        assignment_of(ana, agency)
        make_entry(ana, agency, 30 + number, held_on=agency.today() - timedelta(days=number + 1))
        notify(
            person=ana, agency=agency, kind="people-role-granted", key=f"n{number}", url="/me/", show_from=clock.now()
        )
    client.force_login(ana)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    assert len(asked) == 7  # one of them her session, which an installation with Redis asks there


def test_while_nobody_is_assigned_it_is_the_coordinators_turn(world, ana, cleo, agency, reading) -> None:
    """No hours to write down and nobody to ask for a sign-off: one source for her, her coordinator and the e-mails."""
    person = f"/roster/{agency.slug}/people/{ana.uuid}/"
    assign = f"/agency/{agency.slug}/assignments/new/?volunteer={ana.uuid}"
    page = reading(ana, PAGE)
    assert "Nobody is assigned to you yet." in page and "Write down hours" not in page
    assert assign in reading(cleo, person) and "Nobody is assigned yet." in reading(cleo, person)
    assignment_of(ana, agency)
    page = reading(ana, PAGE)
    assert "Nobody is assigned to you yet." not in page and "Write down hours" in page
    assert assign not in reading(cleo, person)


def test_a_ring_shows_the_share_of_what_is_asked_on_both_pages(world, ana, agency, reading) -> None:
    make_hours(ana, agency, 90)
    page = reading(ana, PAGE)
    assert ">1.5</text>" in page and "of 2 h peer supervision" in page and 'stroke-dasharray="75 100"' in page
    page = reading(ana, "/hours/")
    assert ">1.5</text>" in page and "; 2 h asked for" in page and 'stroke-dasharray="75 100"' in page
    make_hours(ana, agency, 75, held_on=agency.today() - timedelta(days=9))
    page = reading(ana, PAGE)
    assert ">2.75</text>" in page and "h peer supervision; 2 h asked for" in page
