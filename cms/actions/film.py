"""A film that is stored becomes one that plays. Long work, outside a transaction; what it leaves is written in a short one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction

from cms import film, streams
from cms.actions.media import digest
from cms.models import Media, MediaWork, Sound, Stream
from cms.rules import is_long, rungs_for
from cms.words import MediaState, Trouble
from ledger import clock, jobs


def look_into(*, media: Media) -> Media:
    """Read it to its end, make the film that browsers play, take a still, and call it ready; or say why not."""
    if media.status != MediaState.STORED:
        return media
    if digest(media.file) != (media.sha256, media.size):
        raise ValueError("The stored file is not the one that was received.")
    try:
        with workplace(media) as folder:
            path = film.on_disk(media.file, folder)
            found = film.look(path, video=media.type == "video")
            made = film.make_playable(path, folder, found, tell=teller(media, found.seconds))
            still = _still(media, made, folder, found)
            heard = film.sound_of(made, folder) if found.picture and found.sound else None
            return _keep(media, made, heard, still, found)
    except film.NoFilm as fault:
        return fail(media=media, trouble=fault.trouble)


def fail(*, media: Media, trouble: Trouble) -> Media:
    """It cannot be shown; the publisher reads why."""
    with transaction.atomic():
        Media.objects.filter(pk=media.pk, status=MediaState.STORED).update(status=MediaState.FAILED)
        MediaWork.objects.update_or_create(media=media, defaults={"trouble": trouble, "changed_at": clock.now()})
    media.refresh_from_db()
    _clear_away(media)
    return media


def _clear_away(media: Media) -> None:
    """What a lost worker left of it: its folder, and what it had put into the store under a name the row does not say."""
    shutil.rmtree(_folder(media.uuid), ignore_errors=True)
    storage = media.file.storage
    made = {f"media/{media.uuid}{ending}" for ending in (".mp4", ".m4a", ".mp3")}
    made |= {_sound_name(media), f"media_thumbnails/{media.uuid}.jpg"}
    for name in made - {media.file.name, media.thumbnail.name}:
        storage.delete(name)


def _still(media: Media, made: Path, folder: Path, found: film.Film) -> bytes:
    if media.type != "video" or media.thumbnail:
        return b""
    return film.still(made, folder, at=min(2.0, found.seconds / 2))


def _keep(media: Media, made: Path, heard: Path | None, still: bytes, found: film.Film) -> Media:
    """The film in storage is exchanged, once and before anybody has seen it. A try that was cut off is written over."""
    storage, received = media.file.storage, media.file.name
    name = f"media/{media.uuid}{made.suffix}"
    with made.open("rb") as file:
        kept = _put(media, name, File(file))
    sound = _sound_of(media, heard) if heard else None
    poster = _put(media, f"media_thumbnails/{media.uuid}.jpg", ContentFile(still)) if still else ""
    with transaction.atomic():
        now = Media.objects.select_for_update().get(pk=media.pk)
        if now.status == MediaState.STORED:
            now.file.name, now.status = kept, MediaState.READY
            now.sha256, now.size = digest(now.file)
            now.duration, now.width, now.height = found.seconds, found.width, found.height
            now.thumbnail.name = poster or now.thumbnail.name
            now.save()
            if sound:
                sound.save()
            in_sizes = media.type == "video" and is_long(found.seconds, now.size)
            MediaWork.objects.filter(media=media).update(
                percent=0 if in_sizes else 100, trouble="", changed_at=clock.now()
            )
            if in_sizes:
                jobs.enqueue(kind="cms.make-streams", key=f"streams:{media.uuid}", payload={"media": media.pk})
            if PurePath(received) != PurePath(kept):
                # Only when the row says the new name for good: a rollback must find the old file.
                transaction.on_commit(lambda: storage.delete(received))
    media.refresh_from_db()
    return media


def _sound_name(media: Media) -> str:
    return f"streams/{media.uuid}-sound.m4a"


def _sound_of(media: Media, heard: Path) -> Sound:
    with heard.open("rb") as file:
        row = Sound(media=media, file=_put(media, _sound_name(media), File(file)))
    row.sha256, row.size = digest(row.file)
    return row


def _put(media: Media, name: str, file: File) -> str:
    storage = media.file.storage
    if name != media.file.name:
        storage.delete(name)
    return str(storage.save(name, file))


def _folder(uuid: object) -> Path:
    return Path(settings.VAR_DIR) / "films" / str(uuid)


@contextmanager
def workplace(media: Media) -> Iterator[Path]:
    """A folder of this film's own. What a lost worker left in it is gone before it is used again."""
    folder = _folder(media.uuid)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def teller(media: Media, seconds: float) -> Callable[[float], None]:
    """Says how far it is to whoever waits, and that somebody is at it."""

    def tell(at: float) -> None:
        percent = min(99, int(100 * at / seconds)) if seconds else 0
        jobs.still_at_it()
        MediaWork.objects.filter(media=media).update(percent=percent, changed_at=clock.now())

    return tell


def make_streams(*, media: Media) -> None:
    """A longer film in several sizes. All of them are kept, or none; what is there is not made again."""
    if media.status != MediaState.READY or media.streams.exists() or not (media.width and media.height):
        return
    rungs = rungs_for(media.width, media.height)
    with workplace(media) as folder:
        path = film.on_disk(media.file, folder)
        found = film.look(path, video=True)
        made = streams.make_streams(path, folder, found, rungs, tell=teller(media, found.seconds))
        rows = [_stored(media, one) for one in made]
    with transaction.atomic():
        Media.objects.select_for_update().get(pk=media.pk)
        if not media.streams.exists():
            Stream.objects.bulk_create(rows)
        leave_it_at_that(media)


def leave_it_at_that(media: Media) -> None:
    """Nothing more is made of it: the publisher waits for nothing."""
    MediaWork.objects.filter(media=media).update(percent=100, changed_at=clock.now())


def _stored(media: Media, one: streams.Made) -> Stream:
    with one.path.open("rb") as file:
        name = _put(media, f"streams/{media.uuid}-{one.lines}.mp4", File(file))
    row = Stream(
        media=media,
        lines=one.lines,
        width=one.width,
        height=one.height,
        bandwidth=one.bandwidth,
        codecs=one.codecs,
        playlist=one.playlist,
        file=name,
    )
    row.sha256, row.size = digest(row.file)
    return row


def tidy_streams() -> None:
    """The sizes and the sound of a film that was thrown away leave the store, and a lost worker's remains of it the disk, once a day."""
    storage = Stream._meta.get_field("file").storage
    # Listed before the rows are read: a film that comes in meanwhile has its row before anything of it lies anywhere.
    folders, names = list(_folder("").glob("*")), _listed(storage, "streams")
    there = {str(uuid) for uuid in Media.objects.values_list("uuid", flat=True)}
    for folder in folders:
        if folder.name not in there:
            shutil.rmtree(folder, ignore_errors=True)
    for name in names:
        if name[:36] not in there:
            storage.delete(f"streams/{name}")


def _listed(storage: Storage, folder: str) -> list[str]:
    try:
        return list(storage.listdir(folder)[1])
    except FileNotFoundError:
        return []
