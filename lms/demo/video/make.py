"""Make the orientation video: `python -m lms.demo.video.make`.

Needs espeak-ng on the machine; pictures are drawn with Pillow, films are joined by the ffmpeg of imageio-ffmpeg. Writes beside this file:
orientation.mp4, orientation.vtt, transcript.md and poster.jpg. The finished files are committed, so nobody needs to run this to use the product.
"""

from __future__ import annotations

import json
import subprocess
from array import array
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg

from lms.demo.video import captions, slides
from lms.demo.video.script import HERE, Script, read_script
from lms.demo.video.voice import seconds, speak, write_wave

BEFORE, BETWEEN, AFTER, AT_THE_END = 0.75, 0.38, 0.75, 1.5  # seconds of silence
FADE = 0.5
FRAMES = 15
# A little warmth, a little less buzz, the faintest room; then one even loudness.
SOFTER = "highpass=f=70,equalizer=f=220:t=q:w=1:g=2,equalizer=f=3200:t=q:w=1.2:g=-3,lowpass=f=8500,aecho=0.9:0.5:23|37:0.10|0.06,acompressor=threshold=-20dB:ratio=2.5:attack=15:release=180"
COLOURS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=9"


@dataclass(frozen=True)
class Told:
    """The whole telling: samples, how long each slide stands, and the captions."""

    rate: int
    samples: array[int]
    stands: tuple[float, ...]
    cues: tuple[captions.Cue, ...]


def tell(script: Script) -> Told:
    """Speak every sentence in turn and keep the time."""
    rate, _ = speak(script.voice, "Hello")
    samples, cues, stands = array("h"), [], []

    def rest(length: float) -> None:
        samples.extend([0] * int(rate * length))

    for number, slide in enumerate(script.slides):
        begun = len(samples) / rate
        rest(BEFORE)
        for place, sentence in enumerate(slide.say):
            if place:
                rest(BETWEEN)
            start, (_, said) = len(samples) / rate, speak(script.voice, sentence.voice)
            samples.extend(said)
            cues += captions.cues_of(sentence, start, len(said) / rate, lambda text: seconds(script.voice, text))
        rest(AT_THE_END if number == len(script.slides) - 1 else AFTER)
        stands.append(len(samples) / rate - begun)
    return Told(rate, samples, tuple(stands), tuple(cues))


def ffmpeg(*arguments: str) -> str:
    """Run the ffmpeg that comes with imageio-ffmpeg; what it wrote about its work is returned."""
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", *arguments], capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stderr


def even_loudness(source: Path) -> str:
    """The filter that brings this recording to one loudness, measured first so that it is a plain change of level."""
    said = ffmpeg("-i", str(source), "-af", f"{SOFTER},{LOUDNESS}:print_format=json", "-f", "null", "-")
    found = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    measured = f"measured_I={found['input_i']}:measured_TP={found['input_tp']}:measured_LRA={found['input_lra']}:measured_thresh={found['input_thresh']}"
    return f"{SOFTER},{LOUDNESS}:{measured}:offset={found['target_offset']}:linear=true,aresample=44100"


def faded(stands: tuple[float, ...]) -> str:
    """Each picture melts into the next; the first moments of a slide are the fade."""
    steps, now, last = [], 0.0, "0:v"
    for number, stood in enumerate(stands[:-1], start=1):
        now += stood
        steps.append(f"[{last}][{number}:v]xfade=transition=fade:duration={FADE}:offset={now:.3f}[v{number}]")
        last = f"v{number}"
    return ";".join([*steps, f"[{last}]scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[out]"])


def film(told: Told, pictures: list[Path], voice: Path, out: Path) -> None:
    """Join pictures and voice into an MP4 that plays anywhere and starts before it is fully loaded."""
    inputs: list[str] = []
    for picture, stood in zip(pictures, told.stands, strict=True):
        inputs += ["-loop", "1", "-framerate", str(FRAMES), "-t", f"{stood + FADE:.3f}", "-i", str(picture)]
    ffmpeg(
        *inputs, "-i", str(voice), "-filter_complex", faded(told.stands), "-map", "[out]", "-map", f"{len(pictures)}:a",
        "-c:v", "libx264", "-profile:v", "baseline", "-level", "3.1", "-preset", "slow", "-tune", "stillimage", *COLOURS, "-crf", "23", "-g", str(FRAMES * 10),
        "-af", even_loudness(voice), "-c:a", "aac", "-b:a", "96k", "-ac", "1", "-t", f"{sum(told.stands):.3f}",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart", str(out),
    )  # fmt: skip


def make(script: Script, folder: Path) -> None:
    """Everything, from the script to the four finished files."""
    told = tell(script)
    with TemporaryDirectory() as scratch:
        pictures = [Path(scratch) / f"{number:02}.png" for number in range(len(script.slides))]
        for slide, path in zip(script.slides, pictures, strict=True):
            slides.draw(slide).save(path)
        slides.draw(script.slides[0]).save(folder / "poster.jpg", quality=86, optimize=True, progressive=True)
        voice = Path(scratch) / "voice.wav"
        write_wave(voice, told.rate, told.samples)
        film(told, pictures, voice, folder / "orientation.mp4")
    (folder / "orientation.vtt").write_text(captions.as_vtt(list(told.cues)), encoding="utf-8")
    (folder / "transcript.md").write_text(captions.as_transcript(script), encoding="utf-8")


if __name__ == "__main__":
    make(read_script(), HERE)
