"""The welcome packet on paper: one tagged PDF (PDF/UA-1), set by typst from data, never from markup of ours or theirs."""

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from cms import signposts

if TYPE_CHECKING:
    from cms.models import WelcomePacketPage

SHEET = settings.BASE_DIR / "templates" / "cms" / "packet.typ"


def write(page: "WelcomePacketPage") -> bytes:
    """The packet as PDF."""
    data = json.dumps(packet(page), ensure_ascii=False)
    return bytes(
        typst.compile(SHEET.read_bytes(), sys_inputs={"packet": data}, ignore_system_fonts=True, pdf_standards="ua-1")
    )


def packet(page: "WelcomePacketPage") -> dict[str, object]:
    """Everything the sheet sets, as plain data."""
    agency = page.agency
    contacts = [
        {key: str(one.get(key) or "") for key in ("name", "what_for", "phone", "hours", "email")}
        for one in signposts.contacts_of(page, agency)
    ]
    filled: dict[str, dict[str, object]] = {
        "letter": {"text": blocks(page.letter), "from": page.letter_from},
        "expect": {"text": blocks(page.expect)},
        "people": {"rows": [[one.value["name"], one.value["does"]] for one in page.people]},
        "contacts": {"contacts": contacts},
        "rights": {"text": blocks(page.rights)},
        "confidentiality": {"text": blocks(page.confidentiality)},
        "glossary": {"rows": [[one.value["term"], one.value["meaning"]] for one in page.glossary]},
        "resources": {"resources": [_resource(one.value) for one in page.resources]},
        "hope": {"quotes": [[one.value["text"], one.value["who"]] for one in page.hope]},
        "checklist": {"checks": [one.value for one in page.checklist]},
    }
    return {
        "title": page.title,
        "lead": page.lead,
        "agency": agency.name if agency else "",
        "language": page.locale.language_code,
        "page_word": _("Page"),
        "parts": [{"title": part.title, **filled[part.key]} for part in signposts.parts_of(page)],
    }


def _resource(value: dict[str, str]) -> dict[str, str]:
    return {key: str(value.get(key) or "") for key in ("name", "what", "phone", "link")}


def blocks(html: str) -> list[dict[str, object]]:
    """Rich text as a list of paragraphs, headings and list items, each a list of runs."""
    reader = _Reader()
    reader.feed(expand_db_html(html))
    reader.close()
    return [block for block in reader.blocks if block["runs"]]


class _Reader(HTMLParser):
    """Reads what our limited rich text can hold; words of anything else stay, its tag goes."""

    BLOCKS = {"p": "p", "h2": "h", "h3": "h", "h4": "h", "li": "li"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[dict[str, object]] = []
        self.lists: list[str] = []
        self.open: list[str] = []
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append(tag)
        elif tag in self.BLOCKS:
            self._begin(self.BLOCKS[tag])
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "a":
            self.href = dict(attrs).get("href") or ""
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "a":
            self.href = ""
        elif tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.blocks:
            if not data.strip():
                return
            self._begin("p")
        if not data.strip() and not self.blocks[-1]["runs"]:
            return
        run = {
            "text": data,
            "bold": bool({"b", "strong"} & set(self.open)),
            "italic": bool({"i", "em"} & set(self.open)),
            "href": self.href,
        }
        self.blocks[-1]["runs"].append(run)  # type: ignore[attr-defined]

    def _begin(self, kind: str) -> None:
        numbered = kind == "li" and bool(self.lists) and self.lists[-1] == "ol"
        self.blocks.append({"kind": "ol" if numbered else "ul" if kind == "li" else kind, "runs": []})
