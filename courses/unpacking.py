"""An archive that somebody hands in: looked at before anything in it is believed. Nothing is ever unpacked to a disk.

Texts are read here, within limits; films and pictures are read from the archive where they are needed.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.handed import ENDINGS
from courses.handed import MEDIA, Folder, HandedFile, in_order, is_about_itself

MEGABYTE = 1024 * 1024
LARGEST = 1024 * MEGABYTE
LARGEST_TEXT, LARGEST_TEXTS = MEGABYTE // 4, 16 * MEGABYTE
# Films are read where they lie; pictures and documents are held in memory while they are looked at.
MOST_HELD = 200 * MEGABYTE
MOST_FILES, LARGEST_DIRECTORY = 2000, 2 * MEGABYTE
# A file that is this many times smaller when it is packed is not what it says it is.
TIGHTEST = 200
END = struct.Struct("<4s4H2LH")
PLAYS = frozenset({*ENDINGS["video"], *ENDINGS["audio"]})
# What computers leave beside files without being asked.
LEFTOVERS = re.compile(r"(^|/)(__MACOSX/.*|\.[^/]*|\._.*|Thumbs\.db|desktop\.ini|[^/]*~)$", re.IGNORECASE)
COURSE = re.compile(r"^course(\.[a-z-]+)?\.md$")
TEXT = re.compile(r"\.(md|markdown|mdown)$", re.IGNORECASE)
OURS = re.compile(r"^(module|course)(\.[a-z-]+)?\.md$", re.IGNORECASE)
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class NoArchive(Exception):
    """It cannot be taken in; the message says why."""


@dataclass(frozen=True)
class Handed:
    """What was handed in: modules, what is said of their course, and names of files that nothing here uses."""

    folders: tuple[Folder, ...]
    course: Mapping[str, bytes] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def unpacked(file: BinaryIO) -> Handed:
    """The folders of an archive. Raises NoArchive."""
    _directory_is_small(file)
    try:
        archive = zipfile.ZipFile(file)
    except (*DAMAGED, ValueError, struct.error) as error:
        raise NoArchive(_("This is no zip archive we can read. Pack the folder again, as an ordinary zip.")) from error
    entries = [one for one in archive.infolist() if not one.is_dir()]
    _check_each(archive.infolist())
    entries = [one for one in entries if not LEFTOVERS.search(one.filename)]
    for one in entries:
        one.filename = as_we_name_it(one.filename)
    _check_together(entries)
    return _sorted_out(archive, {one.filename: one for one in entries})


def as_we_name_it(path: str) -> str:
    """Other writers' endings of Markdown are ours, and “Module.MD” is module.md."""
    folder, slash, name = TEXT.sub(".md", path).rpartition("/")
    return folder + slash + (name.lower() if OURS.match(name) else name)


def _directory_is_small(file: BinaryIO) -> None:
    """The list of files stands at the end. It is read whole, so its size is asked first."""
    size = file.seek(0, 2)
    if size > LARGEST:
        raise NoArchive(_("This archive is larger than %(most)s.") % {"most": filesizeformat(LARGEST)})
    back = min(size, END.size + 0xFFFF + 20)
    file.seek(size - back)
    tail = file.read(back)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        raise NoArchive(_("This is no zip archive we can read. Pack the folder again, as an ordinary zip."))
    _sign, _disk, _first, _here, files, length, _offset, _note = END.unpack_from(tail, at)
    larger = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07")
    if larger or files > MOST_FILES or length > LARGEST_DIRECTORY:
        raise NoArchive(_("There are more than %(most)s files in it.") % {"most": MOST_FILES})
    file.seek(0)


