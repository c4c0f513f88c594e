"""The agencies' public pages, from `pages/<agency>/*.md`, and the orientation video they show."""

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from django.core.files.base import ContentFile
from wagtail.models import Collection

from cms.actions import look_into, open_press, receive_media, set_captions, set_transcript
from cms.models import (
    AgencyPage,
    AskForAParentPage,
    Media,
    OrientationVideoPage,
    PressPage,
    RootPage,
    StandardPage,
    StoryPage,
    WelcomePacketPage,
)
from cms.words import LIBRARY
from lms.demo.seed.cast import Cast
from lms.demo.world import HERE, Row
from people.markdown import clean
from people.models import Agency

PAGES, VIDEO = HERE / "pages", HERE / "video"


def orientation() -> Media:
    """The film made by `lms.demo.video.make`, in the library, with its captions and transcript."""
    media = Media.objects.create(
        title="Parents helping parents",
        type="video",
        file=ContentFile((VIDEO / "orientation.mp4").read_bytes(), name="orientation.mp4"),
        thumbnail=ContentFile((VIDEO / "poster.jpg").read_bytes(), name="orientation.jpg"),
        collection=Collection.objects.get(name=LIBRARY),
        shows_people=False,
    )
    receive_media(actor=None, media=media)
    look_into(media=media)
    captions = (VIDEO / "orientation.vtt").read_bytes()
    set_captions(actor=None, media=media, language="en", data=captions, name="orientation.vtt")
    set_transcript(actor=None, media=media, language="en", text=(VIDEO / "transcript.md").read_text())
    media.refresh_from_db()
    return media


def front_page() -> None:
    """The front door's own words."""
    root = RootPage.objects.get(locale__language_code="en")
    root.title = "Somebody has been there"
    root.lead = "Programs where parents who have been there walk beside other parents. Choose the one near you."
    root.save_revision().publish()


def pages(cast: Cast, film: Media) -> None:
    for agency in cast.agencies.values():
        home = open_press(actor=None, agency=agency)
        files = [_read(path) for path in sorted((PAGES / agency.slug).glob("*.md"))]
        _home(home, next(row for row in files if row["type"] == "agency_home"))
        rest = [row for row in files if row["type"] != "agency_home"]
        for row in sorted(rest, key=lambda row: (row.get("menu", 99), row["title"])):
            _publish(home, MAKERS[row["type"]](row, agency, film), row)


def _read(path: Path) -> Row:
    _start, head, body = path.read_text().split("---\n", 2)
    return {**yaml.safe_load(head), "body": body.strip()}


def _home(home: AgencyPage, row: Row) -> None:
    home.title, home.lead = row["title"], row["summary"]
    home.body = [("markdown", row["body"])]
    home.save_revision().publish()


def _publish(home: AgencyPage, page: PressPage, row: Row) -> None:
    page.title, page.slug, page.lead = row["title"], row["slug"], row["summary"]
    page.show_in_menus = "menu" in row
    page.live = False
    home.add_child(instance=page)
    page.save_revision().publish()


def _standard(row: Row, agency: Agency, film: Media) -> PressPage:
    return StandardPage(body=[("markdown", row["body"])])


def _story(row: Row, agency: Agency, film: Media) -> PressPage:
    """Nobody can be recognized in a made-up story, and it says that our team wrote it."""
    return StoryPage(teller=row["teller"], shows_people=False, body=[("markdown", row["body"])])


def _video(row: Row, agency: Agency, film: Media) -> PressPage:
    return OrientationVideoPage(video=film, body=[("markdown", row["body"])])


def _ask(row: Row, agency: Agency, film: Media) -> PressPage:
    return AskForAParentPage(
        phone=row["phone"],
        hours=row["hours"],
        languages=row["languages"],
        email=row["email"],
        body=[("markdown", row["body"])],
    )


def _packet(row: Row, agency: Agency, film: Media) -> PressPage:
    part = _parts(row["body"])
    return WelcomePacketPage(
        letter=clean(part["A letter to you"]),
        letter_from=row["letter_from"],
        expect=clean(part["What to expect"]),
        people=_rows(part["Who’s who"], "person", ("name", "does")),
        contacts=_contacts(part["Contacts and crisis line"]),
        rights=clean(part["Your rights"]),
        confidentiality=clean(part["What stays private, and what cannot"]),
        glossary=_rows(part["Words you may hear"], "term", ("term", "meaning")),
        resources=_rows(part["Places that help"], "resource", ("name", "what", "phone", "link")),
        hope=_quotes(part["Words of hope"]),
        checklist=[("item", line.removeprefix("- [ ] ")) for line in part["Checklist"].splitlines() if line.strip()],
    )


def _parts(body: str) -> dict[str, str]:
    sections = re.split(r"^## ", body, flags=re.MULTILINE)[1:]
    return {heading.strip(): text.strip() for heading, _line, text in (s.partition("\n") for s in sections)}


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("**", "") for cell in line.removeprefix("- ").split("|")]


def _rows(text: str, block: str, fields: tuple[str, ...]) -> list[tuple[str, dict[str, str]]]:
    lines = [_cells(line) for line in text.splitlines() if line.startswith("- ")]
    return [(block, dict(zip(fields, [*cells, *[""] * len(fields)], strict=False))) for cells in lines]


def _contacts(text: str) -> list[tuple[str, dict[str, object]]]:
    rows = _rows(text, "contact", ("name", "what_for", "phone", "hours", "email", "crisis"))
    return [(block, {**row, "crisis": row["crisis"] == "crisis"}) for block, row in rows]


def _quotes(text: str) -> list[tuple[str, dict[str, str]]]:
    quotes = re.split(r"\n\s*\n", text)
    return [("quote", _quote(quote)) for quote in quotes if quote.strip()]


def _quote(text: str) -> dict[str, str]:
    lines = [line.removeprefix(">").strip() for line in text.splitlines()]
    words = " ".join(line for line in lines if line and not line.startswith("—"))
    who = next((line.removeprefix("—").strip() for line in lines if line.startswith("—")), "")
    return {"text": words, "who": who}


MAKERS: dict[str, Callable[[Row, Agency, Media], PressPage]] = {
    "standard": _standard,
    "story": _story,
    "orientation_video": _video,
    "ask": _ask,
    "welcome_packet": _packet,
}
