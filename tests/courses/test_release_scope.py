"""Releasing a module: open to the publishers of its own agency, a page that is not there to everybody else's."""

from django.test import Client
from django.urls import reverse

from courses.actions import open_shelf
from courses.models import ModulePage
from people.models import Agency, Person
from people.words import Role
from tests.factories.cms import make_press
from tests.factories.people import make_member


def module_of(agency: Agency, actor: Person) -> ModulePage:
    shelf = open_shelf(actor=actor, parent=make_press(agency))
    return shelf.add_child(instance=ModulePage(title="Listening", slug="listening", summary="First.", live=False))


def status_for(person: Person, page: ModulePage) -> int:
    client = Client()
    client.force_login(person)
    return client.get(reverse("modules:release", args=[page.pk])).status_code


def test_the_release_of_a_module_opens_for_its_own_agency_only(
    agency: Agency, other_agency: Agency, pat: Person
) -> None:
    stranger = make_member("Wes Tanaka", other_agency, Role.PUBLISHER)
    own, other = module_of(agency, pat), module_of(other_agency, stranger)
    assert [status_for(pat, own), status_for(stranger, other)] == [200, 200]
    assert [status_for(pat, other), status_for(stranger, own)] == [404, 404]