def _check_each(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise NoArchive(_("There are more than %(most)s files in it.") % {"most": MOST_FILES})
    for one in entries:
        why = _why_not(one)
        if why:
            # Somebody else's name for a file is shown short and without what does not print.
            name = "".join(letter if letter.isprintable() else "?" for letter in one.orig_filename)[:120]
            raise NoArchive(_("%(file)s: %(why)s") % {"file": name, "why": why})


def _why_not(one: zipfile.ZipInfo) -> str:
    name = one.orig_filename
    kind = stat.S_IFMT(one.external_attr >> 16)
    if "\\" in name or ":" in name or name.startswith("/") or not name.isprintable() or len(name) > 240:
        return _("a name like this cannot be used here.")
    if {"", ".", ".."} & {*name.removesuffix("/").split("/")}:
        return _("its name leads out of the folder.")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return _("it is a link, not a file. Put the file itself into the folder.")
    if one.flag_bits & 0x1:
        return _("it is locked with a password. Pack the folder without one.")
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("it is packed in a way we do not read. Pack the folder as an ordinary zip.")
    if one.file_size > MEGABYTE and one.file_size > TIGHTEST * max(one.compress_size, 1):
        return _("it is far larger than it looks. That is not taken in.")
    return ""


def _check_together(entries: list[zipfile.ZipInfo]) -> None:
    if sum(one.file_size for one in entries) > LARGEST:
        raise NoArchive(
            _("Unpacked, these files are larger than %(most)s together.") % {"most": filesizeformat(LARGEST)}
        )
    held = sum(one.file_size for one in entries if PurePath(one.filename).suffix[1:].lower() not in PLAYS)
    if held > MOST_HELD:
        said = {"most": filesizeformat(MOST_HELD)}
        raise NoArchive(_("Its pictures and documents are larger than %(most)s together. Bring it in in parts.") % said)
    seen: set[str] = set()
    for one in entries:
        if one.filename.casefold() in seen:
            raise NoArchive(_("%(file)s is in it twice.") % {"file": one.filename})
        seen.add(one.filename.casefold())


def _sorted_out(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> Handed:
    at = sorted((n.removesuffix("module.md") for n in entries if n.split("/")[-1] == "module.md"), key=in_order)
    if not at:
        raise NoArchive(_("There is no module.md in it. Each module is a folder with a module.md and its lessons."))
    above = {_above(folder) for folder in at}
    if len(above) > 1 or any(one != other and one.startswith(other) for one in at for other in at):
        raise NoArchive(_("The modules do not lie side by side. Put their folders into one folder."))
    used: set[str] = set()
    texts = _Texts(archive)
    folders = [
        Folder(
            name=folder.removesuffix("/").split("/")[-1] or "module",
            texts={name: texts.read(entry) for name, entry in _within(entries, folder, used) if name.endswith(".md")},
            media={
                name: HandedFile(name, entry.file_size, lambda entry=entry: archive.open(entry))  # type: ignore[misc,arg-type]
                for name, entry in _within(entries, folder + MEDIA, used)
            },
        )
        for folder in at
    ]
    root = above.pop()
    course = {name: texts.read(entry) for name, entry in _within(entries, root, used, only=COURSE)}
    unused = [name for name in sorted(entries) if name not in used]
    return Handed(tuple(folders), course, tuple(unused))


def _above(folder: str) -> str:
    """The folder that a folder lies in; both with their slash, or empty."""
    return folder.removesuffix("/").rpartition("/")[0] + "/" if "/" in folder.removesuffix("/") else ""


def _within(
    entries: Mapping[str, zipfile.ZipInfo], folder: str, used: set[str], only: re.Pattern[str] | None = None
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files right in a folder. A folder's texts and media, and the course's own text, are what is used."""
    for name, entry in sorted(entries.items()):
        rest = name.removeprefix(folder)
        a_text = rest.endswith(".md") and not is_about_itself(rest)
        wanted = only.match(rest) if only else folder.endswith(MEDIA) or a_text
        if name.startswith(folder) and rest and "/" not in rest and wanted and name not in used:
            used.add(name)
            yield rest, entry


class _Texts:
    """Reads texts, and knows how much has been read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.left = LARGEST_TEXTS

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        self.left -= entry.file_size
        if entry.file_size > LARGEST_TEXT or self.left < 0:
            why = _("a text of more than %(most)s is too long.") % {"most": filesizeformat(LARGEST_TEXT)}
            raise NoArchive(_("%(file)s: %(why)s") % {"file": entry.filename, "why": why})
        try:
            return self.archive.read(entry)
        except DAMAGED as error:
            raise NoArchive(
                _("%(file)s: %(why)s") % {"file": entry.filename, "why": _("it is damaged. Pack the folder again.")}
            ) from error
