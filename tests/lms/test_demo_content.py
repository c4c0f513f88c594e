"""The orientation video of the demo is finished: it plays, it is captioned, and what is said and shown can be read.

Needs no database.
"""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import pytest
import webvtt
from PIL import Image

from lms.demo.video import captions, drawings
from lms.demo.video.script import Sentence, read_script
from people.models import Person
from supervision.recordings import heard

VIDEO = Path(__file__).parents[2] / "lms" / "demo" / "video"
SCRIPT = read_script()
SENTENCES = [sentence.text for slide in SCRIPT.slides for sentence in slide.say]


@pytest.fixture(scope="module")
def told_by_ffmpeg() -> str:
    """What ffmpeg says about the finished film."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(VIDEO / "orientation.mp4")]
    return subprocess.run(command, capture_output=True, text=True).stderr


@pytest.fixture(scope="module")
def seconds(told_by_ffmpeg: str) -> float:
    found = re.search(r"Duration: (\d+):(\d+):(\d+\.\d+)", told_by_ffmpeg)
    assert found
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])


@pytest.fixture(scope="module")
def cues() -> list[webvtt.Caption]:
    return list(webvtt.read(VIDEO / "orientation.vtt"))


def test_the_video_takes_two_to_three_minutes_and_little_of_a_data_plan(seconds: float) -> None:
    assert 120 <= seconds <= 180
    assert (VIDEO / "orientation.mp4").stat().st_size < 8_000_000


def test_the_video_plays_on_an_old_phone(told_by_ffmpeg: str) -> None:
    assert re.search(r"Video: h264 \(Constrained Baseline\).*yuv420p.*1280x720", told_by_ffmpeg)
    assert re.search(r"Audio: aac", told_by_ffmpeg)


def test_the_video_starts_before_it_is_fully_loaded() -> None:
    film = (VIDEO / "orientation.mp4").read_bytes()
    assert film.index(b"moov") < film.index(b"mdat")


def test_the_recording_of_a_role_play_is_one_that_the_house_takes() -> None:
    with (VIDEO / "role-play.m4a").open("rb") as recording:
        assert 15 <= heard(recording, sender=Person()).seconds <= 30


def test_cues_come_in_order_and_end_before_the_video_does(cues: list[webvtt.Caption], seconds: float) -> None:
    assert len(cues) >= len(SENTENCES)
    assert all(cue.start_in_seconds < cue.end_in_seconds for cue in cues)
    assert all(_exact(before.end) <= _exact(after.start) for before, after in pairwise(cues))
    assert _exact(cues[-1].end) < seconds


def _exact(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_a_cue_is_two_short_lines_at_most(cues: list[webvtt.Caption]) -> None:
    assert all(len(cue.lines) <= 2 for cue in cues)
    assert max(len(line) for cue in cues for line in cue.lines) <= 42


def test_a_cue_stays_long_enough_to_be_read(cues: list[webvtt.Caption]) -> None:
    for cue in cues:
        assert len(cue.text) / (_exact(cue.end) - _exact(cue.start)) <= 20, cue.text


def test_the_captions_say_what_the_script_says(cues: list[webvtt.Caption]) -> None:
    assert " ".join(" ".join(cue.lines) for cue in cues) == " ".join(SENTENCES)


def test_the_transcript_is_what_the_script_makes_of_it() -> None:
    written = (VIDEO / "transcript.md").read_text(encoding="utf-8")
    assert written == captions.as_transcript(SCRIPT)
    assert all(sentence in written for sentence in SENTENCES)


def test_every_slide_has_words_a_drawing_and_something_said() -> None:
    assert 12 <= len(SCRIPT.slides) <= 16
    for slide in SCRIPT.slides:
        assert slide.heading and 1 <= len(slide.lines) <= 2 and slide.say
        assert slide.drawing in drawings.BY_NAME


def test_every_drawing_has_its_ground_and_a_slide() -> None:
    assert set(drawings.GROUNDS) == set(drawings.BY_NAME) == {slide.drawing for slide in SCRIPT.slides}


def test_the_poster_has_the_shape_of_the_video() -> None:
    with Image.open(VIDEO / "poster.jpg") as poster:
        assert poster.format == "JPEG"
        assert poster.size == (1280, 720)


def test_a_long_sentence_is_cut_where_the_voice_rests() -> None:
    said = (
        "Before your first match, your program has its own list: training, agreements to sign, "
        "and sometimes a workshop or supervised hours."
    )
    made = captions.cues_of(Sentence(said, said), start=2.0, length=10.0, seconds=len)
    assert [" ".join(cue.lines) for cue in made] == captions.pieces(said)
    assert len(made) == 2
    assert made[0].lines[-1].endswith((",", ":"))
    assert (made[0].start, made[-1].end) == (2.0, pytest.approx(12.0))
    assert made[0].end == made[1].start
