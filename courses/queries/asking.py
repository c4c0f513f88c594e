"""The questions of a check as they are frozen: what the page may show, and apart from it the answers.

Neither the order in which something is shown nor its key says where it belongs: a key is made of the block's own id and a
secret of this house, and what is shown stands in the order of the keys, the same in every language.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.crypto import salted_hmac
from wagtail.blocks import StreamValue

from courses.words import QuestionKind

Json = dict[str, Any]


def asked(questions: StreamValue) -> tuple[list[Json], Json]:
    """(the questions for the page, their answers by question)."""
    shown, keys = [], {}
    for block in questions:
        text, key = MAKERS[block.block_type](block.value, block.id)
        shown.append({"key": block.id, "ask": block.value["ask"], **text})
        keys[block.id] = key
    return shown, keys


def _choice(value: Mapping[str, Any], name: str) -> tuple[Json, Json]:
    choices = value["choices"].bound_blocks
    key = {
        "single": value["kind"] == QuestionKind.SINGLE,
        "right": [choice.id for choice in choices if choice.value["right"]],
        "because": {choice.id: choice.value["because"] for choice in choices},
    }
    shown = [{"key": choice.id, "text": choice.value["text"]} for choice in choices]
    return {"kind": value["kind"], "choices": shown}, key


def _match(value: Mapping[str, Any], name: str) -> tuple[Json, Json]:
    pairs = value["pairs"].bound_blocks
    items = {pair.id: _hidden(name, pair.id, "item") for pair in pairs}
    choices = {pair.id: _hidden(name, pair.id, "choice") for pair in pairs}
    text = {
        "kind": QuestionKind.MATCH.value,
        "items": [{"key": items[pair.id], "text": pair.value["this"]} for pair in pairs],
        "choices": _stirred([{"key": choices[pair.id], "text": pair.value["that"]} for pair in pairs]),
    }
    key = {
        "kind": QuestionKind.MATCH.value,
        "right": {items[pair.id]: choices[pair.id] for pair in pairs},
        "because": {items[pair.id]: pair.value["because"] for pair in pairs},
        "hints": {items[pair.id]: pair.value["hint"] for pair in pairs},
    }
    return text, key


def _order(value: Mapping[str, Any], name: str) -> tuple[Json, Json]:
    lines = [(_hidden(name, line.id, "line"), line.value) for line in value["lines"].bound_blocks]
    shown = _stirred([{"key": key, "text": line["text"]} for key, line in lines])
    return {"kind": QuestionKind.ORDER.value, "items": shown}, {
        "kind": QuestionKind.ORDER.value,
        "right": {key: str(place) for place, (key, _line) in enumerate(lines, start=1)},
        "because": {key: line["because"] for key, line in lines},
    }


def _short(value: Mapping[str, Any], name: str) -> tuple[Json, Json]:
    known = value["known"].bound_blocks
    return {"kind": QuestionKind.SHORT.value, "number": bool(value["number"])}, {
        "kind": QuestionKind.SHORT.value,
        "number": bool(value["number"]),
        "right": value["accepted"],
        "because": value["because"],
        "known": {one.id: {"said": one.value["said"], "because": one.value["because"]} for one in known},
        "otherwise": value["otherwise"],
    }


# By the name of the block (`courses.question_blocks.QuestionsBlock`).
MAKERS: Mapping[str, Callable[[Any, str], tuple[Json, Json]]] = {
    "item": _choice,
    "match": _match,
    "order": _order,
    "short": _short,
}


def _hidden(question: str, item: str, what: str) -> str:
    return salted_hmac("courses.questions", f"{question}/{item}/{what}", algorithm="sha256").hexdigest()[:16]


def _stirred(right: Sequence[Json]) -> list[Json]:
    """In the order of the keys; never by chance in the order that is right."""
    shown = sorted(right, key=lambda one: str(one["key"]))
    return shown if shown != list(right) else [*shown[1:], *shown[:1]]
