"""Where a person lands, and the signposts she sees."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Agency, Person
from people.words import Role
from tests.factories.courses import lesson, make_course, make_enrolment, make_module, text_step
from tests.factories.people import make_member, make_membership


@pytest.mark.parametrize(
    ("roles", "lands"),
    [
        ([Role.VOLUNTEER], "/learn/"),
        ([Role.VOLUNTEER, Role.SUPERVISOR], "/supervise/"),
        ([Role.CONSULTANT], "/supervise/"),
        ([Role.FACILITATOR], "/sessions/"),
        ([Role.VOLUNTEER, Role.COORDINATOR], "/roster/willow/"),
        ([Role.ADMIN], "/agency/willow/"),
        ([Role.PUBLISHER], "/cms/"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_everybody_lands_at_the_desk_of_her_role(client: Client, agency: Agency, roles: list[Role], lands: str) -> None:
    client.force_login(make_member("Kim Ray", agency, *roles))
    assert client.get("/home/")["Location"] == lands
    assert client.get("/")["Location"] == "/home/"


def test_a_visitor_is_led_to_the_public_pages_without_a_cookie(client: Client, db) -> None:
    page = client.get("/")
    assert page["Location"] == "/en/" and not page.cookies
    assert client.get("/home/")["Location"].startswith("/accounts/login/")


def signs(client: Client, person: Person, address: str) -> tuple[list[str], list[str]]:
    """What stands in the bar, and where she is said to be."""
    client.force_login(person)
    found = client.get(address).context["nav"]
    return [sign.label for sign in found], [sign.label for sign in found if sign.current]


def test_a_volunteer_sees_her_own_places(client: Client, ana: Person) -> None:
    assert signs(client, ana, "/learn/") == (["My training", "Courses", "My hours", "Competencies"], ["My training"])


def test_in_a_course_and_in_its_lessons_she_is_at_the_courses(client: Client, ana: Person, agency: Agency) -> None:
    make_enrolment(ana, make_course("A course", make_module("A module", lesson("One", text_step()))), agency)
    for address in ("/learn/courses/", "/learn/a-course/", "/learn/a-course/a-module/one/"):
        assert signs(client, ana, address)[1] == ["Courses"], address
    for address in ("/learn/", "/learn/certificates/", "/learn/transcript/"):
        assert "Courses" not in signs(client, ana, address)[1], address


def test_who_has_several_roles_sees_the_desks_for_others_first(client: Client, agency: Agency, cleo: Person) -> None:
    make_membership(cleo, agency, Role.VOLUNTEER)
    labels, here = signs(client, cleo, "/roster/willow/program/")
    assert labels[:3] == ["Roster", "Agency", "My training"] and here == ["Roster"]


def test_with_two_agencies_the_signs_name_them(
    client: Client, agency: Agency, other_agency: Agency, cleo: Person
) -> None:
    make_membership(cleo, other_agency, Role.COORDINATOR)
    labels, _here = signs(client, cleo, "/talk/")
    assert {"Roster: Willow County Parent to Parent", "Roster: Harbor Parent Allies"} <= set(labels)


def test_talk_to_someone_is_on_every_signed_in_page(client: Client, agency: Agency, ana: Person, cleo: Person) -> None:
    own = [reverse(name) for name in ("desks:learn", "people:details", "supervision:hours", "courses:index")]
    run = [reverse(name, args=[agency.slug]) for name in ("roster:roster", "desks:agency", "people:people")]
    for person, addresses in ((ana, own), (cleo, run)):
        client.force_login(person)
        for address in addresses:
            assert 'href="/talk/"' in client.get(address).content.decode(), address
