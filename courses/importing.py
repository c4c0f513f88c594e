"""Modules as writers hand them in: a folder a module, a Markdown file a lesson (lms/demo/content/README.md). Pure.

Answers with what the pages hold; `courses.actions.loading` makes pages of it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from courses import in_step
from courses.handed import (
    Fault,
    Folder,
    Unreadable,
    Wrong,
    decoded,
    folder_on_disk,
    front_matter,
    read_yaml,
    slug_of,
    words_of,
)
from courses.words import QuestionKind, RubricLevel
from people.markdown import clean

# Names of blocks: the same file always gets the same ids, so that loading it again changes nothing.
NAMES = UUID("5b0d8f0e-7c0a-4a53-9d5c-1f3d0a1c6a55")
OPENING = re.compile(r"^:::(?P<name>[a-z]+)(?P<attributes>(?: [a-z]+=\"[^\"]*\")*)\s*$")
ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
CLOSING = ":::"
# What is not words within a directive.
SWITCHES = frozenset({"right", "number", "must"})
NUMBERS = frozenset({"draw"})
# What is a list of parts, and what a list of words; everywhere else words stand.
PARTS = frozenset({"questions", "choices", "pairs", "lines", "known", "replies", "turns", "rubric"})
LINES = frozenset({"accepted", "said"})


@dataclass(frozen=True)
class LessonFile:
    file: str
    slug: str
    title: str
    minutes: int
    content_note: str
    another_way: str
    # Blocks as Wagtail keeps them; a picture, film or document stands as its key until the files are known.
    body: list[dict[str, Any]] = field(repr=False)
    # In which line of its file each block begins.
    lines: tuple[int, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True)
class ModuleFolder:
    slug: str
    title: str
    summary: str
    stages: tuple[str, ...]
    lessons: tuple[LessonFile, ...]


def read_module(folder: Path | Folder, language: str = "") -> ModuleFolder:
    """A module's folder, in its first language or in another one that stands beside it. Raises Unreadable."""
    folder = folder if isinstance(folder, Folder) else folder_on_disk(folder)
    faults: list[Fault] = []
    module = _module(folder, _beside("module.md", language), faults)
    names = [name for name in sorted(folder.texts) if name != "module.md" and not _language_of(name)]
    lessons: dict[str, LessonFile] = {}
    for name in names:
        lesson = _lesson(folder, _beside(name, language), module.slug, faults)
        if lesson and lesson.slug in lessons:
            faults.append(Fault(lesson.file, _("“%(slug)s” is another lesson's slug already.") % {"slug": lesson.slug}))
        elif lesson:
            lessons[lesson.slug] = lesson
    if faults:
        raise Unreadable(*faults)
    return replace(module, lessons=tuple(lessons.values()))


def read_translations(folder: Path | Folder, module: ModuleFolder) -> dict[str, ModuleFolder]:
    """A module's other languages, by their codes. Each says the same in every lesson. Raises Unreadable."""
    folder = folder if isinstance(folder, Folder) else folder_on_disk(folder)
    beside = [name for name in sorted(folder.texts) if _language_of(name)]
    for name in beside:
        first = f"{name.partition('.')[0]}.md"
        if first not in folder.texts:
            raise Unreadable(Fault(folder.said(name), _("it stands beside no %(other)s.") % {"other": first}))
    found = {}
    for language in sorted({_language_of(name) for name in beside}):
        found[language] = read_module(folder, language)
        faults = in_step.differences(module, found[language], folder.said(f"module.{language}.md"))
        if wrong := [Fault(file, why) for file, why in faults]:
            raise Unreadable(*wrong)
    return found


def read_modules(folder: Path) -> list[ModuleFolder]:
    """The modules of a course's folder, in the order of their numbers."""
    return [read_module(path) for path in module_folders(folder)]


def module_folders(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if (path / "module.md").exists()]


def _language_of(name: str) -> str:
    """`01-welcome.es.md` says in Spanish what the file beside it says; it is no lesson of its own."""
    return name.removesuffix(".md").partition(".")[2]


def _beside(name: str, language: str) -> str:
    return f"{name.removesuffix('.md')}.{language}.md" if language else name


