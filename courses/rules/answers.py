"""What can be answered to a question, in words: for whoever counts answers. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.rules.alike import lines
from courses.rules.scoring import BETWEEN, ELSE, FITS
from courses.words import QuestionKind


@dataclass(frozen=True)
class Answer:
    """`key` is what is kept of it (rules.scoring)."""

    key: str
    text: str | Promise
    right: bool


def answers_of(question: Mapping[str, Any], key: Mapping[str, Any]) -> Iterator[tuple[str, list[Answer]]]:
    """(what is asked, all its answers): once for a question, once a line where each line is answered by itself."""
    ask = question["ask"]
    match question["kind"]:
        case QuestionKind.MATCH | QuestionKind.ORDER:
            places = [{"key": str(n), "text": str(n)} for n in range(1, len(question["items"]) + 1)]
            for line in question["items"]:
                right = key.get("right", {}).get(line["key"])
                yield (
                    f"{ask} – {line['text']}",
                    [
                        Answer(f"{line['key']}{BETWEEN}{one['key']}", one["text"], one["key"] == right)
                        for one in question.get("choices", places)
                    ],
                )
        case QuestionKind.SHORT:
            known = [Answer(name, _first(one["said"]), False) for name, one in key.get("known", {}).items()]
            yield (
                ask,
                [Answer(FITS, _first(key.get("right", "")), True), *known, Answer(ELSE, _("Something else"), False)],
            )
        case _:
            right = key.get("right", ())
            yield ask, [Answer(one["key"], one["text"], one["key"] in right) for one in question["choices"]]


def _first(said: str) -> str:
    return next(iter(lines(said)), "")
