"""Loading modules from a folder on this computer: pages are made or brought up to date, published, and released where they changed."""

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import Media
from courses.actions.keeping import keep_files
from courses.actions.releasing import release_module
from courses.actions.writing import write_pages
from courses.handed import folder_on_disk
from courses.importing import module_folders
from courses.models import Course, Edition, Module, ModulePage, ModulesPage, Placement
from courses.permissions import can_release
from courses.queries.arriving import arriving
from courses.queries.review import review
from courses.words import EditionKind
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
    found = arriving(folder_on_disk(folder), parent, parent.agency, actor=actor, given=media, drafts=False)
    if found.faults:
        raise Refused("\n".join(str(fault) for fault in found.faults), code="unreadable")
    if found.locked:
        raise Refused("\n".join(found.locked), code="locked")
    with keep_files(actor, parent.agency, [found]):
        return write_pages(actor, found, parent, drafts=False)


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
