"""What folders of Markdown would become here: pages that are made, changed or left, and what is wrong. Reads only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from wagtail.models import Page

from cms.models import Media
from courses.blocks import LessonBody
from courses.exporting import FILES, NoFileForm, lesson_text
from courses.handed import Fault, Folder, Unreadable
from courses.importing import LessonFile, ModuleFolder, read_module, read_translations
from courses.models import LessonPage, ModulePage, ModulesPage
from courses.queries.export import Keys, lesson_file
from courses.queries.handed_files import FileHere, Files, files_for
from courses.queries.locked import locked_for
from courses.rules.steady import Block, in_line, keeping_ids, steps_of
from courses.words import Fate
from journey.models import Stage
from people.models import Agency, Person

Given = Mapping[str, Media]
KINDS = {
    "module": _t("module"),
    "lesson": _t("lesson"),
    "picture": _t("picture"),
    "video": _t("video"),
    "audio": _t("audio"),
    "download": _t("document"),
    "course": _t("course"),
}


@dataclass(frozen=True)
class Row:
    """One line of what an import makes, changes or leaves."""

    what: str
    title: str
    fate: Fate
    note: str = ""

    @property
    def kind(self) -> str:
        return str(KINDS[self.what])


@dataclass
class Arriving:
    """One module's folder, and what stands here of it."""

    folder: Folder
    read: ModuleFolder | None = None
    translations: dict[str, ModuleFolder] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    faults: list[Fault] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    # Pages that would change and that somebody else has locked, in words.
    locked: list[str] = field(default_factory=list)

    @property
    def spoken(self) -> Iterator[tuple[str, ModuleFolder]]:
        """Each language's texts, the first language's first (its code left empty)."""
        if self.read:
            yield "", self.read
            yield from self.translations.items()


def arriving(
    folder: Folder,
    shelf: ModulesPage | None,
    agency: Agency | None,
    *,
    actor: Person,
    given: Given | None = None,
    drafts: bool,
) -> Arriving:
    """One folder beside what stands on the shelf. Never raises for what somebody wrote: it is in `faults`."""
    found = Arriving(folder)
    try:
        found.read = read_module(folder)
        found.translations = read_translations(folder, found.read)
    except Unreadable as unreadable:
        found.faults += unreadable.faults
        return found
    lessons = [lesson for _language, module in found.spoken for lesson in module.lessons]
    found.files = files_for(folder, lessons, agency, given or {})
    found.faults += found.files.faults
    found.faults += [fault for lesson in lessons for fault in _of_blocks(lesson)]
    found.faults += _of_module(found)
    if not found.faults:
        pages = list(_of_pages(found, shelf, drafts))
        found.rows = [*_of_files(found.files), *(row for row, _page in pages)]
        found.locked = locked_for(actor, (page for row, page in pages if page and row.fate == Fate.CHANGED))
    return found


def _of_module(found: Arriving) -> Iterator[Fault]:
    known = {*Stage.objects.values_list("key", flat=True)}
    languages = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    for language, module in found.spoken:
        file = found.folder.said(f"module.{language}.md" if language else "module.md")
        for stage in module.stages:
            if stage not in known:
                yield Fault(file, _("“%(stage)s” is no stage that is known here.") % {"stage": stage})
        if language and language not in languages:
            yield Fault(file, _("“%(language)s” is no language of this house.") % {"language": language})
        if not module.lessons and not language:
            yield Fault(file, _("there is no lesson beside it."))


def _of_blocks(lesson: LessonFile) -> Iterator[Fault]:
    """What the editor would refuse, too."""
    blocks = LessonBody().child_blocks
    for number, block in enumerate(lesson.body):
        line = lesson.lines[number] if lesson.lines else 0
        for why in _refused(blocks[block["type"]], block):
            yield Fault(lesson.file, why, line)


def _refused(block: Any, said: Mapping[str, Any]) -> Iterator[str]:
    try:
        if said["type"] in FILES:
            # The file itself is looked up apart.
            for name in [name for name in block.child_blocks if name != FILES[said["type"]][0]]:
                one = block.child_blocks[name]
                one.clean(one.to_python(said["value"].get(name, "")))
        else:
            block.clean(block.to_python(said["value"]))
    except ValidationError as error:
        yield from dict.fromkeys(_sentences(error))


def _sentences(error: Any) -> Iterator[str]:
    """Every sentence of a refusal, however deep in lists and parts of a block it stands."""
    inner = [*(getattr(error, "block_errors", None) or [])]
    if isinstance(getattr(error, "block_errors", None), Mapping):
        inner = [*error.block_errors.values()]
    for one in (*inner, getattr(error, "non_block_errors", None)):
        if one:
            yield from _sentences(one)
    if isinstance(error, ValidationError):
        yield from (str(sentence) for sentence in error.messages if sentence and not inner)
    elif isinstance(error, Iterable):
        yield from (str(sentence) for sentence in error if isinstance(sentence, str))


def _of_files(files: Files) -> Iterator[Row]:
    for one in files.found.values():
        if one.here:
            yield Row(one.kind, one.here.title, Fate.LEFT, _("is here already"))
        elif one.plays:
            note = _("nobody sees it before the people it shows have consented; say so on its own page")
            yield Row(one.kind, one.title, Fate.MADE, note)
        else:
            yield Row(one.kind, one.title, Fate.MADE)


