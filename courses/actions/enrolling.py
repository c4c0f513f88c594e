"""Enrolling people in courses, and what an agency asks of those who join it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.actions.completing import complete_courses
from courses.models import Course, CourseCompletion, Enrolment, JoiningCourse, ModuleCompletion, Placement
from courses.permissions import can_enrol
from courses.queries.place import latest_edition
from ledger import clock
from ledger.refusals import Refused
from people.actions import notify
from people.locks import lock
from people.models import Agency, Membership, Person
from people.words import Role


@transaction.atomic
def enrol(*, actor: Person | None, person: Person, course: Course, agency: Agency) -> Enrolment:
    """She takes this course, at this agency's asking. Asking again changes nothing, unless something must be taken again.

    `actor` is empty when a rule of the agency asks (`enrol_newcomers`).
    """
    if actor is not None and not can_enrol(actor, agency):
        raise Refused(_("Only a coordinator can enroll people here."), code="not_allowed")
    _check_offer(person, course, agency)
    lock(person)
    standing = Enrolment.objects.visible_to(person).filter(course=course).first()
    if standing and not _begins_anew(standing):
        return _relied_on(standing, agency)
    enrolment = _open(actor, person, course, agency, standing)
    complete_courses(person, [course])
    if actor is not None and actor != person:
        _tell(enrolment)
    return enrolment


@transaction.atomic
def enrol_many(*, actor: Person, people: Collection[Person], course: Course, agency: Agency) -> list[Enrolment]:
    """Several at once; all of them or, where one cannot be, none."""
    lock(*people)
    return [enrol(actor=actor, person=person, course=course, agency=agency) for person in people]


@transaction.atomic
def close_enrolment(*, actor: Person, enrolment: Enrolment, agency: Agency) -> None:
    """She does not take the course any more. What she did stays hers, and counts if she comes back."""
    if not can_enrol(actor, agency) or not Enrolment.objects.of_agency(agency).filter(pk=enrolment.pk).exists():
        raise Refused(_("Only a coordinator can do this."), code="not_allowed")
    lock(enrolment.person)
    others = enrolment.also_for.exclude(pk=agency.pk)
    if enrolment.agency_id != agency.pk or others.exists():
        raise Refused(
            _("Another agency also asked for this course, so it stays open."), code="another_agency_relies_on_it"
        )
    Enrolment.objects.filter(pk=enrolment.pk, closed_at=None).update(closed_at=clock.now())


@transaction.atomic
def set_joining(*, actor: Person, agency: Agency, course: Course, wanted: bool) -> None:
    """From now on (or no longer), whoever joins the agency as a volunteer is enrolled in this course."""
    if not can_enrol(actor, agency):
        raise Refused(_("Only a coordinator can change this."), code="not_allowed")
    if wanted:
        JoiningCourse.objects.get_or_create(agency=agency, course=course)
    else:
        JoiningCourse.objects.filter(agency=agency, course=course).delete()


@transaction.atomic
def enrol_newcomer(*, membership: Membership) -> list[Enrolment]:
    """Somebody joined as a volunteer: enrol her in what her agency asks of everyone. Safe to repeat."""
    if membership.role != Role.VOLUNTEER or not membership.in_force():
        return []
    known = Enrolment.objects.filter(person=membership.person).values("course")
    asked = JoiningCourse.objects.filter(agency=membership.agency, course__published=True).exclude(course__in=known)
    return [
        enrol(actor=None, person=membership.person, course=joining.course, agency=membership.agency)
        for joining in asked.select_related("course")
    ]


def begin_again(actor: Person, completion: CourseCompletion) -> Enrolment | None:
    """A completion was taken back: the next cycle of a course she still takes. Called under her lock.

    What the course asks stays what was settled the day she began, so nothing else has to be taken again.
    """
    standing = Enrolment.objects.visible_to(completion.person).filter(course=completion.course)
    before = standing.filter(cycle=completion.cycle).select_related("course", "agency", "person").first()
    if before is None:
        return None
    return _open(actor, before.person, before.course, before.agency, before, since=before.created_at)


def leave_courses(person: Person) -> None:
    """Her name is removed: she is in no course any more. What she finished stays."""
    Enrolment.objects.filter(person=person, closed_at=None).update(closed_at=clock.now())


def enrol_recent_newcomers() -> int:
    """Roles that were written down to begin on a later day: enrol those whose day has come."""
    found = 0
    for agency in Agency.objects.filter(joining_courses__isnull=False).distinct():
        day = agency.today()
        joined = Membership.objects.filter(agency=agency, role=Role.VOLUNTEER).filter(
            starts_on__range=(day - timedelta(days=2), day)
        )
        for membership in joined.select_related("agency", "person"):
            found += len(enrol_newcomer(membership=membership))
    return found


def _check_offer(person: Person, course: Course, agency: Agency) -> None:
    if course.agency_id not in (None, agency.pk):
        raise Refused(_("This course belongs to another agency."), code="foreign_course")
    if not course.published:
        raise Refused(_("This course is not open for enrollment yet."), code="not_published")
    if not Membership.objects.filter(person=person, agency=agency).on(agency.today()).exists():
        raise Refused(
            _("%(name)s does not belong to %(agency)s today.") % {"name": person.get_full_name(), "agency": agency},
            code="not_a_member",
        )


def _begins_anew(standing: Enrolment) -> bool:
    """Her completion was taken back, or a required module must be taken again since she finished."""
    completion = CourseCompletion.objects.filter(
        person=standing.person_id, course=standing.course_id, cycle=standing.cycle
    ).first()
    if completion is None:
        return False
    if hasattr(completion, "voided"):
        return True
    asked = Placement.objects.filter(course=standing.course_id, required=True)
    newest = dict(asked.annotate(cycle=latest_edition("module_id", "cycle")).values_list("module_id", "cycle"))
    live = ModuleCompletion.objects.filter(person=standing.person_id, voided=None, module__in=newest)
    had = set(live.values_list("module_id", "edition__cycle"))
    return any(cycle and not any(m == module and c >= cycle for m, c in had) for module, cycle in newest.items())


def _relied_on(standing: Enrolment, agency: Agency) -> Enrolment:
    if standing.agency_id != agency.pk:
        standing.also_for.add(agency)
    return standing


def _open(
    actor: Person | None,
    person: Person,
    course: Course,
    agency: Agency,
    before: Enrolment | None,
    *,
    since: datetime | None = None,
) -> Enrolment:
    if before:
        Enrolment.objects.filter(pk=before.pk).update(closed_at=clock.now())
    cycle = Enrolment.objects.filter(person=person, course=course).count() + 1
    enrolment = Enrolment.objects.create(
        person=person, course=course, agency=agency, cycle=cycle, enrolled_by=actor, created_at=since or clock.now()
    )
    if before:
        enrolment.also_for.add(*{*before.also_for.all(), before.agency} - {agency})
    return enrolment


def _tell(enrolment: Enrolment) -> None:
    notify(
        person=enrolment.person,
        agency=enrolment.agency,
        kind="courses-enrolled",
        key=f"courses-enrolled:{enrolment.uuid}",
        url=reverse("courses:course", args=[enrolment.course.slug]),
        about={"course": enrolment.course.said("title", enrolment.person.profile.language)},
    )
