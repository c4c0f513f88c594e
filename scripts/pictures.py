"""Takes the pictures of the guides anew, from a running demo: `python scripts/pictures.py http://localhost:8000 [name …]`.

Signs in as the demo's people, with the codes that its page /demo/ shows, walks as the guides say, and writes docs/img/<name>.png.
Nothing is signed, confirmed or sent on the way. One thing stays behind: a module that the publisher writes, to show how one is released.
Needs Playwright and Pillow (requirements/dev.txt) and Chromium.
"""

import argparse
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "img"
LARGEST = 120_000  # bytes
PHONE, DESK = 390, 1280
CODE = re.compile(r"\b\d{6}\b")
LIST = (
    "Name,Role,E-mail to sign in\nMaya Torres,Family Peer Specialist,maya@example.org\nLeo Grant,,\n,,who@example.org\n"
)


@dataclass(frozen=True)
class Picture:
    """What is seen by whom: an address, then links by the words they begin with; `do` presses and types what the picture needs."""

    name: str
    who: str
    walk: tuple[str, ...]
    width: int = PHONE
    height: int = 780
    top: str = ""
    do: Callable[[Page], None] | None = None


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("address", help="where the demo runs")
    asked.add_argument("names", nargs="*", help="only these pictures")
    told = asked.parse_args()
    unknown = set(told.names) - {picture.name for picture in PICTURES}
    if unknown:
        sys.exit(f"No picture is called {', '.join(sorted(unknown))}.")
    wanted = [picture for picture in PICTURES if not told.names or picture.name in told.names]
    with _browser() as browser:
        for who, pictures in groupby(sorted(wanted, key=lambda picture: picture.who), key=lambda picture: picture.who):
            page = _signed_in(browser, told.address, who)
            for picture in pictures:
                print(f"{picture.name}: {_take(page, picture) // 1000} kB")
            page.context.close()


@contextmanager
def _browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        sys.exit("Chromium was not found (apt-get install chromium, or set CHROMIUM=/path/to/it).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _signed_in(browser: Browser, address: str, who: str) -> Page:
    """A browser of her own. Whoever signs for others is asked for the six digits, which stand on the demo's page."""
    page = browser.new_context(
        base_url=address, color_scheme="light", reduced_motion="reduce", locale="en-US"
    ).new_page()
    page.set_default_timeout(10_000)
    email = f"{who}@example.org"
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill("kitchen table talk")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: not url.endswith("/login/"))
    code = page.get_by_label("Code")
    for _try in range(3):
        if not code.count():
            break
        code.fill(_six_digits(page, email))
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()
    if "/accounts/" in page.url:
        page.get_by_role("button", name="Ask me each time").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return page


def _six_digits(page: Page, email: str) -> str:
    """Of this half minute; a code counts once, and one that has just ended counts no more."""
    demo = page.context.new_page()
    demo.goto("/demo/")
    code = CODE.search(demo.get_by_role("row").filter(has_text=email).inner_text())
    demo.close()
    return code[0] if code else ""


def _take(page: Page, picture: Picture) -> int:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    address, *links = picture.walk
    page.goto(address)
    for link in links:
        page.get_by_role("link", name=_beginning(link)).first.click()
    page.wait_for_load_state("networkidle")
    if picture.do:
        picture.do(page)
        page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
    if picture.top:
        _bring_to_the_top(page.get_by_text(picture.top).first)
    return _write(page.screenshot(animations="disabled", caret="hide"), IMAGES / f"{picture.name}.png")


def _beginning(words: str) -> re.Pattern[str]:
    """A link's words, however they are spaced: some stand only for who listens."""
    return re.compile(r"^\W*" + r"\W+".join(re.findall(r"\w+", words)))


def _bring_to_the_top(place: Locator) -> None:
    place.evaluate(
        "one => window.scrollTo({top: window.scrollY + one.getBoundingClientRect().top - 96, behavior: 'instant'})"
    )


