"""Video and audio come in: stored, looked at, given their words."""

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _

from cms import captions as caption_files
from cms import film
from cms.access import agency_of_file
from cms.models import Caption, Media, Transcript
from cms.permissions import can_edit
from cms.words import MediaState
from ledger import clock, jobs
from ledger.refusals import Refused
from people.models import Person


@transaction.atomic
def receive_media(*, actor: Person | None, media: Media) -> Media:
    """The file is whole in storage: note its size and hash, and have it looked at. Does nothing the second time."""
    _may_edit(actor, media)
    if media.status != MediaState.PENDING:
        return media
    media.sha256, media.size = _digest(media.file)
    media.status = MediaState.STORED
    media.save(update_fields=["sha256", "size", "status"])
    jobs.enqueue(kind="cms.look-into-media", key=f"media:{media.uuid}", payload={"media": media.pk})
    return media


def look_into(*, media: Media) -> Media:
    """Read length and picture size, take out what the camera wrote beside the film, take a still, and call it ready."""
    if media.status not in (MediaState.STORED, MediaState.UNREADABLE):
        return media
    if _digest(media.file) != (media.sha256, media.size):
        raise ValueError("The stored file is not the one that was received.")
    with film.on_disk(media.file) as path:
        found = film.probe(path, video=media.type == "video")
        if found:
            _keep_without_notes(media, path)
            _keep_still(media, path, found)
    if found is None:
        media.status = MediaState.UNREADABLE
    else:
        media.duration, media.width, media.height = found.seconds, found.width, found.height
        media.status = MediaState.READY
    media.save()
    return media


def _keep_without_notes(media: Media, path: Path) -> None:
    """The film in storage is exchanged, once and before anybody has seen it."""
    received, storage = media.file.name, media.file.storage
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / f"film{path.suffix}"
        if not film.without_notes(path, clean):
            return
        with clean.open("rb") as file:
            media.file.save(PurePath(received).name, File(file), save=False)
    media.sha256, media.size = _digest(media.file)
    # Only when the row says the new name for good: a rollback must find the old file.
    transaction.on_commit(lambda: storage.delete(received))


def _keep_still(media: Media, path: Path, found: film.Film) -> None:
    if media.type != "video" or media.thumbnail:
        return
    still = film.still(path, at=min(2.0, found.seconds / 2))
    if still:
        media.thumbnail.save(f"{PurePath(media.file.name).stem}.jpg", ContentFile(still), save=False)


@transaction.atomic
def set_captions(*, actor: Person | None, media: Media, language: str, data: bytes, name: str) -> Caption:
    """Keep the captions of an uploaded .vtt or .srt file; draft the transcript from them where there is none."""
    _may_edit(actor, media)
    try:
        cues = caption_files.read(data, name)
    except caption_files.BadCaptions as error:
        raise Refused(str(error), code="captions_bad", field="captions") from error
    caption, _made = Caption.objects.update_or_create(
        media=media,
        language=language,
        defaults={"vtt": caption_files.to_vtt(cues), "updated_at": clock.now()},
    )
    Transcript.objects.get_or_create(
        media=media, language=language, defaults={"text": caption_files.draft_transcript(cues)}
    )
    return caption


@transaction.atomic
def set_transcript(*, actor: Person | None, media: Media, language: str, text: str) -> Transcript:
    """Keep the transcript as a person wrote it."""
    _may_edit(actor, media)
    if not text.strip():
        raise Refused(_("A transcript needs words."), code="transcript_empty", field="transcript")
    transcript, _made = Transcript.objects.update_or_create(
        media=media, language=language, defaults={"text": text.strip() + "\n", "updated_at": clock.now()}
    )
    return transcript


def _may_edit(actor: Person | None, media: Media) -> None:
    """No actor: the house itself (the demo, a script of the platform)."""
    if actor is None or actor.is_superuser:
        return
    agency = agency_of_file(media)
    if agency is None or not can_edit(actor, agency):
        raise Refused(_("You can change the videos of your own agency only."), code="media_not_yours")


def _digest(stored: File) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with stored.storage.open(stored.name, "rb") as file:  # type: ignore[attr-defined]
        for chunk in _chunks(file):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _chunks(file: File) -> Iterable[bytes]:
    while chunk := file.read(1024 * 1024):
        yield chunk
