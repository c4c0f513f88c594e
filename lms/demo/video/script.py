"""What is shown and what is said: `script.yaml`, read into frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sentence:
    """One sentence: `text` as it is read, `voice` as it is spoken."""

    text: str
    voice: str


@dataclass(frozen=True)
class Slide:
    heading: str
    lines: tuple[str, ...]
    drawing: str
    say: tuple[Sentence, ...]


@dataclass(frozen=True)
class Voice:
    """Settings of espeak-ng: a voice, its speed, its pitch (0–99) and the gap between words in hundredths of a second."""

    name: str
    words_per_minute: int
    pitch: int
    gap: int


@dataclass(frozen=True)
class Script:
    title: str
    voice: Voice
    slides: tuple[Slide, ...]


def _sentence(row: str | dict[str, str]) -> Sentence:
    return Sentence(row, row) if isinstance(row, str) else Sentence(row["text"], row["voice"])


def read_script(path: Path = HERE / "script.yaml") -> Script:
    """The script as written; KeyError names a field that is missing."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    slides = tuple(
        Slide(row["heading"], tuple(row["lines"]), row["drawing"], tuple(_sentence(said) for said in row["say"]))
        for row in data["slides"]
    )
    return Script(data["title"], Voice(**data["voice"]), slides)
