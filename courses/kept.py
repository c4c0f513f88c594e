"""An archive between being looked at and being brought in: hers alone, one at a time, and gone within a day."""

from datetime import timedelta
from typing import BinaryIO
from uuid import UUID, uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone

from ledger import clock
from people.models import Person

PLACE = "handed-in"
KEPT_FOR = timedelta(days=1)


def keep(person: Person, file: BinaryIO) -> UUID:
    """Put it aside. What she had put aside before goes."""
    drop(person)
    kept = uuid4()
    file.seek(0)
    default_storage.save(f"{_hers(person)}/{kept}.zip", File(file))
    return kept


def take(person: Person, kept: UUID) -> BinaryIO | None:
    """What she put aside, if it is still there."""
    name = f"{_hers(person)}/{kept}.zip"
    return default_storage.open(name, "rb") if default_storage.exists(name) else None  # type: ignore[return-value]


def drop(person: Person) -> None:
    for name in _names(_hers(person)):
        default_storage.delete(name)


def tidy() -> None:
    """What nobody came back for leaves the store, once a day."""
    try:
        folders, _files = default_storage.listdir(PLACE)
    except FileNotFoundError:
        return
    for folder in folders:
        for name in _names(f"{PLACE}/{folder}"):
            put = default_storage.get_modified_time(name)
            put = put if timezone.is_aware(put) else timezone.make_aware(put)
            if put < clock.now() - KEPT_FOR:
                default_storage.delete(name)


def _hers(person: Person) -> str:
    return f"{PLACE}/{person.uuid}"


def _names(folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []
