"""Files that come in together with texts: kept as an upload in the press room is, for the agency whose texts name them."""

from typing import BinaryIO

from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cms.actions.media import receive_media
from cms.handed import shelf_of
from cms.models import Document, Image, Media
from cms.permissions import can_edit
from ledger.refusals import Refused
from people.models import Agency, Person


@transaction.atomic
def keep_picture(*, actor: Person, agency: Agency | None, title: str, file: SimpleUploadedFile) -> Image:
    """A picture of `cms.handed.picture_in`."""
    _may_keep(actor, agency)
    picture = Image(title=title, file=file, collection=shelf_of(agency), uploaded_by_user=actor)
    picture._set_image_file_metadata()
    picture.save()
    return picture


@transaction.atomic
def keep_document(*, actor: Person, agency: Agency | None, title: str, file: SimpleUploadedFile) -> Document:
    """A document of `cms.handed.document_in`."""
    _may_keep(actor, agency)
    document = Document(title=title, file=file, collection=shelf_of(agency), uploaded_by_user=actor)
    document._set_document_file_metadata()
    document.save()
    return document


@transaction.atomic
def keep_film(
    *, actor: Person, agency: Agency | None, kind: str, title: str, language: str, file: BinaryIO, name: str
) -> Media:
    """A video or audio. Nobody sees it before it is looked into, and before those it shows have consented:
    what comes with texts claims neither."""
    _may_keep(actor, agency)
    media = Media(
        title=title,
        type=kind,
        language=language,
        duration=0,
        collection=shelf_of(agency),
        uploaded_by_user=actor,
        shows_people=True,
    )
    media.file.save(name, File(file), save=False)
    media.save()
    return receive_media(actor=actor, media=media)


def _may_keep(actor: Person, agency: Agency | None) -> None:
    if not (can_edit(actor, agency) if agency else actor.is_active and actor.is_superuser):
        raise Refused(_("You can add files for your own agency only."), code="files_not_yours")
