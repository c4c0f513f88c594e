"""What she types in a real browser: a page loaded anew, two tabs, a session that ends in the middle, with script and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from journey.models import Reflection
from people.models import Draft
from tests.factories.supervision import make_assignment

HOURS, WRITE = "/hours/new/", "/journey/journal/new/"
KEPT = "#main .saved >> text=Kept as a draft at"


@pytest.fixture
def open_as(fresh_database, open_page, house):
    """`open_as(ana)`: a page of her browser, signed in."""

    def open_one(person, **more):
        client = Client()
        client.force_login(person)
        page = open_page(**more)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": house}])
        return page

    return open_one


def types(page, words: str) -> None:
    page.get_by_label("A few words").fill(words)
    page.locator(KEPT).wait_for()


def words_in(page) -> str:
    return page.get_by_label("A few words").input_value()


def signs_in(page, person) -> None:
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill("A long walk home 7")
    page.get_by_role("button", name="Sign in").click()


def test_words_are_there_after_a_reload_and_two_tabs_show_both(fresh_database, ana, bea, agency, open_as):
    make_assignment(bea, ana, agency)
    phone = open_as(ana, width=390)
    desk = phone.context.new_page()
    for page in (phone, desk):
        page.goto(HOURS)
    types(phone, "From the phone")
    phone.locator("#announce", has_text="Kept as a draft at").wait_for(
        state="attached"
    )  # a moment later, so that it is heard
    assert not phone.get_by_role("link", name="You also wrote this").is_visible()
    types(desk, "From the desk")
    desk.get_by_role("link", name="You also wrote this").wait_for()
    phone.reload()
    assert words_in(phone) == "From the desk"
    phone.get_by_text("You also wrote this, on another page or device", exact=True).click()
    assert phone.get_by_text("From the phone").is_visible()
    found = Axe().run(phone).response["violations"]
    assert [broken["id"] for broken in found] == []
    phone.get_by_role("link", name="Go on with this one").click()
    phone.wait_for_url("**/hours/new/?draft=*")
    assert words_in(phone) == "From the phone"


def test_words_that_came_too_often_stay_on_the_page_and_are_kept_a_little_later(
    fresh_database, ana, bea, agency, open_as, complaints, settings
):
    complaints.forgive("429")
    settings.ACCOUNT_RATE_LIMITS = {"draft": "1/h/key"}
    make_assignment(bea, ana, agency)
    page = open_as(ana)
    page.clock.install()
    page.goto(HOURS)
    page.get_by_label("A few words").fill("First")
    page.clock.run_for(2_000)
    page.locator(KEPT).wait_for()
    page.get_by_label("A few words").fill("First, and more")
    page.clock.run_for(2_000)
    page.locator("#main .saved >> text=That was a lot in a short time.").wait_for()
    assert words_in(page) == "First, and more"
    cache.clear()
    page.clock.run_for(20_000)
    page.locator(KEPT).wait_for()
    assert Draft.objects.get().typed["note"] == ["First, and more"]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_session_that_ends_in_the_middle_loses_nothing(fresh_database, ana, bea, agency, open_as, javascript):
    make_assignment(bea, ana, agency)
    ana.set_password("A long walk home 7")
    ana.save()
    page = open_as(ana, javascript=javascript)
    page.goto(HOURS)
    page.get_by_label("Minutes").fill("45")
    page.get_by_label("A few words").fill("How to end a call")
    Session.objects.all().delete()
    page.get_by_role("button", name="Send", exact=True).click()
    signs_in(page, ana)
    page.wait_for_url(f"**{HOURS}")
    assert (words_in(page), page.get_by_label("Minutes").input_value()) == ("How to end a call", "45")


def test_a_reflection_whose_session_ends_is_saved_after_signing_in_on_another_page(
    fresh_database, ana, open_as, complaints
):
    complaints.forgive("401")
    complaints.forgive("403")
    ana.set_password("A long walk home 7")
    ana.save()
    page = open_as(ana, width=390, javascript=False)
    page.goto(WRITE)
    page.get_by_label("Your words").fill("The chairs were orange.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in on another page").click()
    signs_in(opened.value, ana)
    opened.value.wait_for_url("**/learn/**")
    for _press in range(2):  # her key is a new one since she signed in: she is asked once more
        assert page.get_by_label("Your words").input_value() == "The chairs were orange."
        page.get_by_role("button", name="Go on with these words").click()
    page.wait_for_url("**/journey/journal/*/")
    assert Reflection.objects.get().text == "The chairs were orange."
    assert not Draft.objects.exists()
