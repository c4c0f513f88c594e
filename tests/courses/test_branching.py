"""Talks with several turns: every way ends, every way is on the page without any script, and nothing of it is kept."""

import re
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.blocks import ScenarioBlock
from courses.exporting import lesson_text
from courses.importing import read_module
from courses.models import Attempt, ModuleRun, StepDone
from courses.queries.building import _replies
from courses.rules.branching import DEEPEST, MOST_REPLIES, Turn, talk_of, talk_problem, ways_of
from courses.rules.document import READABLE, read, version_of
from courses.rules.release import out_of_step, problems
from people.models import Agency, Person
from tests.factories.courses import (
    lesson,
    make_course,
    make_draft,
    make_enrolment,
    make_module,
    scenario_step,
    talk_step,
    text_step,
)

NAMES = "abcde"
TALKS = st.lists(st.lists(st.sampled_from(["", *NAMES]), min_size=2, max_size=3), min_size=1, max_size=6)


def unfolded(turn: Turn) -> list[Turn]:
    return [turn, *(below for reply in turn.replies if reply.turn for below in unfolded(reply.turn))]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TALKS)
def test_a_talk_that_is_let_through_ends_on_every_way_and_shows_every_turn(leads: list[list[str]]) -> None:
    ways = list(zip(["", *NAMES], leads, strict=False))
    scenario = {
        "says": "first",
        "replies": [{"text": "t", "then": "t", "leads": to} for to in ways[0][1]],
        "turns": [
            {"key": name, "says": name, "replies": [{"text": "t", "then": "t", "leads": to} for to in several]}
            for name, several in ways[1:]
        ],
    }
    assert ways_of(scenario) == ways
    turns = unfolded(talk_of(scenario))
    if talk_problem(ways):
        assert [turn.says for turn in turns] == ["first"]
        return
    assert {turn.says for turn in turns} == {"first", *(name for name, _several in ways[1:])}
    assert max(turn.way.count("-") + 1 if turn.way else 0 for turn in turns) < DEEPEST
    assert sum(len(turn.replies) for turn in turns) <= MOST_REPLIES
    assert len({turn.way for turn in turns}) == len(turns)


CHAIN = [("", "ab"), *((one, (other, "")) for one, other in pairwise("abcdef")), ("f", ("", ""))]


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ([("", ["", ""])], None),
        ([("", ["a", "a"]), ("a", ["", ""])], None),
        ([("", ["x", ""])], "no such turn"),
        ([("", ["a", ""]), ("a", ["", ""]), ("a", ["", ""])], "same name"),
        ([("", ["a", ""]), ("a", ["b", ""]), ("b", ["a", ""])], "might never end"),
        ([("", ["a", ""]), ("a", ["a", ""])], "might never end"),
        ([("", ["", ""]), ("a", ["", ""])], "No reply leads to “a”"),
        (CHAIN, "six turns at most"),
        ([("", "aaa"), ("a", "bbb"), ("b", "ccc"), ("c", ["", ""])], "too many ways"),
        ([("", "a" * 6), *((one, other * 6) for one, other in pairwise("abcde")), ("e", ["", ""])], "too many ways"),
    ],
)
def test_an_author_hears_what_to_change_in_a_talk(ways, said: str | None) -> None:
    problem = talk_problem(ways)
    assert problem is None if said is None else said in str(problem)


def test_the_editor_and_the_release_say_so_too() -> None:
    reply = {"text": "a", "then": "b", "leads_to": ""}
    value = {
        "setting": "s",
        "says": "s",
        "ask": "?",
        "replies": [reply, {**reply, "leads_to": "nowhere"}],
        "turns": [],
    }
    block = ScenarioBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(value))
    assert "no such turn" in str(ValidationError(refused.value.block_errors["turns"]).messages)
    step = talk_step()
    step["turns"][1]["replies"][0]["leads"] = "sighs"
    draft = make_draft("A module", lesson("One", step))
    assert any("might never end" in str(one.sentence) for one in problems(read(draft.document), {}))


def test_only_a_talk_that_goes_on_needs_the_newer_version() -> None:
    assert [version_of([lesson("One", step)]) for step in (scenario_step(), talk_step())] == [1, 2]
    assert {1, 2} == READABLE
    assert _replies([{"text": "a", "then": "b", "leads_to": ""}]) == [{"text": "a", "then": "b"}]


def test_both_languages_lead_the_same_way() -> None:
    one = lesson("One", talk_step())
    other = deepcopy(one)
    other["steps"][0]["turns"][0]["says"] = "Fue la trabajadora social."
    first, second = (read(make_draft("A module", said).document) for said in (one, other))
    assert out_of_step(first, {}, second, {}) is None
    other["steps"][0]["replies"][1]["leads"] = "asks"
    assert out_of_step(first, {}, read(make_draft("A module", other).document), {}) == "One"


def test_every_way_is_on_the_page_without_a_script_and_nothing_is_kept(
    client: Client, ana: Person, agency: Agency
) -> None:
    step = talk_step()
    module = make_module("A module", lesson("A lesson", text_step(), step, scenario_step()))
    make_enrolment(ana, make_course("A course", module), agency)
    client.force_login(ana)
    page = client.get(reverse("courses:lesson", args=["a-course", "a-module", "a-lesson"])).content.decode()
    section = page[page.index(f'id="step-{step["key"]}"') :].split("</section>")[0]
    assert "<form" not in section and "hx-" not in section
    for turn in (step, *step["turns"]):
        assert turn["says"] in section
        for reply in turn["replies"]:
            assert reply["text"] in section and reply["then"] in section
    ends = re.findall(r'<p class="turn-end small">.*?</p>', section)
    assert len(ends) == 4
    targets = set(re.findall(r'href="#([^"]+)"', "".join(ends)))
    assert targets == {
        f"turn-{step['key']}-",
        f"turn-{step['key']}-1",
        f"turn-{step['key']}-1-1",
        f"step-{step['key']}",
    }
    assert all(f'id="{target}"' in page for target in targets)
    # A talk of one turn stays as it was: replies can be held beside each other.
    assert page.count("turn-end") == 4 and page.count('<details class="reply">') == 2
    assert not ModuleRun.objects.exists() and not Attempt.objects.exists() and not StepDone.objects.exists()


LESSON = """\
---
title: A call
slug: a-call
minutes: 5
---

Read this first.

:::scenario
setting: A second call.
says: “You are like the others.”
ask: What would you say?
replies:
  - text: “I am sorry.”
    then: A long breath.
    leads_to: sighs
  - text: “Calm down.”
    then: “Whatever.” He hangs up.
turns:
  - name: sighs
    says: "“It was the caseworker: today.”"
    replies:
      - text: “What did she say?”
        then: He tells you.
      - text: “I see.”
        then: So do you, a little.
:::
"""


def test_a_talk_in_a_file_is_written_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "module.md").write_text("---\ntitle: A\nslug: a\nsummary: A.\nminutes: 5\nstages: []\n---\n")
    (tmp_path / "01-a-call.md").write_text(LESSON)
    [read_again] = read_module(tmp_path).lessons
    assert lesson_text(read_again) == LESSON
    [block] = [block for block in read_again.body if block["type"] == "scenario"]
    assert ScenarioBlock().clean(ScenarioBlock().to_python(block["value"]))["turns"][0]["name"] == "sighs"
