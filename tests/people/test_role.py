"""Roles: granted downward, never to oneself; the last admin stays."""

from datetime import timedelta

import pytest

from ledger.refusals import Refused
from people.actions import end_role, grant_role
from people.models import Agency, Membership, Notice, Person
from people.permissions import can_grant
from people.words import Role
from tests.factories.people import make_member, make_membership, make_person


def _held(person: Person) -> set[str]:
    return {m.role for m in person.memberships.all() if m.in_force()}


def test_a_coordinator_gives_a_volunteer_another_role_and_she_is_told(cleo, ana, agency):
    membership = grant_role(actor=cleo, person=ana, agency=agency, role=Role.FACILITATOR)
    assert membership.granted_by == cleo
    assert membership.starts_on == agency.today()
    assert Notice.objects.get(person=ana).kind == "people-role-granted"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COORDINATOR, Role.PUBLISHER])
def test_a_coordinator_gives_no_role_of_her_own_height_or_above(cleo, ana, agency, role):
    with pytest.raises(Refused) as refused:
        grant_role(actor=cleo, person=ana, agency=agency, role=role)
    assert refused.value.code == "not_yours_to_grant"
    assert _held(ana) == {"volunteer"}


def test_an_admin_gives_every_role(ada, ana, agency):
    for role in Role:
        if role != Role.VOLUNTEER:
            grant_role(actor=ada, person=ana, agency=agency, role=role)
    assert _held(ana) == set(Role.values)


def test_nobody_gives_herself_a_role(ada, agency):
    with pytest.raises(Refused, match="themselves"):
        grant_role(actor=ada, person=ada, agency=agency, role=Role.COORDINATOR)


def test_nobody_gives_a_role_at_an_agency_that_is_not_hers(cleo, stan, ana, other_agency, agency):
    with pytest.raises(Refused):
        grant_role(actor=cleo, person=ana, agency=other_agency, role=Role.VOLUNTEER)
    with pytest.raises(Refused):
        grant_role(actor=stan, person=ana, agency=agency, role=Role.SUPERVISOR)


def test_a_stranger_comes_by_invitation_only(cleo, stan, agency):
    with pytest.raises(Refused, match="by invitation"):
        grant_role(actor=cleo, person=stan, agency=agency, role=Role.SUPERVISOR)


def test_a_role_that_runs_an_agency_needs_a_sign_in(ada, agency):
    tom = make_person("Tom Baker", sign_in=False)
    make_membership(tom, agency, Role.VOLUNTEER)
    with pytest.raises(Refused, match="needs a sign-in"):
        grant_role(actor=ada, person=tom, agency=agency, role=Role.ADMIN)


def test_a_role_is_given_once_at_a_time(cleo, ana, agency):
    with pytest.raises(Refused, match="already has this role"):
        grant_role(actor=cleo, person=ana, agency=agency, role=Role.VOLUNTEER)


def test_a_staff_role_does_not_begin_in_the_past(cleo, ana, agency):
    before = agency.today() - timedelta(days=30)
    with pytest.raises(Refused, match="today or later"):
        grant_role(actor=cleo, person=ana, agency=agency, role=Role.SUPERVISOR, starts_on=before)


def test_a_role_ends_on_its_last_day_and_may_be_given_again(cleo, bea, agency):
    membership = Membership.objects.get(person=bea)
    end_role(actor=cleo, membership=membership, last_day=agency.today() - timedelta(days=1))
    assert _held(bea) == set()
    with pytest.raises(Refused, match="ended already"):
        end_role(actor=cleo, membership=membership, last_day=agency.today())
    grant_role(actor=cleo, person=bea, agency=agency, role=Role.SUPERVISOR)
    assert _held(bea) == {"supervisor"}


def test_a_role_given_by_mistake_is_taken_back_at_once(ada, ana, agency):
    membership = grant_role(actor=ada, person=ana, agency=agency, role=Role.COORDINATOR)
    assert can_grant(ana, agency, Role.VOLUNTEER)
    end_role(actor=ada, membership=membership, last_day=agency.today() - timedelta(days=1))
    assert not can_grant(ana, agency, Role.VOLUNTEER)


