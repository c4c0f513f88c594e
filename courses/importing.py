"""Modules as writers hand them in: a folder a module, a Markdown file a lesson (lms/demo/content/README.md). Pure.

Answers with what the pages hold; `courses.actions.load_module` makes pages of it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml
from django.utils.translation import gettext as _

from courses import in_step
from courses.words import QuestionKind
from people.markdown import clean

# Names of blocks: the same file always gets the same ids, so that loading it again changes nothing.
NAMES = UUID("5b0d8f0e-7c0a-4a53-9d5c-1f3d0a1c6a55")
FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
OPENING = re.compile(r"^:::(?P<name>[a-z]+)(?P<attributes>(?: [a-z]+=\"[^\"]*\")*)\s*$")
ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
NUMBERED = re.compile(r"^\d+-(?P<slug>[a-z0-9-]+)$")
CLOSING = ":::"


class Unreadable(Exception):
    """A file is not in the format; the message names the file and says why."""


@dataclass(frozen=True)
class LessonFile:
    file: str
    slug: str
    title: str
    minutes: int
    content_note: str
    another_way: str
    # Blocks as Wagtail keeps them; a film stands as its key until the media are known.
    body: list[dict[str, Any]] = field(repr=False)


@dataclass(frozen=True)
class ModuleFolder:
    slug: str
    title: str
    summary: str
    stages: tuple[str, ...]
    lessons: tuple[LessonFile, ...]


def read_module(folder: Path, language: str = "") -> ModuleFolder:
    """A module's folder, in its first language or in another one that stands beside it. Raises Unreadable."""
    front, _body = _split(_beside(folder / "module.md", language))
    slug = str(front["slug"])
    files = sorted(path for path in folder.glob("*.md") if path.name != "module.md" and not _language_of(path))
    return ModuleFolder(
        slug=slug,
        title=str(front["title"]),
        summary=str(front["summary"]),
        stages=tuple(front.get("stages") or ()),
        lessons=tuple(_lesson(_beside(path, language), slug) for path in files),
    )


def read_translations(folder: Path, module: ModuleFolder) -> dict[str, ModuleFolder]:
    """A module's other languages, by their codes. Each says the same in every lesson. Raises Unreadable."""
    beside = [path for path in sorted(folder.glob("*.md")) if _language_of(path)]
    for path in beside:
        first = path.with_name(f"{path.stem.partition('.')[0]}.md")
        if not first.exists():
            raise Unreadable(_("%(file)s stands beside no %(other)s.") % {"file": _said(path), "other": first.name})
    found = {}
    for language in sorted({_language_of(path) for path in beside}):
        found[language] = read_module(folder, language)
        for file, why in in_step.differences(module, found[language], f"{folder.name}/module.{language}.md"):
            raise Unreadable(_("%(file)s: %(why)s") % {"file": file, "why": why})
    return found


def read_modules(folder: Path) -> list[ModuleFolder]:
    """The modules of a course's folder, in the order of their numbers."""
    return [read_module(path) for path in module_folders(folder)]


def module_folders(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if (path / "module.md").exists()]


def _language_of(path: Path) -> str:
    """`01-welcome.es.md` says in Spanish what the file beside it says; it is no lesson of its own."""
    return path.stem.partition(".")[2]


def _beside(path: Path, language: str) -> Path:
    return path.with_name(f"{path.stem}.{language}.md") if language else path


def _said(path: Path) -> str:
    """A file as messages name it."""
    return f"{path.parent.name}/{path.name}"


