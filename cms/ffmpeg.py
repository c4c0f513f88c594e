"""ffmpeg, held on a short lead: local files only, a reader of our choosing, and limits on everything it uses."""

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from os import cpu_count, getpid
from pathlib import Path
from typing import IO

# The reader is chosen by us: a playlist or a script that calls itself a video is not followed anywhere.
DEMUXERS = {
    "mp4": "mov",
    "m4v": "mov",
    "mov": "mov",
    "m4a": "mov",
    "webm": "matroska",
    "mkv": "matroska",
    "avi": "avi",
    "mp3": "mp3",
    "ogg": "ogg",
    "wav": "wav",
}
CONFINED = Path(__file__).with_name("confined.py")
THREADS = min(4, cpu_count() or 1)
KEPT = 256 * 1024
CLOCK = re.compile(rb"out_time_us=(\d+)")
STARVED = (b"Cannot allocate memory", b"File too large", b"failed to map segment")
Tell = Callable[[float], None]


@dataclass(frozen=True)
class Limits:
    """Seconds on the wall and of the processor, bytes of memory, bytes of a file it writes; and how far it stands back."""

    seconds: int = 300
    cpu: int = 120
    memory: int = 2 * 1024**3
    size: int = 64 * 1024**2
    calm: int = 0


@dataclass(frozen=True)
class Said:
    """What it wrote, whether it went well, and whether a limit ended it."""

    text: str
    ok: bool
    stopped: bool = False


def run(path: Path, output: list[str], *, before: list[str] | None = None, limits: Limits, tell: Tell = lambda at: None) -> Said:  # fmt: skip
    """Have one local file read, as the kind its ending names. `tell` hears how many seconds of it are done."""
    demuxer = DEMUXERS.get(path.suffix.lstrip(".").lower())
    if demuxer is None:
        return Said("", ok=False)
    confined = [CONFINED, getpid(), limits.cpu, limits.memory, limits.size, limits.calm]
    command = [sys.executable, "-I", "-S", *confined, program(), "-nostdin", "-hide_banner", "-y"]
    command += ["-protocol_whitelist", "file", "-f", demuxer, *(before or []), "-i", path]
    command += [*(["-progress", "pipe:1"] if output else []), *output]
    with subprocess.Popen(
        [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            return _watched(process, limits, tell)
        finally:
            process.kill()


def _watched(process: subprocess.Popen[bytes], limits: Limits, tell: Tell) -> Said:
    heard, at = bytearray(), [0.0]
    readers = [
        threading.Thread(target=_keep, args=(process.stderr, heard), daemon=True),
        threading.Thread(target=_follow, args=(process.stdout, at), daemon=True),
    ]
    for reader in readers:
        reader.start()
    until = time.monotonic() + limits.seconds
    while process.poll() is None and time.monotonic() < until:
        _wait(process, min(2.0, max(0.05, until - time.monotonic())))
        tell(at[0])
    late = process.poll() is None
    process.kill()
    for reader in readers:
        reader.join(5)
    # A signal of the system's ended it (CPU time, file size), or memory it was not given.
    stopped = late or process.wait() < 0 or any(word in heard for word in STARVED)
    return Said(heard.decode(errors="replace"), ok=process.returncode == 0, stopped=stopped)


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def _keep(pipe: IO[bytes], heard: bytearray) -> None:
    """Its beginning and its end; a hostile file can make it talk without end."""
    while chunk := pipe.read1(64 * 1024):  # type: ignore[attr-defined]
        heard += chunk
        if len(heard) > 2 * KEPT:
            del heard[KEPT : len(heard) - KEPT // 2]


def _follow(pipe: IO[bytes], at: list[float]) -> None:
    for line in pipe:
        if found := CLOCK.match(line):
            at[0] = int(found[1]) / 1_000_000


def program() -> str:
    """The machine's own, or the one that came with the house."""
    found = shutil.which("ffmpeg")
    if found:
        return found
    from imageio_ffmpeg import get_ffmpeg_exe

    return str(get_ffmpeg_exe())
