"""The files that come with a module are kept; where the rest then fails, none of them stays behind in the store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from django.db.models.fields.files import FieldFile

from cms import handed
from cms.access import agency_of_file
from cms.actions import keep_document, keep_film, keep_picture, set_captions, set_transcript
from cms.models import Document, Image, Media
from courses.queries.arriving import Arriving
from courses.queries.handed_files import FileHere
from people.models import Agency, Person


@contextmanager
def keep_files(actor: Person, agency: Agency | None, several: Sequence[Arriving]) -> Iterator[None]:
    """Every file of these modules is here, once, however many of them bring it. To be used within a transaction."""
    kept: list[FieldFile] = []
    try:
        for found in several:
            for which, one in found.files.found.items():
                # Looked for once more: the module before this one may have brought the same file.
                here = one.here or _same(one, agency)
                if here is None:
                    here = _keep(actor, agency, one)
                    kept.append(here.file)
                found.files.found[which] = replace(one, here=here)
                if isinstance(here, Media) and agency_of_file(here) == agency:
                    _add_words(actor, here, one)
        yield
    except BaseException:
        for file in kept:
            file.storage.delete(file.name or "")
        raise


def _same(one: FileHere, agency: Agency | None) -> Media | Image | Document | None:
    if one.kept is not None:
        return (handed.same_picture if one.kind == "picture" else handed.same_document)(one.kept, agency)
    if one.file is None:
        return None
    with one.file.open() as opened:
        return handed.same_film(opened, one.kind, agency)


def _keep(actor: Person, agency: Agency | None, one: FileHere) -> Media | Image | Document:
    assert one.file is not None
    if one.kept is not None:
        keep = keep_picture if one.kind == "picture" else keep_document
        return keep(actor=actor, agency=agency, title=one.title, file=one.kept)
    with one.file.open() as opened:
        return keep_film(
            actor=actor,
            agency=agency,
            kind=one.kind,
            title=one.title,
            language=one.language,
            file=opened,
            name=one.file.name,
        )


def _add_words(actor: Person, media: Media, one: FileHere) -> None:
    """Captions and transcripts it has none of yet. What is there is being read in lessons, so it stays."""
    there = {*media.transcripts.values_list("language", flat=True)}
    for language, text in one.transcripts.items():
        if language not in there:
            set_transcript(actor=actor, media=media, language=language, text=text)
    there = {*media.captions.values_list("language", flat=True)}
    for language, (data, name) in one.captions.items():
        if language not in there:
            set_captions(actor=actor, media=media, language=language, data=data, name=name)
