"""A module on a phone, in a real browser: kept, read and done without a connection, counted once, and gone when she signs out."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as house_settings
from django.test import Client
from playwright.sync_api import Page, expect

from courses.actions import freeze
from courses.models import Attempt, BundleIssued, HeardEvent, Module, Progress, StepDone
from courses.words import EditionKind
from ledger import clock
from people.models import Agency, Person
from tests.factories.cms import made_film, make_image, make_media, make_press
from tests.factories.courses import (
    check_step,
    lesson,
    make_course,
    make_draft,
    make_edition,
    make_enrolment,
    order_question,
    question,
    reflection_step,
    scenario_step,
    short_question,
    text_step,
    video_step,
)
from tests.served import Complaints, started, wait_until

COURSE = "/learn/foundation-training/"
KEEP = "/learn/courses/kept/foundation-training/before-you-call/"
LIST = "/learn/courses/kept/"
FILM = [
    *("-f", "lavfi", "-i", "testsrc=size=160x90:rate=5:duration=6", "-f", "lavfi", "-i", "sine=duration=6"),
    *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
]
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
STORED = """async () => ({
  caches: await caches.keys(),
  pages: (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat(),
  databases: (await indexedDB.databases()).map((one) => one.name),
  flag: localStorage.getItem("kept"),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
HELD = """async () => {
  const { all } = await import("/static/js/kept.js");
  return { outbox: (await all("outbox")).length, begun: (await all("begun")).length };
}"""
BEGUN = "import('/static/js/kept.js').then(async ({ all }) => JSON.stringify(await all('begun')))"
LONG_AGO = """async () => {
  const { get, put } = await import("/static/js/kept.js");
  await put("mine", { ...(await get("mine", "mine")), seen: Date.now() - 31 * 24 * 3600 * 1000 });
}"""
PICTURES = "() => [...document.images].map((one) => one.complete && one.naturalWidth > 0)"
WAITING = "import('/static/js/kept.js').then(async ({ all }) => (await all('outbox')).map((event) => event.kind))"
NOTHING = {"caches": [], "pages": [], "databases": [], "flag": None, "workers": 0}


@dataclass(frozen=True)
class Lesson:
    """What stands in the lesson that Ana takes along."""

    module: Module
    check: UUID
    film: UUID
    reading: UUID


@pytest.fixture
def learned(house: str, agency: Agency, ana: Person) -> Lesson:
    make_press(agency)
    film, image = make_media(agency, data=made_film("six.mp4", *FILM)), make_image(agency)
    shown = {**video_step(seconds=6), "media": str(film.uuid)}
    picture = {"key": str(UUID(int=7)), "kind": "picture", "minutes": 0, "image": str(image.uuid), "alt": "A table", "caption": ""}  # fmt: skip
    check = check_step(question("What helps first?"))
    first = lesson("Listening first", text_step(), picture, shown, check, scenario_step(), reflection_step())
    asked = check_step(order_question(), short_question(), question("What else?", kind="multiple", right=(0, 2)))
    second = lesson("The pause", text_step("<p>Let her finish.</p>"), asked)
    module = Module.objects.create(title="Before you call", slug="before-you-call")
    by = Person.objects.create_superuser("press@example.org")
    drafts = [make_draft(module.title, first, second)]
    freeze(actor=by, module=module, kind=EditionKind.FIRST, drafts=drafts, files=[film, image])
    make_enrolment(ana, make_course("Foundation training", module), agency)
    return Lesson(module, UUID(check["key"]), UUID(shown["key"]), UUID(first["key"]))


def sign_in(page: Page, house: str, person: Person) -> None:
    """As if she had come in by the door: the session is hers from now on."""
    client = Client()
    client.force_login(person)
    name = house_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": house}])


@pytest.fixture
def phone(open_page: Callable[..., Page], house: str, ana: Person, learned: Lesson, complaints: Complaints) -> Page:
    """Ana's phone. That there is no connection is no complaint of ours."""
    for words in ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED"):
        complaints.forgive(words)
    page = open_page(width=390, height=844, timezone_id="UTC")  # the clock of these tests
    sign_in(page, house, ana)
    return page


def keep(page: Page, *, film: bool = False) -> None:
    page.goto(COURSE)
    page.get_by_role("link", name="Keep this module on my phone").click()
    if film:
        page.get_by_text("The films, too").click()
    page.get_by_role("button", name="Keep it on this phone").click()
    expect(page.get_by_text("This module is on this phone.")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def opened(page: Page, title: str) -> None:
    """The kept lesson is there, with its scripts: what is pressed and typed now is heard."""
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    page.wait_for_load_state()
    started(page)


def is_begun(page: Page, words: str) -> None:
    """That it is kept may be said of an earlier letter: the last one is written a moment later."""
    expect(page.locator("#main").get_by_text("Kept on this phone as you go.")).to_be_visible()
    wait_until(page, f"“{words}” on this phone", lambda: words in page.evaluate(BEGUN))


def is_empty(page: Page) -> None:
    with suppress(AssertionError):
        wait_until(page, "a phone with nothing on it", lambda: stored(page) == NOTHING)
    assert stored(page) == NOTHING  # says what is left


def faults(page: Page) -> list[Any]:
    """By day all of it, by night the colours, on a screen as long as the page: what the bar below happens to cover is no fault. Opened anew for each, so that nothing is seen on its way from one to the other."""
    found: list[Any] = []
    page.set_viewport_size({"width": 390, "height": 6000})
    for scheme, asked in (("dark", COLOURS), ("light", AXE)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.reload()
        page.wait_for_load_state("networkidle")
        broken = Axe().run(page, options=asked).response["violations"]
        found += [(scheme, one["id"], [node["html"][:150] for node in one["nodes"]]) for one in broken]
    page.set_viewport_size({"width": 390, "height": 844})
    return found


def stored(page: Page) -> Any:
    return page.evaluate(STORED)


def test_what_is_done_without_a_connection_counts_once_and_is_marked_on_return(
    phone: Page, learned: Lesson, ana: Person
) -> None:
    keep(phone, film=True)
    phone.context.set_offline(True)
    phone.goto("/learn/")  # no connection: what is here
    expect(phone.get_by_role("heading", name="On this phone", level=1)).to_be_visible()
    assert faults(phone) == []
    phone.get_by_role("link", name="Listening first").click()
    opened(phone, "Listening first")
    assert ana.profile.called not in phone.content()
    wait_until(phone, "the pictures", lambda: all(phone.evaluate(PICTURES)))
    assert faults(phone) == []
    _watch(phone)
    phone.get_by_text("Calm down.").click()
    expect(phone.get_by_text("She goes quiet.")).to_be_visible()
    expect(phone.get_by_text("your own words are never kept on a phone")).to_be_visible()
    phone.get_by_role("button", name="Keep my answers").click()
    expect(phone.get_by_text("Answer each question first.")).to_be_visible()
    phone.get_by_role("radio", name="What helps first? 0").check()
    phone.get_by_role("button", name="Keep my answers").click()
    expect(phone.get_by_text("Your answers are kept.")).to_be_visible()
    phone.get_by_role("button", name="I’m done with this", exact=True).dblclick()
    expect(phone.get_by_text("It counts as soon as it is sent.").last).to_be_visible()
    assert sorted(phone.evaluate(WAITING)) == ["answered", "done", "watched"]
    assert not HeardEvent.objects.exists()

    phone.context.set_offline(False)
    expect(phone.get_by_text("What you did without a connection is sent. It counts.")).to_be_visible()
    expect(phone.get_by_text("0 of 1 fit.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("0 of 1 fit.")).to_be_visible()
    assert Attempt.objects.filter(step_key=learned.check).count() == 1
    assert StepDone.objects.filter(step_key=learned.reading).count() == 1
    phone.get_by_role("link", name="Read why").click()
    expect(phone.get_by_text("Because of 0 in What helps first?")).to_be_visible()
    phone.goto(LIST)
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.get_by_text("0 of 1 fit.")).to_be_hidden()


def _watch(phone: Page, kind: str = "video") -> None:
    """The film plays from the phone, also from its middle."""
    phone.locator(kind).evaluate("(film) => { film.muted = true; film.currentTime = 3; return film.play(); }")
    wait_until(phone, "a film that plays", lambda: phone.locator(kind).evaluate("(film) => film.currentTime") > 3.4)
    phone.locator(kind).evaluate("(film) => film.pause()")


def test_without_its_picture_a_film_is_heard_from_the_phone_and_counts_as_if_it_was_watched(
    phone: Page, learned: Lesson, ana: Person
) -> None:
    keep(phone)
    phone.context.set_offline(True)
    phone.goto("/learn/")
    phone.get_by_role("link", name="Listening first").click()
    opened(phone, "Listening first")
    expect(phone.get_by_text("The sound of this film is on this phone, not its picture.")).to_be_visible()
    expect(phone.get_by_text("This film is not on this phone.")).to_be_hidden()
    assert phone.locator("video").count() == 0
    assert faults(phone) == []
    _watch(phone, "audio")
    assert phone.evaluate(WAITING) == ["watched"]
    files = [path for path in stored(phone)["pages"] if path.startswith("/media/") and "captions" not in path]
    assert [path.endswith("/sound/") for path in files] == [True]
    phone.context.set_offline(False)
    expect(phone.get_by_text("Kept on this phone and not sent yet:")).to_be_hidden()
    # That she opened it was told first; where she stopped comes after it.
    hers = Progress.objects.filter(run__person=ana, step_key=learned.film, position_ms__gt=3000).exclude(intervals=[])
    wait_until(phone, "what she heard", hers.exists)
    assert Progress.objects.count() == 1


def test_who_looks_when_everything_went_leaves_no_database(phone: Page, learned: Lesson) -> None:
    """Whatever of the page or the worker was still at it while she signed out."""
    keep(phone)
    wiped = "import('/static/js/kept.js').then(async ({ all, get, put, wipe }) => {"
    wiped += " await wipe(); await put('told', { id: 'late', say: 'sent' });"
    wiped += " return [await all('told'), (await get('mine', 'mine')) ?? null]; })"
    assert phone.evaluate(wiped) == [[], None]
    is_empty(phone)
    keep(phone)  # and it can be kept again
    assert phone.evaluate("import('/static/js/kept.js').then(async ({ all }) => (await all('modules')).length)") == 1


def test_signing_out_leaves_nothing_and_asks_before_work_is_lost(phone: Page, learned: Lesson) -> None:
    keep(phone)
    kept = stored(phone)
    assert len(kept["caches"]) == 2 and kept["workers"] == 1
    personal = [path for path in kept["pages"] if not path.startswith(("/static/", LIST, "/pictures/", "/media/"))]
    assert personal == []
    assert not [path for path in kept["pages"] if path.startswith("/media/") and not path.endswith((".vtt", "/sound/"))]
    [kept_lesson] = [path for path in kept["pages"] if path.endswith("/the-pause/")]
    phone.goto("/learn/courses/")
    # Put there by hand: the browser would send by itself what was added without a connection.
    phone.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    phone.evaluate(
        "import('/static/js/kept.js').then(({ put }) => put('outbox', { id: '1', kind: 'done', at: 1, course: 'c' }))"
    )
    phone.get_by_text("More", exact=True).click()
    assert "is not sent yet" in _asked_on_leaving(phone)
    # Nobody would hear that she leaves: she is told so.
    phone.context.set_offline(True)
    left_open = phone.context.new_page()
    left_open.goto(kept_lesson)
    opened(left_open, "The pause")
    phone.bring_to_front()
    assert "we cannot sign you out" in _asked_on_leaving(phone)
    assert phone.evaluate(WAITING) == ["done"]
    phone.context.set_offline(False)
    phone.reload()
    phone.get_by_text("More", exact=True).click()
    phone.once("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url("**/en/")
    left_open.get_by_label("Your answer, in a few words").fill("nine ei")
    left_open.get_by_role("button", name="I’m done with this", exact=True).click()
    left_open.wait_for_url("**/accounts/login/**")
    is_empty(phone)


def _asked_on_leaving(phone: Page) -> str:
    """What she is asked when she presses "Sign out". She stays."""
    asked: list[str] = []
    phone.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.get_by_role("button", name="Sign out").click()
    wait_until(phone, "the question", lambda: bool(asked))
    expect(phone.get_by_role("heading", name="Your courses")).to_be_visible()
    return asked[0]


def test_the_next_person_on_the_phone_finds_nothing(phone: Page, house: str, stan: Person, learned: Lesson) -> None:
    """Ana's session ended by itself. What she kept can still be read, names nobody, and nothing of it becomes Stan's."""
    keep(phone)
    phone.context.clear_cookies(name=house_settings.SESSION_COOKIE_NAME)
    phone.goto("/learn/")
    phone.get_by_role("link", name="What is on this phone").click()
    phone.get_by_role("link", name="The pause").click()
    opened(phone, "The pause")
    phone.get_by_label("Your answer, in a few words").fill("nine ei")
    phone.get_by_role("button", name="I’m done with this", exact=True).click()
    expect(phone.get_by_role("link", name="Sign in to send it")).to_be_visible()
    sign_in(phone, house, stan)
    phone.goto("/me/")
    is_empty(phone)
    assert not HeardEvent.objects.exists()


def test_what_breaks_off_leaves_nothing_half_kept_and_a_newer_edition_comes_by_itself(
    phone: Page, learned: Lesson, complaints: Complaints, ana: Person
) -> None:
    complaints.forgive("503")
    phone.route("**/pictures/**", lambda route: route.fulfill(status=503))
    phone.goto(KEEP)
    phone.get_by_role("button", name="Keep it on this phone").click()
    expect(phone.get_by_text("Nothing was kept. Try again")).to_be_visible()
    assert stored(phone) == NOTHING
    phone.unroute("**/pictures/**")
    phone.get_by_role("button", name="Keep it on this phone").click()
    expect(phone.get_by_text("This module is on this phone.")).to_be_visible()
    ana.profile.language = "es"
    ana.profile.save(update_fields=["language"])
    make_edition(learned.module, lesson("All new"), kind=EditionKind.CHANGED)
    phone.goto("/learn/courses/")
    expect(phone.get_by_text("This phone has it now.").or_(phone.get_by_text("ya la tiene"))).to_be_visible()
    # Once for both tries of the same day, and once in the other language.
    issued = list(BundleIssued.objects.values_list("language", "held_on"))
    assert {language for language, _day in issued} == {"en", "es"} and len(set(issued)) == len(issued)
    assert len(stored(phone)["caches"]) == 2
    ana.enrolments.update(closed_at=ana.enrolments.get().created_at)
    phone.goto("/learn/courses/")
    expect(phone.locator("[data-told] li")).to_have_count(2)
    assert [name for name in stored(phone)["caches"] if name.startswith("kept-")] == []


def test_what_she_began_to_answer_is_there_when_the_app_is_opened_again_and_gone_once_sent(
    phone: Page, learned: Lesson, complaints: Complaints, ana: Person
) -> None:
    keep(phone)
    phone.context.set_offline(True)
    phone.goto("/learn/")
    phone.get_by_role("link", name="The pause").click()
    opened(phone, "The pause")
    page = phone.url
    began = phone.locator("#main").get_by_text("Kept on this phone as you go.")
    expect(began).to_be_hidden()
    first = phone.locator(".asked-row").first.locator("label").inner_text()
    phone.get_by_role("button", name=f"Move down {first}").click()
    phone.get_by_role("checkbox", name="What else? 2").check()
    phone.get_by_label("Your answer, in a few words").press_sequentially("nine ei")
    is_begun(phone, "nine ei")
    phone.close()
    again = phone.context.new_page()
    again.goto("/learn/")
    expect(again.get_by_role("listitem").filter(has_text="The pause")).to_contain_text("answers begun")
    again.goto(page)
    expect(again.get_by_label("Your answer, in a few words")).to_have_value("nine ei")
    expect(again.get_by_role("checkbox", name="What else? 2")).to_be_checked()
    expect(again.get_by_role("checkbox", name="What else? 0")).not_to_be_checked()
    expect(again.locator(".asked-row").nth(1).locator("label")).to_have_text(first)
    expect(again.get_by_label(first, exact=True)).to_have_value(re.compile(":2$"))
    assert faults(again) == []
    again.get_by_label("Your answer, in a few words").fill("nine eight eight")
    again.get_by_role("button", name="Keep my answers").click()
    expect(again.get_by_text("Your answers are kept.")).to_be_visible()
    again.reload()
    expect(again.get_by_text("Your answers are kept.")).to_be_visible()
    again.get_by_role("button", name="Answer again").click()
    expect(again.get_by_label("Your answer, in a few words")).to_have_value("nine eight eight")
    expect(again.locator("#main").get_by_text("Kept on this phone as you go.")).to_be_hidden()
    again.context.set_offline(False)
    expect(again.get_by_text("of 3 fit.")).to_be_visible()
    assert again.evaluate(HELD) == {"outbox": 0, "begun": 0}
    assert Attempt.objects.count() == 1


TYPED_EARLY = """document.addEventListener("readystatechange", () => {
    const field = document.querySelector("#main input[type=text][name^=q-]");
    if (field && document.readyState === "interactive") field.value = "nine";
})"""


def test_what_she_typed_before_the_script_was_there_is_kept(phone: Page, learned: Lesson) -> None:
    keep(phone)
    phone.add_init_script(TYPED_EARLY)
    phone.goto(LIST)
    phone.get_by_role("link", name="The pause").click()
    is_begun(phone, "nine")


def test_what_she_began_on_the_way_is_offered_in_the_lesson_online_and_becomes_a_draft(
    phone: Page, learned: Lesson
) -> None:
    phone.goto(f"{COURSE}before-you-call/the-pause/")
    phone.get_by_label("Your answer, in a few words").fill("911?")
    expect(phone.locator("#main .saved >> text=Kept as a draft at")).to_be_visible()
    keep(phone)
    phone.goto(LIST)
    phone.get_by_role("link", name="The pause").click()
    opened(phone, "The pause")
    first = phone.locator(".asked-row").first.locator("label").inner_text()
    phone.get_by_role("button", name=f"Move down {first}").click()
    phone.get_by_label("Your answer, in a few words").fill("nine ei")
    is_begun(phone, "nine ei")
    phone.goto(f"{COURSE}before-you-call/the-pause/")
    answer = phone.get_by_label("Your answer, in a few words")
    expect(phone.get_by_role("button", name="Go on with what I began")).to_be_visible()
    expect(answer).to_have_value("911?")
    phone.get_by_role("button", name="Go on with what I began").click()
    expect(answer).to_have_value("nine ei")
    expect(phone.locator(".asked-row").nth(1).locator("label")).to_have_text(first)
    expect(phone.locator("#main .saved >> text=Kept as a draft at")).to_be_visible()
    wait_until(phone, "nothing begun", lambda: phone.evaluate(HELD) == {"outbox": 0, "begun": 0})
    assert faults(phone) == []
    expect(answer).to_have_value("nine ei")
    expect(phone.get_by_role("button", name="Go on with what I began")).to_be_hidden()


def test_what_nobody_came_back_for_goes_by_itself_but_not_what_waits_to_be_sent(
    phone: Page, learned: Lesson, house: str, ana: Person
) -> None:
    before = clock.now()
    keep(phone)
    phone.goto(LIST)
    expect(phone.locator("[data-until]")).not_to_be_empty()
    days = {f"{moment + timedelta(days=30):%B %-d, %Y}" for moment in (before, clock.now())}
    assert phone.locator("[data-until]").inner_text() in days
    phone.context.set_offline(True)
    phone.get_by_role("link", name="The pause").click()
    opened(phone, "The pause")
    phone.get_by_role("button", name="I’m done with this", exact=True).click()
    expect(phone.locator("#lesson-end [data-is-done]")).to_be_focused()  # or it takes the focus from what is typed next
    phone.get_by_label("Your answer, in a few words").press_sequentially("nine ei")
    expect(phone.locator("#main").get_by_text("Kept on this phone as you go.")).to_be_visible()
    page = phone.url
    phone.context.clear_cookies(name=house_settings.SESSION_COOKIE_NAME)
    phone.evaluate(LONG_AGO)
    phone.goto(page)
    expect(phone.get_by_text("Nobody was signed in here for 30 days")).to_be_visible()
    expect(phone.get_by_text("Kept on this phone and not sent yet: 1")).to_be_visible()
    assert faults(phone) == []
    assert phone.evaluate(HELD) == {"outbox": 1, "begun": 0}
    pages = stored(phone)["pages"]
    assert [path for path in pages if not path.startswith("/static/")] == [LIST]
    sign_in(phone, house, ana)
    phone.context.set_offline(False)
    expect(phone.get_by_text("Kept on this phone and not sent yet: 1")).to_be_hidden()
    assert StepDone.objects.count() == 1
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.get_by_text("Nobody was signed in here for 30 days")).to_be_hidden()
    is_empty(phone)


def test_without_script_nothing_is_offered(
    open_page: Callable[..., Page], house: str, ana: Person, learned: Lesson
) -> None:
    page = open_page(javascript=False)
    sign_in(page, house, ana)
    page.goto(COURSE)
    expect(page.get_by_role("heading", name="Before you call")).to_be_visible()
    expect(page.get_by_text("Keep this module on my phone")).to_be_hidden()
    page.goto(KEEP)
    expect(page.get_by_role("button", name="Keep it on this phone")).to_be_hidden()
