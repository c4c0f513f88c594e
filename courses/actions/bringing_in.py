"""Files that somebody brings in become drafts: nobody learns from them before their author has released them."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.access import agency_of_page
from courses.actions.authoring import place_module, set_required
from courses.actions.keeping import keep_files
from courses.actions.loading import open_shelf
from courses.actions.writing import write_pages
from courses.models import Course, LessonPage, ModulePage, ModulesPage, Placement
from courses.permissions import can_author, can_release
from courses.queries.arrival import Arrival, arrival, shelf_below
from courses.queries.arriving_course import CourseArriving
from courses.queries.locked import locked_for
from courses.unpacking import Handed
from courses.words import Fate
from ledger.refusals import Refused
from people.locks import lock
from people.models import Agency, Person
from people.permissions import refuse_unless


@transaction.atomic
def bring_in_modules(*, actor: Person, parent: Page, handed: Handed) -> Arrival:
    """All of it, or nothing. Brought in again it changes nothing. `parent` is the shelf, or the page it is to stand on."""
    agency = agency_of_page(parent)
    if not can_release(actor, agency):
        raise Refused(_("You can write the modules of your own agency only."), code="not_allowed")
    # Two presses of the button are one after the other.
    lock(actor)
    found = arrival(actor=actor, parent=parent, agency=agency, handed=handed)
    if found.faults:
        raise Refused(_("Something in these files has to be changed first."), code="faults")
    _refuse_locked(found.locked)
    shelf = shelf_below(parent) or open_shelf(actor=actor, parent=parent)
    with keep_files(actor, agency, found.modules):
        for one in found.modules:
            write_pages(actor, one, ModulesPage.objects.get(pk=shelf.pk), drafts=True)
        if found.course and found.course.fate != Fate.LEFT:
            _write_course(actor, agency, found.course)
    return found


def _refuse_locked(locked: Sequence[str]) -> None:
    """All of it waits: half of what belongs together would be harder to find than nothing."""
    if locked:
        raise Refused(" ".join([*locked, _("Nothing was changed.")]), code="locked")


def _write_course(actor: Person, agency: Agency | None, found: CourseArriving) -> None:
    """Its words and its modules in their order. It opens to nobody by this, and no module leaves it."""
    refuse_unless(can_author(actor, agency))
    read = found.read
    course = found.course or Course(slug=read.slug, agency=agency)
    course.title, course.summary = read.title, read.summary
    course.translations = {**course.translations, **{code: dict(said) for code, said in read.translations.items()}}
    course.save()
    for module, required in found.placed:
        placement = place_module(actor=actor, course=course, module=module, required=required)
        if placement.required != required:
            set_required(actor=actor, placement=placement, required=required)
    first = {module.pk: place for place, (module, _required) in enumerate(found.placed)}
    order = sorted(course.placements.all(), key=lambda one: first.get(one.module_id, len(first)))
    for position, one in enumerate(order):
        one.position = position
    Placement.objects.bulk_update(order, ["position"])


@transaction.atomic
def publish_pages(*, actor: Person, page: ModulePage) -> int:
    """Every draft of a module is published, in each language: ready to be looked at and released. Learners see nothing of it."""
    if not can_release(actor, page.agency):
        raise Refused(_("You can write the modules of your own agency only."), code="not_allowed")
    modules = [page, *page.get_translations().specific()]
    lessons = [one for module in modules for one in LessonPage.objects.child_of(module).order_by("path")]
    waiting = [one for one in (*modules, *lessons) if not one.live or one.has_unpublished_changes]
    _refuse_locked(locked_for(actor, waiting))
    for one in waiting:
        revision = one.get_latest_revision() or one.save_revision(user=actor)
        revision.publish(user=actor, skip_permission_checks=True)
    return len(waiting)
