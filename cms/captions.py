"""Captions: read from WebVTT or SRT, checked line by line, kept as plain WebVTT. Pure."""

import html
import io
import re
from dataclasses import dataclass

import webvtt
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

LARGEST = 2 * 1024 * 1024
TIMING = re.compile(
    r"^\s*(?P<start>(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})\s*-->\s*(?P<end>(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})(?:\s.*)?$"
)


@dataclass(frozen=True)
class Cue:
    """One line of captions: from and to in milliseconds, who speaks (if it says so), and the words."""

    start_ms: int
    end_ms: int
    text: str
    voice: str = ""

    @property
    def start(self) -> float:
        return self.start_ms / 1000


class BadCaptions(ValueError):
    """The file cannot be used; the message says where and why, for the person who made it."""


def read(data: bytes, name: str) -> list[Cue]:
    """The cues of an uploaded `.vtt` or `.srt` file, in order. Raises BadCaptions with the line and the reason."""
    kind = name.rsplit(".", 1)[-1].lower()
    if kind not in ("vtt", "srt"):
        raise BadCaptions(_("Captions are a .vtt or .srt file. This one is neither."))
    if len(data) > LARGEST:
        raise BadCaptions(_("This file is too large for captions (2 MB at most)."))
    text = _decoded(data)
    _check_lines(text, vtt=kind == "vtt")
    return _parsed(text if kind == "vtt" else _from_srt(text))


def to_vtt(cues: list[Cue]) -> str:
    """WebVTT of our own making: times and cleaned words, no styles, regions or tags of the uploaded file."""
    parts = ["WEBVTT"]
    for cue in cues:
        words = html.escape(cue.text, quote=False)
        voice = f"<v {html.escape(cue.voice, quote=False)}>" if cue.voice else ""
        parts.append(f"{_clock(cue.start_ms)} --> {_clock(cue.end_ms)}\n{voice}{words}")
    return "\n\n".join(parts) + "\n"


def cues_of(vtt: str) -> list[Cue]:
    """The cues of captions that are already kept."""
    return _parsed(vtt)


def draft_transcript(cues: list[Cue]) -> str:
    """A first transcript from captions: sentences run together, a new paragraph for a new voice or a long pause."""
    paragraphs: list[str] = []
    voice, ended = None, 0
    for cue in cues:
        words = cue.text.replace("\n", " ").strip()
        if not paragraphs or cue.voice != voice or cue.start_ms - ended > 4000:
            paragraphs.append(f"**{_plain(cue.voice)}:** {_plain(words)}" if cue.voice else _plain(words))
        else:
            paragraphs[-1] += f" {_plain(words)}"
        voice, ended = cue.voice, cue.end_ms
    return "\n\n".join(paragraphs) + "\n"


def _plain(words: str) -> str:
    """Words that Markdown reads as words."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", words)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadCaptions(
            _("Line %(line)s has letters we cannot read. Save the file as UTF-8.") % {"line": line}
        ) from error


def _check_lines(text: str, *, vtt: bool) -> None:
    lines = text.split("\n")
    if vtt and not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise BadCaptions(_("Line 1 must say WEBVTT."))
    before, found = 0, False
    for number, line in enumerate(lines, start=1):
        if "-->" in line:
            before, found = _checked_timing(line, number, before), True
            if number == len(lines) or not lines[number].strip():
                raise BadCaptions(_("Line %(line)s: there are no words below this time.") % {"line": number})
    if not found:
        raise BadCaptions(_("There are no captions in this file."))


def _checked_timing(line: str, number: int, before: int) -> int:
    """The start of a timing line; refuses what players would stumble over."""
    here = {"line": number}
    match = TIMING.match(line)
    if match is None:
        raise BadCaptions(_("Line %(line)s: the times should look like 00:01:02.500 --> 00:01:05.000.") % here)
    start, end = _milliseconds(match["start"]), _milliseconds(match["end"])
    if end <= start:
        raise BadCaptions(_("Line %(line)s: the words end before they begin.") % here)
    if start < before:
        raise BadCaptions(_("Line %(line)s: this time is earlier than the one before it.") % here)
    return start


def _milliseconds(clock: str) -> int:
    whole, _dot, fraction = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0"))


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _from_srt(text: str) -> str:
    """SRT is WebVTT with commas in its times and numbers above them (which WebVTT reads as names of cues)."""
    lines = [line.replace(",", ".") if "-->" in line else line for line in text.strip("\n").split("\n")]
    return "WEBVTT\n\n" + "\n".join(lines) + "\n"


def _parsed(text: str) -> list[Cue]:
    try:
        captions = webvtt.from_buffer(io.StringIO(text)).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise BadCaptions(_("This file is not in order: %(reason)s") % {"reason": error}) from error
    cues = [
        Cue(
            start_ms=_milliseconds(caption.start),
            end_ms=_milliseconds(caption.end),
            text=html.unescape(caption.text).strip(),
            voice=html.unescape(caption.voice or ""),
        )
        for caption in captions
    ]
    cues = [cue for cue in cues if cue.text]
    if not cues:
        raise BadCaptions(_("There are no captions in this file."))
    return cues