def _module(folder: Folder, name: str, faults: list[Fault]) -> ModuleFolder:
    try:
        front, _text = front_matter(_file(folder, name), folder.said(name))
        stages = front.get("stages") or []
        if not isinstance(stages, list) or not all(isinstance(stage, str) for stage in stages):
            raise Wrong(_("“stages” has to be a list, like [must-act]."))
        return ModuleFolder(slug_of(front), words_of(front, "title"), words_of(front, "summary"), tuple(stages), ())
    except Unreadable as unreadable:
        faults += unreadable.faults
    except Wrong as wrong:
        faults.append(Fault(folder.said(name), str(wrong), wrong.line))
    return ModuleFolder("", "", "", (), ())


def _file(folder: Folder, name: str) -> bytes:
    if name not in folder.texts:
        raise Unreadable(Fault(folder.said(name), _("it is missing: a translated module has every file.")))
    return folder.texts[name]


def _lesson(folder: Folder, name: str, module: str, faults: list[Fault]) -> LessonFile | None:
    said = folder.said(name)
    try:
        front, text = front_matter(_file(folder, name), said, ("title", "slug", "minutes"))
        head = _lesson_head(front)
    except Unreadable as unreadable:
        faults += unreadable.faults
        return None
    except Wrong as wrong:
        faults.append(Fault(said, str(wrong)))
        return None
    above = decoded(folder.texts[name], said).count("\n") - text.count("\n")
    body, lines = [], []
    counted: Counter[str] = Counter()
    try:
        for line, kind, value in _blocks(text):
            counted[kind] += 1
            name = f"{module}/{head.slug}/{kind}-{counted[kind]}"
            body.append({"type": kind, "id": str(uuid5(NAMES, name)), "value": _named(value, name)})
            lines.append(above + line)
    except Wrong as wrong:
        faults.append(Fault(said, str(wrong), above + wrong.line))
        return None
    return replace(head, file=said, body=body, lines=tuple(lines))


def _lesson_head(front: Mapping[str, Any]) -> LessonFile:
    minutes = front["minutes"]
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= 120:
        raise Wrong(_("“minutes” has to be a whole number from 1 to 120."))
    return LessonFile(
        file="",
        slug=slug_of(front),
        title=words_of(front, "title"),
        minutes=minutes,
        content_note=words_of(front, "content_note", needed=False),
        another_way=words_of(front, "another_way", needed=False),
        body=[],
    )


def _blocks(text: str) -> Iterator[tuple[int, str, Any]]:
    """(line, kind, value) of each stretch of Markdown and each directive, in order. Raises Wrong with its line."""
    prose: list[str] = []
    lines = enumerate(text.split("\n"), start=1)
    for number, line in lines:
        opening = OPENING.match(line)
        if opening is None:
            if line.startswith(CLOSING):
                raise Wrong(_("a line of three colons opens nothing we know and closes nothing."), number)
            prose.append(line)
            continue
        yield from _prose(prose, number)
        prose = []
        yield number, opening["name"], _read(opening, _until_closed(lines, opening["name"], number), number)
    yield from _prose(prose, text.count("\n") + 2)


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
    attributes = {name: _unquoted(value) for name, value in ATTRIBUTE.findall(opening["attributes"])}
    try:
        return _directive(opening["name"], attributes, inner)
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
            return {"media": attributes["key"], "caption": data.get("caption", ""), "must": must}
        case "picture":
            return {"image": attributes["key"], "alt": data["alt"], "caption": data.get("caption", "")}
        case "download":
            return {"document": attributes["key"], "label": data["label"]}
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


def _named(value: Any, name: str) -> Any:
    """Lists within a block as Wagtail keeps them: each item with an id of its own."""
    if not isinstance(value, dict):
        return value
    return {key: _items(inner, f"{name}/{key}") if isinstance(inner, list) else inner for key, inner in value.items()}


def _items(items: list[Any], name: str) -> list[dict[str, Any]]:
    return [
        {
            "type": getattr(item, "kind", "item"),
            "id": str(uuid5(NAMES, f"{name}-{n}")),
            "value": _named(item, f"{name}-{n}"),
        }
        for n, item in enumerate(items, start=1)
    ]
