"""Captions: read from WebVTT or SRT, checked line by line, kept as WebVTT of our own writing. Pure."""

import io
import re
from dataclasses import dataclass

import webvtt
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

from cms.webvtt import BadCaptions, Cue, blocks_of, clock, cue_in, head_in, is_aside

__all__ = ["BadCaptions", "Captions", "Cue", "cues_of", "draft_transcript", "read", "to_vtt"]
LARGEST = 2 * 1024 * 1024


@dataclass(frozen=True)
class Captions:
    """The cues in order, and before them the styles and regions they use."""

    cues: list[Cue]
    head: tuple[str, ...] = ()


def read(data: bytes, name: str) -> Captions:
    """What an uploaded `.vtt` or `.srt` file holds. Raises BadCaptions with the line and the reason."""
    kind = name.rsplit(".", 1)[-1].lower()
    if kind not in ("vtt", "srt"):
        raise BadCaptions(_("Captions are a .vtt or .srt file. This one is neither."))
    if len(data) > LARGEST:
        raise BadCaptions(_("This file is too large for captions (2 MB at most)."))
    text = _decoded(data)
    if kind == "vtt" and not re.match(r"WEBVTT(?:[ \t]|$)", text.split("\n", 1)[0]):
        raise BadCaptions(_("Line 1 must say WEBVTT."))
    captions = _parsed(text, in_order=True)
    if not captions.cues:
        raise BadCaptions(_("There are no captions in this file."))
    _second_opinion(captions)
    return captions


def to_vtt(captions: Captions) -> str:
    """WebVTT of our own writing: known styles, regions, settings and tags; nothing of the file passes as it was."""
    parts = ["WEBVTT", *captions.head]
    for cue in captions.cues:
        name = f"{cue.name}\n" if cue.name else ""
        settings = f" {cue.settings}" if cue.settings else ""
        parts.append(f"{name}{clock(cue.start_ms)} --> {clock(cue.end_ms)}{settings}\n{cue.marked}")
    return "\n\n".join(parts) + "\n"


def cues_of(vtt: str) -> list[Cue]:
    """The cues of captions that are already kept."""
    return _parsed(vtt, in_order=False).cues


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
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadCaptions(
            _("Line %(line)s has letters we cannot read. Save the file as UTF-8.") % {"line": line}
        ) from error


def _parsed(text: str, *, in_order: bool) -> Captions:
    """SRT differs by commas in its times and by numbers above them, which WebVTT reads as names of cues."""
    cues: list[Cue] = []
    head: list[str] = []
    line = 0
    no_words = _("Line %(line)s: there are no words below this time.")
    for block in blocks_of(text):
        cue = cue_in(block)
        if cue is None:
            if in_order and cues and not cues[-1].text and not is_aside(block):
                # An empty cue is one. With words that belong to nobody behind it, an empty line stands in between.
                raise BadCaptions(no_words % {"line": line})
            # Browsers look for styles and regions before the first cue only.
            head += [block_head] if not cues and (block_head := head_in(block)) else []
            continue
        line = block.number + next(n for n, said in enumerate(block.lines) if "-->" in said)
        if in_order and cues and cue.start_ms < cues[-1].start_ms:
            raise BadCaptions(_("Line %(line)s: this time is earlier than the one before it.") % {"line": line})
        cues.append(cue)
    if in_order and cues and not any(cue.text for cue in cues):
        raise BadCaptions(no_words % {"line": line})
    return Captions([cue for cue in cues if cue.text], tuple(head))


def _second_opinion(captions: Captions) -> None:
    """What we wrote is read by somebody else's reader, and has to be the same cues."""
    try:
        seen = webvtt.from_buffer(io.StringIO(to_vtt(captions))).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise BadCaptions(_("This file is not in order: %(reason)s") % {"reason": error}) from error
    if len(seen) != len(captions.cues):
        raise BadCaptions(_("This file is not in order: %(reason)s") % {"reason": len(seen)})
