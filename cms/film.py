"""What ffmpeg says about a file. It reads local files only, as the kind their ending names, and not for long."""

import re
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.db.models.fields.files import FieldFile

SECONDS = 60
MEMORY = 2 * 1024**3
# The reader is chosen by us: a playlist or a script that calls itself a video is not followed anywhere.
DEMUXERS = {
    "mp4": "mov",
    "m4v": "mov",
    "m4a": "mov",
    "webm": "matroska",
    "mp3": "mp3",
    "ogg": "ogg",
    "wav": "wav",
}
CLOCK = r"(\d+):(\d{2}):(\d{2}(?:\.\d+)?)"


@dataclass(frozen=True)
class Film:
    """Length in seconds and size of the picture in pixels (none for audio)."""

    seconds: float
    width: int | None = None
    height: int | None = None


def probe(path: Path, *, video: bool) -> Film | None:
    """What the file holds, or None where it is not what it says it is."""
    said = _run(path, ["-map", "0", "-c", "copy", "-f", "null", "-"])
    size = re.search(r"Stream #.*Video: .*?(\d{2,5})x(\d{2,5})", said)
    sound = re.search(r"Stream #.*Audio: ", said)
    if (size is None) if video else (sound is None):
        return None
    length = re.search(rf"Duration: {CLOCK}", said) or _last(rf"time={CLOCK}", said)
    if length is None:
        return None
    hours, minutes, seconds = length.groups()
    width, height = (int(size[1]), int(size[2])) if video and size else (None, None)
    return Film(int(hours) * 3600 + int(minutes) * 60 + float(seconds), width, height)


def still(path: Path, *, at: float) -> bytes:
    """One picture of the film as JPEG; empty where none can be had."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "still.jpg"
        _run(path, ["-frames:v", "1", "-vf", "scale='min(1280,iw)':-2", "-q:v", "4", str(picture)], start=at)
        return picture.read_bytes() if picture.exists() else b""


def without_notes(path: Path, kept: Path) -> bool:
    """Write the same film to `kept` without what the camera wrote beside it, ready to start before it is all there."""
    said = ["-map", "0:v?", "-map", "0:a?", "-map_metadata", "-1", "-map_chapters", "-1", "-c", "copy"]
    said += ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]
    if DEMUXERS.get(kept.suffix.lstrip(".").lower()) == "mov":
        said += ["-movflags", "+faststart"]
    _run(path, [*said, str(kept)])
    return kept.exists() and kept.stat().st_size > 0


@contextmanager
def on_disk(stored: FieldFile) -> Iterator[Path]:
    """The stored file as a local one, whatever it is stored in."""
    try:
        yield Path(stored.path)
        return
    except NotImplementedError:
        pass
    name = stored.name or ""
    with tempfile.NamedTemporaryFile(suffix=PurePath(name).suffix) as copy:
        with stored.storage.open(name, "rb") as file:
            shutil.copyfileobj(file, copy, 1024 * 1024)
        copy.flush()
        yield Path(copy.name)


def _run(path: Path, output: list[str], start: float = 0) -> str:
    """What ffmpeg writes about it; empty where the ending is none of ours or it takes too long."""
    demuxer = DEMUXERS.get(path.suffix.lstrip(".").lower())
    if demuxer is None:
        return ""
    command = [_ffmpeg(), "-nostdin", "-hide_banner", "-protocol_whitelist", "file", "-f", demuxer]
    command += ["-ss", f"{start:.2f}", "-i", str(path), *output]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        if hasattr(resource, "prlimit"):
            resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            return process.communicate(timeout=SECONDS)[1].decode(errors="replace")
        except subprocess.TimeoutExpired:
            process.kill()
            return ""


def _ffmpeg() -> str:
    """The machine's own, or the one that came with the house."""
    found = shutil.which("ffmpeg")
    if found:
        return found
    from imageio_ffmpeg import get_ffmpeg_exe

    return str(get_ffmpeg_exe())


def _last(pattern: str, text: str) -> re.Match[str] | None:
    found = None
    for found in re.finditer(pattern, text):  # noqa: B007 (the last one is meant)
        pass
    return found
