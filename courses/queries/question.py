"""A question as it is shown: fresh, with what she sent, or with what she may read about her answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from courses.rules.scoring import BETWEEN, FITS, Key, Marked, ShortKey, parted
from courses.words import QuestionKind

Said = Collection[str]


@dataclass(frozen=True)
class Choice:
    """Something to choose; the form sends its key."""

    key: str
    text: str
    chosen: bool
    # Set only for what she may read now (rules.scoring).
    because: Any = ""
    fits: bool = False


@dataclass(frozen=True)
class Row:
    """A line that is given a partner, or a place."""

    key: str
    text: str
    choices: tuple[Choice, ...]
    because: Any = ""
    fits: bool = False

    @property
    def picked(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


@dataclass(frozen=True)
class Question:
    key: str
    ask: str
    kind: str
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    # Of a short answer: what she typed, the explanation, and once hers is right the answer as its author would give it.
    words: str = ""
    because: Any = ""
    model: str = ""
    number: bool = False
    answered: bool = False
    right: bool = False
    missing: bool = False  # she sent the form without an answer to it

    @property
    def single(self) -> bool:
        return self.kind == QuestionKind.SINGLE

    @property
    def in_order(self) -> tuple[Row, ...]:
        """The lines as she placed them."""
        return tuple(sorted(self.rows, key=lambda row: int(row.picked.text) if row.picked else 0))

    @property
    def said(self) -> str:
        """What is chosen or typed, in words."""
        if self.rows:
            return "; ".join(f"{row.text}: {row.picked.text}" for row in self.rows if row.picked)
        return self.words or ", ".join(choice.text for choice in self.choices if choice.chosen)

    @property
    def in_rows(self) -> bool:
        return self.kind in (QuestionKind.MATCH, QuestionKind.ORDER)


def fresh(question: Mapping[str, Any]) -> Question:
    """As nobody has answered it yet."""
    return _shown(question, ())


def as_sent(question: Mapping[str, Any], said: Said, *, missing: bool) -> Question:
    """With what she sent, which could not be marked."""
    return _shown(question, said, missing=missing)


def going_on(question: Question, said: Said) -> Question:
    """With what she has chosen since: what she may read about her last answer stays."""
    return replace(
        question,
        choices=tuple(_chosen_of(one, said) for one in question.choices),
        rows=tuple(replace(row, choices=tuple(_chosen_of(one, said) for one in row.choices)) for row in question.rows),
        words=next(iter(said), "") if question.kind == QuestionKind.SHORT else question.words,
    )


def _chosen_of(choice: Choice, said: Said) -> Choice:
    return replace(choice, chosen=choice.key in said)


def explained(question: Mapping[str, Any], marked: Marked, key: Key, words: str) -> Question:
    """With her answer, and what she may read about it."""
    return _shown(question, marked.chosen, marked=marked, key=key, words=words)


def _shown(
    question: Mapping[str, Any],
    said: Said,
    *,
    marked: Marked | None = None,
    key: Key | None = None,
    words: str = "",
    missing: bool = False,
) -> Question:
    kind = question["kind"]
    rows = kind in (QuestionKind.MATCH, QuestionKind.ORDER)
    short = kind == QuestionKind.SHORT
    return Question(
        key=question["key"],
        ask=question["ask"],
        kind=kind,
        choices=() if rows or short else tuple(_choice(one, said, marked) for one in question["choices"]),
        rows=tuple(_row(item, question, said, marked) for item in question["items"]) if rows else (),
        words=words or (next(iter(said), "") if short and marked is None else ""),
        because=next(iter(marked.because.values()), "") if short and marked else "",
        model=key.accepted[0] if isinstance(key, ShortKey) and marked and marked.chosen == {FITS} else "",
        number=bool(question.get("number")),
        answered=marked is not None,
        right=bool(marked and marked.right),
        missing=missing,
    )


def _choice(choice: Mapping[str, Any], said: Said, marked: Marked | None) -> Choice:
    key = choice["key"]
    because = marked.because.get(key, "") if marked else ""
    return Choice(key, choice["text"], key in said, because, bool(marked and key in marked.fits))


def _row(item: Mapping[str, Any], question: Mapping[str, Any], said: Said, marked: Marked | None) -> Row:
    key = item["key"]
    picked = {choice for one, choice in map(parted, said) if one == key}
    offered = question.get("choices") or [{"key": str(n), "text": str(n)} for n in range(1, len(question["items"]) + 1)]
    return Row(
        key=key,
        text=item["text"],
        choices=tuple(Choice(f"{key}{BETWEEN}{one['key']}", one["text"], one["key"] in picked) for one in offered),
        because=marked.because.get(key, "") if marked else "",
        fits=bool(marked and key in marked.fits),
    )
