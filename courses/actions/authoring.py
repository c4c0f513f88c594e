"""Putting a course together: which modules, in which order, which of them are needed."""

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.models import Course, Module, Placement
from courses.permissions import can_author
from courses.queries.authoring import placeable_modules
from courses.words import TAKEN
from ledger import clock
from ledger.jobs import enqueue
from ledger.refusals import Refused
from people.models import Agency, Person
from people.permissions import refuse_unless


@transaction.atomic
def make_course(*, actor: Person, agency: Agency | None, title: str, summary: str = "") -> Course:
    """A new course of an agency (or of the library), with nothing in it, not open yet."""
    refuse_unless(can_author(actor, agency))
    return Course.objects.create(agency=agency, title=title, summary=summary, slug=_free_slug(title))


@transaction.atomic
def change_course(*, actor: Person, course: Course, title: str, summary: str, published: bool) -> Course:
    """Its words, and whether people can be enrolled in it. Its address stays."""
    refuse_unless(can_author(actor, course.agency))
    if published and not course.placements.filter(required=True).exists():
        raise Refused(
            _("Add a module that is needed to finish the course before you open it."), code="empty", field="published"
        )
    course.title, course.summary, course.published = title, summary, published
    course.save(update_fields=["title", "summary", "published"])
    return course


@transaction.atomic
def place_module(*, actor: Person, course: Course, module: Module, required: bool = True) -> Placement:
    """Put a released module at the end of the course. Adding it twice is once. Nobody who finished is lowered."""
    refuse_unless(can_author(actor, course.agency))
    standing = course.placements.filter(module=module).first()
    if standing:
        return standing
    if not placeable_modules(course).filter(pk=module.pk).exists():
        raise Refused(_("This module is not released, or belongs to another agency."), code="not_placeable")
    last = course.placements.aggregate(last=Max("position"))["last"]
    return Placement.objects.create(
        course=course, module=module, required=required, position=0 if last is None else last + 1
    )


@transaction.atomic
def take_out_module(*, actor: Person, placement: Placement) -> None:
    """The course does not hold the module any more. What people did in it stays theirs."""
    course = placement.course
    refuse_unless(can_author(actor, course.agency))
    others = course.placements.filter(required=True).exclude(pk=placement.pk)
    if course.published and not others.exists():
        raise Refused(_("An open course needs at least one module. Close it first."), code="last_module")
    placement.delete()
    _look_again(course)


@transaction.atomic
def move_module(*, actor: Person, placement: Placement, up: bool) -> None:
    """One place up or down."""
    course = placement.course
    refuse_unless(can_author(actor, course.agency))
    order = list(course.placements.all())
    here = next(index for index, one in enumerate(order) if one.pk == placement.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    for position, one in enumerate(order):
        one.position = position
    Placement.objects.bulk_update(order, ["position"])


@transaction.atomic
def set_required(*, actor: Person, placement: Placement, required: bool) -> None:
    """Whether the course is finished without it."""
    course = placement.course
    refuse_unless(can_author(actor, course.agency))
    others = course.placements.filter(required=True).exclude(pk=placement.pk)
    if not required and course.published and not others.exists():
        raise Refused(_("An open course needs at least one module. Close it first."), code="last_module")
    placement.required = required
    placement.save(update_fields=["required"])
    if not required:
        _look_again(course)


def _look_again(course: Course) -> None:
    """With less asked, some may have finished: a job looks, since there may be many."""
    enqueue(
        kind="courses.look-again",
        key=f"courses.look-again:{course.uuid}:{clock.now().isoformat()}",
        payload={"course": course.pk},
    )


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:44] or "course"
    taken = {*TAKEN, *Course.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)}
    names = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
