"""What is in a film, and one that every browser plays made of it. Faults have a name that the press room says in words."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.db.models.fields.files import FieldFile

from cms import ffmpeg
from cms.ffmpeg import Limits, Said, Tell
from cms.words import Trouble

LONGEST = 4 * 3600
WIDEST, LARGEST = 8192, 8192 * 4352
TRACKS = 30
GIGABYTE = 1024**3
CLOCK = r"(\d+):(\d{2}):(\d{2}(?:\.\d+)?)"
STREAM = re.compile(r"^ {2,4}Stream #0:\d+.*?: (Video|Audio|Subtitle|Data|Attachment)(?:: (.*))?$", re.MULTILINE)
CUT_OFF = ("partial file", "File ended prematurely")
# Without what the camera wrote beside it, and the same bytes whenever it is made again.
PLAIN = ["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn"]
PLAIN += ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]
# No larger than a good screen, no faster than it, and in the colors that every player knows.
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "22", "-pix_fmt", "yuv420p", "-profile:v", "high"]
FITS = "scale=w='min(1920,iw)':h='min(1920,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2"
AAC = ["-c:a", "aac", "-b:a", "128k", "-ac", "2"]


class NoFilm(Exception):
    """It cannot be shown; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True)
class Film:
    """Length in seconds, size of the picture in pixels (none for audio), and how both are written."""

    seconds: float
    width: int | None = None
    height: int | None = None
    picture: str = ""
    sound: str = ""

    @property
    def plays_as_it_is(self) -> bool:
        """H.264 in the colors that browsers show."""
        return self.picture.startswith("h264") and bool(re.search(r"\byuvj?420p\b", self.picture))


def look(path: Path, *, video: bool) -> Film:
    """What the file holds, read to its end. Raises NoFilm."""
    if not path.stat().st_size:
        raise NoFilm(Trouble.EMPTY)
    film = _opened(path, video=video)
    whole = ffmpeg.run(path, ["-map", "0:V:0?", "-map", "0:a:0?", "-c", "copy", "-f", "null", "-"], limits=Limits())
    _went_well(whole)
    ran = ran_for(whole.text)
    seconds = film.seconds or ran
    if not ran or any(phrase in whole.text for phrase in CUT_OFF):
        raise NoFilm(Trouble.CUT_OFF)
    if max(seconds, ran) > LONGEST:
        raise NoFilm(Trouble.TOO_LONG)
    return Film(seconds, film.width, film.height, film.picture, film.sound)


def _opened(path: Path, *, video: bool) -> Film:
    """What its head says, before anything more is done with it."""
    said = ffmpeg.run(path, [], limits=Limits(seconds=120, cpu=30))
    tracks = STREAM.findall(said.text)
    if len(tracks) > TRACKS or "exceeds max_streams" in said.text:
        raise NoFilm(Trouble.TOO_MANY)
    if said.stopped:
        raise NoFilm(Trouble.TOO_MUCH)
    tracks = [(kind, how) for kind, how in tracks if "(attached pic)" not in how and not how.startswith("none")]
    picture = next((how for kind, how in tracks if kind == "Video"), "")
    sound = next((how for kind, how in tracks if kind == "Audio"), "")
    if not (picture if video else sound):
        raise NoFilm(Trouble.CUT_OFF if _is_cut_off(path) else Trouble.NOT_A_FILM)
    seconds = _seconds(re.search(rf"^  Duration: {CLOCK}", said.text, re.MULTILINE))
    if seconds > LONGEST:
        raise NoFilm(Trouble.TOO_LONG)
    if not video:
        return Film(seconds, sound=sound)
    width, height = _size(picture)
    return Film(seconds, width, height, picture, sound)


def _size(picture: str) -> tuple[int, int]:
    found = re.search(r", (\d{1,6})x(\d{1,6})\b", picture)
    if found is None:
        raise NoFilm(Trouble.NOT_A_FILM)
    width, height = int(found[1]), int(found[2])
    if max(width, height) > WIDEST or width * height > LARGEST:
        raise NoFilm(Trouble.TOO_WIDE)
    return width, height


