"""Video and audio come in: stored, tried again, given their words."""

import hashlib
from collections.abc import Iterable

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from cms import captions as caption_files
from cms.access import agency_of_file
from cms.models import Caption, Media, MediaWork, Transcript
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
    media.sha256, media.size = digest(media.file)
    media.received_sha256 = media.sha256
    media.status = MediaState.STORED
    media.save(update_fields=["sha256", "received_sha256", "size", "status"])
    MediaWork.objects.get_or_create(media=media)
    jobs.enqueue(kind="cms.look-into-media", key=f"media:{media.uuid}", payload={"media": media.pk})
    return media


@transaction.atomic
def try_again(*, actor: Person, media: Media) -> Media:
    """What could not be made ready is begun anew. Does nothing for what is ready or on its way."""
    _may_edit(actor, media)
    media = Media.objects.select_for_update().get(pk=media.pk)
    if media.status == MediaState.PENDING:
        return receive_media(actor=actor, media=media)
    if media.status == MediaState.FAILED:
        work, _made = MediaWork.objects.get_or_create(media=media)
        MediaWork.objects.filter(pk=work.pk).update(percent=0, trouble="", tries=work.tries + 1, changed_at=clock.now())
        Media.objects.filter(pk=media.pk).update(status=MediaState.STORED)
        key = f"media:{media.uuid}:{work.tries + 1}"
        jobs.enqueue(kind="cms.look-into-media", key=key, payload={"media": media.pk})
        media.refresh_from_db()
    return media


@transaction.atomic
def set_captions(*, actor: Person | None, media: Media, language: str, data: bytes, name: str) -> Caption:
    """Keep the captions of an uploaded .vtt or .srt file; draft the transcript from them where there is none."""
    _may_edit(actor, media)
    try:
        found = caption_files.read(data, name)
    except caption_files.BadCaptions as error:
        raise Refused(str(error), code="captions_bad", field="captions") from error
    caption, _made = Caption.objects.update_or_create(
        media=media,
        language=language,
        defaults={"vtt": caption_files.to_vtt(found), "updated_at": clock.now()},
    )
    Transcript.objects.get_or_create(
        media=media, language=language, defaults={"text": caption_files.draft_transcript(found.cues)}
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


def digest(stored: File) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with stored.storage.open(stored.name, "rb") as file:  # type: ignore[attr-defined]
        for chunk in _chunks(file):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _chunks(file: File) -> Iterable[bytes]:
    while chunk := file.read(1024 * 1024):
        yield chunk
