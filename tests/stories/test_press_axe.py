"""axe on the press room: what is ours is clean; what is Wagtail's own is in tests/house/axe_wagtail.txt, line by line."""

import re
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from courses.actions import open_shelf
from courses.models import LessonPage, ModulePage
from people.models import Agency, Person
from tests.factories.cms import make_document, make_image, make_media, make_press, make_story, make_video_page
from tests.stories.test_the_demo import PAINTED, STRICT, faults


class Known(NamedTuple):
    """One line of the list: what axe says, of what, and where it is written upstream."""

    rule: str
    selector: str
    link: str


LIST = Path(__file__).parents[1] / "house" / "axe_wagtail.txt"
KNOWN = [Known(*line.split()) for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
# Page after page in turn: what they are made of is the same, so all of it is met on a phone and on a desk, light and dark.
LOOKS: tuple[tuple[tuple[int, Literal["light", "dark"]], ...], ...] = (
    ((390, "light"), (1280, "dark")),
    ((390, "dark"), (1280, "light")),
)
AXE = Axe().axe_script
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Each thing axe minds: its rule, what it looks like, and the number of its line in the list (-1: in none).
VIOLATIONS = """async ([options, known]) => {
  const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return violations.flatMap((one) => one.nodes.map((node) => {
    const it = document.querySelector(node.target[0]);
    return [one.id, node.html.slice(0, 160), known.findIndex(([rule, selector]) => rule === one.id && it && it.matches(selector))];
  }));
}"""


@pytest.fixture
def met(house: str, agency: Agency, pat: Person) -> dict[str, str]:
    """The pages of the press room that a publisher meets, by name."""
    home = make_press(agency)
    film = make_media(agency)
    video, story = make_video_page(home, film), make_story(home)
    picture, paper = make_image(agency), make_document(agency)
    shelf = open_shelf(actor=pat, parent=home)
    module = shelf.add_child(instance=ModulePage(title="Listening", slug="listening", summary="What a pause can do."))
    body = [("text", "<p>Let her finish.</p>"), ("reflection", {"prompt": "Who listened to you?"})]
    lesson = module.add_child(instance=LessonPage(title="The pause", slug="the-pause", minutes=5, body=body))
    return {
        "first page": "/cms/",
        "pages": f"/cms/pages/{home.pk}/",
        "search": "/cms/pages/search/?q=Welcome",
        "new page": f"/cms/pages/{home.pk}/add_subpage/",
        "add a page": f"/cms/pages/add/cms/standardpage/{home.pk}/",
        "edit a page": f"/cms/pages/{video.pk}/edit/",
        "edit a lesson": f"/cms/pages/{lesson.pk}/edit/",
        "history": f"/cms/pages/{video.pk}/history/",
        "delete a page": f"/cms/pages/{video.pk}/delete/",
        "release": f"/cms/modules/{module.pk}/release/",
        "consents": f"/cms/consents/pages/{story.pk}/",
        "pictures": "/cms/images/",
        "add a picture": "/cms/images/add/",
        "edit a picture": f"/cms/images/{picture.pk}/",
        "documents": "/cms/documents/",
        "add a document": "/cms/documents/add/",
        "edit a document": f"/cms/documents/edit/{paper.pk}/",
        "media": "/cms/media/",
        "add a video": "/cms/media/video/add/",
        "edit a video": f"/cms/media/edit/{film.pk}/",
    }


def test_what_is_ours_is_clean_and_what_is_wagtails_is_known(
    met: dict[str, str], house: str, pat: Person, page: Page
) -> None:
    _sit_down(page, house, pat)
    found: dict[str, str] = {}
    seen: set[Known] = set()
    for number, (name, path) in enumerate(met.items()):
        answer = page.goto(path)
        assert answer and answer.status == 200, path
        page.add_style_tag(content="* { transition: none !important; animation: none !important }")
        page.evaluate(AXE)
        for width, scheme in LOOKS[number % 2]:
            page.set_viewport_size({"width": width, "height": 2400})
            page.emulate_media(color_scheme=scheme)
            page.evaluate(DRAWN)
            for rule, html, line in _minded(page):
                if line < 0:
                    found[f"{rule}: {html}"] = f"{name}, {width} px, {scheme}"
                else:
                    seen.add(KNOWN[line])
    assert found == {}
    assert [one for one in KNOWN if one not in seen] == [], "Mended upstream, or not met any more: take the line out."


def _minded(page: Page) -> list[tuple[str, str, int]]:
    """What axe minds; what is in no line is looked at again when the browser had more time to draw."""
    asked = [STRICT, [[one.rule, one.selector] for one in KNOWN]]
    minded: list[tuple[str, str, int]] = page.evaluate(VIOLATIONS, asked)
    if any(line < 0 for _rule, _html, line in minded):
        page.evaluate(PAINTED)
        minded = page.evaluate(VIOLATIONS, asked)
    return minded


def test_the_way_in_is_our_own_door(page: Page) -> None:
    for path in ("/cms/", "/cms/password_reset/", "/cms/login/"):
        page.goto(path)
        expect(page).to_have_url(re.compile("/accounts/login/"))
        expect(page.get_by_label("E-mail address")).to_be_visible()
    assert faults(page) == []


def _sit_down(page: Page, house: str, who: Person) -> None:
    client = Client()
    client.force_login(who)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": house}])
