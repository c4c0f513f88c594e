"""A voice as it comes in: looked at, made plain sound of, named by chance and kept."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from cms import ffmpeg
from cms.ffmpeg import Limits
from cms.film import PLAIN, ran_for
from ledger import clock
from ledger.refusals import Refused
from people.models import Person
from supervision.models import Recording

LARGEST = 25 * 1024 * 1024
LONGEST = 5 * 60  # seconds
TYPE = "audio/mp4"
# As every phone plays it, one voice, small; without what the phone wrote beside it (the place, the device).
SPOKEN = ["-map", "0:a:0", "-vn", "-t", str(LONGEST + 2), "-c:a", "aac", "-b:a", "64k", "-ac", "1", "-ar", "44100"]
LEAD = Limits(seconds=30, cpu=30, memory=1024**3, size=8 * 1024**2)


@dataclass(frozen=True)
class Voice:
    """Sound as we keep it, and how long it is (seconds)."""

    data: bytes
    seconds: int


def heard(upload: IO[bytes], *, sender: Person) -> Voice:
    """What can be heard in a file that came in, made anew by us. Says in words what cannot be used; leaves no file behind.

    It is done while she waits, and a file made for that may hold a web thread until the lead ends: one of hers at a time,
    whichever process the next one reaches. Nobody is refused for what others send: a voice that is not taken is lost.
    """
    with _one_at_a_time(sender):
        return _made_anew(upload)


@contextmanager
def _one_at_a_time(sender: Person) -> Iterator[None]:
    """A process that was lost with a voice in its hands is not waited for longer than ffmpeg's own time."""
    key = f"voice-{sender.uuid}"
    if not _begun(key):
        raise _sorry(
            _("We are still working on the recording before this one. Wait a moment, then send it."), "one_at_a_time"
        )
    try:
        yield
    finally:
        with suppress(RedisError):
            cache.delete(key)


def _begun(key: str) -> bool:
    try:
        return bool(cache.add(key, True, timeout=LEAD.seconds + 10))
    except RedisError:  # while nobody can tell, voices are taken all the same
        return True


def _made_anew(upload: IO[bytes]) -> Voice:
    data = upload.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _sorry(_("This file is larger than 25 MB. Record it again, a little shorter."), "too_large")
    with TemporaryDirectory() as folder:
        came, made = Path(folder) / f"came.{_ending(data)}", Path(folder) / "voice.m4a"
        came.write_bytes(data)
        said = ffmpeg.run(came, [*SPOKEN, *PLAIN, "-movflags", "+faststart", "-f", "mp4", str(made)], limits=LEAD)
        seconds = ran_for(said.text)
        if said.stopped:
            raise _sorry(_("We could not work with this file. Record it again, a little shorter."), "too_much")
        if not said.ok or not seconds:
            raise _sorry(_("We could not hear anything in this file. Please record it again."), "no_sound")
        if seconds > LONGEST + 1:
            raise _sorry(_("This is longer than five minutes. The beginning of a talk is enough."), "too_long")
        return Voice(made.read_bytes(), max(1, min(round(seconds), LONGEST)))


def _ending(data: bytes) -> str:
    """The kind of a file by how it begins; the name a browser sends says nothing."""
    if data.startswith(b"\x1aE\xdf\xa3"):
        return "webm"
    if data[4:8] == b"ftyp":
        return "m4a"
    if data.startswith(b"OggS"):
        return "ogg"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return "wav"
    if data.startswith(b"ID3") or (data[:1] == b"\xff" and data[1:2] in (b"\xfb", b"\xfa", b"\xf3", b"\xf2")):
        return "mp3"
    raise _sorry(
        _("We cannot read this kind of file. A recording of your phone (M4A, MP3, WAV, OGG or WebM) works."),
        "wrong_kind",
    )


def _sorry(sentence: str, code: str) -> Refused:
    return Refused(sentence, code=code, field="recording")


@contextmanager
def kept(voice: Voice) -> Iterator[Recording]:
    """Keep a voice for what is written inside the block; when that is refused the file is gone again."""
    name = default_storage.save(f"voices/{clock.now():%Y/%m}/{uuid.uuid4()}.m4a", ContentFile(voice.data))
    try:
        yield Recording.objects.create(file=name, sha256=hashlib.sha256(voice.data).hexdigest(), seconds=voice.seconds)
    except Exception:
        default_storage.delete(name)
        raise
