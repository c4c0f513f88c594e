"""The files that a module's texts name: which of them are here already, which come in, and what is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms import captions, handed
from cms.models import Document, Image, Media
from courses.exporting import FILES
from courses.handed import (
    MEDIA,
    Fault,
    Folder,
    HandedFile,
    Unreadable,
    Wrong,
    decoded,
    front_matter,
    title_of,
    words_of,
)
from courses.importing import LessonFile
from courses.unpacking import DAMAGED
from people.models import Agency

Shown = Media | Image | Document
MODELS: Mapping[str, type[Shown]] = {"picture": Image, "video": Media, "audio": Media, "download": Document}
# `talk.es.vtt` holds the captions of `talk.mp4` in Spanish, `talk.es.md` its transcript.
WORDS = re.compile(r"^(?P<key>.+?)(?:\.(?P<language>[a-z]{2}(?:-[a-z]+)?))?\.(?P<ending>vtt|srt|md)$")


@dataclass(frozen=True)
class FileHere:
    """One file that lessons name. `here` is the house's own; without it the file comes in."""

    kind: str
    key: str
    title: str
    here: Shown | None = None
    file: HandedFile | None = field(default=None, compare=False)
    kept: SimpleUploadedFile | None = field(default=None, compare=False)
    language: str = ""
    # By language; what is here already stays as it is.
    captions: Mapping[str, tuple[bytes, str]] = field(default_factory=dict, repr=False)
    transcripts: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def plays(self) -> bool:
        return self.kind in ("video", "audio")


@dataclass
class Files:
    """By the kind of block and the key that names them."""

    found: dict[tuple[str, str], FileHere] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def files_for(
    folder: Folder, lessons: Iterable[LessonFile], agency: Agency | None, given: Mapping[str, Media]
) -> Files:
    """Every file that the lessons name, looked up once. `given` are films by their keys, as a command was told."""
    files, used = Files(), set[str]()
    asked: set[tuple[str, str]] = set()
    for lesson in lessons:
        for number, block in enumerate(lesson.body):
            if block["type"] not in FILES:
                continue
            kind, key = block["type"], block["value"][FILES[block["type"]][0]]
            if (kind, key) in asked:
                continue
            asked.add((kind, key))
            try:
                files.found[kind, key] = _one(folder, kind, key, agency, given, used)
            except Wrong as wrong:
                files.faults.append(Fault(lesson.file, str(wrong), lesson.lines[number] if lesson.lines else 0))
            except Unreadable as unreadable:
                files.faults += unreadable.faults
    files.unused = [folder.said(MEDIA + name) for name in folder.media if name not in used]
    return files


def _one(
    folder: Folder, kind: str, key: str, agency: Agency | None, given: Mapping[str, Media], used: set[str]
) -> FileHere:
    beside = [n for n in folder.media if PurePath(n).stem.casefold() == key.casefold() and not WORDS.match(n)]
    fitting = [name for name in beside if PurePath(name).suffix.lstrip(".").lower() in handed.ENDINGS[kind]]
    if len(fitting) > 1:
        raise Wrong(
            _("two files in media/ are called “%(key)s”: %(names)s.") % {"key": key, "names": " ".join(fitting)}
        )
    if not fitting:
        return _in_the_house(kind, key, agency, given, beside)
    file = folder.media[fitting[0]]
    called = PurePath(file.name).stem
    used |= {name for name in folder.media if name == file.name or ((m := WORDS.match(name)) and m["key"] == called)}
    try:
        return replace(_handed(folder, kind, called, agency, file), key=key)
    except handed.NotWanted as error:
        raise Unreadable(Fault(folder.said(MEDIA + file.name), str(error))) from error
    except DAMAGED as error:
        why = _("it is damaged. Pack the folder again.")
        raise Unreadable(Fault(folder.said(MEDIA + file.name), why)) from error


