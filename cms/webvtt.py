"""WebVTT as browsers read it: blocks, times, settings, tags, styles. What is kept is written anew from a list of what is known. Pure.

https://www.w3.org/TR/webvtt1/ : everything it lets a browser show is understood; what it lets a browser pass over is passed over.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

STAMP = r"(?:(\d{1,6}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
TIMING = re.compile(rf"^{STAMP}\s*-->\s*{STAMP}(?:\s+(.*)|([^\d\s].*))?$")
# Two times without the arrow that players look for: they would pass the words over in silence.
ALMOST = re.compile(rf"^{STAMP}\s*\S{{0,4}}\s*{STAMP}")
# What may be a tag. "I <3 you" and "2 < 3" are words.
TAG = re.compile(r"<(?=[/.>a-zA-Z]|\d+:\d)(/?)([^>]*)>?")
NAME = re.compile(r"^(?!WEBVTT|NOTE|STYLE|REGION)\S(?:.{0,118}\S)?$")
PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
NAMED = r"[^\s<>&]{1,60}"
SETTINGS = {
    "vertical": r"rl|lr",
    "line": rf"(?:{PERCENT}|-?\d{{1,3}}(?:\.\d+)?)(?:,(?:start|center|end))?",
    "position": rf"{PERCENT}(?:,(?:line-left|center|line-right))?",
    "size": PERCENT,
    "align": r"start|center|end|left|right",
    "region": NAMED,
}
REGION = {
    "id": NAMED,
    "width": PERCENT,
    "lines": r"\d{1,2}",
    "regionanchor": rf"{PERCENT},{PERCENT}",
    "viewportanchor": rf"{PERCENT},{PERCENT}",
    "scroll": "up",
}
SPANS = {"c", "i", "b", "u", "ruby", "rt", "v", "lang"}
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
SELECTOR = re.compile(r"::cue(?:-region)?(?:\((?:[\w\s.#:\[\]=\"'*-]|\\[\da-fA-F]{1,6}|\\ )*\))?")
STYLES = {
    "background", "background-color", "background-image", "background-position", "background-repeat", "background-size",
    "color", "font", "font-family", "font-size", "font-stretch", "font-style", "font-variant", "font-weight",
    "line-height", "opacity", "outline", "outline-color", "outline-style", "outline-width", "ruby-position",
    "text-combine-upright", "text-decoration", "text-decoration-color", "text-decoration-line", "text-decoration-style",
    "text-decoration-thickness", "text-shadow", "visibility", "white-space",
}  # fmt: skip
VALUE = re.compile(r"^[\w#%.,()\s'\"!/+-]{1,200}$")
# Colors and sums: nothing that could fetch anything.
FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "hwb", "calc", "linear-gradient", "radial-gradient"}


@dataclass(frozen=True)
class Cue:
    """One line of captions: from and to in milliseconds, who speaks (if it says so), and the words."""

    start_ms: int
    end_ms: int
    text: str
    voice: str = ""
    # The words with the tags that browsers know, the place on the picture, and the name that styles may use.
    marked: str = ""
    settings: str = ""
    name: str = ""

    @property
    def start(self) -> float:
        return self.start_ms / 1000


class BadCaptions(ValueError):
    """The file cannot be used; the message says where and why, for the person who made it."""


@dataclass(frozen=True)
class Block:
    """Lines that stand together, and the number of the first."""

    number: int
    lines: tuple[str, ...]


def blocks_of(text: str) -> Iterator[Block]:
    """What empty lines divide; a line of times begins a new block also without one."""
    held: list[str] = []
    begun = 1
    for number, line in enumerate(text.split("\n"), start=1):
        named = len(held) == 1 and "-->" not in held[0]
        if held and (not line or ("-->" in line and not named)):
            over = _name_behind_blanks(held) if line else 0
            yield Block(begun, tuple(held[: len(held) - over]))
            held, begun = held[len(held) - over :], number - over
        # A line of blanks is a line of the words it stands in (captions made by machines have them), and begins nothing.
        if line.strip() or held:
            begun = begun if held else number
            held.append(line)
    if held:
        yield Block(begun, tuple(held))


def _name_behind_blanks(held: list[str]) -> int:
    """1 where the last line of a cue is the name of the next: some editors leave blanks in the line between."""
    words = [line for line in held[1:-2] if "-->" not in line and line.strip()]
    return int(bool(words) and not held[-2].strip())


def cue_in(block: Block) -> Cue | None:
    """The cue of a block; None for a note, a style, a region, and what browsers pass over. Raises BadCaptions."""
    at = _timed(block)
    if at is None:
        return None
    number = block.number + at
    start, end, settings = times(block.lines[at], number)
    words = "\n".join(block.lines[at + 1 :])
    marked, text, voice = (_whole(said) for said in written(words))
    name = block.lines[0].strip() if at else ""
    return Cue(start, end, text, voice, marked, _known(settings, SETTINGS), name if NAME.match(name) else "")


def _whole(words: str) -> str:
    """Without empty lines: the words behind one would belong to nothing."""
    return "\n".join(line for line in words.replace("\r", "\n").split("\n") if line.strip()).strip()


def _timed(block: Block) -> int | None:
    """Which of its first two lines has the times, or what was meant to be times."""
    first = [line.strip() for line in block.lines[:2]]
    at = next((n for n, line in enumerate(first) if "-->" in line), None)
    if is_aside(block):
        return at if at is not None and TIMING.match(first[at]) else None
    return next((n for n, line in enumerate(first) if ALMOST.match(line)), None) if at is None else at


def is_aside(block: Block) -> bool:
    """Something that is said beside the captions: a note, a style, a region."""
    return bool(re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block.lines[0]))


def times(line: str, number: int) -> tuple[int, int, str]:
    """Start, end and settings of a line of times. Refuses what players would stumble over."""
    here = {"line": number}
    found = TIMING.match(line.strip())
    if found is None:
        raise BadCaptions(_("Line %(line)s: the times should look like 00:01:02.500 --> 00:01:05.000.") % here)
    if any(int(found[part]) > 59 for part in (2, 3, 6, 7)):
        raise BadCaptions(_("Line %(line)s: minutes and seconds go up to 59.") % here)
    start, end = _milliseconds(*found.groups()[:4]), _milliseconds(*found.groups()[4:8])
    if end <= start:
        raise BadCaptions(_("Line %(line)s: the words end before they begin.") % here)
    return start, end, found[9] or found[10] or ""


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _known(said: str, settings: dict[str, str]) -> str:
    """Of `name:value name:value`, what is known and well formed, each once."""
    kept: dict[str, str] = {}
    for one in said.split():
        name, _colon, value = one.partition(":")
        if name in settings and re.fullmatch(settings[name], value):
            kept[name] = value
    return " ".join(f"{name}:{value}" for name, value in kept.items())


def written(words: str) -> tuple[str, str, str]:
    """A cue's words as (with known tags, plain, who speaks first). Unknown tags go, their words stay."""
    out: list[str] = []
    plain: list[str] = []
    opened: list[str] = []
    voice, at = "", 0
    for tag in TAG.finditer(words):
        _say(words[at : tag.start()], out, plain)
        at = tag.end()
        if tag[1]:
            _close(tag[2].strip(), opened, out)
        else:
            speaks = _open(tag[2], opened, out)
            voice = voice or speaks
    _say(words[at:], out, plain)
    out += [f"</{name}>" for name in reversed(opened)]
    return "".join(out), "".join(plain), voice


