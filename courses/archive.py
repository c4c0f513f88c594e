"""Files in one archive. Made twice from the same files it is the same, byte for byte."""

import tempfile
import zipfile
from collections.abc import Mapping
from typing import IO

from django.core.files.base import File

# Archives know no date before this one.
BEGINNING = (1980, 1, 1, 0, 0, 0)
CHUNK = 1024 * 1024


def packed(files: Mapping[str, str | File]) -> IO[bytes]:
    """A zip of texts and files by their names, in the order of the names. It is gone from the disk when it is closed."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    with zipfile.ZipFile(kept, "w") as archive:
        for name in sorted(files):
            entry, held = zipfile.ZipInfo(name, BEGINNING), files[name]
            entry.external_attr = 0o644 << 16
            if isinstance(held, str):
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, held.encode())
            else:
                _copied(archive, entry, held)
    kept.seek(0)
    return kept


def _copied(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, held: File) -> None:
    """Pictures and films are small already: they are stored as they are."""
    entry.file_size = held.size
    with held.storage.open(held.name, "rb") as file, archive.open(entry, "w") as to:  # type: ignore[attr-defined]
        while chunk := file.read(CHUNK):
            to.write(chunk)
