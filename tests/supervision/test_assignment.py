"""Who supervises whom, from a day to a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from journey.sharing import companions_of
from people.models import Notice
from people.words import Role
from supervision import actions
from supervision.actions import Terms
from supervision.models import Assignment
from supervision.queries import looked_after, supporters_of
from supervision.words import Kind
from tests.factories.people import make_member, make_membership
from tests.factories.supervision import make_assignment
from tests.supervision.attacks import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(agency):
    return Terms(kind=Kind.PEER_SUPERVISION, starts_on=agency.today(), every_days=14, no_conflict=True)


def test_a_coordinator_assigns_and_both_are_told(ana, bea, cleo, agency, terms):
    made = actions.assign(actor=cleo, agency=agency, supervisor=bea, volunteer=ana, terms=terms)
    assert (made.supervisor, made.volunteer, made.every_days, made.guest_of) == (bea, ana, 14, "")
    assert {notice.person for notice in Notice.objects.all()} == {ana, bea}


def test_the_same_twice_is_once_and_another_beside_it_is_refused(ana, bea, cleo, agency, terms):
    first = actions.assign(actor=cleo, agency=agency, supervisor=bea, volunteer=ana, terms=terms)
    assert actions.assign(actor=cleo, agency=agency, supervisor=bea, volunteer=ana, terms=terms) == first
    later = replace(terms, starts_on=agency.today() + timedelta(days=3))
    with refusal("assigned_already"):
        actions.assign(actor=cleo, agency=agency, supervisor=bea, volunteer=ana, terms=later)


def test_a_guest_from_another_agency_is_assigned_as_one(ana, stan, cleo, agency, terms):
    made = actions.assign(actor=cleo, agency=agency, supervisor=stan, volunteer=ana, terms=terms)
    assert made.guest_of == "Harbor Parent Allies"


def test_who_holds_no_such_role_anywhere_is_not_assigned(ana, dee, cora, cleo, agency, terms):
    for other in (dee, cora):
        with refusal("not_a_supervisor"):
            actions.assign(actor=cleo, agency=agency, supervisor=other, volunteer=ana, terms=terms)


def test_nobody_supervises_herself(bea, cleo, agency, terms):
    make_membership(bea, agency, Role.VOLUNTEER)
    with refusal("assignment_not_to_oneself"):
        actions.assign(actor=cleo, agency=agency, supervisor=bea, volunteer=bea, terms=terms)


def test_nobody_chooses_who_signs_for_herself(bea, cleo, agency, terms):
    make_membership(cleo, agency, Role.VOLUNTEER)
    with refusal("assignment_not_by_the_volunteer"):
        actions.assign(actor=cleo, agency=agency, supervisor=bea, volunteer=cleo, terms=terms)


def test_without_a_word_on_conflicts_of_interest_nobody_is_assigned(ana, bea, cleo, agency, terms):
    with refusal("assignment_without_conflict"):
        actions.assign(
            actor=cleo, agency=agency, supervisor=bea, volunteer=ana, terms=replace(terms, no_conflict=False)
        )


def test_a_stranger_and_a_supervisor_assign_nobody(ana, bea, stan, agency, terms):
    for actor in (bea, stan):
        with refusal("not_yours"):
            actions.assign(actor=actor, agency=agency, supervisor=bea, volunteer=ana, terms=terms)


def test_an_assignment_is_given_its_last_day(cleo, assigned, agency):
    ended = actions.end_assignment(actor=cleo, assignment=assigned, last_day=agency.today())
    assert ended.in_force(agency.today()) and not ended.in_force(agency.today() + timedelta(days=1))
    with refusal("ended_already"):
        actions.end_assignment(actor=cleo, assignment=assigned, last_day=agency.today() + timedelta(days=9))
    with refusal("assignment_ends_after_it_starts"):
        actions.end_assignment(actor=cleo, assignment=assigned, last_day=assigned.starts_on - timedelta(days=1))


def test_only_who_manages_people_ends_one(ana, bea, stan, assigned, agency):
    for actor in (ana, bea, stan):
        with refusal("not_yours"):
            actions.end_assignment(actor=actor, assignment=assigned, last_day=agency.today())


def cover(actor, agency, absent, by, **fields):
    today = agency.today()
    said = {
        "kind": Kind.PEER_SUPERVISION,
        "starts_on": today,
        "ends_on": today + timedelta(days=14),
        "no_conflict": True,
    }
    return actions.cover(actor=actor, agency=agency, absent=absent, by=by, **said | fields)


def test_while_she_is_away_another_stands_in_for_all_of_hers(ana, dee, bea, gwen, agency, assigned):
    make_assignment(bea, dee, agency, ends_on=agency.today() + timedelta(days=5))
    covered = cover(bea, agency, bea, gwen)
    ends = {made.volunteer: made.ends_on for made in covered.assignments}
    assert ends == {ana: agency.today() + timedelta(days=14), dee: agency.today() + timedelta(days=5)}
    assert all(made.cover and made.supervisor == gwen for made in covered.assignments)
    cover(bea, agency, bea, gwen)
    assert Assignment.objects.filter(cover=True).count() == 2


def test_nobody_stands_in_for_herself(ana, bea, agency, assigned):
    supervised_too = make_member("Nina Brandt", agency, Role.SUPERVISOR, Role.VOLUNTEER)
    make_assignment(bea, supervised_too, agency)
    covered = cover(bea, agency, bea, supervised_too)
    assert [made.volunteer for made in covered.assignments] == [ana]
    assert covered.left == (supervised_too,)


def test_who_may_not_ask_for_cover(ana, stan, gwen, bea, agency, assigned):
    for actor in (ana, stan, gwen):
        with refusal("not_yours"):
            cover(actor, agency, bea, gwen)
    with refusal("not_a_supervisor"):
        cover(bea, agency, bea, stan)
    with refusal("dates"):
        cover(bea, agency, bea, gwen, starts_on=agency.today() - timedelta(days=1))
    with refusal("too_long"):
        cover(bea, agency, bea, gwen, ends_on=agency.today() + timedelta(days=200))


def test_the_coordinator_sees_who_has_nobody(ana, dee, bea, agency, assigned):
    assert [(one.person, one.has_supervisor) for one in looked_after(agency)] == [(ana, True), (dee, False)]
    assert [one.person for one in looked_after(agency, nobody=True)] == [dee]
    assert [one.person for one in looked_after(agency, "rob")] == [dee]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_assignments_takes_two_queries(bea, agency, rows, django_assert_num_queries):
    for number in range(rows):
        make_assignment(bea, make_member(f"Volunteer {number}", agency, Role.VOLUNTEER), agency)
    with django_assert_num_queries(2):
        shown = [a.supervisor.get_full_name() for one in looked_after(agency) for a in one.assignments]
    assert len(shown) == rows


def test_she_may_share_with_those_assigned_to_her_today(ana, bea, cora, gwen, agency, assigned, consulting):
    make_assignment(gwen, ana, agency, ends_on=agency.today() - timedelta(days=1))
    assert companions_of(ana) == [bea, cora]


def test_whom_she_can_talk_to_are_hers_of_today(ana, bea, cora, agency, assigned, consulting):
    bea.profile.phone = "(555) 010-0122"
    bea.profile.save()
    first, second = supporters_of(ana)
    assert (first.name, first.what, first.href) == ("Bea Olsen", "your peer supervisor", "tel:5550100122")
    assert (second.name, second.what, second.email) == ("Cora Menon", "your consultant", "cora.menon@example.org")
