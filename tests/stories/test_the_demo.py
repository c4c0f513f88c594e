"""The demo as a newcomer meets it: told once, then every page of it walked through as each person in a real browser.

One test, because telling the story takes a minute: it says everything it found at its end.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve

from lms.demo import world
from lms.demo.seed import seed
from people.models import Agency, Person
from roster.queries import available_support_parents
from roster.queries.mine import my_standing
from roster.words import Standing
from tests.served import PATIENCE, Complaints

# What each state of the world's people is on the roster. Whoever is not named is still on the way.
ON_THE_ROSTER = {
    "ready-available": Standing.AVAILABLE,
    "ready-not-willing": Standing.NOT_WILLING,
    "ready-full": Standing.FULL,
    "on-leave": Standing.AWAY,
    "on-hold": Standing.ON_HOLD,
    "no-sign-in-on-paper": Standing.AVAILABLE,
    "shared-email-couple": Standing.AVAILABLE,
    "earlier-training-recognised": Standing.AVAILABLE,
}
# Where each person begins her walk. Whatever a page links to is walked too, one page an address of ours.
BEGINS = {
    None: "/en/",
    "ana": "/learn/",
    "jo": "/learn/",
    "dee": "/learn/",
    "bea": "/supervise/",
    "imani": "/supervise/",
    "fay": "/sessions/",
    "omar": "/roster/copper-mesa/",
    "cleo": "/roster/lantern-lake/",
    "lucia": "/agency/copper-mesa/",
    "nina": "/roster/juniper-bay/",
}
NOT_PAGES = re.compile(
    r"\.(pdf|csv|xlsx|ics|vtt)$|/pdf/$|/copy/$|/scan/$|^/(cms|media|pictures|documents|papers|static|accounts/logout)/"
)
STRICT = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 300)))"
GROUND = "() => [document.documentElement, document.body].map(one => getComputedStyle(one).backgroundColor).join()"
CHANGED = f"""before => new Promise((done, fail) => {{
    const ground = {GROUND}, until = performance.now() + {PATIENCE}
    const look = () => ground() !== before ? done()
        : performance.now() > until ? fail(new Error("no other colours")) : requestAnimationFrame(look)
    look()
}})"""
AXE = Axe().axe_script
# Only what is wrong is told: all that is right, with its HTML, is a hundred times as much.
RUN = """options => axe.run(document, {...options, resultTypes: ["violations"]})
    .then(told => told.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.fixture
def told(house: str, settings: Any) -> str:
    """The house with the demo's story told in it."""
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    seed()
    return house


@pytest.mark.long
def test_the_demo_stands_and_every_page_of_it_is_open_to_everybody(
    told: str, browser: Any, complaints: Complaints
) -> None:
    assert states() == []
    call_command("verify_ledger")
    found: list[str] = []
    seen: set[str] = set()
    for who, begins in BEGINS.items():
        found += list(walk(browser, told, complaints, who, begins, seen))
    assert found == []
    assert len(seen) > 60


def states() -> list[str]:
    """The people whose facts did not come to the state the world says."""
    wrong = []
    for row in world.load().people:
        person = Person.objects.filter(profile__name=row["name"]).first()
        if "state" not in row or person is None:
            continue
        slug = next(held["agency"] for held in row["roles"] if held["role"] == "volunteer")
        agency = Agency.objects.get(slug=slug)
        wanted = ON_THE_ROSTER.get(row["state"], Standing.ON_THE_WAY)
        found = my_standing(person, agency).standing
        listed = available_support_parents(agency).filter(pk=person.pk).exists()
        if found != wanted or listed != (wanted == Standing.AVAILABLE):
            wrong.append(f"{row['key']}: {found}, not {wanted}")
    return wrong


def walk(
    browser: Any, house: str, complaints: Complaints, who: str | None, begins: str, seen: set[str]
) -> Iterator[str]:
    """Everything wrong on the pages one person reaches, each address looked at once."""
    context = browser.new_context(base_url=house, viewport={"width": 390, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    if who:
        context.add_cookies([{"name": "sessionid", "value": _session(who), "url": house}])
    page = context.new_page()
    complaints.listen(page)
    waiting, asked = deque([begins]), {begins}
    while waiting:
        path = waiting.popleft()
        address = _address(path, who)
        if address is None or address in seen:
            continue
        seen.add(address)
        response = page.goto(path)
        if response is None or response.status != 200:
            yield f"{who} {path}: {response.status if response else 'no answer'}"
            continue
        yield from (f"{who} {path}: {fault}" for fault in faults(page))
        for link in _links(page, house):
            if link not in asked:
                asked.add(link)
                waiting.append(link)
    if who is None and context.cookies():
        yield f"a public page set a cookie: {context.cookies()}"
    context.close()


def faults(page: Any) -> list[str]:
    """What axe finds on a phone and on a desk, light and dark; and sideways scrolling."""
    found = []
    page.evaluate(AXE)
    for width, first, second in ((390, "light", "dark"), (1280, "dark", "light")):
        # Tall, so that the tabs at the bottom of a phone lie over nothing that is looked at.
        page.set_viewport_size({"width": width, "height": 12000})
        _show(page, first)
        found += [f"{width} {first} {said}" for said in _axe(page, STRICT)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{width} scrolls sideways")
        _show(page, second)
        found += [f"{width} {second} {said}" for said in _axe(page, COLOURS)]
    return found


def _show(page: Any, scheme: str) -> None:
    """In light or in dark: its colours stand once the ground has another one. Who wants less motion sees nothing fade."""
    if page.evaluate("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme):
        return
    before = page.evaluate(GROUND)
    page.emulate_media(color_scheme=scheme)
    page.evaluate(CHANGED, before)


def _axe(page: Any, options: dict[str, Any]) -> list[str]:
    """What is wrong, and still is when the browser had more time to draw: a busy machine is no fault of the page."""
    found: list[str] = page.evaluate(RUN, options)
    if found:
        page.evaluate(PAINTED)
        found = page.evaluate(RUN, options)
    return found


def _session(who: str) -> str:
    client = Client()
    client.force_login(Person.objects.get(email=f"{who}@example.org"))
    return client.cookies["sessionid"].value


def _address(path: str, who: str | None) -> str | None:
    """The address of ours a path belongs to: a public page is its own, other pages are one for all they show.

    In Spanish one agency's pages are walked: the other agencies' have the same kinds.
    """
    plain = urlsplit(path).path
    if NOT_PAGES.search(plain):
        return None
    if plain.startswith(("/en/", "/es/copper-mesa/")) or plain == "/es/":
        return plain
    if who is None:
        return None
    try:
        return resolve(plain).route
    except Resolver404:
        return plain


def _links(page: Any, house: str) -> list[str]:
    """The links of a page that stay in the house, without those that fetch a file."""
    hrefs = page.eval_on_selector_all("a[href]:not([download])", "links => links.map(a => a.getAttribute('href'))")
    absolute = [urljoin(page.url, href) for href in hrefs if not href.startswith(("#", "mailto:", "tel:"))]
    ours = [urlsplit(url) for url in absolute if url.startswith(house)]
    return [url.path + (f"?{url.query}" if url.query else "") for url in ours]
