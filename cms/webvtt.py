"""WebVTT as browsers read it: blocks, times, settings, tags, styles. What is kept is written anew from a list of what is known. Pure.

https://www.w3.org/TR/webvtt1/ : everything it lets a browser show is understood; what it lets a browser pass over is passed over.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

STAMP = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
TIMING = re.compile(rf"^\s*{STAMP}\s*-->\s*{STAMP}(?:\s+(.*))?$")
TAG = re.compile(r"<(/?)([^>]*)>?")
NAME = re.compile(r"^(?!WEBVTT|NOTE|STYLE|REGION)\w[\w .:#-]{0,59}$")
PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
SETTINGS = {
    "vertical": r"rl|lr",
    "line": rf"(?:{PERCENT}|-?\d{{1,3}})(?:,(?:start|center|end))?",
    "position": rf"{PERCENT}(?:,(?:line-left|center|line-right))?",
    "size": PERCENT,
    "align": r"start|center|end|left|right",
    "region": r"[\w-]{1,40}",
}
REGION = {
    "id": r"[\w-]{1,40}",
    "width": PERCENT,
    "lines": r"\d{1,2}",
    "regionanchor": rf"{PERCENT},{PERCENT}",
    "viewportanchor": rf"{PERCENT},{PERCENT}",
    "scroll": "up",
}
SPANS = {"c", "i", "b", "u", "ruby", "rt", "v", "lang"}
RULE = re.compile(r"::cue(-region)?(\([\w\s.#:\[\]=\"'*-]*\))?\s*\{([^{}]*)\}")
STYLES = {
    "background", "background-color", "color", "font-family", "font-size", "font-style", "font-variant", "font-weight",
    "line-height", "opacity", "outline", "ruby-position", "text-decoration", "text-shadow", "visibility", "white-space",
}  # fmt: skip
VALUE = re.compile(r"^[\w#%.,()\s'+-]{1,120}$")
COLORS = {"rgb", "rgba", "hsl", "hsla"}


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
        if held and (not line.strip() or ("-->" in line and not named)):
            yield Block(begun, tuple(held))
            held = []
        if line.strip():
            begun = begun if held else number
            held.append(line)
    if held:
        yield Block(begun, tuple(held))


def cue_in(block: Block) -> Cue | None:
    """The cue of a block; None for a note, a style, a region, and what browsers pass over. Raises BadCaptions."""
    at = next((n for n, line in enumerate(block.lines[:2]) if "-->" in line), None)
    if at is None:
        return None
    number = block.number + at
    start, end, settings = times(block.lines[at], number)
    words = "\n".join(block.lines[at + 1 :])
    if not words.strip():
        raise BadCaptions(_("Line %(line)s: there are no words below this time.") % {"line": number})
    marked, text, voice = written(words)
    name = block.lines[0].strip() if at else ""
    return Cue(start, end, text, voice, marked, _known(settings, SETTINGS), name if NAME.match(name) else "")


def times(line: str, number: int) -> tuple[int, int, str]:
    """Start, end and settings of a line of times. Refuses what players would stumble over."""
    here = {"line": number}
    found = TIMING.match(line)
    if found is None:
        raise BadCaptions(_("Line %(line)s: the times should look like 00:01:02.500 --> 00:01:05.000.") % here)
    if any(int(found[part]) > 59 for part in (2, 3, 6, 7)):
        raise BadCaptions(_("Line %(line)s: minutes and seconds go up to 59.") % here)
    start, end = _milliseconds(*found.groups()[:4]), _milliseconds(*found.groups()[4:8])
    if end <= start:
        raise BadCaptions(_("Line %(line)s: the words end before they begin.") % here)
    return start, end, found[9] or ""


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
    return "".join(out).strip(), "".join(plain).strip(), voice


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
    if name not in SPANS or (name == "rt" and "ruby" not in opened):
        return ""
    about = html.unescape(about).strip() if name in ("v", "lang") else ""
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
        rules = [
            _rule(*found) for found in RULE.findall(re.sub(r"/\*.*?\*/", "", "\n".join(block.lines[1:]), flags=re.S))
        ]
        return "\n".join(["STYLE", *(rule for rule in rules if rule)]) if any(rules) else ""
    if kind == "REGION":
        known = _known(" ".join(block.lines[1:]), REGION)
        return "\n".join(["REGION", *known.split()]) if known else ""
    return ""


def _rule(region: str, selector: str, declared: str) -> str:
    kept = []
    for one in declared.split(";"):
        name, _colon, value = (part.strip() for part in one.partition(":"))
        known = name.lower() in STYLES and VALUE.match(value)
        if known and set(re.findall(r"([\w-]+)\(", value.lower())) <= COLORS:
            kept.append(f"{name}: {' '.join(value.split())}")
    selector = " ".join(selector.split())
    return f"::cue{region}{selector} {{ {'; '.join(kept)} }}" if kept else ""
