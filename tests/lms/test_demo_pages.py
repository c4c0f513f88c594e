"""The public pages of the demo as their writers left them: every agency has its pages, every packet its sections, every link a page.

Needs no Django and no database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

DEMO = Path(__file__).parents[2] / "lms" / "demo"
PAGES = DEMO / "pages"
AGENCIES = {
    agency["slug"]: agency
    for agency in yaml.safe_load((DEMO / "world" / "agencies.yaml").read_text(encoding="utf-8"))["agencies"]
}
NEEDS = {
    "agency_home": set(),
    "welcome_packet": {"letter_from"},
    "orientation_video": {"video"},
    "ask": {"phone", "hours", "languages", "email"},
    "story": {"teller"},
    "standard": set(),
}
PACKET = [
    "A letter to you",
    "What to expect",
    "Who’s who",
    "Contacts and crisis line",
    "Your rights",
    "What stays private, and what cannot",
    "Words you may hear",
    "Places that help",
    "Words of hope",
    "Checklist",
]
COURT_WORDS = re.compile(
    r"\b(verdict|evidence|void|voided|case|clearance|overdue|lapsed|failed|lorem)\b", re.IGNORECASE
)
ROW = re.compile(r"^- \*\*(?P<name>[^*|]+)\*\* \| (?P<rest>.+)$")


@dataclass(frozen=True)
class PageFile:
    """A page taken apart."""

    agency: str
    name: str
    front: dict[str, Any]
    body: str

    def sections(self) -> dict[str, str]:
        parts = re.split(r"^## (.+)$", self.body, flags=re.MULTILINE)
        return {heading.strip(): text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}

    def rows(self, heading: str) -> list[list[str]]:
        """The rows of a list section: name first, then its fields."""
        found = [ROW.match(line) for line in self.sections()[heading].splitlines() if line]
        assert all(found), f"{self.name}: a row of “{heading}” is not written as “- **Name** | …”"
        return [[row["name"], *(field.strip() for field in row["rest"].split("|"))] for row in found if row]


def opened(path: Path) -> PageFile:
    start, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert start == ""
    return PageFile(path.parent.name, path.name, yaml.safe_load(front), body)


FILES = [opened(path) for path in sorted(PAGES.glob("*/*.md"))]
PACKETS = [page for page in FILES if page.front["type"] == "welcome_packet"]


def named(page: PageFile) -> str:
    return f"{page.agency}/{page.name}"


def test_every_agency_has_every_kind_of_page() -> None:
    assert {page.agency for page in FILES} == set(AGENCIES)
    for slug in AGENCIES:
        kinds = [page.front["type"] for page in FILES if page.agency == slug]
        assert set(kinds) == set(NEEDS)
        assert all(kinds.count(kind) == 1 for kind in set(NEEDS) - {"story"})
        assert 1 <= kinds.count("story") <= 2


@pytest.mark.parametrize("page", FILES, ids=named)
def test_a_page_says_what_it_is(page: PageFile) -> None:
    assert page.front["type"] in NEEDS
    assert NEEDS[page.front["type"]] <= set(page.front)
    assert page.front["title"] and 20 <= len(page.front["summary"]) <= 400
    own = page.agency if page.front["type"] == "agency_home" else page.front["slug"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", own) and page.front["slug"] == own
    assert len(page.front.get("hours", "")) <= 120


@pytest.mark.parametrize("page", FILES, ids=named)
def test_a_page_has_sections_with_something_in_them(page: PageFile) -> None:
    sections = page.sections()
    assert sections and all(sections.values())
    least = {"orientation_video": 80, "welcome_packet": 900}.get(page.front["type"], 180)
    assert len(page.body.split()) >= least
    assert not re.search(r"^# ", page.body, re.MULTILINE)
    assert not re.search(r"</?[a-z][^>]*>", page.body)


@pytest.mark.parametrize("page", FILES, ids=named)
def test_a_link_leads_to_a_page_of_the_same_agency(page: PageFile) -> None:
    slugs = {other.front["slug"] for other in FILES if other.agency == page.agency}
    up = "" if page.front["type"] == "agency_home" else "../"
    for target in re.findall(r"\]\(([^)]+)\)", page.body):
        assert target.startswith(up) and target.endswith("/")
        assert target.removeprefix(up).removesuffix("/") in slugs, target


@pytest.mark.parametrize("page", FILES, ids=named)
def test_no_court_words_and_no_placeholder(page: PageFile) -> None:
    assert COURT_WORDS.findall(page.body + page.front["summary"] + page.front["title"]) == []


@pytest.mark.parametrize("page", FILES, ids=named)
def test_every_telephone_number_is_made_up_or_for_everybody(page: PageFile) -> None:
    numbers = re.findall(r"\(?\b\d{3}\)?[ -]\d{3}-\d{4}", page.body)
    assert all(re.fullmatch(r"\(\d{3}\) 555-01\d\d", number) for number in numbers)
    assert all(address.endswith("example.org") for address in re.findall(r"@([\w.-]+\w)", page.body))


@pytest.mark.parametrize("page", [page for page in FILES if page.front["type"] == "story"], ids=named)
def test_a_story_says_that_our_team_wrote_it(page: PageFile) -> None:
    assert page.front["teller"] == "Written by our team"
    assert "written by our team" in page.body.split("## ")[0]


@pytest.mark.parametrize("page", [page for page in FILES if page.front["type"] == "ask"], ids=named)
def test_asking_for_a_parent_gives_the_agencys_own_number_and_the_crisis_line(page: PageFile) -> None:
    agency = AGENCIES[page.agency]
    assert (page.front["phone"], page.front["email"]) == (agency["phone"], agency["email"])
    assert agency["crisis_line"]["number"] in page.body and "911" in page.body


@pytest.mark.parametrize("packet", PACKETS, ids=named)
def test_a_packet_has_every_section_in_order(packet: PageFile) -> None:
    assert list(packet.sections()) == PACKET


@pytest.mark.parametrize("packet", PACKETS, ids=named)
def test_a_packets_lists_fit_the_page_they_become(packet: PageFile) -> None:
    assert all(len(row) == 2 and len(row[1]) <= 300 for row in packet.rows("Who’s who"))
    assert all(len(row) == 2 for row in packet.rows("Words you may hear"))
    assert all(len(row) in {3, 4} and len(row[1]) <= 300 for row in packet.rows("Places that help"))
    contacts = packet.rows("Contacts and crisis line")
    assert all(len(row) in {5, 6} and len(row[1]) <= 200 and len(row[3]) <= 120 for row in contacts)
    assert [row[2] for row in contacts if row[-1] == "crisis"] == [
        AGENCIES[packet.agency]["crisis_line"]["number"],
        "911",
    ]
    lines = packet.sections()["Checklist"].splitlines()
    assert len(lines) >= 5 and all(line.startswith("- [ ] ") and len(line) <= 206 for line in lines)


@pytest.mark.parametrize("packet", PACKETS, ids=named)
def test_words_of_hope_say_who_wrote_them(packet: PageFile) -> None:
    quotations = re.split(r"\n\n(?=> )", packet.sections()["Words of hope"])
    assert len(quotations) >= 3
    assert all(re.search(r"^> — .+written by our team$", quotation, re.MULTILINE) for quotation in quotations)
