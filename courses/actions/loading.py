"""Loading modules from writers' files: pages are made or brought up to date, by slug; then released where they changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.actions import open_front, open_press
from cms.models import Media
from courses.actions.releasing import release_module
from courses.blocks import LessonBody
from courses.importing import LessonFile, ModuleFolder, Unreadable, module_folders, read_module, read_translations
from courses.models import Course, Edition, LessonPage, Module, ModulePage, ModulesPage, Placement
from courses.permissions import can_release
from courses.queries.review import review
from courses.words import EditionKind
from journey.models import Stage
from ledger.refusals import Refused
from people.models import Agency, Person


@transaction.atomic
def open_shelf(*, actor: Person, parent: Page, title: str = "", slug: str = "modules") -> ModulesPage:
    """The page that an agency's (or the library's) modules stand under. Made once."""
    shelf = ModulesPage.objects.child_of(parent).first()
    if shelf is not None:
        return shelf
    shelf = ModulesPage(title=title or _("Modules"), slug=slug, live=True, owner=actor)
    _check_actor(actor, getattr(parent.specific, "agency", None))
    return parent.add_child(instance=shelf)


@transaction.atomic
def load_module(
    *, actor: Person, folder: Path, parent: ModulesPage, media: Mapping[str, Media] | None = None
) -> ModulePage:
    """Make pages of a module's folder, or bring them up to date. `media` are its films by key. Releases nothing."""
    _check_actor(actor, parent.agency)
    return _load_folder(actor, folder, parent, media or {})


@transaction.atomic
def load_course(
    *,
    actor: Person,
    folder: Path,
    parent: ModulesPage,
    title: str,
    summary: str = "",
    slug: str = "",
    agency: Agency | None = None,
    translations: Mapping[str, Mapping[str, str]] | None = None,
    media: Mapping[str, Media] | None = None,
) -> Course:
    """Load every module of a folder, release what changed, and put them into one course in their order.

    `translations` are the course's title and summary in other languages; a module's stand beside its files.
    """
    _check_actor(actor, agency)
    modules = [_load_folder(actor, one, parent, media or {}) for one in module_folders(folder)]
    for page in modules:
        _release_changes(actor, page)
    course, _made = Course.objects.update_or_create(
        slug=slug or folder.name,
        defaults={
            "title": title,
            "summary": summary,
            "agency": agency,
            "published": True,
            **({"translations": translations} if translations else {}),
        },
    )
    _place(course, modules)
    return course


def _check_actor(actor: Person, agency: Agency | None) -> None:
    if not can_release(actor, agency):
        raise Refused(_("You can write the modules of your own agency only."), code="not_allowed")


def _load_folder(actor: Person, folder: Path, parent: ModulesPage, media: Mapping[str, Media]) -> ModulePage:
    """The pages of one module in its first language, and of what stands beside it in others."""
    try:
        read = read_module(folder)
        translations = read_translations(folder, read)
    except Unreadable as error:
        raise Refused(str(error), code="unreadable") from error
    page = _load(actor, read, parent, media)
    for language, said in translations.items():
        _load(actor, said, _shelf_in(language, parent), media, first=page)
    return page


def _shelf_in(language: str, shelf: ModulesPage) -> ModulesPage:
    """The same shelf in another language."""
    agency = shelf.agency
    above = open_press(actor=None, agency=agency, language=language) if agency else open_front(language=language)
    found = ModulesPage.objects.child_of(above).first()
    if found is not None:
        return found
    with translation.override(language):
        page = ModulesPage(title=_("Modules"), slug=shelf.slug, live=True, owner=shelf.owner)
    page.translation_key = shelf.translation_key
    return above.add_child(instance=page)


