"""The map and the journal in a real browser: on a phone and on a desk, by keyboard alone, and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from journey.models import Reflection, Stage
from tests.factories.journey import make_journey, make_reflection, make_shared
from tests.factories.supervision import make_assignment
from tests.served import wait_until
from tests.stories.walking import LOST, RED

PHONE, DESK = 390, 1280
STRICT = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
# How large the words of a drawing are on the screen.
WORDS = "(text) => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a"


@pytest.fixture
def open_as(fresh_database, open_page, house):
    """`open_as(ana, width=390)`: a page of her browser, signed in."""

    def open_one(person, **more):
        client = Client()
        client.force_login(person)
        page = open_page(**more)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": house}])
        return page

    return open_one


@pytest.mark.parametrize("width", [320, PHONE, 800, DESK])
def test_each_place_is_on_the_map_large_enough_to_read_and_to_press(fresh_database, ana, open_as, width):
    make_journey()
    page = open_as(ana, width=width)
    page.goto("/journey/")
    places = page.locator(".journey-map svg a:visible")
    assert places.count() == 5
    for place in places.all():
        box = place.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert place.locator("text").evaluate(WORDS) >= 13.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_tab_key_goes_from_place_to_place_and_enter_opens_one(fresh_database, ana, open_as):
    make_journey()
    page = open_as(ana)
    page.goto("/journey/")
    page.locator("#main").focus()
    met = []
    for _place in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(LOST) == ""
        met.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert met == sorted(Stage.objects.values_list("title", flat=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/journey/meaning-of-experience/")
    assert page.locator("h1").inner_text() == "Understanding the meaning of your experience"


def test_the_list_opens_without_script(fresh_database, ana, open_as):
    make_journey()
    page = open_as(ana, width=PHONE, javascript=False)
    page.goto("/journey/")
    page.get_by_text("Show the places as a list").click()
    page.locator(".places").get_by_role("link", name="Commit to help others").click()
    assert page.url.endswith("/journey/commit-to-helping/")


def test_unsaved_words_are_not_lost_by_leaving(fresh_database, ana, open_as):
    page = open_as(ana)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/journey/journal/new/")
    page.get_by_label("Your words").fill("Not saved yet.")
    page.get_by_role("link", name="Back without saving").click()
    wait_until(page, "the question", lambda: bool(asked))
    assert (asked, page.url.endswith("/journal/new/")) == (["beforeunload"], True)
    assert not Reflection.objects.exists()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/journey/journal/*-*/")
    assert asked == ["beforeunload"]
    assert Reflection.objects.get().text == "Not saved yet."


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_every_page_and_form_is_open_to_everybody(fresh_database, ana, bea, agency, open_as, width, dark):
    stages = tuple(make_journey().stages.all())
    make_assignment(bea, ana, agency)
    shown = make_shared(make_reflection(ana, prompt="A call", stages=stages), bea)
    kept = make_reflection(ana)
    own = [f"/journey/journal/{kept.uuid}/{what}" for what in ("", "edit/", "delete/", "share/")]
    journal = ["/journey/journal/", "/journey/journal/new/", *own, f"/journey/journal/{shown.uuid}/"]
    visits = {
        ana: ["/journey/", "/journey/must-act/", *journal],
        bea: ["/journey/journal/", "/journey/journal/shared/", f"/journey/journal/shared/{shown.uuid}/"],
    }
    for person, addresses in visits.items():
        page = open_as(person, width=width, dark=dark)
        for address in addresses:
            assert page.goto(address).status == 200
            for fold in page.locator("main details").all():
                fold.evaluate("fold => { fold.open = true }")
            _nothing_wrong(page)
            if page.locator("main form").count() and address.endswith(("new/", "share/")):
                page.locator("main form").evaluate("form => { form.noValidate = true }")
                page.locator("main textarea, main input[type=date]").first.fill("")
                page.locator("main form button").click()
                page.locator("#form-errors").wait_for()
                _nothing_wrong(page)
                assert page.locator("main").evaluate(RED) == []


def _nothing_wrong(page):
    found = Axe().run(page, options=STRICT)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
