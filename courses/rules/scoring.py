"""Marking a knowledge check. It teaches: what she chose is explained, what she did not choose is not given away.

An answer to a question is a list of texts, as a form or a device sends it, in any order:

    single, multiple   the keys of what she chose
    match              "item:choice" for each item
    order              "item:place" for each item, the first place being 1
    short              what she typed

What is kept of it are keys alone, never her words.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from courses.rules.alike import lines, says_one_of, tidy
from courses.words import EARLIER, LATER, QuestionKind

# What is kept of a short answer that is right, and of one that the author did not foresee.
FITS, ELSE = "right", "else"
BETWEEN = ":"

Chosen = frozenset[str]


@dataclass(frozen=True)
class Marked:
    """One question as she answered it."""

    question: str
    chosen: Chosen
    right: bool
    # The explanations she may read now: of what she chose; of every choice once the question is right. By choice, by
    # item, or (a short answer) by what is kept of it.
    because: Mapping[str, Any]
    # Those of them that fit.
    fits: Chosen


class NotAnswered(Exception):
    """Some questions have no answer yet: nothing is marked."""

    def __init__(self, questions: list[str]) -> None:
        super().__init__(", ".join(questions))
        self.questions = questions


class NotAChoice(Exception):
    """An answer that was never offered."""


class Key(Protocol):
    """The answers to one question, as the edition keeps them apart from its text."""

    @property
    def question(self) -> str:
        """Its key."""

    @property
    def right(self) -> Chosen:
        """An answer that is right, as she would give it."""

    def answered(self, given: Collection[str]) -> bool:
        """Is there an answer to every part of it?"""

    def chosen(self, given: Collection[str]) -> Chosen:
        """What is kept of an answer. Raises NotAChoice for what was never offered."""

    def mark(self, chosen: Chosen) -> Marked:
        """What was kept, marked."""


@dataclass(frozen=True)
class ChoiceKey:
    """One answer is right, or several are."""

    question: str
    single: bool
    right: Chosen
    because: Mapping[str, str]

    def answered(self, given: Collection[str]) -> bool:
        return bool(given)

    def chosen(self, given: Collection[str]) -> Chosen:
        chosen = frozenset(given)
        if chosen - self.because.keys() or (self.single and len(chosen) != 1):
            raise NotAChoice
        return chosen

    def mark(self, chosen: Chosen) -> Marked:
        right = chosen == self.right
        readable = {key: why for key, why in self.because.items() if right or key in chosen}
        return Marked(self.question, chosen, right, readable, self.right & readable.keys())


@dataclass(frozen=True)
class MatchKey:
    """Each item has one choice that belongs to it."""

    question: str
    pairs: Mapping[str, str]
    because: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)

    @property
    def right(self) -> Chosen:
        return frozenset(f"{item}{BETWEEN}{choice}" for item, choice in self.pairs.items())

    def answered(self, given: Collection[str]) -> bool:
        return {item for item, choice in map(parted, given) if choice} >= self.pairs.keys()

    def chosen(self, given: Collection[str]) -> Chosen:
        several = [parted(one) for one in given]
        if {item for item, _choice in several} != self.pairs.keys() or len(several) != len(self.pairs):
            raise NotAChoice
        if {choice for _item, choice in several} - set(self.pairs.values()):
            raise NotAChoice
        return frozenset(given)

    def mark(self, chosen: Chosen) -> Marked:
        fits = {item for item, choice in map(parted, chosen) if self.pairs[item] == choice}
        because = {
            item: self.because[item] if item in fits else self._hint(item, choice)
            for item, choice in map(parted, chosen)
        }
        return Marked(self.question, chosen, len(fits) == len(self.pairs), because, frozenset(fits))

    def _hint(self, item: str, choice: str) -> Any:
        """It leads on, and does not name what belongs there."""
        return self.hints[item]


@dataclass(frozen=True)
class OrderKey(MatchKey):
    """Each item has its place, and no two have the same."""

    def answered(self, given: Collection[str]) -> bool:
        places = Counter(place for _item, place in map(parted, given))
        return super().answered(given) and max(places.values()) == 1

    def _hint(self, item: str, choice: str) -> Any:
        return EARLIER if int(choice) > int(self.pairs[item]) else LATER


@dataclass(frozen=True)
class ShortKey:
    """A few words or a number of her own. The first accepted answer is the model that she is shown once hers is right."""

    question: str
    accepted: tuple[str, ...]
    number: bool
    because: str
    # Answers that the author knows to come and not to fit: (what is said, the explanation), by key.
    known: Mapping[str, tuple[tuple[str, ...], str]]
    otherwise: str

    @property
    def right(self) -> Chosen:
        return frozenset(self.accepted[:1])

    @property
    def explanations(self) -> Mapping[str, str]:
        return {FITS: self.because, **{key: why for key, (_said, why) in self.known.items()}, ELSE: self.otherwise}

    def answered(self, given: Collection[str]) -> bool:
        return any(tidy(one) for one in given)

    def chosen(self, given: Collection[str]) -> Chosen:
        if len(given) != 1:
            raise NotAChoice
        said = tidy(next(iter(given)))
        if says_one_of(said, self.accepted, as_number=self.number):
            return frozenset({FITS})
        foreseen = (key for key, (one, _why) in self.known.items() if says_one_of(said, one, as_number=self.number))
        return frozenset({next(foreseen, ELSE)})

    def mark(self, chosen: Chosen) -> Marked:
        because = {key: why for key, why in self.explanations.items() if key in chosen}
        return Marked(self.question, chosen, chosen == {FITS}, because, chosen & {FITS})


def keys_of(check: Mapping[str, Mapping[str, Any]]) -> tuple[Key, ...]:
    """The keys of one check, from the edition's `answers`."""
    return tuple(_key(question, said) for question, said in check.items())


