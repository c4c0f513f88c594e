"""Pages out of a writer's files: made, or brought up to date where they say something else. What says the same is left."""

import json
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.actions import open_front, open_press
from courses.importing import LessonFile, ModuleFolder
from courses.models import LessonPage, ModulePage, ModulesPage
from courses.queries.arriving import Arriving, body_of, fate_of_lesson, fate_of_module, module_on, with_files
from courses.queries.handed_files import Files
from courses.rules.steady import in_line
from courses.words import Fate
from journey.models import Stage
from ledger.refusals import Refused
from people.models import Person


def write_pages(actor: Person, found: Arriving, shelf: ModulesPage, *, drafts: bool) -> ModulePage:
    """The pages of one module in its first language, and of what stands beside it in others. Every file is here."""
    assert found.read is not None
    page = _module(actor, found.read, shelf, found.files, drafts=drafts)
    for language, said in found.translations.items():
        _module(actor, said, shelf_in(language, shelf), found.files, drafts=drafts, first=page)
    return page


def shelf_in(language: str, shelf: ModulesPage) -> ModulesPage:
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


def _module(
    actor: Person,
    read: ModuleFolder,
    shelf: ModulesPage,
    files: Files,
    *,
    drafts: bool,
    first: ModulePage | None = None,
) -> ModulePage:
    """Pages of a module in one language. `first` is the same module in its first language: whose lessons these are."""
    page = module_on(shelf, read.slug)
    fate = fate_of_module(page, read, drafts=drafts)
    if page is None:
        page = ModulePage(title=read.title, slug=read.slug, summary=read.summary, live=False, owner=actor)
        page.translation_key = first.translation_key if first else page.translation_key
        shelf.add_child(instance=page)
    if fate != Fate.LEFT:
        now: ModulePage = page.get_latest_revision_as_object() if drafts else page
        now.title, now.summary = read.title, read.summary
        now.stages = list(Stage.objects.filter(key__in=read.stages))
        _save(actor, now, drafts=drafts)
    lessons = {one.translation_key: one for one in LessonPage.objects.child_of(first)} if first else {}
    by_slug = {one.slug: one for one in lessons.values()}
    for lesson in read.lessons:
        _lesson(actor, lesson, page, files, by_slug.get(lesson.slug), drafts=drafts)
    slugs = [lesson.slug for lesson in read.lessons]
    if not drafts:
        for gone in LessonPage.objects.child_of(page).live().exclude(slug__in=slugs):
            gone.unpublish(user=actor)
    _in_order(page, slugs)
    return page


def _lesson(
    actor: Person, read: LessonFile, module: ModulePage, files: Files, first: LessonPage | None, *, drafts: bool
) -> None:
    page = LessonPage.objects.child_of(module).filter(slug=read.slug).first()
    standing = first.get_latest_revision_as_object().body.raw_data if first else None
    if fate_of_lesson(page, read, files, drafts=drafts, first=standing) == Fate.LEFT:
        return
    page = page or LessonPage(slug=read.slug, live=False, owner=actor)
    page.translation_key = first.translation_key if first else page.translation_key
    now: LessonPage = page.get_latest_revision_as_object() if drafts and page.pk else page
    now.title, now.minutes = read.title, read.minutes
    now.content_note, now.another_way = read.content_note, read.another_way
    body = body_of(page, read, files, drafts=drafts) if standing is None else in_line(with_files(read, files), standing)
    now.body = json.dumps(body)
    try:
        if now.pk is None:
            module.add_child(instance=now)
        now.full_clean()
    except ValidationError as error:
        raise Refused(
            _("“%(lesson)s” cannot be loaded: %(why)s") % {"lesson": read.title, "why": error}, code="invalid"
        ) from error
    _save(actor, now, drafts=drafts)


def _in_order(page: ModulePage, slugs: Sequence[str]) -> None:
    """The lessons of the files stand in the order of the files, before any others."""
    lessons = {one.slug: one for one in LessonPage.objects.child_of(page).order_by("path")}
    wanted = [*slugs, *(slug for slug in lessons if slug not in slugs)]
    if list(lessons) == wanted:
        return
    for slug in wanted:
        LessonPage.objects.get(pk=lessons[slug].pk).move(ModulePage.objects.get(pk=page.pk), pos="last-child")


def _save(actor: Person, page: Page, *, drafts: bool) -> None:
    revision = page.save_revision(user=actor)
    if not drafts:
        revision.publish(user=actor, skip_permission_checks=True)
