"""Captions and transcript: sentences cut into cues a person can read, timed by the voice itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lms.demo.video.script import Script, Sentence

LINE = 42
RESTS = (",", ":", ";", ".")


@dataclass(frozen=True)
class Cue:
    """Up to two lines on the screen, from–until in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]


def two_lines(text: str) -> tuple[str, ...] | None:
    """The text on one line, or on two of nearly the same length; None where it does not fit."""
    if len(text) <= LINE:
        return (text,)
    words = text.split()
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    fitting = [half for half in halves if max(map(len, half)) <= LINE]
    return min(fitting, key=lambda half: abs(len(half[0]) - len(half[1])), default=None)


def pieces(text: str) -> list[str]:
    """A sentence in parts that fit two lines each, cut where the voice rests if it can be."""
    if two_lines(text):
        return [text]
    words = text.split()
    middle = len(text) / 2

    def cost(i: int) -> float:
        head = " ".join(words[:i])
        return abs(len(head) - middle) - (18 if head.endswith(RESTS) else 0)

    cut = min(range(1, len(words)), key=cost)
    return [*pieces(" ".join(words[:cut])), *pieces(" ".join(words[cut:]))]


def cues_of(sentence: Sentence, start: float, length: float, seconds: Callable[[str], float]) -> list[Cue]:
    """The cues of one spoken sentence; its parts share its real length as the voice would need for each."""
    parts = pieces(sentence.text)
    shares = [seconds(part) for part in parts] if len(parts) > 1 else [1.0]
    cues, now = [], start
    for part, share in zip(parts, shares, strict=True):
        until = now + length * share / sum(shares)
        cues.append(Cue(now, until, two_lines(part) or (part,)))
        now = until
    return cues


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def as_vtt(cues: list[Cue]) -> str:
    """WebVTT."""
    blocks = [f"{_clock(cue.start)} --> {_clock(cue.end)}\n" + "\n".join(cue.lines) for cue in cues]
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def as_transcript(script: Script) -> str:
    """Markdown: what is said, and in italics what stands on the slide, so that reading alone gives everything."""
    parts = [f"# {script.title}", "_Everything that is said and shown in the video._"]
    for slide in script.slides:
        shown = " ".join(slide.lines)
        parts += [f"## {slide.heading}", f"_On the slide: {shown}_", " ".join(sentence.text for sentence in slide.say)]
    return "\n\n".join(parts) + "\n"
