"""What a lesson file holds between its lines of three colons, as the blocks of a page keep it. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote
from uuid import uuid5

from django.utils.translation import gettext as _

from courses.handed import Wrong, read_yaml
from courses.rules.steady import NAMES
from courses.words import QuestionKind, RubricLevel
from people.markdown import clean

# Also as other tools write it: a blank behind the colons, a capital, quotes that an editor made round.
OPENING = re.compile(r"^:::[ \t]*(?P<name>[A-Za-z]+)(?P<attributes>(?:[ \t]+[a-z]+=(?:\"[^\"]*\"|“[^”]*”))*)\s*$")
ATTRIBUTE = re.compile(r"([a-z]+)=(?:\"([^\"]*)\"|“([^”]*)”)")
CLOSING = ":::"
# A picture as Markdown has it, on a line of its own.
IMAGE = re.compile(
    r"^ {0,3}!\[(?P<alt>[^\]]*)\]\((?:<(?P<named>[^>]+)>|(?P<file>[^\s)]+))(?:[ \t]+\"(?P<caption>[^\"]*)\")?\)\s*$"
)
ENDING = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|mp4|m4v|mov|webm|mkv|avi|mp3|m4a|ogg|wav|pdf|docx|xlsx|pptx|odt|txt|csv)$", re.I
)
# What is not words within a directive.
SWITCHES = frozenset({"right", "number", "must"})
NUMBERS = frozenset({"draw"})
# What is a list of parts, and what a list of words; everywhere else words stand.
PARTS = frozenset({"questions", "choices", "pairs", "lines", "known", "replies", "turns", "rubric"})
LINES = frozenset({"accepted", "said"})


def blocks_of(text: str) -> Iterator[tuple[int, str, Any]]:
    """(line, kind, value) of each stretch of Markdown and each directive, in order. Raises Wrong with its line."""
    prose: list[str] = []
    lines = enumerate(text.split("\n"), start=1)
    for number, line in lines:
        opening, image = OPENING.match(line), IMAGE.match(line)
        if opening is None and image is None:
            _check_prose(line, number)
            prose.append(line)
            continue
        yield from _prose(prose, number)
        prose = []
        if image:
            yield number, "picture", _picture(image, number)
        elif opening:
            name = opening["name"].lower()
            yield number, name, _read(opening, _until_closed(lines, name, number), number)
    yield from _prose(prose, text.count("\n") + 2)


def _check_prose(line: str, number: int) -> None:
    """What would be lost without a word."""
    if line.startswith(CLOSING):
        why = _(
            'three colons open a part, like :::reflection or :::callout heading="Keep this", or close one. This line does neither.'
        )
        raise Wrong(why, number)
    if re.search(r"!\[[^\]]*\]\([^)\s]", line) and "`" not in line:
        raise Wrong(_("a picture stands on a line of its own: ![Two cups on a table](media/kitchen.jpg)"), number)


def _picture(image: re.Match[str], line: int) -> dict[str, str]:
    """A picture by its file in media/."""
    file = unquote(image["named"] or image["file"])
    if "://" in file:
        raise Wrong(_("a picture from another place is not shown here. Put its file into media/."), line)
    if not image["alt"].strip():
        raise Wrong(_("say between the brackets what there is to see: ![Two cups on a table](media/kitchen.jpg)"), line)
    return {"image": key_of(file.rpartition("/")[2]), "alt": image["alt"].strip(), "caption": image["caption"] or ""}


def key_of(said: str) -> str:
    """What a file is called, without its ending."""
    return ENDING.sub("", said)


def _prose(lines: list[str], before: int) -> Iterator[tuple[int, str, str]]:
    """`before` is the number of the line after these."""
    text = "\n".join(lines).strip()
    if text:
        blank = next(n for n, line in enumerate(lines) if line.strip())
        yield before - len(lines) + blank, "markdown", text


def _until_closed(lines: Iterator[tuple[int, str]], name: str, opened: int) -> str:
    inner: list[str] = []
    for _number, line in lines:
        if line.strip() == CLOSING:
            return "\n".join(inner)
        inner.append(line)
    raise Wrong(_("“:::%(name)s” is never closed.") % {"name": name}, opened)


def _read(opening: re.Match[str], inner: str, line: int) -> Any:
    """A directive. What is wrong in it is told with the line it begins in, or closer where that is known."""
    attributes = {name: _unquoted(value or other) for name, value, other in ATTRIBUTE.findall(opening["attributes"])}
    try:
        return _directive(opening["name"].lower(), attributes, inner)
    except Wrong as wrong:
        raise Wrong(str(wrong), line + wrong.line) from wrong
    except KeyError as missing:
        raise Wrong(_("“%(name)s” is missing.") % {"name": missing.args[0]}, line) from missing
    except (ValueError, TypeError, AttributeError) as error:
        raise Wrong(_("“:::%(name)s” is not written as the guide shows.") % {"name": opening["name"]}, line) from error


def _directive(name: str, attributes: Mapping[str, str], inner: str) -> Any:
    if name == "callout":
        kind = attributes.get("kind", "note")
        return {"kind": kind, "title": attributes["heading"], "text": str(clean(inner))}
    data = read_yaml(inner)
    value = _value(name, attributes, data)
    _only_words(data, numbers=True)
    _only_words(value)
    return value


def _value(name: str, attributes: Mapping[str, str], data: Mapping[str, Any]) -> Any:
    match name:
        case "video" | "audio":
            must = attributes.get("asked") == "yes"
            return {"media": key_of(attributes["key"]), "caption": data.get("caption", ""), "must": must}
        case "picture":
            return {"image": key_of(attributes["key"]), "alt": data["alt"], "caption": data.get("caption", "")}
        case "download":
            return {"document": key_of(attributes["key"]), "label": data["label"]}
        case "note":
            return data["text"]
        case "check":
            return _check(data)
        case "scenario":
            turns = [{**_some(turn, "name", "says"), **_replies(turn)} for turn in data.get("turns", ())]
            return {**_some(data, "setting", "says", "ask"), **_replies(data), **({"turns": turns} if turns else {})}
        case "roleplay":
            rubric = [{name: row[name] for name in ("look_for", *RubricLevel.values)} for row in data["rubric"]]
            return {**_some(data, "setting", "says", "ask"), "rubric": rubric}
        case "reflection":
            return {"prompt": data["prompt"]}
        case "feedback":
            return {"questions": [{"ask": asked["ask"], "kind": asked["kind"]} for asked in data["questions"]]}
    raise Wrong(_("“:::%(name)s” is not known.") % {"name": name})


def _replies(turn: Mapping[str, Any]) -> dict[str, Any]:
    names = [("text", "then", "leads_to") if "leads_to" in reply else ("text", "then") for reply in turn["replies"]]
    return {"replies": [_some(reply, *some) for reply, some in zip(turn["replies"], names, strict=True)]}


def _check(data: Mapping[str, Any]) -> dict[str, Any]:
    some = {"draw": _whole(data, "draw")} if "draw" in data else {}
    return {"intro": data["intro"], **some, "questions": [_question(question) for question in data["questions"]]}


def _whole(data: Mapping[str, Any], name: str) -> int:
    if isinstance(data[name], bool) or not isinstance(data[name], int):
        raise Wrong(_("“%(name)s” is not a whole number.") % {"name": name})
    return int(data[name])


def _question(question: Mapping[str, Any]) -> dict[str, Any]:
    """A question as its block keeps it; kinds that are blocks of their own say so by `Item`."""
    kind, ask = question["kind"], question["ask"]
    match kind:
        case QuestionKind.MATCH:
            return Item(
                kind, ask=ask, pairs=[_some(pair, "this", "that", "because", "hint") for pair in question["pairs"]]
            )
        case QuestionKind.ORDER:
            return Item(kind, ask=ask, lines=[_some(line, "text", "because") for line in question["lines"]])
        case QuestionKind.SHORT:
            known = [{**_some(one, "because"), "said": _lines(one["said"])} for one in question.get("known", ())]
            return Item(
                kind,
                ask=ask,
                number=question.get("number", False),
                accepted=_lines(question["accepted"]),
                **_some(question, "because", "otherwise"),
                known=known,
            )
    return {
        "ask": ask,
        "kind": kind,
        "choices": [_some(one, "text", "right", "because") for one in question["choices"]],
    }


class Item(dict[str, Any]):
    """An entry of a list of several kinds, with its kind."""

    def __init__(self, kind: str, **value: Any) -> None:
        super().__init__(value)
        self.kind = kind


def _some(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Texts by their names; what YAML read as a number is a text too."""
    return {name: str(said[name]) if type(said[name]) in (int, float) else said[name] for name in names}


