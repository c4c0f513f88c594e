"""README and everything under docs/ lead somewhere: every link, every heading pointed at, every picture; and pictures stay small."""

import re
import struct
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.house.rooms import ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
PICTURES = ROOT / "docs" / "img"
LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
WIDTHS, LARGEST = (390, 1280), 120_000


class Link(NamedTuple):
    target: str
    words: str
    picture: bool


def links(text: str) -> list[Link]:
    """What a page leads to in our own house; addresses elsewhere are not ours to check."""
    found = [Link(one["target"], one["words"], bool(one["picture"])) for one in LINK.finditer(CODE.sub("", text))]
    return [link for link in found if not re.match(r"[a-z]+:", link.target)]


def anchors(text: str) -> set[str]:
    """What a heading can be pointed at by."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def problems(page: Path, text: str) -> list[str]:
    found = []
    for link in links(text):
        path, _, anchor = link.target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or not there.is_relative_to(ROOT):
            found.append(f"{link.target} is not there")
        elif anchor and anchor not in anchors(text if there == page else there.read_text(encoding="utf-8")):
            found.append(f"{link.target}: no such heading")
        if link.picture and not link.words.strip():
            found.append(f"{link.target} has no words for who cannot see it")
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    assert problems(page, page.read_text(encoding="utf-8")) == []


def test_every_picture_is_shown_somewhere_and_small() -> None:
    shown = {
        Path(link.target).name for page in PAGES for link in links(page.read_text(encoding="utf-8")) if link.picture
    }
    kept = {path.name: path.read_bytes() for path in PICTURES.iterdir()}
    assert set(kept) == shown
    assert {name: len(data) for name, data in kept.items() if len(data) > LARGEST} == {}
    widths = {name: struct.unpack(">I", data[16:20])[0] for name, data in kept.items()}
    assert {name: width for name, width in widths.items() if width not in WIDTHS} == {}


def test_every_picture_can_be_taken_again() -> None:
    told = (ROOT / "scripts" / "pictures.py").read_text(encoding="utf-8")
    assert {path.stem for path in PICTURES.iterdir()} == set(
        re.findall(r"^    Picture\(\s*\"([a-z-]+)\"", told, re.MULTILINE)
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[a guide](docs/guide/nowhere.md)", "docs/guide/nowhere.md is not there"),
        ("[a part](#no-such-part)", "#no-such-part: no such heading"),
        ("![](LICENSE)", "LICENSE has no words"),
        ("[outside](../elsewhere)", "../elsewhere is not there"),
    ],
)
def test_a_page_that_leads_nowhere_is_told_so(written: str, said: str) -> None:
    assert any(said in problem for problem in problems(ROOT / "README.md", written))


def test_a_heading_is_found_by_its_words_and_code_is_no_link() -> None:
    assert problems(ROOT / "README.md", "## Why is she, not yet?\n[x](#why-is-she-not-yet) `[y](z)`") == []
