"""What came on paper: its scan is looked at, named by chance and kept."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from ledger import clock
from ledger.refusals import Refused

LARGEST_SCAN = 10 * 1024 * 1024
# How a file of each kind begins; the name a browser sends says nothing.
BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True)
class Scan:
    """A kept file: its name in the storage, and the SHA-256 of what it holds."""

    name: str
    sha256: str


@contextmanager
def kept(scan: IO[bytes]) -> Iterator[Scan]:
    """Keep a scan for what is written inside the block; when that is refused the file is gone again."""
    data = scan.read(LARGEST_SCAN + 1)
    name = default_storage.save(f"scans/{clock.now():%Y/%m}/{uuid.uuid4()}.{kind_of(data)}", ContentFile(data))
    try:
        yield Scan(name=name, sha256=hashlib.sha256(data).hexdigest())
    except Exception:
        default_storage.delete(name)
        raise


def kind_of(data: bytes) -> str:
    """The kind of a scan by how it begins: pdf, jpg or png."""
    if len(data) > LARGEST_SCAN:
        raise Refused(
            _("This file is larger than 10 MB. A photo in lower quality is enough."), code="too_large", field="scan"
        )
    for beginning, kind in BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    raise Refused(_("Please choose a PDF, a JPEG or a PNG file."), code="wrong_kind", field="scan")