def _load(
    actor: Person,
    read: ModuleFolder,
    parent: ModulesPage,
    media: Mapping[str, Media],
    first: ModulePage | None = None,
) -> ModulePage:
    """Pages of a module. `first` is the same module in its first language: whose lessons these are."""
    page = ModulePage.objects.child_of(parent).filter(slug=read.slug).first()
    stages = list(Stage.objects.filter(key__in=read.stages))
    if len(stages) != len(read.stages):
        raise Refused(_("“%(module)s” names a stage that is not known.") % {"module": read.title}, code="stage_unknown")
    if page is None:
        page = ModulePage(title=read.title, slug=read.slug, summary=read.summary, live=False, owner=actor)
        page.translation_key = first.translation_key if first else page.translation_key
        parent.add_child(instance=page)
    if not page.live or (page.title, page.summary, {*page.stages.all()}) != (read.title, read.summary, {*stages}):
        page.title, page.summary, page.stages = read.title, read.summary, stages
        _publish(actor, page)
    keys = dict(LessonPage.objects.child_of(first).values_list("slug", "translation_key")) if first else {}
    for lesson in read.lessons:
        _load_lesson(actor, lesson, page, media, keys.get(lesson.slug))
    for gone in LessonPage.objects.child_of(page).live().exclude(slug__in=[lesson.slug for lesson in read.lessons]):
        gone.unpublish(user=actor)
    return page


def _load_lesson(
    actor: Person, read: LessonFile, parent: ModulePage, media: Mapping[str, Media], key: UUID | None
) -> None:
    body = [_with_media(block, media) for block in read.body]
    page = LessonPage.objects.child_of(parent).filter(slug=read.slug).first()
    if page and page.live and _same(page, read, body):
        return
    page = page or LessonPage(slug=read.slug, live=False, owner=actor)
    page.translation_key = key or page.translation_key
    page.title, page.minutes = read.title, read.minutes
    page.content_note, page.another_way = read.content_note, read.another_way
    page.body = json.dumps(body)
    try:
        LessonBody().clean(page.body)
        if page.pk is None:
            parent.add_child(instance=page)
        page.full_clean()
    except ValidationError as error:
        raise Refused(
            _("“%(lesson)s” cannot be loaded: %(why)s") % {"lesson": read.title, "why": error}, code="invalid"
        ) from error
    _publish(actor, page)


def _same(page: LessonPage, read: LessonFile, body: list[dict[str, Any]]) -> bool:
    return (page.title, page.minutes, page.content_note, page.another_way) == (
        read.title,
        read.minutes,
        read.content_note,
        read.another_way,
    ) and list(page.body.raw_data) == body


def _with_media(block: dict[str, Any], media: Mapping[str, Media]) -> dict[str, Any]:
    """A film's key becomes the film."""
    if block["type"] != "video":
        return block
    film = media.get(block["value"]["media"])
    if film is None:
        raise Refused(_("There is no video called “%(key)s”.") % {"key": block["value"]["media"]}, code="no_such_video")
    return {**block, "value": {**block["value"], "media": film.pk}}


def _publish(actor: Person, page: Page) -> None:
    page.save_revision(user=actor).publish(user=actor, skip_permission_checks=True)


def _release_changes(actor: Person, page: ModulePage) -> None:
    seen = review(page)
    if seen.problems:
        told = "; ".join(f"{problem.lesson} {problem.sentence}".strip() for problem in seen.problems)
        raise Refused(_("“%(module)s” is not ready: %(what)s") % {"module": page.title, "what": told}, code="not_ready")
    if not seen.unchanged:
        first = not Edition.objects.filter(module__uuid=page.translation_key).exists()
        release_module(actor=actor, page=page, kind=EditionKind.FIRST if first else EditionKind.CHANGED)


def _place(course: Course, pages: list[ModulePage]) -> None:
    modules = {module.uuid: module for module in Module.objects.filter(uuid__in=[p.translation_key for p in pages])}
    for position, page in enumerate(pages):
        Placement.objects.update_or_create(
            course=course, module=modules[page.translation_key], defaults={"position": position}
        )