def _write(shot: bytes, path: Path) -> int:
    """A picture of few colors, so that a clone of the house stays small."""
    small = Image.open(io.BytesIO(shot)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        sys.exit(f"{path.name} has {size} bytes; {LARGEST} is the most.")
    return size


# What some pictures need


def _an_hour(page: Page) -> None:
    """Typed for the picture only: the page is kept from saving what was begun."""
    page.route("**/drafts/", lambda route: route.fulfill(status=204))
    page.get_by_role("radio", name="Bea Lindqvist").check()
    page.get_by_label("Minutes").fill("60")
    page.get_by_role("radio", name="One to one").check()
    page.get_by_role("radio", name="By phone").check()
    page.get_by_label("A few words").fill("How to end a call kindly")


def _a_list(page: Page) -> None:
    page.get_by_label("Your list").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("heading", name="This is what will happen").wait_for()


SHELF, MODULE, LESSON = "Our own modules", "Texting with families", "A text at ten at night"


def _release(page: Page) -> None:
    """A module of her own, written where it does not stand yet, and what comes before its release."""
    if not page.get_by_role("link", name=SHELF, exact=True).count():
        page.get_by_role("link", name="Add child page").first.click()
        page.get_by_role("link", name="Shelf of modules", exact=True).click()
        page.locator("#id_title").fill(SHELF)
        _publish(page)
        _a_module(page)
    else:
        page.get_by_role("link", name=f"Explore child pages of '{SHELF}'").click()
        page.get_by_role("link", name=f"Explore child pages of '{MODULE}'").click()
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Release this module").first.click()
    page.get_by_role("heading", name="As a learner will see it").wait_for()


def _a_module(page: Page) -> None:
    page.get_by_role("link", name=f"Add a child page to '{SHELF}'").first.click()
    page.locator("#id_title").fill(MODULE)
    page.locator("#id_summary").fill("When a text is kinder than a call, and what it must never say.")
    _publish(page)
    page.get_by_role("link", name=f"Add a child page to '{MODULE}'").first.click()
    page.locator("#id_title").fill(LESSON)
    page.locator("#id_minutes").fill("6")
    _block(page, "Text (Markdown)").fill(
        "A text lights up on a table where others sit.\n\n## Before you send it\n\nRead it once as a stranger would."
    )
    _block(page, "Reflection").fill("Which text did you once wait for?")
    _publish(page)


def _block(page: Page, kind: str) -> Locator:
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    return page.locator("textarea[name^=body-]").last


def _publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))


PICTURES = [
    # docs/guide/volunteers.md
    Picture("my-training", "ana", ("/learn/",), width=DESK, height=1330),
    Picture("volunteer-content-note", "ana", ("/learn/foundation/", "Open: When someone may be in danger"), height=700),
    Picture("volunteer-add-hours", "ana", ("/hours/new/",), height=1620, do=_an_hour),
    Picture("volunteer-hours", "ana", ("/hours/",), height=1330),
    Picture("volunteer-availability", "ana", ("/learn/availability/",), height=1000),
    Picture(
        "volunteer-sign-off",
        "ana",
        ("/competencies/", "Read more, or ask for a sign-off: Find the way together"),
        top="Ask for a sign-off",
        height=1000,
    ),
    Picture("talk-to-someone", "ana", ("/talk/",), height=980),
    # docs/guide/supervisors.md
    Picture("supervisor-desk", "bea", ("/supervise/",), width=DESK, height=900),
    Picture("supervisor-confirm", "bea", ("/supervise/", "Confirm Ana Morales"), height=1100),
    Picture("supervisor-session", "bea", ("/supervise/sessions/new/",), height=900),
    Picture("supervisor-person", "bea", ("/supervise/", "Ana Morales"), width=DESK, height=900),
    Picture("supervisor-sign-off", "bea", ("/supervise/", "Ana Morales", "Answer Stay in your lane"), height=1200),
    Picture("consultant-desk", "imani", ("/supervise/",), height=1000),
    Picture("facilitator-attendance", "fay", ("/sessions/", "The list First calls"), height=900),
    # docs/guide/agencies.md
    Picture("agency-desk", "lucia", ("/agency/copper-mesa/",), width=DESK, height=900),
    Picture("agency-bring-in", "lucia", ("/agency/copper-mesa/people/import/",), width=DESK, height=960, do=_a_list),
    Picture("agency-settings", "lucia", ("/agency/copper-mesa/settings/",), width=DESK, height=900),
    Picture("coordinator-roster", "omar", ("/roster/copper-mesa/",), width=DESK, height=1200),
    Picture("coordinator-person", "omar", ("/roster/copper-mesa/", "Marcus Bell"), width=DESK, height=1200),
    Picture("coordinator-assign", "omar", ("/agency/copper-mesa/assignments/new/",), width=DESK, height=1000),
    Picture("coordinator-program", "omar", ("/roster/copper-mesa/program/",), width=DESK, height=1000),
    Picture("publisher-pages", "theo", ("/cms/pages/",), width=DESK, height=760),
    Picture("publisher-release", "theo", ("/cms/pages/",), width=DESK, height=800, do=_release),
    Picture("publisher-video", "theo", ("/cms/media/video/add/",), width=DESK, height=1000),
]

if __name__ == "__main__":
    main()
