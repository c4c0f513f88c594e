"""The player in a browser: how she likes to watch is kept on her device, where she is goes with her to the next one."""

from collections.abc import Callable

import pytest
from django.conf import settings as house_settings
from django.test import Client
from playwright.sync_api import Page, expect

from cms import actions
from cms.models import Media
from courses.actions import freeze
from courses.models import Module, Progress
from courses.words import EditionKind
from people.models import Agency, Person
from tests.factories.cms import made_film, make_media, make_press
from tests.factories.courses import lesson, make_course, make_draft, make_enrolment, text_step, video_step
from tests.served import wait_until

LESSON = "/learn/foundation-training/before-you-call/listening-first/"
HOUR_BEHIND = "const right = Date.now; Date.now = () => right() - 3600_000;"
LINES = [{"start": 0, "text": "Hello and welcome."}, {"start": 3000, "text": "You are not alone."}]
# So long that it does not end while somebody looks where it is.
LENGTH = 40
FILM = [
    *("-f", "lavfi", "-i", f"testsrc=size=160x90:rate=5:duration={LENGTH}"),
    *("-f", "lavfi", "-i", f"sine=duration={LENGTH}"),
    *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
]


@pytest.fixture
def film(house: str, agency: Agency, ana: Person) -> Media:
    """Forty seconds in a lesson that Ana takes."""
    make_press(agency)
    media = make_media(agency, data=made_film("forty.mp4", *FILM))
    shown = {**video_step(seconds=LENGTH), "media": str(media.uuid), "cues": LINES}
    module = Module.objects.create(title="Before you call", slug="before-you-call")
    by = Person.objects.create_superuser("press@example.org")
    draft = make_draft(module.title, lesson("Listening first", shown, text_step()))
    freeze(actor=by, module=module, kind=EditionKind.FIRST, drafts=[draft], files=[media])
    make_enrolment(ana, make_course("Foundation training", module), agency)
    return media


@pytest.fixture
def device(open_page: Callable[..., Page], house: str, ana: Person) -> Callable[..., Page]:
    """Another device of Ana's, signed in, at the lesson. Its player has said that it is there, and heard what time it is."""

    def open_one(script: str = "", **how: object) -> Page:
        client = Client()
        client.force_login(ana)
        page = open_page(**how)
        page.context.add_init_script(script)
        name = house_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": house}])
        if how.get("javascript", True):
            with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
                page.goto(LESSON)
        else:
            page.goto(LESSON)
        return page

    return open_one


def at(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def passes(page: Page, second: float) -> None:
    """Asked from here: the page's policy lets nobody's script wait inside it."""
    wait_until(page, f"second {second} of the film", lambda: at(page) > second)


def stops(page: Page) -> float:
    """She stops the film, and the house has heard where: what it said before on its own may still have been on the way."""
    page.evaluate("document.querySelector('video').pause()")
    stood = at(page)
    wait_until(page, f"{stood} as the place", lambda: abs(kept_place() - stood) <= 0.3)
    return stood


def kept_place() -> float:
    return Progress.objects.get().position_ms / 1000


def test_the_film_goes_on_where_the_other_device_stopped(film: Media, device: Callable[..., Page]) -> None:
    first = device()
    first.get_by_role("button", name="You are not alone.").click()
    passes(first, 3.4)
    expect(first.get_by_role("button", name="You are not alone.")).to_have_attribute("aria-current", "true")
    stops(first)
    kept = kept_place()
    second = device(HOUR_BEHIND, width=390)
    passes(second, 1)
    assert at(second) == pytest.approx(kept, abs=0.3)
    second.evaluate("document.querySelector('video').currentTime = 8; document.querySelector('video').play()")
    passes(second, 8.4)
    assert stops(second) > 8
    second.evaluate("document.querySelector('video').currentTime = 20")  # only sought, and left
    second.goto("/learn/")
    wait_until(second, "the place she sought", lambda: abs(kept_place() - 20) <= 0.3)


def test_speed_and_captions_are_kept_on_the_device_and_keys_change_them(
    film: Media, device: Callable[..., Page]
) -> None:
    page = device()
    page.get_by_label("Speed").select_option("1.5")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.5
    showing = "[...document.querySelector('video').textTracks].some(track => track.mode == 'showing')"
    wait_until(page, "captions, which the browser chooses", lambda: page.evaluate(showing))
    page.locator("video").focus()
    page.keyboard.press("c")
    assert page.evaluate(showing) is False
    page.keyboard.press(">")
    expect(page.get_by_label("Speed")).to_have_value("1.75")
    page.keyboard.press("l")
    passes(page, 1)
    page.reload()
    expect(page.get_by_label("Speed")).to_have_value("1.75")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.75
    assert page.evaluate(showing) is False
    page.locator("video").focus()
    page.keyboard.press("c")
    assert page.evaluate(showing) is True


def test_a_film_in_sizes_plays_from_its_list(film: Media, device: Callable[..., Page]) -> None:
    actions.make_streams(media=film)
    page = device()
    page.evaluate("document.querySelector('video').play()")
    passes(page, 0.5)
    assert page.evaluate("document.querySelector('video').currentSrc").endswith("/stream/all.m3u8")


def test_without_script_there_are_the_browsers_controls_and_the_words(film: Media, device: Callable[..., Page]) -> None:
    page = device(javascript=False)
    expect(page.locator("video[controls]")).to_be_visible()
    expect(page.get_by_text("You are not alone.", exact=True)).to_be_visible()
    expect(page.get_by_label("Speed")).to_be_hidden()
