"""May this module be released? Everything an editor should change first, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.rules.alike import lines
from courses.rules.branching import talk_problem, ways_of
from courses.rules.document import Document, Lesson, Step
from courses.words import QuestionKind, RubricLevel, StepKind

TO_THINK_ABOUT = {StepKind.CHECK, StepKind.SCENARIO, StepKind.ROLEPLAY, StepKind.REFLECTION}
ROWS = range(2, 7)  # of a rubric


@dataclass(frozen=True)
class Problem:
    """Something to change. `lesson` is empty where it is about the module."""

    lesson: str
    sentence: str | Promise


NOT_IN_STEP = _("Its translation has other lessons, steps or right answers. Bring the languages in line first.")


def out_of_step(
    first: Document, first_answers: Mapping[str, Any], other: Document, other_answers: Mapping[str, Any]
) -> str | None:
    """The first lesson that is not the same in both languages; None when every lesson is.

    A learner may change her language in the middle: addresses, steps, choices and right answers are one and the same.
    """
    here, there = (
        [_bones(lesson, answers) for lesson in document.lessons]
        for document, answers in ((first, first_answers), (other, other_answers))
    )
    for lesson, one, same in zip_longest(first.lessons, here, there):
        if one != same:
            return lesson.title if lesson else other.lessons[-1].title
    return None


def _bones(lesson: Lesson, answers: Mapping[str, Any]) -> tuple[object, ...]:
    """A lesson without its words."""
    done = [
        (step.key, step.kind, step.required, step.asks, *_asked(step, answers))
        for step in lesson.steps
        if step.something_to_do
    ]
    return (lesson.key, lesson.slug, done)


def _asked(step: Step, answers: Mapping[str, Any]) -> Iterator[object]:
    keys = answers.get(str(step.key), {})
    if step.kind == StepKind.SCENARIO:
        yield ways_of(step.data)
    for question in step.data.get("questions", ()):
        offered = {one["key"] for side in ("items", "choices") for one in question.get(side, ())}
        yield question["key"], question["kind"], offered, _right(keys.get(question["key"], {}))
    yield from (row["key"] for row in step.data.get("rubric", ()))


def _right(key: Mapping[str, Any]) -> object:
    """What is right, without words: of a short answer which others are foreseen."""
    match key.get("kind"):
        case QuestionKind.MATCH | QuestionKind.ORDER:
            return {*key["right"].items()}
        case QuestionKind.SHORT:
            return {*key["known"]}
    return {*key.get("right", ())}


def problems(document: Document, answers: Mapping[str, Any]) -> list[Problem]:
    """What stands between this document and its release; an empty list when nothing does."""
    found = [Problem("", sentence) for sentence in _of_module(document)]
    for lesson in document.lessons:
        found += [Problem(lesson.title, sentence) for sentence in _of_lesson(lesson, answers)]
    return found


def _of_module(document: Document) -> Iterator[str | Promise]:
    if not document.summary:
        yield _("Say in one or two sentences what the module is about.")
    if not document.lessons:
        yield _("The module has no published lesson yet. Publish at least one.")


def _of_lesson(lesson: Lesson, answers: Mapping[str, Any]) -> Iterator[str | Promise]:
    if lesson.minutes < 1:
        yield _("Say how many minutes the lesson takes.")
    if not lesson.steps:
        yield _("The lesson is empty.")
    if not TO_THINK_ABOUT & {step.kind for step in lesson.steps}:
        yield _("Add a knowledge check, a scenario or a reflection: something to think about.")
    if lesson.may_be_hard and not lesson.another_way:
        yield _("The lesson has a content note. Write another way through it that counts the same.")
    for step in lesson.steps:
        yield from _of_step(step, answers)


def _of_step(step: Step, answers: Mapping[str, Any]) -> Iterator[str | Promise]:
    data = step.data
    if step.plays and not data["ready"]:
        yield _("“%(title)s” is still being prepared. Wait a moment and look again.") % {"title": data["title"]}
    if step.plays and data["seconds"] < 1:
        yield _("We could not read how long “%(title)s” is.") % {"title": data["title"]}
    if step.kind == StepKind.VIDEO and not data["captions"]:
        yield _("“%(title)s” has no captions.") % {"title": data["title"]}
    if step.plays and not data["transcript"]:
        yield _("“%(title)s” has no transcript.") % {"title": data["title"]}
    if step.kind == "picture" and not data["alt"].strip():
        yield _("A picture has no words for people who cannot see it.")
    if step.kind == StepKind.CHECK:
        yield from _of_check(step, answers)
    problem = talk_problem(ways_of(data)) if step.kind == StepKind.SCENARIO else None
    if problem:
        yield problem
    if step.kind == StepKind.ROLEPLAY:
        yield from _of_roleplay(step)


def _of_roleplay(step: Step) -> Iterator[str | Promise]:
    rubric = step.data["rubric"]
    if len(rubric) not in ROWS:
        yield _("A role-play needs two to six things that are looked for.")
    for row in rubric:
        if any(not row["levels"].get(level, "").strip() for level in RubricLevel.values):
            yield _("In the role-play, say for “%(row)s” what each level sounds like.") % {"row": row["look_for"]}


def _of_check(step: Step, answers: Mapping[str, Any]) -> Iterator[str | Promise]:
    keys = answers.get(str(step.key), {})
    if not 1 <= step.asks <= len(step.data["questions"]):
        yield _("A knowledge check asks more questions than it has.")
    for question in step.data["questions"]:
        yield from _of_question(question, keys.get(question["key"], {}))


def _of_question(question: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[str | Promise]:
    about = {"question": question["ask"]}
    because = key.get("because", {})
    match question["kind"]:
        case QuestionKind.MATCH | QuestionKind.ORDER:
            if len(question["items"]) < 2 or {one["key"] for one in question["items"]} != key.get("right", {}).keys():
                yield _("“%(question)s” needs at least two lines.") % about
            said = [*because.values(), *key.get("hints", {}).values()]
            if not all(text.strip() for text in said) or because.keys() != key.get("right", {}).keys():
                yield _("In “%(question)s” every line needs an explanation.") % about
        case QuestionKind.SHORT:
            if not lines(key.get("right", "")):
                yield _("“%(question)s” needs at least one answer that fits.") % about
            said = [
                key.get("because", ""),
                key.get("otherwise", ""),
                *(o["because"] for o in key.get("known", {}).values()),
            ]
            if not all(text.strip() for text in said):
                yield _("In “%(question)s” every answer needs an explanation.") % about
        case _:
            yield from _of_choices(question, {"right": [], "because": {}, **key})


def _of_choices(question: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[str | Promise]:
    about = {"question": question["ask"]}
    if len(question["choices"]) < 2:
        yield _("“%(question)s” needs at least two choices.") % about
    if question["kind"] == "single" and len(key["right"]) != 1:
        yield _("“%(question)s” needs exactly one right answer.") % about
    if question["kind"] == "multiple" and not key["right"]:
        yield _("“%(question)s” needs at least one right answer.") % about
    if any(not key["because"].get(choice["key"], "").strip() for choice in question["choices"]):
        yield _("In “%(question)s” every choice needs an explanation.") % about
