"""A module or a course as writers' files: what stands on its published pages, in every language, ready to be loaded again."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify
from wagtail.rich_text import expand_db_html

from cms.models import Media
from courses.exporting import lesson_text, module_text
from courses.importing import LessonFile, ModuleFolder
from courses.models import Course, LessonPage, ModulePage
from courses.queries.review import languages
from people.markdown import clean_html

Files = dict[str, str]


def module_files(page: ModulePage, folder: str = "") -> Files:
    """Texts by their names. The house's own language has the plain names, the others stand beside it. Raises NoFileForm."""
    pages = languages(page)
    names = {
        lesson.translation_key: f"{number:02}-{lesson.slug}"
        for number, lesson in enumerate(pages[0].lesson_pages(), start=1)
    }
    order = list(names)
    files: Files = {}
    for one in pages:
        beside = "" if one == pages[0] else f".{one.locale.language_code}"
        lessons = sorted(
            (lesson for lesson in one.lesson_pages() if lesson.translation_key in names),
            key=lambda lesson: order.index(lesson.translation_key),
        )
        keys = film_keys(lessons)
        said = [(names[lesson.translation_key], _lesson(lesson, keys)) for lesson in lessons]
        module = ModuleFolder(
            slug=one.slug,
            title=one.title,
            summary=one.summary,
            stages=tuple(stage.key for stage in one.stages.all()),
            lessons=tuple(lesson for _name, lesson in said),
        )
        at = f"{folder or pages[0].slug}/"
        files[f"{at}module{beside}.md"] = module_text(module)
        files |= {f"{at}{name}{beside}.md": lesson_text(lesson) for name, lesson in said}
    return files


def course_files(course: Course) -> Files:
    """Its modules, numbered in their order."""
    placed = course.placements.order_by("position", "pk").values_list("module__uuid", flat=True)
    files: Files = {}
    for number, uuid in enumerate(placed, start=1):
        page = ModulePage.objects.filter(translation_key=uuid).order_by("pk").first()
        if page is not None:
            page = languages(page)[0]
            files |= module_files(page, f"{number:02}-{page.slug}")
    return files


def film_keys(lessons: list[LessonPage]) -> dict[int, str]:
    """What lessons call their films: the title in small letters; where two share one, with a number of their own."""
    wanted = {
        block["value"]["media"] for lesson in lessons for block in lesson.body.raw_data if block["type"] == "video"
    }
    keys: dict[int, str] = {}
    for media in Media.objects.filter(pk__in=wanted).order_by("pk"):
        key = slugify(media.title) or "film"
        keys[media.pk] = f"{key}-{str(media.uuid)[:8]}" if key in keys.values() else key
    return keys


def _lesson(page: LessonPage, films: dict[int, str]) -> LessonFile:
    return LessonFile(
        file="",
        slug=page.slug,
        title=page.title,
        minutes=page.minutes,
        content_note=page.content_note,
        another_way=page.another_way,
        body=list(_body(page, films)),
    )


def _body(page: LessonPage, films: dict[int, str]) -> Iterator[dict[str, Any]]:
    """Blocks as files name things: a film by its key, an editor's rich text as clean HTML."""
    for block in page.body.raw_data:
        value = block["value"]
        match block["type"]:
            case "video":
                value = {**value, "media": films.get(value["media"], "")}
            case "text":
                value = str(clean_html(expand_db_html(value)))
            case "callout":
                value = {**value, "text": str(clean_html(expand_db_html(value["text"])))}
        yield {"type": block["type"], "value": value}
