"""The agencies' public pages in two languages, from `pages/<agency>/*.md` and `pages_es`, and the orientation video they show."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.models import Collection

from cms.actions import look_into, open_front, open_press, receive_media, set_captions, set_transcript
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

PAGES = {"en": HERE / "pages", "es": HERE / "pages_es"}
VIDEO = HERE / "video"
# The sections of a welcome packet, in the order in which every file has them.
PACKET = ("letter", "expect", "people", "contacts", "rights", "confidentiality", "glossary", "resources", "hope", "checklist")  # fmt: skip


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
    for language, ending in (("en", ""), ("es", ".es")):
        captions = (VIDEO / f"orientation{ending}.vtt").read_bytes()
        set_captions(actor=None, media=media, language=language, data=captions, name="orientation.vtt")
        text = (VIDEO / f"transcript{ending}.md").read_text()
        set_transcript(actor=None, media=media, language=language, text=text)
    media.refresh_from_db()
    return media


def front_page() -> None:
    """The front door's own words."""
    _front(
        RootPage.objects.get(locale__language_code="en"),
        "Somebody has been there",
        "Programs where parents who have been there walk beside other parents. Choose the one near you.",
    )
    spanish = _read(PAGES["es"] / "front.md")
    _front(open_front(language="es"), spanish["title"], spanish["summary"])


def _front(root: RootPage, title: str, lead: str) -> None:
    root.title, root.lead = title, lead
    root.save_revision().publish()


def pages(cast: Cast, film: Media) -> None:
    """Every page of every agency, and beside it its translation."""
    for agency in cast.agencies.values():
        english = {row["slug"]: row for row in _files(agency, "en")}
        home = _home(open_press(actor=None, agency=agency), english[agency.slug])
        made = {
            row["slug"]: _publish(home, MAKERS[row["type"]](row, agency, film), row)
            for row in sorted(english.values(), key=lambda row: (row.get("menu", 99), row["title"]))
            if row["slug"] != agency.slug
        }
        with translation.override("es"):
            _in_spanish(agency, film, made)


def _in_spanish(agency: Agency, film: Media, made: dict[str, PressPage]) -> None:
    rows = {row["slug"]: row for row in _files(agency, "es")}
    home = _home(open_press(actor=None, agency=agency, language="es"), rows[agency.slug])
    for slug, english in made.items():
        page = MAKERS[rows[slug]["type"]](rows[slug], agency, film)
        page.translation_key = english.translation_key
        _publish(home, page, rows[slug])


def _files(agency: Agency, language: str) -> Iterable[Row]:
    return [_read(path) for path in sorted((PAGES[language] / agency.slug).glob("*.md"))]


def _read(path: Path) -> Row:
    _start, head, body = path.read_text().split("---\n", 2)
    return {**yaml.safe_load(head), "body": body.strip()}


def _home(home: AgencyPage, row: Row) -> AgencyPage:
    home.title, home.lead = row["title"], row["summary"]
    home.body = [("markdown", row["body"])]
    home.save_revision().publish()
    return home


def _publish(home: AgencyPage, page: PressPage, row: Row) -> PressPage:
    page.title, page.slug, page.lead = row["title"], row["slug"], row["summary"]
    page.show_in_menus = "menu" in row
    page.live = False
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


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
    part = dict(zip(PACKET, _parts(row["body"]), strict=True))
    return WelcomePacketPage(
        letter=clean(part["letter"]),
        letter_from=row["letter_from"],
        expect=clean(part["expect"]),
        people=_rows(part["people"], "person", ("name", "does")),
        contacts=_contacts(part["contacts"]),
        rights=clean(part["rights"]),
        confidentiality=clean(part["confidentiality"]),
        glossary=_rows(part["glossary"], "term", ("term", "meaning")),
        resources=_rows(part["resources"], "resource", ("name", "what", "phone", "link")),
        hope=_quotes(part["hope"]),
        checklist=[("item", line.removeprefix("- [ ] ")) for line in part["checklist"].splitlines() if line.strip()],
    )


def _parts(body: str) -> list[str]:
    """The texts of the sections, in their order; each page titles them in its own language."""
    sections = re.split(r"^## ", body, flags=re.MULTILINE)[1:]
    return [text.strip() for _heading, _line, text in (section.partition("\n") for section in sections)]


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