def make_playable(path: Path, folder: Path, film: Film, *, tell: Tell = lambda at: None) -> Path:
    """The same film as every browser plays it: copied where it can be, ready to start before it is all there."""
    copied = path.stat().st_size + 16 * 1024**2
    limits = Limits(seconds=600, cpu=600, size=copied)
    if film.picture:
        made, how = folder / "film.mp4", ["-map", "0:V:0", "-map", "0:a:0?"]
        how += ["-c:v", "copy"] if film.plays_as_it_is else [*X264, "-vf", FITS, "-fpsmax", "60"]
        if not film.plays_as_it_is:
            limits = for_encoding(film.seconds)
    elif film.sound.startswith("mp3") and path.suffix == ".mp3":
        made, how = folder / "sound.mp3", ["-map", "0:a:0", "-c", "copy"]
    else:
        made, how = folder / "sound.m4a", ["-map", "0:a:0"]
    if made.suffix != ".mp3":
        how += ["-c:a", "copy"] if film.sound.startswith("aac") else AAC
        how += ["-movflags", "+faststart", "-f", "mp4"]
    _went_well(ffmpeg.run(path, [*how, *PLAIN, *threads(), str(made)], limits=limits, tell=tell))
    _opened(made, video=bool(film.picture))
    return made


def sound_of(path: Path, folder: Path) -> Path | None:
    """What is heard of a film that `make_playable` made, as it is in there; None of a silent one."""
    made, limits = folder / "heard.m4a", Limits(seconds=600, cpu=600, size=path.stat().st_size + 16 * 1024**2)
    how = ["-map", "0:a:0", "-c", "copy", *PLAIN, "-movflags", "+faststart", "-f", "mp4"]
    return made if ffmpeg.run(path, [*how, str(made)], limits=limits).ok else None


def for_encoding(seconds: float) -> Limits:
    """What making pictures anew may take: twelve times its length, and the size of a very good film."""
    wall = int(300 + 12 * seconds)
    size = min(4 * GIGABYTE, 64 * 1024**2 + int(seconds * 1_500_000))
    return Limits(seconds=wall, cpu=wall * ffmpeg.THREADS, memory=4 * GIGABYTE, size=size, calm=10)


def threads() -> list[str]:
    return ["-threads", str(ffmpeg.THREADS)]


def still(path: Path, folder: Path, *, at: float) -> bytes:
    """One picture of the film as JPEG; empty where none can be had."""
    picture = folder / "still.jpg"
    how = ["-map", "0:V:0", "-frames:v", "1", "-vf", "scale='min(1280,iw)':-2", "-q:v", "4", "-threads", "1"]
    ffmpeg.run(path, [*how, str(picture)], before=["-ss", f"{at:.2f}"], limits=Limits())
    return picture.read_bytes() if picture.exists() else b""


def _went_well(said: Said) -> None:
    if said.stopped:
        raise NoFilm(Trouble.TOO_MUCH)
    if not said.ok:
        raise NoFilm(Trouble.CUT_OFF if any(phrase in said.text for phrase in CUT_OFF) else Trouble.NOT_A_FILM)


def _is_cut_off(path: Path) -> bool:
    """An MP4 whose last part goes on beyond the end of the file."""
    size, at = path.stat().st_size, 0
    with path.open("rb") as file:
        while at + 8 <= size:
            file.seek(at)
            head = file.read(16)
            long, kind = int.from_bytes(head[:4]), head[4:8]
            if (at == 0 and kind != b"ftyp") or not kind.isalpha():
                return False
            long = int.from_bytes(head[8:16]) if long == 1 else long or size - at
            if long < 8 or at + long > size:
                return long >= 8
            at += long
    return False


def on_disk(stored: FieldFile, folder: Path) -> Path:
    """The stored file as a local one: itself, or a copy in the folder where a store keeps it."""
    try:
        return Path(stored.path)
    except NotImplementedError:
        pass
    name = stored.name or ""
    copy = folder / f"received{PurePath(name).suffix.lower()}"
    with stored.storage.open(name, "rb") as file, copy.open("wb") as kept:
        shutil.copyfileobj(file, kept, 1024 * 1024)
    return copy


def ran_for(said: str) -> float:
    """How far ffmpeg came, in seconds of the film or the sound, by the last it said of it."""
    return _seconds(_last(rf"time={CLOCK}", said))


def _seconds(clock: re.Match[str] | None) -> float:
    if clock is None:
        return 0
    hours, minutes, seconds = clock.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _last(pattern: str, text: str) -> re.Match[str] | None:
    found = None
    for found in re.finditer(pattern, text):  # noqa: B007 (the last one is meant)
        pass
    return found
