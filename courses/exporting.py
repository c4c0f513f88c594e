"""Modules as writers' files again: what `courses.importing` reads, letter for letter where a file was loaded. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _

from courses.directives import CLOSING
from courses.handed import FRONT, title_of
from courses.importing import LessonFile, ModuleFolder
from courses.rules.alike import lines
from courses.words import RubricLevel
from people.markdown import clean

Block = Mapping[str, Any]


class NoFileForm(Exception):
    """A lesson holds something that the files cannot say; the message names the lesson and the block."""


def module_text(module: ModuleFolder) -> str:
    """`module.md`."""
    lines = [
        *_field("title", module.title),
        *_field("slug", module.slug),
        *_field("summary", module.summary),
        f"minutes: {sum(lesson.minutes for lesson in module.lessons)}",
        f"stages: [{', '.join(module.stages)}]",
    ]
    return _front(lines)


def lesson_text(lesson: LessonFile) -> str:
    """A lesson's file."""
    lines = [*_field("title", lesson.title), *_field("slug", lesson.slug), f"minutes: {lesson.minutes}"]
    if lesson.content_note:
        lines += _field("content_note", lesson.content_note)
    if lesson.another_way:
        lines += _literal("another_way", lesson.another_way)
    parts = [_block(block, lesson) for block in lesson.body]
    return _front(lines) + "".join(f"\n{part}\n" for part in parts)


def course_text(title: str, slug: str, summary: str, modules: list[str], not_needed: list[str]) -> str:
    """`course.md`: its modules in their order, those of the library among them."""
    lines = [*_field("title", title), *_field("slug", slug), *(_field("summary", summary) if summary else [])]
    lines.append(f"modules: [{', '.join(modules)}]")
    if not_needed:
        lines.append(f"not_needed: [{', '.join(not_needed)}]")
    return _front(lines)


def file_text(key: str, title: str, language: str = "") -> str:
    """What a file's own name does not say: its title, and the language spoken. Empty where it says all."""
    lines = _field("title", title) if title != title_of(key) else []
    lines += [f"language: {language}"] if language else []
    return _front(lines) if lines else ""


def _front(lines: list[str]) -> str:
    return "\n".join(["---", *lines, "---", ""])


def _block(block: Block, lesson: LessonFile) -> str:
    kind, value = block["type"], block["value"]
    if kind == "markdown":
        return _prose(value, lesson)
    if kind == "text":
        return _prose(markdown_of(value), lesson)
    if kind in FILES:
        named, needed, maybe = FILES[kind]
        fields = [name for name in (*needed, *maybe) if name in needed or value.get(name)]
        lines = [line for name in fields for line in _field(name, value[name])]
        asked = ' asked="yes"' if value.get("must") else ""
        return "\n".join([f':::{kind} key="{value[named]}"{asked}', *lines, ":::"])
    if kind == "callout" and "\n" not in value["title"]:
        other = "" if value["kind"] == "note" else f' kind="{value["kind"]}"'
        return f':::callout heading="{_in_quotes(value["title"])}"{other}\n{markdown_of(value["text"])}\n:::'
    if kind in DIRECTIVES:
        return "\n".join([f":::{kind}", *DIRECTIVES[kind](value), ":::"])
    raise NoFileForm(_("“%(lesson)s” holds a %(kind)s that files cannot say.") % {"lesson": lesson.title, "kind": kind})


def _prose(text: str, lesson: LessonFile) -> str:
    """Markdown as it is, unless a line of it would be read as a directive."""
    if any(line.startswith(CLOSING) for line in text.splitlines()):
        raise NoFileForm(_("“%(lesson)s” has a text with a line of three colons.") % {"lesson": lesson.title})
    return text.strip()


def _check(value: Block) -> Iterator[str]:
    yield from _field("intro", value["intro"])
    if value.get("draw"):
        yield f"draw: {value['draw']}"
    yield "questions:"
    for question in value["questions"]:
        yield from QUESTIONS[question["type"]](question["value"])


def _choices(question: Block) -> Iterator[str]:
    yield from _listed([*_field("ask", question["ask"]), *_field("kind", question["kind"]), "choices:"], 2)
    for choice in _items(question["choices"]):
        right = f"right: {_yes(choice['right'])}"
        yield from _listed([*_field("text", choice["text"]), right, *_field("because", choice["because"])], 6)


def _match(question: Block) -> Iterator[str]:
    yield from _listed([*_field("ask", question["ask"]), "kind: match", "pairs:"], 2)
    for pair in _items(question["pairs"]):
        yield from _listed(
            [line for name in ("this", "that", "because", "hint") for line in _field(name, pair[name])], 6
        )


def _order(question: Block) -> Iterator[str]:
    yield from _listed([*_field("ask", question["ask"]), "kind: order", "lines:"], 2)
    for line in _items(question["lines"]):
        yield from _listed([*_field("text", line["text"]), *_field("because", line["because"])], 6)


def _short(question: Block) -> Iterator[str]:
    number = ["number: true"] if question["number"] else []
    yield from _listed([*_field("ask", question["ask"]), "kind: short", *number, "accepted:"], 2)
    yield from _answers(question["accepted"], 6)
    rest = [*_field("because", question["because"]), *_field("otherwise", question["otherwise"])]
    known = list(_items(question["known"]))
    yield from (f"    {line}" for line in [*rest, *(["known:"] if known else [])])
    for one in known:
        yield from _listed(["said:"], 6)
        yield from _answers(one["said"], 10)
        yield from (f"        {line}" for line in _field("because", one["because"]))