def _of_pages(found: Arriving, shelf: ModulesPage | None, drafts: bool) -> Iterator[tuple[Row, Page | None]]:
    """What becomes of each page, and the page that stands here."""
    bodies: dict[str, Sequence[Block]] = {}
    for language, module in found.spoken:
        note = language and capfirst(get_language_info(language)["name_translated"])
        page = module_on(_in(shelf, language), module.slug)
        yield Row("module", module.title, fate_of_module(page, module, drafts=drafts), note), page
        standing = {one.slug: one for one in LessonPage.objects.child_of(page)} if page else {}
        for lesson in module.lessons:
            here = standing.pop(lesson.slug, None)
            fate = fate_of_lesson(here, lesson, found.files, drafts=drafts, first=bodies.get(lesson.slug))
            if here and not language:
                bodies[lesson.slug] = _body_then(here, lesson, found.files, fate, drafts=drafts)
            yield Row("lesson", lesson.title, fate, note), here
        for gone in standing.values():
            if drafts:
                yield Row("lesson", gone.title, Fate.LEFT, _("is not in the files; it stays as it is")), gone
            elif gone.live:
                why = _("is not in the files; it is not published any more")
                yield Row("lesson", gone.title, Fate.CHANGED, why), gone


def _body_then(page: LessonPage, read: LessonFile, files: Files, fate: Fate, *, drafts: bool) -> Sequence[Block]:
    """What will stand in a lesson: its translations are brought in line with that."""
    if fate != Fate.LEFT:
        return body_of(page, read, files, drafts=drafts)
    blocks: Sequence[Block] = (page.get_latest_revision_as_object() if drafts else page).body.raw_data
    return blocks


def _in(shelf: ModulesPage | None, language: str) -> ModulesPage | None:
    """The same shelf in another language."""
    if shelf is None or not language:
        return shelf
    return ModulesPage.objects.filter(translation_key=shelf.translation_key, locale__language_code=language).first()


def module_on(shelf: ModulesPage | None, slug: str) -> ModulePage | None:
    return ModulePage.objects.child_of(shelf).filter(slug=slug).first() if shelf else None


def fate_of_module(page: ModulePage | None, read: ModuleFolder, *, drafts: bool) -> Fate:
    if page is None:
        return Fate.MADE
    now: ModulePage = page.get_latest_revision_as_object() if drafts else page
    said = (now.title, now.summary, {stage.key for stage in now.stages.all()})
    same = said == (read.title, read.summary, {*read.stages}) and (drafts or page.live)
    return Fate.LEFT if same else Fate.CHANGED


def fate_of_lesson(
    page: LessonPage | None, read: LessonFile, files: Files, *, drafts: bool, first: Sequence[Block] | None = None
) -> Fate:
    """A page that says what its file says is left, whatever its blocks are numbered. A translation has the steps of `first`, too."""
    if page is None:
        return Fate.MADE
    now: LessonPage = page.get_latest_revision_as_object() if drafts else page
    said = _as_file(lesson_file(now, _ByNumber()))
    same = said is not None and said == _as_file(_numbered(read, files)) and (drafts or page.live)
    if same and first is not None:
        same = steps_of(in_line(read.body, first)) == steps_of(now.body.raw_data)
    return Fate.LEFT if same else Fate.CHANGED


def body_of(page: LessonPage, read: LessonFile, files: Files, *, drafts: bool) -> list[dict[str, Any]]:
    """A lesson's blocks as its page would keep them. What stood there keeps its id, also what is published and in the draft no more."""
    now: LessonPage = page.get_latest_revision_as_object() if drafts and page.pk else page
    standing = list(now.body.raw_data)
    known = {block.get("id") for block in standing}
    standing += [block for block in page.body.raw_data if block.get("id") not in known]
    return keeping_ids(with_files(read, files), standing)


def with_files(read: LessonFile, files: Files) -> list[dict[str, Any]]:
    """Each block with the number of its picture, film or document, where that is here."""
    return [
        {**block, "value": {**block["value"], FILES[block["type"]][0]: _number(_file_of(block, files)) or None}}
        if block["type"] in FILES
        else block
        for block in read.body
    ]


def _file_of(block: Block, files: Files) -> FileHere | None:
    return files.found.get((block["type"], block["value"][FILES[block["type"]][0]]))


class _ByNumber(Keys):
    """Files named by their numbers in the house, so that a page and a file can be compared."""

    def __init__(self) -> None:
        super().__init__({}, {})

    def of(self, kind: str, number: int) -> str:
        return f"#{number}"


def _numbered(read: LessonFile, files: Files) -> LessonFile:
    body = []
    for block in read.body:
        value = block["value"]
        if block["type"] in FILES:
            value = {**value, FILES[block["type"]][0]: f"#{_number(_file_of(block, files))}"}
        body.append({**block, "value": value})
    return replace(read, body=body)


def _number(one: FileHere | None) -> object:
    return one.here.pk if one and one.here else ""


def _as_file(lesson: LessonFile) -> str | None:
    try:
        return lesson_text(lesson)
    except (NoFileForm, KeyError):
        return None