def _say(words: str, out: list[str], plain: list[str]) -> None:
    said = html.unescape(words)
    plain.append(said)
    out.append(html.escape(said, quote=False))


def _open(tag: str, opened: list[str], out: list[str]) -> str:
    """Write an opening tag if browsers know it; answers who speaks, where it says so."""
    if stamp := re.fullmatch(STAMP, tag.strip()):
        out.append(f"<{clock(_milliseconds(*stamp.groups()))}>")
        return ""
    named, _space, about = tag.strip().replace("\n", " ").replace("\t", " ").partition(" ")
    name, *classes = named.split(".")
    if name not in SPANS or (name == "rt" and opened[-1:] != ["ruby"]):
        return ""
    about = " ".join(html.unescape(about).split()) if name in ("v", "lang") else ""
    known = "".join(f".{one}" for one in classes if re.fullmatch(r"[\w-]+", one))
    out.append(f"<{name}{known}{f' {html.escape(about, quote=False)}' if about else ''}>")
    opened.append(name)
    return about if name == "v" else ""


def _close(name: str, opened: list[str], out: list[str]) -> None:
    """As browsers do: a closing tag counts for what was opened last; that of a ruby ends its reading too."""
    if name == "ruby" and opened[-1:] == ["rt"]:
        out.append(f"</{opened.pop()}>")
    if opened[-1:] == [name]:
        out.append(f"</{opened.pop()}>")


def head_in(block: Block) -> str:
    """A style or region block, written anew; empty for anything else and for what is not known."""
    kind = block.lines[0].strip()
    if kind == "STYLE":
        rules = [rule for part in COMMENT.sub("", "\n".join(block.lines[1:])).split("}") if (rule := _rule(part))]
        return "\n".join(["STYLE", *rules]) if rules else ""
    if kind == "REGION":
        known = _known(" ".join(block.lines[1:]), REGION)
        return "\n".join(["REGION", *known.split()]) if known else ""
    return ""


def _rule(part: str) -> str:
    """`selectors { declarations`, written anew; empty where a selector is not one of captions, or nothing known is declared."""
    said, _brace, declared = part.partition("{")
    selectors = [" ".join(one.split()) for one in said.rpartition(";")[2].split(",")]
    if not all(SELECTOR.fullmatch(one) for one in selectors):
        return ""
    kept = []
    for one in declared.split(";"):
        name, _colon, value = (words.strip() for words in one.partition(":"))
        known = name.lower() in STYLES and VALUE.match(value)
        if known and set(re.findall(r"([\w-]+)\(", value.lower())) <= FUNCTIONS:
            kept.append(f"{name}: {' '.join(value.split())}")
    return f"{', '.join(selectors)} {{ {'; '.join(kept)} }}" if kept else ""
