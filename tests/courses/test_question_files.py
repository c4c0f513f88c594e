"""Questions of every kind as an author writes them: in files and in the press room, in two languages, and back again."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError

from cms.models import RootPage
from courses.actions import load_course, open_shelf
from courses.exporting import lesson_text
from courses.importing import Unreadable, read_module
from courses.models import Course, Edition, EditionStep, ModulePage
from courses.queries.building import build
from courses.queries.document import keys_for
from courses.queries.export import course_files
from courses.question_blocks import CheckBlock, MatchBlock, OrderBlock, QuestionBlock, ShortBlock
from courses.rules.difference import GONE, NEW, difference
from courses.rules.document import read
from courses.rules.release import problems
from courses.rules.scoring import mark
from ledger.refusals import Refused
from people.models import Person

MODULE = "---\ntitle: Words\nslug: words\nsummary: What words do.\nminutes: 5\nstages: []\n---\n"
LESSON = """\
---
title: Words
slug: words
minutes: 5
---

Read this first.

:::check
intro: Try it.
draw: 3
questions:
  - ask: Which helps?
    kind: single
    choices:
      - text: To listen.
        right: true
        because: It is what she came for.
      - text: To talk.
        right: false
        because: Later.
  - ask: What do these words do?
    kind: match
    pairs:
      - this: Calm down
        that: "It closes: a door"
        because: Nobody ever calmed down by it.
        hint: Think of the last time somebody said it to you.
      - this: I am here
        that: "1"
        because: It keeps you company.
        hint: What would you want to hear?
  - ask: What comes first?
    kind: order
    lines:
      - text: Breathe.
        because: It costs nothing.
      - text: Listen.
        because: Then you know more.
      - text: Ask.
        because: Now you may.
  - ask: Which number do you call?
    kind: short
    accepted:
      - "988"
      - nine eight eight
    because: It answers at any hour.
    otherwise: It has three digits.
    known:
      - said:
          - "911"
        because: That is for danger.
  - ask: How many hours?
    kind: short
    number: true
    accepted:
      - 24 to 48
    because: Two days at most.
    otherwise: Less than a week.
:::
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    module = tmp_path / "01-words"
    module.mkdir()
    for ending in ("", ".es"):
        (module / f"module{ending}.md").write_text(MODULE)
        (module / f"01-words{ending}.md").write_text(LESSON)
    return tmp_path


def load(folder: Path) -> Course:
    press = Person.objects.filter(is_superuser=True).first() or Person.objects.create_superuser("press@example.org")
    shelf = open_shelf(actor=press, parent=RootPage.objects.filter(locale__language_code="en").get())
    return load_course(actor=press, folder=folder, parent=shelf, title="Words", slug="words")


def change(folder: Path, old: str, new: str, name: str = "01-words.md") -> None:
    path = folder / "01-words" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_file_with_every_kind_is_written_as_it_was_read(folder: Path) -> None:
    [lesson] = read_module(folder / "01-words").lessons
    assert lesson_text(lesson) == LESSON


def test_what_is_loaded_is_asked_is_marked_and_is_written_again(db: None, folder: Path) -> None:
    course = load(folder)
    assert {name: text for name, text in course_files(course).items() if "01-words/01" in name} == {
        "01-words/01-words.md": LESSON,
        "01-words/01-words.es.md": LESSON,
    }
    edition, step = Edition.objects.get(), EditionStep.objects.get(kind="check")
    assert step.questions == 3
    assert edition.texts.get(language="en").document["version"] == 2
    keys = keys_for(edition.uuid, "es", step.key)
    assert all(one.right for one in mark(keys, {key.question: [*key.right] for key in keys}))
    page = ModulePage.objects.get(locale__language_code="en")
    assert build(page).hash == build(page).hash
    assert load(folder) == course and Edition.objects.count() == 1
    change(folder, "It costs nothing.", "It is free.")
    load(folder)
    assert Edition.objects.count() == 2


def test_neither_keys_nor_order_of_what_is_shown_say_what_is_right(db: None, folder: Path) -> None:
    load(folder)
    built = build(ModulePage.objects.get(locale__language_code="en"))
    shown = built.document["lessons"][0]["steps"][1]
    said = str(shown)
    for secret in ("Nobody ever", "Think of", "It costs", "nine eight", "three digits", "because", "right"):
        assert secret not in said
    assert not re.search(r"\b911\b", said), "a number, not digits within a key"
    _single, match, order, *_short = shown["questions"]
    answers = next(iter(built.answers["checks"].values()))
    raw = {block["id"] for block in _raw(ModulePage.objects.get(locale__language_code="en"))}
    keys = {one["key"] for one in [*match["items"], *match["choices"], *order["items"]]}
    assert not keys & raw and len(keys) == 7
    right = answers[match["key"]]["right"]
    assert [right[item["key"]] for item in match["items"]] != [choice["key"] for choice in match["choices"]]
    assert [answers[order["key"]]["right"][item["key"]] for item in order["items"]] != ["1", "2", "3"]