def _split(path: Path) -> tuple[Mapping[str, Any], str]:
    if not path.exists():
        raise Unreadable(_("%(file)s is missing: a translated module has every file.") % {"file": _said(path)})
    found = FRONT.match(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
    if found is None:
        raise Unreadable(_("%(file)s does not begin with lines between “---”.") % {"file": _said(path)})
    front = yaml.safe_load(found["front"])
    missing = {"title", "slug"} - set(front)
    if missing:
        raise Unreadable(_("%(file)s does not say its %(what)s.") % {"file": _said(path), "what": sorted(missing)[0]})
    return front, found["body"]


def _lesson(path: Path, module: str) -> LessonFile:
    front, text = _split(path)
    slug = str(front["slug"])
    counted: Counter[str] = Counter()
    body = []
    try:
        for kind, value in _blocks(text):
            counted[kind] += 1
            name = f"{module}/{slug}/{kind}-{counted[kind]}"
            body.append({"type": kind, "id": str(uuid5(NAMES, name)), "value": _named(value, name)})
    except (ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise Unreadable(_("%(file)s: %(why)s") % {"file": _said(path), "why": error}) from error
    return LessonFile(
        file=_said(path),
        slug=slug,
        title=str(front["title"]),
        minutes=int(front["minutes"]),
        content_note=str(front.get("content_note", "")),
        another_way=str(front.get("another_way", "")),
        body=body,
    )


def _blocks(text: str) -> Iterator[tuple[str, Any]]:
    """(kind, value) of each stretch of Markdown and each directive, in order."""
    prose: list[str] = []
    lines = iter(text.splitlines())
    for line in lines:
        opening = OPENING.match(line)
        if opening is None:
            prose.append(line)
            continue
        yield from _prose(prose)
        prose = []
        attributes = dict(ATTRIBUTE.findall(opening["attributes"]))
        yield opening["name"], _directive(opening["name"], attributes, _until_closed(lines, opening["name"]))
    yield from _prose(prose)


def _prose(lines: list[str]) -> Iterator[tuple[str, str]]:
    text = "\n".join(lines).strip()
    if text:
        yield "markdown", text


def _until_closed(lines: Iterator[str], name: str) -> str:
    inner: list[str] = []
    for line in lines:
        if line.strip() == CLOSING:
            return "\n".join(inner)
        inner.append(line)
    raise ValueError(_("“:::%(name)s” is never closed.") % {"name": name})


def _directive(name: str, attributes: Mapping[str, str], inner: str) -> Any:
    if name == "callout":
        return {"kind": "note", "title": attributes["heading"], "text": str(clean(inner))}
    if name == "video":
        return {"media": attributes["key"], "caption": "", "must": attributes.get("asked") == "yes"}
    data = yaml.safe_load(inner)
    match name:
        case "check":
            return _check(data)
        case "scenario":
            turns = [{**_some(turn, "name", "says"), **_replies(turn)} for turn in data.get("turns", ())]
            return {**_some(data, "setting", "says", "ask"), **_replies(data), **({"turns": turns} if turns else {})}
        case "reflection":
            return {"prompt": data["prompt"]}
        case "feedback":
            return {"questions": [{"ask": asked["ask"], "kind": asked["kind"]} for asked in data["questions"]]}
    raise ValueError(_("“:::%(name)s” is not known.") % {"name": name})


def _replies(turn: Mapping[str, Any]) -> dict[str, Any]:
    names = [("text", "then", "leads_to") if "leads_to" in reply else ("text", "then") for reply in turn["replies"]]
    return {"replies": [_some(reply, *some) for reply, some in zip(turn["replies"], names, strict=True)]}


def _check(data: Mapping[str, Any]) -> dict[str, Any]:
    some = {"draw": _whole(data, "draw")} if "draw" in data else {}
    return {"intro": data["intro"], **some, "questions": [_question(question) for question in data["questions"]]}


def _whole(data: Mapping[str, Any], name: str) -> int:
    if isinstance(data[name], bool) or not isinstance(data[name], int):
        raise ValueError(_("“%(name)s” is not a whole number.") % {"name": name})
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
        raise ValueError(_("Answers stand in a list, each on a line that begins with a dash."))
    return "\n".join(str(one) for one in said)


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
