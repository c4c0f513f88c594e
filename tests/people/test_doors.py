import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from people.doors import PersonRequest, agency_or_404, for_roles, signed_in
from people.models import Agency, Person
from people.permissions import roles_of
from people.words import Role
from tests.factories.people import make_membership


class _Kept(BaseStorage):
    """Messages kept in memory."""

    def _get(self, *args: object, **kwargs: object) -> tuple[list[object], bool]:
        return [], True

    def _store(self, messages: list[object], response: object, *args: object, **kwargs: object) -> list[object]:
        return []


def _asks(person: Person | None) -> PersonRequest:
    request = RequestFactory().get("/somewhere/?page=2")
    request.user = person or AnonymousUser()
    request.roles = roles_of(request.user)
    request._messages = _Kept(request)
    return request


@signed_in
def a_page(request: PersonRequest) -> HttpResponse:
    return HttpResponse("hello")


@for_roles(Role.COORDINATOR, Role.ADMIN)
def a_staff_page(request: PersonRequest, agency_slug: str = "willow") -> HttpResponse:
    agency = agency_or_404(request, agency_slug, Role.COORDINATOR, Role.ADMIN)
    return HttpResponse(agency.name)


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back() -> None:
    response = a_page(_asks(None))
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/somewhere/%3Fpage%3D2"


def test_a_signed_in_page_is_not_kept_on_a_shared_computer(ana: Person) -> None:
    assert "no-store" in a_page(_asks(ana))["Cache-Control"]


def test_a_coordinator_with_two_keys_comes_in(cleo: Person) -> None:
    assert a_staff_page(_asks(cleo)).content == b"Willow County Parent to Parent"


def test_a_coordinator_without_a_second_key_is_led_to_set_it_up(cleo: Person) -> None:
    cleo.authenticator_set.all().delete()
    request = _asks(cleo)
    response = a_staff_page(request)
    assert (response.status_code, response.url) == (302, "/accounts/2fa/")
    assert "second step" in str(next(iter(request._messages._queued_messages)))


def test_another_role_or_another_agency_finds_no_such_page(ana: Person, stan: Person, bea: Person) -> None:
    for person in (ana, stan, bea):
        with pytest.raises(Http404):
            a_staff_page(_asks(person))


def test_a_role_that_ended_yesterday_opens_nothing(ana: Person, agency: Agency) -> None:
    from datetime import timedelta

    make_membership(ana, agency, Role.COORDINATOR, ends_on=agency.today() - timedelta(days=1))
    with pytest.raises(Http404):
        a_staff_page(_asks(ana))
