"""Lines that are put in order, in a real browser: by buttons and by numbers, with the keyboard alone, kept as a draft, sent."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from courses.models import Attempt, Enrolment
from people.models import Agency, Draft, Person
from tests.factories.courses import check_step, lesson, make_course, make_enrolment, make_module, order_question
from tests.served import wait_until

LESSON = "/learn/a-course/a-module/a-lesson/"
ASK = "What comes first?"


@pytest.fixture
def asked(house: str, ana: Person, agency: Agency) -> Enrolment:
    module = make_module("A module", lesson("A lesson", check_step(order_question(ASK, lines=4))))
    return make_enrolment(ana, make_course("A course", module), agency)


@pytest.fixture
def open_hers(open_page: Callable[..., Page], house: str, ana: Person, asked: Enrolment) -> Callable[..., Page]:
    def open_one(**more: object) -> Page:
        client = Client()
        client.force_login(ana)
        page = open_page(**more)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": house}])
        page.goto(LESSON)
        return page

    return open_one


def lines(page: Page) -> list[str]:
    return page.locator(".asked-row label").all_inner_texts()


def chosen(page: Page) -> list[str]:
    """What the form would send, line by line as they stand."""
    said: list[str] = page.locator(".asked-row select").evaluate_all("(all) => all.map((one) => one.value)")
    return said


def numbers(page: Page) -> list[str]:
    return [one.partition(":")[2] for one in chosen(page)]


def is_kept(page: Page) -> bool:
    """The house has what stands in the form now; "kept" may have been said of an earlier move."""
    return any(chosen(page) in draft.typed.values() for draft in Draft.objects.all())


def test_a_line_moves_by_keyboard_keeps_the_focus_and_is_kept_and_sent_by_its_number(
    open_hers: Callable[..., Page],
) -> None:
    page = open_hers(width=390)
    one, two, three, four = lines(page)
    assert numbers(page) == ["", "", "", ""]
    up = page.get_by_role("button", name=f"Move up {three}", exact=True)
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    assert (lines(page), numbers(page)) == ([one, three, two, four], ["1", "2", "3", "4"])
    expect(page.locator("#announce")).to_have_text(f"“{three}” is now number 2 of 4.")
    page.keyboard.press("Space")
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#announce")).to_have_text(f"“{three}” is now number 1 of 4.")
    assert min(box["height"] for box in map(_box, page.locator(".asked-row button").all())) >= 44
    # A number chosen by hand moves nothing; the next button goes by the numbers.
    page.get_by_label(four, exact=True).select_option("2")
    page.get_by_label(one, exact=True).select_option("4")
    assert lines(page) == [three, one, two, four]
    page.get_by_role("button", name=f"Move down {two}", exact=True).press("Enter")
    assert (lines(page), numbers(page)) == ([three, four, one, two], ["1", "2", "3", "4"])
    expect(page.locator("#main .saved >> text=Kept as a draft at")).to_be_visible()
    wait_until(page, "the draft of the last move", lambda: is_kept(page))
    page.reload()
    expect(page.get_by_role("button", name=f"Move up {three}", exact=True)).to_have_attribute("aria-disabled", "true")
    assert (lines(page), numbers(page)) == ([three, four, one, two], ["1", "2", "3", "4"])
    assert [broken["id"] for broken in Axe().run(page).response["violations"]] == []
    page.get_by_role("button", name="See what fits").click()
    page.get_by_role("button", name="Try again").wait_for()
    expect(page.get_by_role("button", name=f"Move up {three}", exact=True)).to_be_visible()
    assert lines(page) == [three, four, one, two]
    [said] = Attempt.objects.get().answers.values()
    assert sorted(re.sub(".*:", "", place) for place in said) == ["1", "2", "3", "4"]


def _box(button: object) -> dict[str, float]:
    return button.bounding_box()  # type: ignore[attr-defined,no-any-return]


def test_without_script_the_numbers_do_it_alone(open_hers: Callable[..., Page]) -> None:
    page = open_hers(javascript=False)
    assert page.get_by_text("Move up").count() == 4
    expect(page.get_by_text("Move up").first).to_be_hidden()
    for number, line in enumerate(lines(page), start=1):
        page.get_by_label(line, exact=True).select_option(str(number))
    page.get_by_role("button", name="See what fits").click()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    assert Attempt.objects.count() == 1
