"""The door of /cms/: one row for every address there is; what nobody has looked at is closed."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from wagtailmedia.widgets import AdminVideoChooser

from cms.doors import BULK, ELSEWHERE, NOWHERE, OPEN
from people.models import Membership
from people.words import Role
from tests.cms.addresses import Address, cms_addresses
from tests.factories.people import make_member, make_membership

ADDRESSES = cms_addresses()


def asked(client, address: Address):
    return client.get(address.filled()), client.post(address.filled())


def test_the_walk_finds_wagtails_addresses_and_our_own():
    names = {address.name for address in ADDRESSES}
    assert {"wagtailadmin_home", "wagtailusers_users:add", "wagtailmedia:edit", "press:withdraw"} <= names
    assert len(ADDRESSES) > 150


def test_every_row_of_the_table_is_an_address():
    assert {*OPEN, *ELSEWHERE} <= {address.name for address in ADDRESSES}


def closed(client, address: Address) -> bool:
    return [answer.status_code for answer in asked(client, address)] == [404, 404]


def test_without_signing_in_every_address_leads_to_our_own_sign_in(db, client):
    for address in ADDRESSES:
        for answer in asked(client, address):
            assert (answer.status_code, answer["Location"][:10]) == (302, "/accounts/"), address


def test_who_is_not_of_the_press_is_told_there_is_nothing(client, home, cleo):
    """Every other role has its row in tests/house/test_permission_table.py."""
    client.force_login(cleo)
    assert [address.name for address in ADDRESSES if not closed(client, address)] == []


def test_a_publisher_meets_only_what_is_in_the_table(client, pat, home):
    """What is open is asked what it shows in tests/cms/test_scope.py."""
    client.force_login(pat)
    known = {*OPEN, *ELSEWHERE}
    assert [a.name for a in ADDRESSES if a.name not in known and not closed(client, a)] == []


def test_wagtails_own_signing_in_and_out_and_passwords_lead_to_ours(client, pat, home):
    client.force_login(pat)
    for address in [address for address in ADDRESSES if address.name in ELSEWHERE]:
        for answer in asked(client, address):
            assert (answer.status_code, answer["Location"][:10]) == (302, "/accounts/"), address


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.ADMIN])
def test_publishers_and_admins_come_in(client, home, agency, role):
    client.force_login(make_member("Somebody", agency, role))
    assert client.get("/cms/").status_code == 200


def test_the_second_step_is_asked_for_before_the_door_opens(client, home, pat):
    Authenticator.objects.filter(user=pat).delete()
    client.force_login(pat)
    for path in ("/cms/", f"/cms/pages/{home.pk}/edit/", "/cms/images/"):
        assert client.get(path)["Location"] == "/accounts/2fa/"


def test_the_platform_administrator_needs_a_second_step_too(client, db, admin_person):
    client.force_login(admin_person)
    assert client.get("/cms/").status_code == 200
    Authenticator.objects.filter(user=admin_person).delete()
    assert client.get("/cms/")["Location"] == "/accounts/2fa/"


def test_people_groups_workflows_and_tags_are_kept_for_nobody_here(client, admin_person):
    client.force_login(admin_person)
    asked_for = [address for address in ADDRESSES if address.name.startswith(NOWHERE)]
    assert len(asked_for) > 20
    assert [address.name for address in asked_for if not closed(client, address)] == []


def test_bulk_actions_on_people_are_nobodys(client, db, admin_person):
    client.force_login(admin_person)
    for action in ("delete", "set_active_state", "assign_role"):
        assert client.get(f"/cms/bulk/people/person/{action}/?id={admin_person.pk}").status_code == 404
    assert ("people", "person") not in BULK


class TestRoleInForce:
    """A group has no end date; a membership has, and it is read at each request."""

    def test_an_ended_membership_closes_the_door_on_the_next_request(self, client, home, pat, agency):
        client.force_login(pat)
        assert client.get(f"/cms/pages/{home.pk}/edit/").status_code == 200
        held = Membership.objects.get(person=pat)
        held.ends_on = agency.today() - timedelta(days=1)
        held.save()
        assert client.get(f"/cms/pages/{home.pk}/edit/").status_code == 404

    def test_one_agency_left_takes_its_rights_along_and_leaves_the_others(
        self, client, home, other_home, pat, agency, other_agency
    ):
        from tests.factories.people import make_membership

        make_membership(pat, other_agency, Role.PUBLISHER)
        client.force_login(pat)
        assert client.get(f"/cms/pages/{other_home.pk}/edit/").status_code == 200
        assert client.get(f"/cms/pages/{home.pk}/edit/").status_code == 200
        Membership.objects.filter(person=pat, agency=agency).update(ends_on=agency.today() - timedelta(days=1))
        assert client.get(f"/cms/pages/{home.pk}/edit/").status_code == 404
        assert client.get(f"/cms/pages/{other_home.pk}/edit/").status_code == 200
        assert [group.name for group in pat.groups.all()] == ["press of harbor"]

    def test_a_role_that_begins_tomorrow_opens_nothing_today(self, client, home, agency):
        early = make_member("Early", agency, Role.PUBLISHER, starts_on=agency.today() + timedelta(days=1))
        client.force_login(early)
        assert client.get("/cms/").status_code == 404

    def test_a_group_given_by_hand_is_taken_away_at_the_door(self, client, home, other_home, pat):
        from django.contrib.auth.models import Group

        pat.groups.add(Group.objects.get(name="press of harbor"))
        client.force_login(pat)
        assert client.get(f"/cms/pages/{other_home.pk}/edit/").status_code == 404
        assert [group.name for group in pat.groups.all()] == ["press of willow"]

    def test_an_agency_without_pages_gets_them_when_its_publisher_comes(self, client, pat):
        client.force_login(pat)
        assert client.get("/cms/").status_code == 200
        assert client.get("/en/willow/").status_code == 200


def test_the_press_room_carries_our_sign_and_leads_to_somewhere(client, pat, agency, home):
    """A publisher with no other role has no other screen: she is led to the public pages of her agency."""
    client.force_login(pat)
    page = client.get("/cms/").content.decode()
    assert "img/favicon" in page and home.url in page and "See our pages" in page
    make_membership(pat, agency, Role.VOLUNTEER)
    page = client.get("/cms/").content.decode()
    assert "Back to Been There" in page and "See our pages" not in page


def test_a_film_of_the_library_is_not_edited_from_the_chooser(db):
    assert "data-chooser-edit-link" not in AdminVideoChooser().render("film", None, {"id": "film"})
