"""The desk: people first, those with nothing logged among them."""

from datetime import timedelta

import pytest

from people.words import Role
from supervision.queries import desk
from supervision.words import EvidenceKind, Format, Kind
from tests.factories.people import make_member
from tests.factories.supervision import (
    make_assignment,
    make_confirmed_hours,
    make_hours,
    make_returned,
    make_signoff,
    make_signoff_request,
    make_withdrawal,
)

pytestmark = pytest.mark.django_db


def test_somebody_with_nothing_logged_is_there_without_fault(ana, bea, assigned):
    row = desk(bea).rows[0]
    assert (row.person, row.waiting, row.action) == (ana, "", "Say hello")
    assert row.since == "No session yet. You two agreed every 14 days."
    assert desk(bea).headline == "Nothing is waiting for you"


def test_what_waits_comes_first_with_one_action(ana, dee, bea, agency, assigned):
    make_assignment(bea, dee, agency)
    make_confirmed_hours(ana, bea, agency, held_on=agency.today() - timedelta(days=9))
    entry = make_hours(dee, bea, agency, held_on=agency.today() - timedelta(days=1), note="Staying in my lane")
    hers, anas = desk(bea).rows
    assert (hers.person, hers.action, hers.waiting_detail) == (dee, "Confirm", "“Staying in my lane”")
    assert hers.action_url == f"/supervise/hours/{entry.uuid}/"
    assert (anas.person, anas.action, anas.since) == (ana, "Open", "You met 9 days ago. You two agreed every 14 days.")
    assert desk(bea).headline == "One thing is waiting for you"


def test_several_sessions_are_one_thing_to_do(ana, bea, agency, assigned):
    for minutes in (60, 45, 30):
        make_hours(ana, bea, agency, minutes=minutes)
    row = desk(bea).rows[0]
    assert row.waiting == "3 sessions to confirm, 2 h 15 min"
    assert row.action_url == f"/supervise/waiting/?person={ana.uuid}"


def test_a_request_is_answered_from_the_desk(ana, bea, agency, assigned, framework):
    competency = framework.competencies.first()
    asked = make_signoff_request(ana, bea, agency, competency, evidence_kinds=[EvidenceKind.ROLE_PLAY])
    row = desk(bea).rows[0]
    assert (row.waiting, row.waiting_detail) == ("Asks for a sign-off: Make a real connection", "Role play")
    assert row.action_url == f"/supervise/requests/{asked.uuid}/"


def test_a_talk_that_is_due_comes_before_everything(ana, bea, agency, assigned, framework):
    make_withdrawal(make_signoff(ana, bea, agency, framework.competencies.first()))
    make_hours(ana, bea, agency)
    row = desk(bea).rows[0]
    assert row.waiting == "You would like to talk about: Make a real connection"
    assert (row.waiting_detail, row.action_url) == ("and 1 more thing", f"/supervise/people/{assigned.uuid}/")


def test_what_was_given_back_does_not_wait(ana, bea, agency, assigned):
    make_returned(make_hours(ana, bea, agency))
    assert desk(bea).things == 0


def test_a_consultant_has_consultations_and_nothing_else(ana, bea, cora, agency, assigned, consulting, framework):
    make_hours(ana, bea, agency)
    make_signoff_request(ana, bea, agency, framework.competencies.first())
    entry = make_hours(ana, cora, agency, kind=Kind.CLINICAL_CONSULTATION, minutes=30)
    hers = desk(cora)
    assert (hers.peers, len(hers.consultations)) == ((), 1)
    assert (hers.rows[0].entries, hers.rows[0].requests) == ((entry,), ())
    assert entry not in desk(bea).entries


def test_who_leads_the_group_sees_group_hours_only(ana, bea, gwen, agency, assigned):
    make_assignment(gwen, ana, agency, groups_only=True)
    make_hours(ana, bea, agency, minutes=20)
    group = make_hours(ana, gwen, agency, format=Format.GROUP)
    row = desk(gwen).rows[0]
    assert (row.entries, row.since) == ((group,), "Comes to your group")


def test_yesterdays_people_are_gone_and_a_stranger_has_nobody(ana, bea, stan, agency, assigned):
    type(assigned).objects.filter(pk=assigned.pk).update(ends_on=agency.today() - timedelta(days=1))
    make_hours(ana, bea, agency)
    assert desk(bea).rows == () and desk(stan).rows == ()
    assert desk(bea).headline == "Nobody is assigned to you yet"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_takes_seven_queries(bea, agency, framework, rows, django_assert_num_queries):
    for number in range(rows):
        person = make_member(f"Volunteer {number}", agency, Role.VOLUNTEER)
        make_assignment(bea, person, agency, every_days=14)
        make_hours(person, bea, agency, note="Boundaries")
        make_signoff_request(person, bea, agency, framework.competencies.first())
        make_withdrawal(make_signoff(person, bea, agency, framework.competencies.last()))
    bea = type(bea).objects.get(pk=bea.pk)
    with django_assert_num_queries(7):
        said = [(row.name, row.waiting, row.waiting_detail, row.since, row.action_url) for row in desk(bea).rows]
    assert len(said) == rows
