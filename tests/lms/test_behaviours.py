"""Our ES modules in a real browser, on pages made of our components; and the same pages without JavaScript."""

import io
import json
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.template import Context, Template

from ledger import clock

BASES = {"base": "base.html", "public": "public.html"}
Asked = list[tuple[str, str, str]]


def silence(seconds: int) -> bytes:
    """A sound file of that many seconds in which nothing is heard."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return held.getvalue()


def a_part(sound: bytes, wanted: str) -> dict[str, Any]:
    """The answer to a request for a range of bytes: a browser seeks only in what is served in parts."""
    start, _, end = wanted.removeprefix("bytes=").partition("-")
    last = int(end) if end else len(sound) - 1
    headers = {
        "Content-Type": "audio/wav",
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {start}-{last}/{len(sound)}",
    }
    return {"status": 206, "headers": headers, "body": sound[int(start) : last + 1]}


def html(body: str, base: str = "base", **values: Any) -> str:
    text = f'{{% extends "{BASES[base]}" %}}{{% load components i18n %}}{{% block title %}}Try{{% endblock %}}{{% block main %}}<h1>Try</h1>{body}{{% endblock %}}'
    return str(Template(text).render(Context({"LANGUAGE_CODE": "en", **values})))


@pytest.fixture
def shown(open_page: Callable[..., Any]) -> Callable[..., tuple[Any, Asked]]:
    """Shows a page of components at /try/; answers and remembers what it sends to other addresses under /try/."""

    def show(
        body: str, *, base: str = "base", javascript: bool = True, answers: dict[str, Any] | None = None, **values: Any
    ) -> tuple[Any, Asked]:
        page, asked = open_page(javascript=javascript), []
        whole = html(body, base, **values)

        def answer(route: Any) -> None:
            request = route.request
            path = request.url.split("/try/")[1]
            if path == "sound.wav":
                route.fulfill(**a_part(silence(20), request.headers.get("range", "bytes=0-")))
                return
            if path:
                asked.append((request.method, path, request.post_data or ""))
            route.fulfill(**{"body": whole, "content_type": "text/html", **(answers or {}).get(path, {})})

        page.route("**/try/**", answer)
        page.goto("/try/")
        page.wait_for_load_state("networkidle")
        if javascript:
            page.locator("html[data-started]").wait_for(state="attached")
        return page, asked

    return show


@contextmanager
def in_one_breath(page: Any) -> Iterator[None]:
    """The page's clock stands meanwhile: keys come without a pause between them, however busy the machine is."""
    now = clock.now()
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(hours=1))
    yield
    page.clock.resume()


CUES = [
    {"start": 0, "text": "I remember the chairs."},
    {"start": 6, "text": "She just stayed."},
    {"start": 12, "text": "I slept."},
]
PLAYER = (
    '<form method="post">{% csrf_token %}</form>'
    '{% component "player" title="Heard" src="/try/sound.wav" kind="audio" type="audio/wav" cues=cues position=3 progress_url="/try/progress" %}'
)


# Elsewhere in the film; gives the place that was left.
LEAVING_FOR = """(there) => {
  const media = document.querySelector("audio"), left = media.currentTime;
  media.currentTime = there;
  return left;
}"""


def told_in(body: str | None) -> list[list[float]]:
    """What was played, as one post says it."""
    intervals: list[list[float]] = json.loads(body)["intervals"] if (body or "").startswith("{") else []
    return intervals


def test_a_film_opens_where_it_was_left_and_a_line_of_the_transcript_seeks_to_it(shown: Callable[..., Any]) -> None:
    page, _ = shown(PLAYER, cues=CUES)
    page.wait_for_function("document.querySelector('audio').currentTime >= 3")
    page.get_by_role("button", name="She just stayed.").click()
    page.locator(".cue[aria-current]", has_text="She just stayed.").wait_for()
    page.wait_for_function("document.querySelector('audio').currentTime > 6.2")


def test_only_what_was_played_is_told(shown: Callable[..., Any]) -> None:
    page, asked = shown(PLAYER, cues=CUES, answers={"progress": {"body": "{}", "content_type": "application/json"}})
    page.get_by_role("button", name="She just stayed.").click()
    page.wait_for_function("document.querySelector('audio').currentTime > 6.8")
    left = page.evaluate(LEAVING_FOR, 15)
    page.wait_for_function("document.querySelector('audio').currentTime > 15.5")
    with page.expect_response(lambda answer: any(start >= 15 for start, _ in told_in(answer.request.post_data))):
        stopped = page.evaluate("() => { const a = document.querySelector('audio'); a.pause(); return a.currentTime }")
    told = [json.loads(body) for method, path, body in asked if (method, path) == ("POST", "progress")]
    assert all(set(one) == {"position", "seq", "intervals"} for one in told), (
        "how long the film is the server knows by itself"
    )
    # In tenths of a second; how long it played at either place is up to the machine.
    intervals, played = [one for _, _, body in asked for one in told_in(body)], [(6, left + 0.1), (15, stopped + 0.1)]
    here = [[begun <= start < end <= over for start, end in intervals] for begun, over in played]
    assert all(map(any, zip(*here, strict=True))), f"{intervals} was told of {played}"
    assert all(map(any, here)), f"{intervals} was told of {played}"


def test_without_javascript_the_transcript_is_simply_there(shown: Callable[..., Any]) -> None:
    page, _ = shown(PLAYER, cues=CUES, javascript=False)
    assert page.get_by_text("She just stayed.").is_visible()
    assert page.get_by_role("button", name="She just stayed.").count() == 0


