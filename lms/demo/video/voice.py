"""The voice: espeak-ng speaks a sentence, the ends are cut clean, and its true length is read from the samples."""

from __future__ import annotations

import subprocess
import wave
from array import array
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lms.demo.video.script import Voice

QUIET = 250  # a sample below this is silence
EDGE = 0.03  # seconds left before and after the voice


def _spoken(voice: Voice, text: str) -> tuple[int, array[int]]:
    """Sample rate and samples of one sentence, as espeak-ng makes them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        command = [
            "espeak-ng",
            "-v",
            voice.name,
            "-s",
            str(voice.words_per_minute),
            "-p",
            str(voice.pitch),
            "-g",
            str(voice.gap),
        ]
        subprocess.run([*command, "-w", str(path), text], check=True)
        with wave.open(str(path)) as said:
            return said.getframerate(), array("h", said.readframes(said.getnframes()))


@cache
def speak(voice: Voice, text: str) -> tuple[int, array[int]]:
    """Sample rate and samples of one sentence without the silence around it."""
    rate, samples = _spoken(voice, text)
    loud = [i for i, sample in enumerate(samples) if abs(sample) > QUIET]
    if not loud:
        raise ValueError(f"The voice said nothing for: {text}")
    edge = int(rate * EDGE)
    return rate, samples[max(0, loud[0] - edge) : loud[-1] + edge]


def seconds(voice: Voice, text: str) -> float:
    """How long the voice needs for the text."""
    rate, samples = speak(voice, text)
    return len(samples) / rate


def write_wave(path: Path, rate: int, samples: array[int]) -> None:
    """One channel, 16 bits."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