def _key(question: str, said: Mapping[str, Any]) -> Key:
    match said.get("kind"):
        case QuestionKind.MATCH:
            return MatchKey(question, dict(said["right"]), dict(said["because"]), dict(said["hints"]))
        case QuestionKind.ORDER:
            return OrderKey(question, dict(said["right"]), dict(said["because"]))
        case QuestionKind.SHORT:
            known = {key: (lines(one["said"]), one["because"]) for key, one in said["known"].items()}
            accepted = lines(said["right"])
            return ShortKey(question, accepted, said["number"], said["because"], known, said["otherwise"])
    return ChoiceKey(question, bool(said["single"]), frozenset(said["right"]), dict(said["because"]))


def mark(keys: Collection[Key], given: Mapping[str, Collection[str]]) -> tuple[Marked, ...]:
    """Every question marked. Raises NotAnswered while one is open, NotAChoice for what was never offered."""
    if given.keys() - {key.question for key in keys}:
        raise NotAChoice
    still_open = open_questions(keys, given)
    if still_open:
        raise NotAnswered(still_open)
    return tuple(key.mark(key.chosen(_filled(given[key.question]))) for key in keys)


def open_questions(keys: Collection[Key], given: Mapping[str, Collection[str]]) -> list[str]:
    """Those that have no whole answer yet."""
    return [key.question for key in keys if not key.answered(_filled(given.get(key.question, ())))]


def _filled(several: Collection[str]) -> list[str]:
    """Without the lines that a form sends empty."""
    return [one for one in several if one]


def mark_again(keys: Collection[Key], kept: Mapping[str, Collection[str]]) -> tuple[Marked, ...] | None:
    """What was kept of her answers, marked as then. None where it was to other questions than these."""
    try:
        return tuple(key.mark(_kept(key, kept[key.question])) for key in keys)
    except (KeyError, NotAChoice):
        return None


def _kept(key: Key, chosen: Collection[str]) -> Chosen:
    if not isinstance(key, ShortKey):
        return key.chosen(chosen)
    if len(chosen) != 1 or not {*chosen} <= key.explanations.keys():
        raise NotAChoice
    return frozenset(chosen)


def asks_for_words(keys: Collection[Key]) -> bool:
    return any(isinstance(key, ShortKey) for key in keys)


def words_in(keys: Collection[Key], given: Mapping[str, Collection[str]]) -> dict[str, str]:
    """What she typed, by question, so that it can stand there again."""
    return {key.question: tidy(next(iter(given[key.question]))) for key in keys if isinstance(key, ShortKey)}


def parted(one: str) -> tuple[str, str]:
    """ "item:choice" as the two; the choice is empty while there is none."""
    item, _between, choice = one.partition(BETWEEN)
    return item, choice


def score(marked: Collection[Marked]) -> int:
    """How many questions are right."""
    return sum(question.right for question in marked)