def _lines(said: list[Any]) -> str:
    """A list of answers as the block keeps it: one a line."""
    if not isinstance(said, list):
        raise Wrong(_("Answers stand in a list, each on a line that begins with a dash."))
    return "\n".join(str(one) for one in said)


def _unquoted(value: str) -> str:
    """An attribute stands in quotes, so a quote in it is written `&quot;`."""
    return value.replace("&quot;", '"').replace("&amp;quot;", "&quot;") if "quot;" in value else value


def _only_words(value: Any, name: str = "", *, numbers: bool = False) -> None:
    """What YAML reads as something else than words (yes, a date) is said, not guessed. Numbers are texts by then."""
    if isinstance(value, dict) and (not name or name in PARTS):
        for key, inner in value.items():
            _only_words(inner, str(key), numbers=numbers)
    elif isinstance(value, list) and name in PARTS | LINES:
        for inner in value:
            _only_words(inner, name if name in PARTS else "answer", numbers=numbers)
    elif name in SWITCHES:
        if not isinstance(value, bool):
            raise Wrong(_("“%(name)s” is either true or false.") % {"name": name})
    elif name in NUMBERS or (numbers and type(value) in (int, float)):
        if type(value) not in (int, float):
            raise Wrong(_("“%(name)s” has to be a whole number.") % {"name": name})
    elif not isinstance(value, str):
        raise Wrong(_("“%(name)s” has to be words. Put them in quotes.") % {"name": name})


def named(value: Any, name: str) -> Any:
    """Lists within a block as Wagtail keeps them: each item with an id of its own."""
    if not isinstance(value, dict):
        return value
    return {key: _items(inner, f"{name}/{key}") if isinstance(inner, list) else inner for key, inner in value.items()}


def _items(items: list[Any], name: str) -> list[dict[str, Any]]:
    return [
        {
            "type": getattr(item, "kind", "item"),
            "id": str(uuid5(NAMES, f"{name}-{n}")),
            "value": named(item, f"{name}-{n}"),
        }
        for n, item in enumerate(items, start=1)
    ]