DRAFT = (
    '<form method="post" action="/try/sent" data-confirm-leave>{% csrf_token %}'
    '<label for="words">Words</label><textarea id="words" name="words"></textarea>'
    '<p data-autosave-url="/try/draft" data-saved="Saved" data-not-saved="Not saved yet. Your words are still here.">'
    '<span data-autosave-status></span> <a href="/try/" data-autosave-also hidden>You also wrote this</a></p>'
    '{% component "button" label="Send" %}</form>'
)


def test_a_draft_saves_itself_and_says_so(shown: Callable[..., Any]) -> None:
    page, asked = shown(
        DRAFT, answers={"draft": {"body": '{"kept": true, "also": true}', "content_type": "application/json"}}
    )
    with in_one_breath(page):
        page.get_by_label("Words").press_sequentially("She stayed")
    page.get_by_text("Saved").first.wait_for()
    page.get_by_role("link", name="You also wrote this").wait_for()
    assert [parse_qs(body)["words"] for method, path, body in asked if path == "draft"] == [["She stayed"]]
    page.wait_for_function("document.getElementById('announce').textContent.startsWith('Saved')")


LATE = ("autosave.js", "confirm-leave.js")


def test_what_is_typed_before_the_scripts_are_there_is_a_draft_too_and_not_left_unasked(
    shown: Callable[..., Any],
) -> None:
    page, asked = shown(DRAFT, answers={"draft": {"body": '{"kept": true}', "content_type": "application/json"}})

    held: list[Any] = []

    def late(route: Any) -> None:
        held.append(route)
        if len(held) == len(LATE):
            page.get_by_label("Words").press_sequentially("She stayed")
            for one in held:
                one.continue_()

    for script in LATE:
        page.route(f"**/static/js/{script}", late)
    with in_one_breath(page):  # before anything is saved
        page.reload()
        page.wait_for_function("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    page.get_by_text("Saved").first.wait_for()
    assert [parse_qs(body)["words"] for method, path, body in asked if path == "draft"] == [["She stayed"]]


def test_a_draft_that_could_not_be_saved_says_that_the_words_are_here(
    shown: Callable[..., Any], complaints: Any
) -> None:
    complaints.forgive("503")
    page, _ = shown(DRAFT, answers={"draft": {"status": 503, "body": ""}})
    page.get_by_label("Words").fill("She stayed")
    page.get_by_text("Not saved yet. Your words are still here.").first.wait_for()
    assert page.get_by_label("Words").input_value() == "She stayed"


# How often the form was really sent.
PRESSED_THRICE = """() => {
  const button = document.querySelector("main button");
  let sent = 0;
  window.addEventListener("submit", (event) => { sent += !event.defaultPrevented; });
  for (const _press of "123") button.click();
  return sent;
}"""


def test_a_button_pressed_twice_sends_once(shown: Callable[..., Any]) -> None:
    page, asked = shown(DRAFT, answers={"sent": {"status": 204, "body": ""}})
    with page.expect_response("**/try/sent"):
        assert page.evaluate(PRESSED_THRICE) == 1
    page.locator("main button[aria-disabled=true]", has_text="Send").wait_for()
    assert [path for method, path, _ in asked if method == "POST"] == ["sent"]


def test_leaving_with_words_unsaved_asks_first(shown: Callable[..., Any]) -> None:
    page, _ = shown(DRAFT.replace('data-autosave-url="/try/draft"', ""))
    questions: list[str] = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    page.get_by_label("Words").press_sequentially("She stayed")
    page.goto("/try/elsewhere")
    assert questions == ["beforeunload"]


# Escape, pressed at these milliseconds whatever the machine takes for it. How often that led away.
ESCAPED = """(moments) => {
  let left = 0;
  navigation.addEventListener("navigate", () => { left += 1; });
  for (const value of moments) {
    const press = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
    Object.defineProperty(press, "timeStamp", { value });
    document.body.dispatchEvent(press);
  }
  return left;
}"""


def test_escape_pressed_twice_leaves_and_leaves_nothing_behind(shown: Callable[..., Any]) -> None:
    page, _ = shown("", base="public", leave_url="/try/weather")
    before = page.evaluate("history.length")
    assert page.evaluate(ESCAPED, [1000, 2600, 5000]) == 0, "once, and once again much later"
    assert page.evaluate(ESCAPED, [9000, 10400]) == 1
    page.wait_for_url("**/try/weather")
    assert page.evaluate("history.length") == before


def test_leave_this_page_is_a_plain_link_without_javascript(shown: Callable[..., Any]) -> None:
    page, _ = shown("", base="public", javascript=False, leave_url="/try/weather")
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url("**/try/weather")


def test_a_menu_closes_on_escape_and_the_focus_returns(shown: Callable[..., Any]) -> None:
    page, _ = shown("", person_menu={"name": "Ana Morales", "details_url": "/try/details"})
    summary = page.locator(".person-menu > summary")
    summary.press("Enter")
    details = page.get_by_role("link", name="My details")
    details.focus()
    page.keyboard.press("Escape")
    details.wait_for(state="hidden")
    assert summary.evaluate("element => element === document.activeElement")


def test_a_list_is_sought_while_one_types_and_the_field_keeps_the_focus(shown: Callable[..., Any]) -> None:
    body = '{% component "search_form" label="Look" action="/try/found" target="list" %}<ul id="list"><li>{{ who }}</li></ul>'
    found = html(body, who="Ana")
    page, asked = shown(body, who="Everyone", answers={"found?q=an": {"body": found}})
    with in_one_breath(page):
        page.get_by_label("Look").press_sequentially("an")
    page.get_by_text("Ana", exact=True).wait_for()
    assert page.get_by_text("Everyone").count() == 0
    assert page.get_by_label("Look").evaluate("element => element === document.activeElement")
    assert [path for _, path, _ in asked] == ["found?q=an"]