def _raw(page: ModulePage) -> list[dict[str, Any]]:
    check = next(block for block in page.lesson_pages().get().body.raw_data if block["type"] == "check")
    lists = [q["value"].get("pairs") or q["value"].get("lines") or [] for q in check["value"]["questions"]]
    return [item for several in lists for item in several]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("draw: 3", "draw: 2"),
        ("  - ask: How many hours?\n    kind: short\n    number: true", "  - ask: ¿Cuántas?\n    kind: short"),
        ("      - text: Listen.\n        because: Then you know more.\n", ""),
        ("    known:\n      - said:\n          - \"911\"\n        because: That is for danger.\n", ""),
    ],
)  # fmt: skip
def test_a_translation_asks_as_many_in_the_same_ways(db: None, folder: Path, old: str, new: str) -> None:
    change(folder, old, new, "01-words.es.md")
    with pytest.raises(Refused, match="“check” has other kinds, right answers or numbers of lines"):
        load(folder)


def test_a_translation_may_accept_other_words_and_more_of_them(db: None, folder: Path) -> None:
    change(
        folder,
        "      - nine eight eight\n",
        "      - nueve ocho ocho\n      - nueve, ochenta y ocho\n",
        "01-words.es.md",
    )
    load(folder)
    edition, step = Edition.objects.get(), EditionStep.objects.get(kind="check")
    for language, fits in (("en", [True, False]), ("es", [False, True])):
        # Which of the keys comes first, the databases do not agree on.
        key = next(one for one in keys_for(edition.uuid, language, step.key) if "988" in one.right)
        said = ("Nine eight eight", "Nueve, ochenta y ocho")
        assert [mark([key], {key.question: [one]})[0].right for one in said] == fits


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("draw: 3", "draw: three", "not a whole number"),
        ('    accepted:\n      - "988"\n      - nine eight eight\n', '    accepted: "988"\n', "stand in a list"),
        ("        hint: What would you want to hear?\n", "", "hint"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, old, new)
    with pytest.raises(Unreadable, match=said):
        read_module(folder / "01-words")


def test_the_difference_is_told_in_words(db: None, folder: Path) -> None:
    load(folder)
    page = ModulePage.objects.get(locale__language_code="en")
    old = build(page)
    change(folder, "      - text: Breathe.", "      - text: Breathe slowly.")
    change(folder, "nine eight eight", "nine, eight, eight")
    change(folder, "draw: 3", "draw: 2")
    change(folder, "draw: 3", "draw: 2", "01-words.es.md")
    load(folder)
    new = build(ModulePage.objects.get(pk=page.pk))
    found = difference(read(old.document), old.answers["checks"], read(new.document), new.answers["checks"])
    [lesson] = found.lessons
    said = {
        str(text.what): [(piece.state, piece.words) for piece in text.pieces if piece.state in (GONE, NEW)]
        for text in lesson.texts
    }
    assert said == {
        "How many of the questions each learner is asked": [(GONE, "3"), (NEW, "2")],
        "Line": [(GONE, "Breathe."), (NEW, "Breathe slowly.")],
        "Right order": [(GONE, "Breathe.;"), (NEW, "Breathe slowly.;")],
        "Answers that fit": [(GONE, "nine eight"), (NEW, "nine, eight,")],
    }


def test_what_is_missing_is_said_before_a_release(db: None, folder: Path) -> None:
    load(folder)
    built = build(ModulePage.objects.get(locale__language_code="en"))
    document, checks = read(built.document), built.answers["checks"]
    assert problems(document, checks) == []
    [answers] = checks.values()
    _single, match, order, short, _hours = answers.values()
    match["hints"] = dict.fromkeys(match["hints"], " ")
    order["right"] = dict([*order["right"].items()][:2])
    short["right"], short["otherwise"] = "", ""
    assert [str(problem.sentence) for problem in problems(document, checks)] == [
        "In “What do these words do?” every line needs an explanation.",
        "“What comes first?” needs at least two lines.",
        "In “What comes first?” every line needs an explanation.",
        "“Which number do you call?” needs at least one answer that fits.",
        "In “Which number do you call?” every answer needs an explanation.",
    ]


def pair(this: str, that: str) -> dict[str, str]:
    return {"this": this, "that": that, "because": "So.", "hint": "Look."}


def line(text: str) -> dict[str, str]:
    return {"text": text, "because": "So."}


SHORT = {"ask": "Which?", "number": False, "because": "So.", "known": [], "otherwise": "Look."}
CHOICES = [{"text": text, "right": text == "a", "because": "So."} for text in "ab"]
CHOOSE = {"type": "item", "value": {"ask": "Which?", "kind": "single", "choices": CHOICES}}


@pytest.mark.parametrize(
    ("block", "value", "said"),
    [
        (MatchBlock(), {"ask": "?", "pairs": [pair("a", "b"), pair("A!", "c")]}, "Two pairs say the same"),
        (MatchBlock(), {"ask": "?", "pairs": [pair("a", "b"), pair("c", "b")]}, "Two pairs say the same"),
        (OrderBlock(), {"ask": "?", "lines": [line("a"), line("a ")]}, "Two lines say the same"),
        (ShortBlock(), {**SHORT, "accepted": "?!"}, "letter or digit"),
        (
            QuestionBlock(),
            {"ask": "?", "kind": "single", "choices": [{**c, "right": True} for c in CHOICES]},
            "exactly one",
        ),
        (CheckBlock(), {"intro": "", "draw": 2, "questions": [CHOOSE, CHOOSE]}, "Ask fewer than there are"),
        (CheckBlock(), {"intro": "", "draw": None, "questions": [CHOOSE] * 11}, "too many at once"),
    ],
)
def test_the_editor_says_what_to_change(block: Any, value: Any, said: str) -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(value))
    sentences = [
        str(message) for error in refused.value.block_errors.values() for message in ValidationError(error).messages
    ]
    assert any(said in sentence for sentence in sentences), sentences
