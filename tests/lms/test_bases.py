"""The two bases every page stands on."""

from dataclasses import dataclass

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import path


@dataclass
class Place:
    label: str
    url: str = "/somewhere/"
    icon: str = "book"
    current: bool = False


PLACES = [
    Place("My training", current=True),
    Place("Courses"),
    Place("My hours"),
    Place("Journal"),
    Place("My desk"),
    Place("Roster"),
]
PERSON = {
    "name": "Ana Morales",
    "details_url": "/me/",
    "links": [Place("Sign-in and safety", "/accounts/2fa/", "lock")],
}


def signed_in(**values: object) -> str:
    page = '{% extends "base.html" %}{% block title %}Hours{% endblock %}{% block main %}<h1>Hours</h1>{% endblock %}'
    return Template(page).render(Context({"nav": PLACES, "person_menu": PERSON, **values}))


def public(**values: object) -> str:
    page = '{% extends "public.html" %}{% block title %}Welcome{% endblock %}{% block main %}<h1>Welcome</h1>{% endblock %}'
    return Template(page).render(Context(values))


def test_the_bar_shows_all_places_and_the_phone_four_with_the_rest_under_more() -> None:
    bar, tabs = signed_in().split('<nav class="tabs"')
    assert [bar.count(f">{place.label}</a>") for place in PLACES] == [1] * 6
    on_tabs, under_more = tabs.split("<details")
    assert [place.label in on_tabs for place in PLACES] == [True] * 4 + [False] * 2
    assert [place.label in under_more for place in PLACES] == [False] * 4 + [True] * 2
    assert under_more.count("My details") == 1 and under_more.count("<span>Sign out</span>") == 1


def test_where_she_is_is_marked_in_both() -> None:
    assert signed_in().count('aria-current="page"') == 2


def test_signing_out_is_a_form_that_posts() -> None:
    html = signed_in(csrf_token="t0ken")
    assert html.count('<form method="post" action="/accounts/logout/">') == 2
    assert html.count('name="csrfmiddlewaretoken" value="t0ken"') == 2


def test_messages_are_announced_and_escaped() -> None:
    html = signed_in(messages=[{"level_tag": "success", "__str__": "x"}])
    assert 'class="messages" id="messages" role="status"' in html and "message-success" in html


def test_there_is_a_way_past_the_bar() -> None:
    for html in (signed_in(), public()):
        assert html.index('class="skip" href="#main"') < html.index("<header")
        assert html.count("<main ") == 1 and 'id="main" tabindex="-1"' in html


def test_without_anyone_signed_in_there_are_no_tabs_and_no_menu() -> None:
    html = signed_in(nav=None, person_menu=None)
    assert "tabs" not in html and "Sign out" not in html and "Talk to someone" not in html


def test_a_family_can_leave_and_can_call() -> None:
    html = public(crisis_line={"name": "Call or text", "phone": "988", "phone_href": "988"})
    assert 'href="https://www.weather.gov/" rel="noreferrer noopener" data-leave-page' in html
    assert '<a href="tel:988">Call or text 988</a>' in html
    assert 'href="https://example.org/"' in public(leave_url="https://example.org/")


def test_the_familys_base_asks_for_nothing_that_would_set_a_cookie() -> None:
    """The user, messages and the CSRF token would; each of them fails loudly here if it is so much as looked at."""

    class Untouchable:
        def __getattr__(self, name: str) -> object:
            pytest.fail(f"public.html looked at {name}")

        def __str__(self) -> str:
            pytest.fail("public.html wrote it out")

        __bool__ = __iter__ = __len__ = __str__  # type: ignore[assignment]

    never = Untouchable()
    html = public(
        user=never, messages=never, csrf_token=never, request=RequestFactory().get("/en/willow/"), perms=never
    )
    assert "Leave this page" in html


def test_the_agencys_name_and_pages_stand_in_the_bar() -> None:
    html = public(agency_bar={"name": "Willow County Parent to Parent", "url": "/en/willow/", "nav": PLACES[:2]})
    assert "<title>Welcome · Willow County Parent to Parent</title>" in html
    assert html.count('aria-current="page"') == 1


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("talk/", _nothing, name="talk")]


@pytest.mark.urls(__name__)
def test_talk_to_someone_is_in_the_bar_and_at_the_foot_of_every_signed_in_page() -> None:
    html = signed_in()
    assert html.count('href="/talk/"') == 2
    assert "Nobody is told that you looked." in html.split("<footer")[1]
