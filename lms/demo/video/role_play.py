"""Make the recording of the demo's role-play: `python -m lms.demo.video.role_play`.

Spoken by espeak-ng like the orientation video, with another voice. The finished role-play.m4a is committed; when the demo is made
it comes in as any recording does, and is made anew by the house.
"""

from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

from lms.demo.video.make import even_loudness, ffmpeg
from lms.demo.video.script import HERE, Voice
from lms.demo.video.voice import speak, write_wave

VOICE = Voice(name="en-us+m3", words_per_minute=140, pitch=34, gap=1)
PAUSE = 0.6  # seconds between two sentences: somebody on the phone listens
SAYS = (
    "Hi, this is a parent from the program. I sat in that garage too, four years ago.",
    "Is this a good time, and can you talk freely?",
    "You do not have to ask me anything.",
    "You said you feel in the way. What is it like in there, when you come in?",
)


def make(out: Path) -> None:
    samples = array("h")
    for sentence in SAYS:
        rate, said = speak(VOICE, sentence)
        samples.extend(said)
        samples.extend([0] * int(rate * PAUSE))
    with TemporaryDirectory() as scratch:
        voice = Path(scratch) / "voice.wav"
        write_wave(voice, rate, samples)
        ffmpeg(
            "-i", str(voice), "-af", even_loudness(voice), "-c:a", "aac", "-b:a", "32k", "-ac", "1",
            "-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart", str(out),
        )  # fmt: skip


if __name__ == "__main__":
    make(HERE / "role-play.m4a")
