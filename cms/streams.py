"""A film in several sizes by one run of ffmpeg: pictures are read once, each size is drawn from the one above it."""

import re
from dataclasses import dataclass
from pathlib import Path

from cms import ffmpeg
from cms.ffmpeg import Tell
from cms.film import PLAIN, Film, NoFilm, for_encoding
from cms.rules import Rung
from cms.words import Trouble

SECONDS = 6
ALL = re.compile(r"#EXT-X-STREAM-INF:BANDWIDTH=(\d+),.*?RESOLUTION=(\d+)x(\d+).*?CODECS=\"([^\"]+)\".*?\n(\d+)\.m3u8")


@dataclass(frozen=True)
class Made:
    """One size as it lies in the folder."""

    lines: int
    width: int
    height: int
    bandwidth: int
    codecs: str
    playlist: str
    path: Path


def make_streams(path: Path, folder: Path, film: Film, rungs: tuple[Rung, ...], *, tell: Tell = lambda at: None) -> list[Made]:  # fmt: skip
    """Each size as one file with a list of its parts; key pictures stand at the same seconds in all. Raises NoFilm."""
    made = ffmpeg.run(
        path, arguments(folder, rungs, sound=bool(film.sound)), limits=for_encoding(film.seconds), tell=tell
    )
    if not made.ok:
        raise NoFilm(Trouble.TOO_MUCH if made.stopped else Trouble.NOT_A_FILM)
    said = (folder / "all.m3u8").read_text()
    return [
        Made(
            lines=int(lines),
            width=int(width),
            height=int(height),
            bandwidth=int(bandwidth),
            codecs=codecs,
            # What the view is called by, whatever it is called here.
            playlist=(folder / f"{lines}.m3u8").read_text().replace(f"{lines}.m4s", f"{lines}.mp4"),
            path=folder / f"{lines}.m4s",
        )
        for bandwidth, width, height, codecs, lines in ALL.findall(said)
    ]


def arguments(folder: Path, rungs: tuple[Rung, ...], *, sound: bool) -> list[str]:
    """What ffmpeg is told. The sound is AAC already and is copied into each."""
    largest_first = sorted(rungs, key=lambda rung: -rung.lines)
    told = ["-filter_complex", _ladder(largest_first)]
    for number, _rung in enumerate(largest_first):
        told += ["-map", f"[v{number}]", *(["-map", "0:a:0"] if sound else [])]
    told += ["-c:a", "copy", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high"]
    told += ["-force_key_frames", f"expr:gte(t,n_forced*{SECONDS})", "-sc_threshold", "0", "-fpsmax", "60"]
    for number, rung in enumerate(largest_first):
        told += [f"-maxrate:v:{number}", str(rung.bits), f"-bufsize:v:{number}", str(2 * rung.bits)]
    named = " ".join(f"v:{n}{f',a:{n}' if sound else ''},name:{rung.lines}" for n, rung in enumerate(largest_first))
    told += [*PLAIN, "-f", "hls", "-hls_time", str(SECONDS), "-hls_playlist_type", "vod"]
    told += ["-hls_segment_type", "fmp4", "-hls_flags", "single_file+independent_segments"]
    return [*told, "-var_stream_map", named, "-master_pl_name", "all.m3u8", str(folder / "%v.m3u8")]


def _ladder(largest_first: list[Rung]) -> str:
    """[0:V:0] is made the largest size, that one the next, and so on down."""
    steps, above = [], "0:V:0"
    for number, rung in enumerate(largest_first):
        size = f"scale=w='if(gt(iw,ih),-2,{rung.lines})':h='if(gt(iw,ih),{rung.lines},-2)',format=yuv420p"
        last = number == len(largest_first) - 1
        steps.append(f"[{above}]{size}" + (f"[v{number}]" if last else f",split=2[v{number}][d{number}]"))
        above = f"d{number}"
    return ";".join(steps)
