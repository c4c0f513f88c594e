from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

from ledger import clock
from people.doors import PersonRequest, agency_or_404, for_roles, signed_in
from people.models import Agency, Person
from people.permissions import roles_of
from people.words import Role
from tests.factories.people import make_member, make_membership


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
    request.session = {}
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


# A session that has not shown the second step


@pytest.fixture
def two_browsers(fresh_database: None, agency: Agency) -> Iterator[tuple[Client, Client, Person]]:
    """Nia coordinates. Both browsers were signed in with her password, before she had a second step.

    The clock stands: the half minute of a code does not end between reading and typing it.
    """
    nia = make_member("Nia Torres", agency, Role.COORDINATOR, password="four words nobody guesses", second_factor=False)
    here, elsewhere = Client(), Client()
    with time_machine.travel(clock.now(), tick=False):
        for browser in (here, elsewhere):
            browser.post("/accounts/login/", {"login": nia.email, "password": "four words nobody guesses"})
            assert browser.get("/roster/willow/")["Location"] == "/accounts/2fa/"
        yield here, elsewhere, nia


def _set_up(browser: Client) -> str:
    """She says her password again, scans the code and types in what her app shows."""
    page = browser.get("/accounts/2fa/totp/activate/", follow=True)
    if page.redirect_chain:
        page = browser.post(page.redirect_chain[-1][0], {"password": "four words nobody guesses"}, follow=True)
    secret = page.context["form"].secret
    browser.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    return secret


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def test_the_session_in_which_it_was_set_up_goes_on(two_browsers) -> None:
    here, _elsewhere, _nia = two_browsers
    _set_up(here)
    assert here.get("/roster/willow/").status_code == 200


def test_a_session_opened_before_is_asked_at_its_next_request_and_comes_back(two_browsers) -> None:
    here, elsewhere, _nia = two_browsers
    secret = _set_up(here)
    for address in ("/roster/willow/?q=ana", "/agency/willow/people/"):
        assert elsewhere.get(address)["Location"].startswith("/accounts/2fa/reauthenticate/?next=")
    assert elsewhere.post("/agency/willow/people/new/", {})["Location"].endswith("next=%2Fhome%2F")
    ask = elsewhere.get("/roster/willow/?q=ana")["Location"]
    assert elsewhere.get(ask).status_code == 200
    cache.clear()  # the same half minute's code, used in the other browser
    answer = elsewhere.post(ask, {"code": code_of(secret), "next": "/roster/willow/?q=ana"})
    assert answer["Location"] == "/roster/willow/?q=ana"
    assert elsewhere.get("/roster/willow/").status_code == 200
