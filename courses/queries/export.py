"""A module or a course as writers' files: what stands on its published pages, in every language, ready to be loaded again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from wagtail.rich_text import expand_db_html

from cms.access import consent_ended
from cms.handed import shelves_of
from cms.models import Document, Image, Media
from cms.models.showing import Shown as Showing
from cms.models.showing import of_another_agency
from courses.exporting import FILES, NoFileForm, course_text, file_text, lesson_text, module_text
from courses.handed import MEDIA
from courses.importing import LessonFile, ModuleFolder
from courses.models import Course, LessonPage, ModulePage
from courses.queries.review import languages
from people.markdown import clean_html

Files = dict[str, str | FieldFile]
Shown = Media | Image | Document
KINDS: Mapping[str, type[Shown]] = {"media": Media, "image": Image, "document": Document}


@dataclass(frozen=True)
class Keys:
    """What the files of a module are called in its folder, by (where a block names it, its number)."""

    names: Mapping[tuple[str, int], str]
    found: Mapping[tuple[str, int], Shown]

    def of(self, kind: str, number: int) -> str:
        return self.names.get((kind, number), "")

    @property
    def shown(self) -> Showing:
        several = {kind: frozenset(number for one, number in self.found if one == kind) for kind in KINDS}
        return Showing(several["media"], several["image"], several["document"])


def module_files(page: ModulePage, folder: str = "") -> Files:
    """Texts and files by their names. The house's own language has the plain names, the others stand beside it. Raises NoFileForm."""
    pages = languages(page)
    names = {
        lesson.translation_key: f"{number:02}-{lesson.slug}"
        for number, lesson in enumerate(pages[0].lesson_pages(), start=1)
    }
    order = list(names)
    lessons = [
        sorted(
            (lesson for lesson in one.lesson_pages() if lesson.translation_key in names),
            key=lambda lesson: order.index(lesson.translation_key),
        )
        for one in pages
    ]
    keys = file_keys(lesson for several in lessons for lesson in several)
    for sentence in of_another_agency(keys.shown, shelves_of(pages[0].agency)):
        raise NoFileForm(sentence)
    at = f"{folder or pages[0].slug}/"
    files: Files = {}
    for one, own in zip(pages, lessons, strict=True):
        beside = "" if one == pages[0] else f".{one.locale.language_code}"
        said = [(names[lesson.translation_key], lesson_file(lesson, keys)) for lesson in own]
        module = ModuleFolder(
            slug=one.slug,
            title=one.title,
            summary=one.summary,
            stages=tuple(stage.key for stage in one.stages.all()),
            lessons=tuple(lesson for _name, lesson in said),
        )
        files[f"{at}module{beside}.md"] = module_text(module)
        files |= {f"{at}{name}{beside}.md": lesson_text(lesson) for name, lesson in said}
    for (kind, number), key in keys.names.items():
        files |= {f"{at}{MEDIA}{name}": held for name, held in _file(keys.found[kind, number], key)}
    return files


def course_files(course: Course) -> Files:
    """Its own modules, numbered in their order, and what the course itself says."""
    placed = list(course.placements.select_related("module").order_by("position", "pk"))
    own = [one.module for one in placed if one.module.agency_id == course.agency_id]
    files: Files = {}
    order = {one.module_id: one.module.slug for one in placed}
    for number, module in enumerate(own, start=1):
        page = ModulePage.objects.filter(translation_key=module.uuid).order_by("pk").first()
        if page is not None:
            page = languages(page)[0]
            order[module.pk] = page.slug
            files |= module_files(page, f"{number:02}-{page.slug}")
    optional = [order[one.module_id] for one in placed if not one.required]
    said = {"": (course.title, course.summary)}
    said |= {f".{code}": (words.get("title", ""), words.get("summary", "")) for code, words in _others(course)}
    for beside, (title, summary) in said.items():
        files[f"course{beside}.md"] = course_text(title, course.slug, summary, list(order.values()), optional)
    return files


def _others(course: Course) -> Iterator[tuple[str, Mapping[str, str]]]:
    return ((code, words) for code, words in course.translations.items() if words.get("title"))


def withheld(page: ModulePage) -> list[str]:
    """Titles of the films that are named in the files and not packed: somebody shown took her consent back."""
    found = file_keys(lesson for one in languages(page) for lesson in one.lesson_pages()).found.values()
    return [one.title for one in found if isinstance(one, Media) and consent_ended(one)]


def file_keys(lessons: Iterable[LessonPage]) -> Keys:
    """What lessons call their files: the title in small letters, numbered from the second of a name on."""
    wanted: dict[tuple[str, int], None] = {}
    for lesson in lessons:
        for block in lesson.body.raw_data:
            if block["type"] in FILES:
                kind = FILES[block["type"]][0]
                wanted[kind, int(block["value"][kind])] = None
    found: dict[tuple[str, int], Shown] = {}
    for kind, model in KINDS.items():
        several: QuerySet[Any] = model._default_manager.filter(pk__in=[pk for one, pk in wanted if one == kind])
        if model is Media:
            several = several.prefetch_related("captions", "transcripts")
        found |= {(kind, one.pk): one for one in several}
    names: dict[tuple[str, int], str] = {}
    taken: set[str] = set()
    for which in wanted:
        if which in found:
            plain = slugify(found[which].title)[:80] or "file"
            tries = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(wanted) + 2))
            names[which] = next(name for name in tries if name not in taken)
            taken.add(names[which])
    return Keys(names, found)


def _file(shown: Shown, key: str) -> Iterator[tuple[str, str | FieldFile]]:
    """The file with the words that belong to it."""
    media = shown if isinstance(shown, Media) else None
    if not (media and consent_ended(media)):
        yield f"{key}{PurePath(shown.file.name).suffix.lower()}", shown.file
    other = media.language if media and media.language != settings.LANGUAGE_CODE else ""
    if text := file_text(key, shown.title, other):
        yield f"{key}.md", text
    if media:
        yield from ((f"{key}.{one.language}.vtt", one.vtt) for one in media.captions.all())
        yield from ((f"{key}.{one.language}.md", one.text) for one in media.transcripts.all())


def lesson_file(page: LessonPage, keys: Keys) -> LessonFile:
    """A lesson's page as its file would say it."""
    return LessonFile(
        file="",
        slug=page.slug,
        title=page.title,
        minutes=page.minutes,
        content_note=page.content_note,
        another_way=page.another_way,
        body=list(_body(page, keys)),
    )


def _body(page: LessonPage, keys: Keys) -> Iterator[dict[str, Any]]:
    """Blocks as files name things: a file by its key, an editor's rich text as clean HTML."""
    for block in page.body.raw_data:
        kind, value = block["type"], block["value"]
        if kind in FILES:
            named = FILES[kind][0]
            value = {**value, named: keys.of(named, int(value[named]))}
        elif kind == "text":
            value = str(clean_html(expand_db_html(value)))
        elif kind == "callout":
            value = {**value, "text": str(clean_html(expand_db_html(value["text"])))}
        yield {"type": kind, "value": value}