def _in_the_house(
    kind: str, key: str, agency: Agency | None, given: Mapping[str, Media], beside: list[str]
) -> FileHere:
    """No file lies beside the texts: one that is here, called like the key."""
    if beside:
        said = {"name": beside[0], "endings": ", ".join(handed.ENDINGS[kind])}
        raise Wrong(_("“%(name)s” cannot be used here. Save it as one of these: %(endings)s.") % said)
    if key in given:
        return FileHere(kind, key, given[key].title, here=given[key])
    model = MODELS[kind]
    several: Any = model._default_manager.filter(collection__in=handed.usable_by(agency))
    several = several.filter(type=kind) if model is Media else several
    found = [pk for pk, title in several.values_list("pk", "title") if slugify(title) == slugify(key)]
    if len(found) > 1:
        raise Wrong(_("more than one file here is called “%(key)s”. Put yours into media/.") % {"key": key})
    if not found:
        what = _NONE[kind]() % {"key": key}
        raise Wrong(what)
    here = model._default_manager.get(pk=found[0])
    return FileHere(kind, key, here.title, here=here)


_NONE = {
    "picture": lambda: _("there is no picture called “%(key)s”, in media/ or here."),
    "video": lambda: _("there is no video called “%(key)s”, in media/ or here."),
    "audio": lambda: _("there is no audio called “%(key)s”, in media/ or here."),
    "download": lambda: _("there is no document called “%(key)s”, in media/ or here."),
}


def _handed(folder: Folder, kind: str, key: str, agency: Agency | None, file: HandedFile) -> FileHere:
    """A file that lies beside the texts; the same one is not taken in twice."""
    title, language = _front(folder, key)
    if MODELS[kind] is Media:
        if not file.size:
            raise handed.NotWanted(_("it is empty."))
        with file.open() as opened:
            here: Shown | None = handed.same_film(opened, kind, agency)
        vtt = dict(_captions(folder, key, language))
        said = dict(_transcripts(folder, key, language))
        return FileHere(kind, key, title, here, file, None, language, vtt, said)
    with file.open() as opened:
        look = handed.picture_in if kind == "picture" else handed.document_in
        kept = look(opened, file.name, file.size)
    here = handed.same_picture(kept, agency) if kind == "picture" else handed.same_document(kept, agency)
    return FileHere(kind, key, title, here, file, kept)


def _read(folder: Folder, name: str) -> bytes:
    file = folder.media[name]
    if file.size > captions.LARGEST:
        raise Unreadable(Fault(folder.said(MEDIA + name), _("This file is too large for captions (2 MB at most).")))
    with file.open() as opened:
        return opened.read(captions.LARGEST + 1)


def _front(folder: Folder, key: str) -> tuple[str, str]:
    """Its title and the language spoken: as `key.md` says, or as its name does."""
    name = f"{key}.md"
    if name not in folder.media:
        return title_of(key), settings.LANGUAGE_CODE
    said = folder.said(MEDIA + name)
    front, _text = front_matter(_read(folder, name), said, ())
    try:
        title = words_of(front, "title", needed=False) or title_of(key)
        language = words_of(front, "language", needed=False) or settings.LANGUAGE_CODE
    except Wrong as wrong:
        raise Unreadable(Fault(said, str(wrong))) from wrong
    return title, _known(language, said)


def _known(language: str, said: str) -> str:
    if language not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
        raise Unreadable(Fault(said, _("“%(language)s” is no language of this house.") % {"language": language}))
    return language


def _beside(folder: Folder, key: str, *endings: str) -> Iterator[tuple[str, str]]:
    """(language or nothing, name) of the words that belong to a film."""
    for name in folder.media:
        found = WORDS.match(name)
        if found and found["key"] == key and found["ending"] in endings:
            language = found["language"] or ""
            yield _known(language, folder.said(MEDIA + name)) if language else "", name


def _captions(folder: Folder, key: str, spoken: str) -> Iterator[tuple[str, tuple[bytes, str]]]:
    for language, name in _beside(folder, key, "vtt", "srt"):
        data = _read(folder, name)
        try:
            captions.read(data, name)
        except captions.BadCaptions as error:
            raise Unreadable(Fault(folder.said(MEDIA + name), str(error))) from error
        yield language or spoken, (data, name)


def _transcripts(folder: Folder, key: str, spoken: str) -> Iterator[tuple[str, str]]:
    for language, name in _beside(folder, key, "md"):
        if language:
            said = folder.said(MEDIA + name)
            text = decoded(_read(folder, name), said).strip()
            if not text:
                raise Unreadable(Fault(said, _("A transcript needs words.")))
            yield language, text
