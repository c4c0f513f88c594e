"""The Spanish of the demo's public pages and of its video: the same pages in other words, one beside each English one.

Needs no Django and no database.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import webvtt
import yaml

from tests.lms.test_demo_pages import FILES, PACKET, PAGES, opened
from tests.lms.test_foundation_spanish import FAMILIAR, english_share, links, outline, tokens

SPANISH = PAGES.with_name("pages_es")
VIDEO = PAGES.with_name("video")
# What a page and its translation have in common.
SAME = ("type", "slug", "menu", "video", "phone", "email")
# What people hear only in English keeps its name; a name is no sentence, and neither is an address.
NAMES = re.compile(
    r"\]\([^)]*\)|Parent to Parent|Parents for Parents|Family Peer \w+|Support Parent|Parent All(?:y|ies)|example\.org"
)
PACKET_ES = [
    "Una carta para usted",
    "Qué puede esperar",
    "Quién es quién",
    "Contactos y línea de crisis",
    "Sus derechos",
    "Qué queda en privado, y qué no puede quedar",
    "Palabras que quizá oiga",
    "Lugares que ayudan",
    "Palabras de esperanza",
    "Lista",
]


def language_problems(english: str, spanish: str) -> list[str]:
    """Paragraph by paragraph: nothing left in English, “usted” throughout, questions that open and close."""
    was = {part.strip() for part in re.split(r"\n\s*\n|\n- ", english)}
    found = []
    for part in re.split(r"\n\s*\n|\n- ", spanish):
        start, bare = part.strip()[:60], NAMES.sub("", part)
        if part.strip() in was and len(tokens(bare)) > 2:
            found.append(f"as in English: {start}")
        if english_share(bare) > 0.12:
            found.append(f"has English in it: {start}")
        if FAMILIAR & set(tokens(part)):
            found.append(f"does not say “usted”: {start}")
        if part.count("¿") != part.count("?") or part.count("¡") != part.count("!"):
            found.append(f"opens a question and does not close it: {start}")
    return found


def marks(line: str) -> tuple[int, bool, bool]:
    """What the seed reads in a row: how many fields, whether it answers day and night, whether it is a box to tick."""
    return line.count(" |"), line.endswith("| crisis"), line.startswith("- [ ] ")


def page_problems(english: Any, spanish: Any) -> list[str]:
    """What a translator should change in a page, in words."""
    old, new = english.front, spanish.front
    found = [f"{key} differs" for key in SAME if old.get(key) != new.get(key)]
    if old.keys() != new.keys():
        found.append("front matter has other keys")
    if not 20 <= len(new["summary"]) <= 400 or len(new.get("hours", "")) > 120:
        found.append("summary or hours are too long")
    if outline(english.body) != outline(spanish.body):
        found.append(f"outline: {outline(spanish.body)} for {outline(english.body)}")
    if links(english.body) != links(spanish.body):
        found.append("links differ")
    rows = [[marks(line) for line in page.body.splitlines() if line.startswith("- ")] for page in (english, spanish)]
    if rows[0] != rows[1]:
        found.append("rows have other fields")
    numbers = [
        sorted(set(re.findall(r"\(\d{3}\) \d{3}-\d{4}|\b(?:911|988|211)\b", page.body))) for page in (english, spanish)
    ]
    if numbers[0] != numbers[1]:
        found.append(f"numbers: {numbers[1]} for {numbers[0]}")
    if "988" in spanish.body and not ("oprima 2" in spanish.body and "AYUDA" in spanish.body):
        found.append("988 stands without “oprima 2” and AYUDA")
    return found + language_problems(english.body, spanish.body)


@pytest.mark.parametrize("english", FILES, ids=lambda page: f"{page.agency}/{page.name}")
def test_a_page_has_its_spanish_one(english: Any) -> None:
    assert page_problems(english, opened(SPANISH / english.agency / english.name)) == []


def test_no_spanish_page_stands_alone() -> None:
    assert {str(path.relative_to(SPANISH)) for path in SPANISH.glob("*/*.md")} == {
        f"{p.agency}/{p.name}" for p in FILES
    }


@pytest.mark.parametrize("agency", sorted({page.agency for page in FILES}))
def test_a_spanish_packet_has_every_section_in_order_and_fits_its_page(agency: str) -> None:
    packet = opened(SPANISH / agency / "welcome-packet.md")
    assert list(packet.sections()) == PACKET_ES and len(PACKET_ES) == len(PACKET)
    assert all(len(row) == 2 and len(row[1]) <= 300 for row in packet.rows("Quién es quién"))
    assert all(len(row[1]) <= 300 for row in packet.rows("Lugares que ayudan"))
    assert all(len(row[1]) <= 200 and len(row[3]) <= 120 for row in packet.rows("Contactos y línea de crisis"))
    assert all(len(line) <= 206 for line in packet.sections()["Lista"].splitlines())


def test_every_story_and_word_of_hope_says_in_spanish_that_our_team_wrote_it() -> None:
    for page in FILES:
        spanish = opened(SPANISH / page.agency / page.name)
        if page.front["type"] == "story":
            assert spanish.front["teller"] == "Escrita por nuestro equipo"
            assert "escrita por nuestro equipo" in spanish.body.split("## ")[0]
        if page.front["type"] == "welcome_packet":
            quotations = re.findall(r"^> — .+$", spanish.sections()["Palabras de esperanza"], re.MULTILINE)
            assert len(quotations) >= 3 and all(line.endswith("escritas por nuestro equipo") for line in quotations)


def test_the_front_door_has_its_spanish_words() -> None:
    front = yaml.safe_load((SPANISH / "front.md").read_text(encoding="utf-8").split("---\n")[1])
    assert front["type"] == "front" and front["title"] and 20 <= len(front["summary"]) <= 400


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_spanish_captions_stand_when_the_english_ones_do_and_can_be_read_in_that_time() -> None:
    english, spanish = (list(webvtt.read(VIDEO / name)) for name in ("orientation.vtt", "orientation.es.vtt"))
    assert [(cue.start, cue.end) for cue in spanish] == [(cue.start, cue.end) for cue in english]
    assert all(len(cue.lines) <= 2 and max(map(len, cue.lines)) <= 42 for cue in spanish)
    assert [cue.text for cue in spanish if len(cue.text) > 20 * (seconds(cue.end) - seconds(cue.start))] == []


def test_the_spanish_transcript_has_every_word_of_the_captions_and_every_slide() -> None:
    english, spanish = ((VIDEO / name).read_text(encoding="utf-8") for name in ("transcript.md", "transcript.es.md"))
    assert outline(spanish) == outline(english) and language_problems(english, spanish) == []
    paragraphs = [part for part in spanish.split("\n\n")[2:] if not part.startswith(("#", "_"))]
    said = " ".join(" ".join(cue.lines) for cue in webvtt.read(VIDEO / "orientation.es.vtt"))
    assert " ".join(part.strip() for part in paragraphs) == said
    assert said.count("988") == 2 and "oprima 2" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("slug: about", "slug: quienes-somos", "slug differs"),
        ("## Qué creemos", "### Qué creemos", "outline"),
        ("(../orientation-video/)", "(../video/)", "links differ"),
        ("(218) 555-0142", "(218) 555-0143", "numbers"),
        ("Nadie paga por una conexión", "Nobody pays to be matched and nobody is paid to match", "has English"),
        ("¿No tiene computadora?", "No tiene computadora?", "opens a question"),
        ("a su propio paso", "a tu propio paso", "usted"),
    ],
)
def test_a_page_that_differs_is_told_where(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = (SPANISH / "lantern-lake" / "about.md").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "about.md").write_text(text.replace(old, new), encoding="utf-8")
    english = next(page for page in FILES if (page.agency, page.name) == ("lantern-lake", "about.md"))
    assert any(said in problem for problem in page_problems(english, opened(tmp_path / "about.md")))
