"""The five-stage journey as its writers left it: credited, in our own words, and never a ladder.

Needs no Django: it reads the files in content/journey and the stage modules of the foundation training.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT = Path(__file__).parents[2] / "lms" / "demo" / "content"


def english(pattern: str) -> list[Path]:
    """The files that match, without their translations (`stage-must-act.es.md`)."""
    return sorted(path for path in CONTENT.glob(pattern) if "." not in path.stem)


STAGES = english("journey/stage-*.md")
STAGE_LESSONS = english("foundation/0[4-8]-*/0*.md")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
LADDER = re.compile(
    r"\b(?:stages? (?:\d|one|two|three|four|five)|(?:next|previous|first|last|final|current) stage|"
    r"move (?:on|up) to|reach(?:es|ed)? the (?:stage|place)|progress)\b",
    re.IGNORECASE,
)


def parts(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def test_the_framework_names_its_author_and_goes_in_no_line() -> None:
    front, body = parts(CONTENT / "journey" / "framework.md")
    assert front["key"] == "parent-journey"
    assert front["author"] == "Patricia Miles"
    assert "Patricia Miles" in front["attribution"]
    assert front["source"] and front["title"]
    assert front["non_linear"] is True
    for warning in ("not an assessment", "no hurry", "not a tool for judging", "not a set of labels"):
        assert warning in body


def test_there_are_five_stages_numbered_as_the_author_numbers_them() -> None:
    fronts = [parts(path)[0] for path in STAGES]
    assert sorted(front["number"] for front in fronts) == [1, 2, 3, 4, 5]
    assert len({front["title"] for front in fronts}) == 5


@pytest.mark.parametrize("path", STAGES, ids=lambda path: path.stem)
def test_a_stage_has_a_key_a_title_tasks_of_the_peer_and_a_text(path: Path) -> None:
    front, body = parts(path)
    assert front.keys() == {"key", "number", "title", "also_known_as", "tasks"}
    assert path.stem == f"stage-{front['key']}"
    assert all(isinstance(name, str) for name in [front["title"], *front["also_known_as"]])
    assert front["tasks"] and all(isinstance(task, str) for task in front["tasks"])
    assert 150 <= len(WORD.findall(body)) <= 300
    assert "<" not in body


@pytest.mark.parametrize("path", [*STAGES, *STAGE_LESSONS], ids=lambda path: path.stem)
def test_no_text_about_a_stage_makes_a_ladder_of_the_journey(path: Path) -> None:
    assert LADDER.findall(parts(path)[1]) == []


@pytest.mark.parametrize("path", STAGE_LESSONS, ids=lambda path: path.stem)
def test_a_lesson_about_a_stage_credits_the_author(path: Path) -> None:
    assert "Patricia Miles" in parts(path)[1]


def test_each_stage_module_has_two_scenarios_and_one_reflection() -> None:
    for folder in sorted((CONTENT / "foundation").glob("0[4-8]-*")):
        lessons = english(f"foundation/{folder.name}/0*.md")
        text = "".join(path.read_text(encoding="utf-8") for path in lessons)
        assert (text.count(":::scenario\n"), text.count(":::reflection\n")) == (2, 1), folder.name
