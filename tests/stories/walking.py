"""How a person of our stories gets about in the house: by mouse or by the keyboard alone, and through its door."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Locator, Page, expect

from people.models import Person
from tests.served import PATIENCE

PASSWORD = "four mugs on a table"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MOST_STOPS = 90

# What is wrong with the place the focus is at; nothing, when she can see where she is.
LOST = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "";
  // The calendar's button inside a date and a player's buttons are the browser's own, and so are the rings around them.
  if (here.matches("input[type=date], input[type=time], video") && !here.matches(":focus")) return "";
  const drawn = (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
  const box = here.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < window.innerHeight;
  return seen && (drawn(here) || drawn(here.closest("label"))) ? "" : here.outerHTML.slice(0, 200);
}"""

# What is still wrong with it after so many milliseconds.
STILL_LOST = f"""(within) => new Promise((done) => {{
  const lost = {LOST}, until = performance.now() + within;
  const look = () => {{
    const said = lost();
    if (!said || performance.now() > until) done(said); else setTimeout(look, 20);
  }};
  look();
}})"""

# Everything in a part of the page that is drawn in red, as pixels tell it.
RED = """(part) => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const isRed = (colour) => {
    pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return a > 20 && r > 140 && r > 2.2 * g && r > 2.2 * b;
  };
  const worn = (one) => { const s = getComputedStyle(one); return [s.color, s.backgroundColor, s.borderTopColor, s.borderInlineStartColor]; };
  return [part, ...part.querySelectorAll("*")].filter((one) => worn(one).some(isRed)).map((one) => one.outerHTML.slice(0, 120));
}"""


class Mouse:
    """She points and presses, and types where it must be typed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, role: str = "button") -> None:
        """A button, or (`role`) a link, whose words begin so."""
        self._press(self.page.get_by_role(role, name=re.compile(f"^{re.escape(name)}")).first)  # type: ignore[arg-type]

    def follow(self, name: str) -> None:
        self.press(name, "link")

    def unfold(self, words: str) -> None:
        """Opens what is folded up."""
        self._press(self.page.locator("summary", has_text=words).first)

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).fill(words)

    def write_date(self, label: str, iso: str) -> None:
        self.write(label, iso)

    def choose(self, words: str) -> None:
        """One of several."""
        self._radio(words).check()

    def tick(self, words: str) -> None:
        self.page.get_by_role("checkbox", name=words).check()

    def _press(self, target: Locator) -> None:
        target.click()

    def _radio(self, words: str) -> Locator:
        return self.page.get_by_role("radio", name=words)


class Keyboard(Mouse):
    """She has no mouse: Tab brings her everywhere, Enter and Space press, arrows go through one of several."""

    def write(self, label: str, words: str) -> None:
        self._go_to(self.page.get_by_label(label))
        self.page.keyboard.type(words)

    def write_date(self, label: str, iso: str) -> None:
        year, month, day = iso.split("-")
        self.write(label, f"{month}{day}{year}")
        expect(self.page.get_by_label(label)).to_have_value(iso)

    def choose(self, words: str) -> None:
        target = self._radio(words)
        group = target.evaluate("one => one.name")
        self._go_to(target, among=f'input[type=radio][name="{group}"]')
        for _way in range(20):
            if _is_here(target):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def tick(self, words: str) -> None:
        target = self.page.get_by_role("checkbox", name=words)
        self._go_to(target)
        self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def _press(self, target: Locator) -> None:
        """With the focus there already. Unlike the page's keyboard, the element waits for the page that Enter leads to."""
        self._go_to(target)
        target.press("Enter")

    def _go_to(self, target: Locator, among: str = "") -> None:
        """Tab by Tab, and at every stop she can see where she is."""
        target.wait_for()
        for _stop in range(MOST_STOPS):
            if _is_here(target) or (among and self.page.evaluate("s => document.activeElement.matches(s)", among)):
                return
            self.page.keyboard.press("Tab")
            self._can_see_where_she_is()
        raise AssertionError(f"On {self.page.url} the Tab key does not lead to {target}")

    def _can_see_where_she_is(self) -> None:
        """What comes into sight may take a moment to be drawn."""
        lost = self.page.evaluate(STILL_LOST, PATIENCE)
        assert not lost, f"On {self.page.url} the focus is not to be seen at: {lost}"


def _is_here(target: Locator) -> bool:
    return bool(target.evaluate("one => one === document.activeElement"))


def give_password(*people: Person) -> None:
    for person in people:
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])


@contextmanager
def one_moment() -> Iterator[None]:
    """Her phone and the house look at the clock in the same moment: no code comes to its end under slow hands."""
    now = time.time()
    with patch.object(totp, "time", SimpleNamespace(time=lambda: now)):
        yield


def six_digits() -> str:
    """What the app on a phone shows now."""
    return str(totp.format_hotp_value(totp.hotp_value(SECRET, next(iter(totp.yield_hotp_counters_from_time())))))


def sign_in(hands: Mouse, person: Person, arrives: str = "Talk to someone") -> None:
    """Password, and the six digits of her phone; she stands at her desk then, where these words are."""
    page = hands.page
    page.goto("/accounts/login/")
    hands.write("E-mail address", person.email or "")
    hands.write("Password", PASSWORD)
    hands.press("Sign in")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    with one_moment():
        hands.write("Code", six_digits())
        hands.press("Go on")
        expect(page.get_by_role("heading", name="Remember this device?")).to_be_visible()
    hands.press("Ask me each time")
    expect(page.get_by_text(arrives).first).to_be_visible()


def red_things(part: Locator) -> list[Any]:
    found: list[Any] = part.evaluate(RED)
    return found
