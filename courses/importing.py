"""Modules as writers hand them in: a folder a module, a Markdown file a lesson (lms/demo/content/README.md). Pure.

Answers with what the pages hold; `courses.actions.loading` makes pages of it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _

from courses import in_step
from courses.directives import blocks_of, named
from courses.handed import (
    Fault,
    Folder,
    Unreadable,
    Wrong,
    decoded,
    folder_on_disk,
    front_matter,
    in_order,
    line_of,
    slug_of,
    words_of,
)
from courses.rules.steady import NAMES


@dataclass(frozen=True)
class LessonFile:
    file: str
    slug: str
    title: str
    minutes: int
    content_note: str
    another_way: str
    # Blocks as Wagtail keeps them; a picture, film or document stands as its key until the files are known.
    body: list[dict[str, Any]] = field(repr=False)
    # In which line of its file each block begins.
    lines: tuple[int, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True)
class ModuleFolder:
    slug: str
    title: str
    summary: str
    stages: tuple[str, ...]
    lessons: tuple[LessonFile, ...]


def read_module(folder: Path | Folder, language: str = "") -> ModuleFolder:
    """A module's folder, in its first language or in another one that stands beside it. Raises Unreadable."""
    folder = folder if isinstance(folder, Folder) else folder_on_disk(folder)
    faults: list[Fault] = []
    module = _module(folder, _beside("module.md", language), faults)
    names = sorted((name for name in folder.texts if name != "module.md" and not _language_of(name)), key=in_order)
    lessons: dict[str, LessonFile] = {}
    for name in names:
        lesson = _lesson(folder, _beside(name, language), module.slug, faults)
        if lesson and lesson.slug in lessons:
            faults.append(Fault(lesson.file, _("“%(slug)s” is another lesson's slug already.") % {"slug": lesson.slug}))
        elif lesson:
            lessons[lesson.slug] = lesson
    if faults:
        raise Unreadable(*faults)
    return replace(module, lessons=tuple(lessons.values()))


def read_translations(folder: Path | Folder, module: ModuleFolder) -> dict[str, ModuleFolder]:
    """A module's other languages, by their codes. Each says the same in every lesson. Raises Unreadable."""
    folder = folder if isinstance(folder, Folder) else folder_on_disk(folder)
    beside = [name for name in sorted(folder.texts) if _language_of(name)]
    for name in beside:
        first = f"{name.partition('.')[0]}.md"
        if first not in folder.texts:
            raise Unreadable(Fault(folder.said(name), _("it stands beside no %(other)s.") % {"other": first}))
    found = {}
    for language in sorted({_language_of(name) for name in beside}):
        found[language] = read_module(folder, language)
        faults = in_step.differences(module, found[language], folder.said(f"module.{language}.md"))
        if wrong := [Fault(file, why) for file, why in faults]:
            raise Unreadable(*wrong)
    return found


def read_modules(folder: Path) -> list[ModuleFolder]:
    """The modules of a course's folder, in the order of their numbers."""
    return [read_module(path) for path in module_folders(folder)]


def module_folders(folder: Path) -> list[Path]:
    found = [path for path in folder.iterdir() if (path / "module.md").exists()]
    return sorted(found, key=lambda path: in_order(path.name))


def _language_of(name: str) -> str:
    """`01-welcome.es.md` says in Spanish what the file beside it says; it is no lesson of its own."""
    return name.removesuffix(".md").partition(".")[2]


def _beside(name: str, language: str) -> str:
    return f"{name.removesuffix('.md')}.{language}.md" if language else name


def _module(folder: Folder, name: str, faults: list[Fault]) -> ModuleFolder:
    try:
        front, _text = front_matter(_file(folder, name), folder.said(name))
        stages = front.get("stages") or []
        if not isinstance(stages, list) or not all(isinstance(stage, str) for stage in stages):
            raise Wrong(_("“stages” has to be a list, like [must-act]."), line_of(front, "stages"))
        slug = slug_of(front, folder.name)
        return ModuleFolder(slug, words_of(front, "title"), words_of(front, "summary"), tuple(stages), ())
    except Unreadable as unreadable:
        faults += unreadable.faults
    except Wrong as wrong:
        faults.append(Fault(folder.said(name), str(wrong), wrong.line))
    return ModuleFolder("", "", "", (), ())


def _file(folder: Folder, name: str) -> bytes:
    if name not in folder.texts:
        raise Unreadable(Fault(folder.said(name), _("it is missing: a translated module has every file.")))
    return folder.texts[name]


def _lesson(folder: Folder, name: str, module: str, faults: list[Fault]) -> LessonFile | None:
    said = folder.said(name)
    try:
        front, text = front_matter(_file(folder, name), said, ("title", "minutes"))
        head = _lesson_head(front, name)
    except Unreadable as unreadable:
        faults += unreadable.faults
        return None
    except Wrong as wrong:
        faults.append(Fault(said, str(wrong), wrong.line))
        return None
    above = decoded(folder.texts[name], said).count("\n") - text.count("\n")
    body, lines = [], []
    counted: Counter[str] = Counter()
    try:
        for line, kind, value in blocks_of(text):
            counted[kind] += 1
            name = f"{module}/{head.slug}/{kind}-{counted[kind]}"
            body.append({"type": kind, "id": str(uuid5(NAMES, name)), "value": named(value, name)})
            lines.append(above + line)
    except Wrong as wrong:
        faults.append(Fault(said, str(wrong), above + wrong.line))
        return None
    return replace(head, file=said, body=body, lines=tuple(lines))


def _lesson_head(front: Mapping[str, Any], name: str) -> LessonFile:
    minutes = front["minutes"]
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= 120:
        raise Wrong(_("“minutes” has to be a whole number from 1 to 120."), line_of(front, "minutes"))
    return LessonFile(
        file="",
        slug=slug_of(front, name),
        title=words_of(front, "title"),
        minutes=minutes,
        content_note=words_of(front, "content_note", needed=False),
        another_way=words_of(front, "another_way", needed=False),
        body=[],
    )