def _answers(said: str, indent: int) -> Iterator[str]:
    """One accepted answer a line, in quotes where YAML would read something else than a text."""
    for answer in lines(said):
        [line] = _field("a", answer)
        yield f"{' ' * indent}- {line.removeprefix('a: ')}"


QUESTIONS = {"item": _choices, "match": _match, "order": _order, "short": _short}


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _scenario(value: Block) -> Iterator[str]:
    for name in ("setting", "says", "ask"):
        yield from _field(name, value[name])
    yield from _replies(value, 0)
    turns = list(_items(value.get("turns", [])))
    yield from ["turns:"] if turns else []
    for turn in turns:
        yield from _listed([*_field("name", turn["name"]), *_field("says", turn["says"])], 2)
        yield from _replies(turn, 4)


def _replies(turn: Block, indent: int) -> Iterator[str]:
    yield f"{' ' * indent}replies:"
    for reply in _items(turn["replies"]):
        leads = _field("leads_to", reply["leads_to"]) if reply.get("leads_to") else []
        yield from _listed([*_field("text", reply["text"]), *_field("then", reply["then"]), *leads], indent + 2)


def _roleplay(value: Block) -> Iterator[str]:
    for name in ("setting", "says", "ask"):
        yield from _field(name, value[name])
    yield "rubric:"
    for row in _items(value["rubric"]):
        fields = (_field(name, row[name]) for name in ("look_for", *RubricLevel.values))
        yield from _listed([line for lines in fields for line in lines], 2)


def _feedback(value: Block) -> Iterator[str]:
    yield "questions:"
    for question in _items(value["questions"]):
        yield from _listed([*_field("ask", question["ask"]), *_field("kind", question["kind"])], 2)


# Blocks that show a file: where its key stands, and which words stand beside it always or where there are any.
FILES = {
    "video": ("media", (), ("caption",)),
    "audio": ("media", (), ("caption",)),
    "picture": ("image", ("alt",), ("caption",)),
    "download": ("document", ("label",), ()),
}
DIRECTIVES = {
    "note": lambda value: _field("text", str(value)),
    "check": _check,
    "scenario": _scenario,
    "roleplay": _roleplay,
    "reflection": lambda value: _field("prompt", value["prompt"]),
    "feedback": _feedback,
}


def _items(several: list[Block]) -> Iterator[Block]:
    return (item["value"] for item in several)


def _listed(lines: list[str], indent: int) -> Iterator[str]:
    """An entry of a list: a dash before its first line, the others below it."""
    for number, line in enumerate(lines):
        yield f"{' ' * indent}{'- ' if number == 0 else '  '}{line}" if line else ""


def _in_quotes(text: str) -> str:
    """An attribute stands in quotes, so a quote in it is written `&quot;`."""
    return text.replace("&quot;", "&amp;quot;").replace('"', "&quot;")


def _field(name: str, text: str) -> list[str]:
    """A line of YAML: plain where that says the same, in quotes where it would not."""
    return [f"{name}: {text if _is_plain(text) else _quoted(text)}"]


def _is_plain(text: str) -> bool:
    if not text or "\n" in text or text != text.strip():
        return False
    try:
        return bool(yaml.safe_load(f"- a: {text}\n  b: 1") == [{"a": text, "b": 1}])
    except yaml.YAMLError:
        return False


def _quoted(text: str) -> str:
    said = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**9)
    return str(said).rstrip("\n")


def _literal(name: str, text: str) -> list[str]:
    """Several lines as they are, indented by two spaces; in quotes where lines alone would not say the same."""
    text = text.strip("\n")
    block = [f"{name}: |", *(f"  {line}" if line else "" for line in text.split("\n"))]
    try:
        same = yaml.safe_load("\n".join(block)) == {name: text}
    except yaml.YAMLError:
        same = False
    return block if same and FRONT.match(_front(block)) else _field(name, text)


INLINE = [
    (re.compile(r"<strong>(.*?)</strong>", re.S), r"**\1**"),
    (re.compile(r"<em>(.*?)</em>", re.S), r"*\1*"),
    (re.compile(r"<a href=\"([^\"]*)\"[^>]*>(.*?)</a>", re.S), r"[\2](\1)"),
]


def markdown_of(html: str) -> str:
    """Markdown that becomes this HTML; the HTML itself, which Markdown lets through, where there is none so plain."""
    html = re.sub(r"(</?)b>", r"\1strong>", re.sub(r"(</?)i>", r"\1em>", html))
    wanted = str(clean(html)) if "<" in html else html
    text = html.strip()
    for pattern, said in INLINE:
        text = pattern.sub(said, text)
    text = re.sub(r"<ul>\n?(.*?)</ul>", lambda m: _list(m[1], "-"), text, flags=re.S)
    text = re.sub(r"</p>\s*<p>", "\n\n", text).removeprefix("<p>").removesuffix("</p>")
    text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    return text if str(clean(text)).strip() == wanted.strip() else html.strip()


def _list(inside: str, mark: str) -> str:
    return re.sub(r"<li>(.*?)</li>", rf"{mark} \1", inside, flags=re.S).rstrip("\n")
