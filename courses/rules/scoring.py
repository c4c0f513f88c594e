"""Marking a knowledge check. It teaches: what she chose is explained, what she did not choose is not given away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """The answers to one question, as the edition keeps them apart from its text."""

    question: str
    single: bool
    right: frozenset[str]
    because: Mapping[str, str]


@dataclass(frozen=True)
class Marked:
    """One question as she answered it."""

    question: str
    chosen: frozenset[str]
    right: bool
    # The explanations she may read now: of what she chose; of every choice once the question is right.
    because: Mapping[str, str]


class NotAnswered(Exception):
    """Some questions have no answer yet: nothing is marked."""

    def __init__(self, questions: list[str]) -> None:
        super().__init__(", ".join(questions))
        self.questions = questions


class NotAChoice(Exception):
    """An answer that was never offered."""


def keys_of(check: Mapping[str, Mapping[str, object]]) -> tuple[Key, ...]:
    """The keys of one check, from the edition's `answers`."""
    return tuple(
        Key(question, bool(key["single"]), frozenset(key["right"]), dict(key["because"]))  # type: ignore[call-overload]
        for question, key in check.items()
    )


def mark(keys: Collection[Key], given: Mapping[str, Collection[str]]) -> tuple[Marked, ...]:
    """Every question marked. Raises NotAnswered while one is open, NotAChoice for what was never offered."""
    if given.keys() - {key.question for key in keys}:
        raise NotAChoice
    open_questions = [key.question for key in keys if not given.get(key.question)]
    if open_questions:
        raise NotAnswered(open_questions)
    return tuple(_mark(key, frozenset(given[key.question])) for key in keys)


def _mark(key: Key, chosen: frozenset[str]) -> Marked:
    if chosen - key.because.keys() or (key.single and len(chosen) != 1):
        raise NotAChoice
    right = chosen == key.right
    readable = key.because.keys() if right else chosen
    return Marked(
        key.question, chosen, right, {choice: key.because[choice] for choice in key.because if choice in readable}
    )


def score(marked: Collection[Marked]) -> int:
    """How many questions are right."""
    return sum(question.right for question in marked)
