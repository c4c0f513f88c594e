"""Files handed in together with texts that name them: which of the house's files they are, and what is wrong with them."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from cms.models import Document, Image, Media
from cms.permissions import collection_name
from cms.pictures import without_notes
from cms.words import LIBRARY
from people.models import Agency

LARGEST_DOCUMENT = 20 * 1024 * 1024
CHUNK = 1024 * 1024
# Which files may stand where a block wants one.
ENDINGS: dict[str, tuple[str, ...]] = {
    "picture": tuple(settings.WAGTAILIMAGES_EXTENSIONS),
    "video": tuple(settings.WAGTAILMEDIA["VIDEO_EXTENSIONS"]),
    "audio": tuple(settings.WAGTAILMEDIA["AUDIO_EXTENSIONS"]),
    "download": tuple(settings.WAGTAILDOCS_EXTENSIONS),
}


class NotWanted(Exception):
    """A file cannot be kept; the message says why."""


def shelf_of(agency: Agency | None) -> Collection:
    """Where an agency's files stand, or the library's."""
    return Collection.objects.get(name=collection_name(agency) if agency else LIBRARY)


def shelves_of(agency: Agency | None) -> list[str]:
    """The names of the shelves whose files an agency's pages may show: its own, then the library's."""
    return [collection_name(agency), LIBRARY] if agency else [LIBRARY]


def usable_by(agency: Agency | None) -> list[Collection]:
    """Whose files an agency's pages may show: its own, then the library's."""
    names = shelves_of(agency)
    return sorted(Collection.objects.filter(name__in=names), key=lambda one: names.index(one.name))


def picture_in(file: BinaryIO, name: str, size: int) -> SimpleUploadedFile:
    """The picture as it would be kept: looked at as an upload is, without what the camera wrote. Raises NotWanted."""
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if size > most:
        raise NotWanted(_("it is larger than %(most)s.") % {"most": filesizeformat(most)})
    given = SimpleUploadedFile(name, file.read(most + 1))
    try:
        return without_notes(WagtailImageField().clean(given))  # type: ignore[return-value]
    except ValidationError as error:
        raise NotWanted(" ".join(error.messages)) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise NotWanted(_("it is no picture we can read.")) from error


def document_in(file: BinaryIO, name: str, size: int) -> SimpleUploadedFile:
    if size > LARGEST_DOCUMENT:
        raise NotWanted(_("it is larger than %(most)s.") % {"most": filesizeformat(LARGEST_DOCUMENT)})
    if not size:
        raise NotWanted(_("it is empty."))
    return SimpleUploadedFile(name, file.read(LARGEST_DOCUMENT + 1))


def same_picture(kept: SimpleUploadedFile, agency: Agency | None) -> Image | None:
    """The same picture in a shelf that this agency's pages may use; its own first."""
    return _own_first(_of_content(Image.objects.all(), kept, agency), agency)


def same_document(kept: SimpleUploadedFile, agency: Agency | None) -> Document | None:
    return _own_first(_of_content(Document.objects.all(), kept, agency), agency)


def same_film(file: BinaryIO, kind: str, agency: Agency | None) -> Media | None:
    """The same video or audio, as it came in or as it was made playable."""
    digest = hashlib.sha256()
    for chunk in chunks(file):
        digest.update(chunk)
    same = Q(sha256=digest.hexdigest()) | Q(received_sha256=digest.hexdigest())
    return _own_first(Media.objects.filter(same, type=kind), agency)


def _of_content(found, kept: SimpleUploadedFile, agency: Agency | None):  # type: ignore[no-untyped-def]
    """Those with this content. Some were kept before their content was noted: they are read now."""
    wanted = _sha1(kept)
    unnoted = found.filter(file_hash="", collection__in=usable_by(agency))
    same = [one.pk for one in unnoted if one.file.size == kept.size and _sha1_of(one) == wanted]
    return found.filter(Q(file_hash=wanted) | Q(pk__in=same))


def _sha1_of(one: Image | Document) -> str:
    with one.file.storage.open(one.file.name, "rb") as file:
        return hash_filelike(file)


def _own_first(found, agency: Agency | None):  # type: ignore[no-untyped-def]
    """One of several, by whose it is."""
    shelves = {one.pk: place for place, one in enumerate(usable_by(agency))}
    usable = list(found.filter(collection__in=list(shelves)).order_by("pk"))
    return min(usable, key=lambda one: shelves[one.collection_id], default=None)


def _sha1(kept: SimpleUploadedFile) -> str:
    """As Wagtail names the content of a file."""
    kept.seek(0)
    found = hash_filelike(kept)
    kept.seek(0)
    return found


def chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