def test_a_role_does_not_end_long_ago(cleo, bea, agency):
    with pytest.raises(Refused, match="yesterday, today or later"):
        end_role(actor=cleo, membership=bea.memberships.get(), last_day=agency.today() - timedelta(days=2))


def test_a_coordinator_ends_no_role_above_hers(cleo, ada, pat, agency):
    for person in (ada, pat):
        with pytest.raises(Refused):
            end_role(actor=cleo, membership=person.memberships.get(), last_day=agency.today())


def test_the_last_admin_stays_in_words(ada, agency):
    hers = Membership.objects.get(person=ada)
    with pytest.raises(Refused, match="only admin") as refused:
        end_role(actor=ada, membership=hers, last_day=agency.today())
    assert refused.value.code == "last_admin_stays"
    make_member("Wren Abara", agency, Role.ADMIN)
    assert end_role(actor=ada, membership=hers, last_day=agency.today()).ends_on == agency.today()


# Pages


def test_the_page_gives_and_ends_roles(cleo, ana, agency, signed_in):
    browser, page = signed_in(cleo), f"/agency/willow/people/{ana.uuid}/"
    browser.post(f"{page}roles/", {"role": "facilitator", "starts_on": ""})
    given = Membership.objects.get(person=ana, role="facilitator")
    assert "Facilitator" in browser.get(page).content.decode()
    answer = browser.post(f"{page}roles/{given.uuid}/end/", {"last_day": "1999-01-01"})
    assert "yesterday, today or later" in answer.content.decode()
    assert 'value="1999-01-01"' in answer.content.decode()
    browser.post(f"{page}roles/{given.uuid}/end/", {"last_day": agency.today().isoformat()})
    given.refresh_from_db()
    assert (given.ends_on, given.ended_by) == (agency.today(), cleo)


@pytest.mark.parametrize("role", ["admin", "coordinator", "publisher", "queen", ""])
def test_a_body_cannot_give_a_role_above(cleo, ana, agency, signed_in, role):
    answer = signed_in(cleo).post(f"/agency/willow/people/{ana.uuid}/roles/", {"role": role}, follow=True)
    assert "yours to give" in answer.content.decode()
    assert _held(ana) == {"volunteer"}


def test_a_body_cannot_give_oneself_a_role(cleo, agency, signed_in):
    answer = signed_in(cleo).post(f"/agency/willow/people/{cleo.uuid}/roles/", {"role": "supervisor"}, follow=True)
    assert "themselves" in answer.content.decode()
    assert _held(cleo) == {"coordinator"}


def test_a_role_above_hers_cannot_be_ended_by_its_address(cleo, ada, agency, signed_in):
    membership = ada.memberships.get()
    path = f"/agency/willow/people/{ada.uuid}/roles/{membership.uuid}/end/"
    browser = signed_in(cleo)
    assert browser.get(path).status_code == 404
    assert browser.post(path, {"last_day": agency.today().isoformat()}).status_code == 404


def test_a_membership_of_another_agency_is_not_ended_from_here(cleo, ana, stan, other_agency, agency, signed_in):
    elsewhere = make_membership(ana, other_agency, Role.VOLUNTEER)
    path = f"/agency/willow/people/{ana.uuid}/roles/{elsewhere.uuid}/end/"
    assert signed_in(cleo).post(path, {"last_day": agency.today().isoformat()}).status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.ends_on is None


def test_agencies_have_their_own_day(agency, ana):
    """A role ends at midnight by the agency's clock, not by the server's."""
    Agency.objects.filter(pk=agency.pk).update(time_zone="Pacific/Honolulu")
    agency.refresh_from_db()
    Membership.objects.filter(person=ana).update(ends_on=agency.today())
    assert Membership.objects.get(person=ana).in_force()
