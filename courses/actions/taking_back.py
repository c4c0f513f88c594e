"""Taking back what was finished: with a reason, for everybody who relies on it, and never one's own."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.actions.completing import complete_courses
from courses.actions.enrolling import begin_again
from courses.models import (
    CourseCompletion,
    CourseCompletionVoided,
    Enrolment,
    ModuleCompletion,
    ModuleCompletionVoided,
)
from courses.permissions import can_take_back_learning
from courses.queries.called import title_of
from courses.queries.taking_back import Following, following_course, following_module, may_be_taken_back_at
from courses.words import LearningTakenBack
from ledger.actions import record
from ledger.refusals import Refused
from people.actions import notify
from people.locks import lock
from people.models import Agency, Person


@transaction.atomic
def take_back_module(
    *, actor: Person, agency: Agency, completion: ModuleCompletion, reason: LearningTakenBack
) -> ModuleCompletionVoided:
    """She has not finished this module after all, nor a course that rests on it; she may take it again. Safe to repeat."""
    _check(actor, agency, completion.person)
    if not may_be_taken_back_at(agency, completion.person).filter(pk=completion.module_id).exists():
        raise _asked_elsewhere()
    lock(completion.person)
    before = ModuleCompletionVoided.objects.filter(completion=completion).first()
    if before:
        return before
    _take_back(actor, agency, following_module(completion), reason)
    fact = ModuleCompletionVoided.objects.get(completion=completion)
    _tell(completion.person, agency, fact, title_of(completion.module, completion.person.profile.language))
    return fact


@transaction.atomic
def take_back_course(
    *, actor: Person, agency: Agency, completion: CourseCompletion, reason: LearningTakenBack
) -> CourseCompletionVoided:
    """She has not finished this course after all, nor its modules; she may take them again. Safe to repeat."""
    _check(actor, agency, completion.person)
    if not Enrolment.objects.filter(person=completion.person, agency=agency, course=completion.course).exists():
        raise _asked_elsewhere()
    lock(completion.person)
    before = CourseCompletionVoided.objects.filter(completion=completion).first()
    if before:
        return before
    _take_back(actor, agency, following_course(completion), reason)
    fact = CourseCompletionVoided.objects.get(completion=completion)
    _tell(completion.person, agency, fact, completion.course.said("title", completion.person.profile.language))
    return fact


def _check(actor: Person, agency: Agency, person: Person) -> None:
    if actor == person:
        raise Refused(_("You cannot take back your own training. Ask a colleague."), code="oneself")
    if not can_take_back_learning(actor, person, agency):
        raise Refused(_("Only a coordinator can do this."), code="not_allowed")


def _asked_elsewhere() -> Refused:
    return Refused(
        _("Another agency asked for this course first. Its coordinator can take this back."), code="asked_elsewhere"
    )


def _take_back(actor: Person, agency: Agency, gone: Following, reason: LearningTakenBack) -> None:
    """The modules first, so that nothing that listens finds a course with its modules still standing."""
    told = {"by": actor, "reason": reason, "held_on": agency.today()}
    for module in gone.modules:
        record(ModuleCompletionVoided(completion=module, **told))
    for course in gone.courses:
        record(CourseCompletionVoided(completion=course, **told))
    for course in gone.courses:
        if begin_again(actor, course):
            complete_courses(course.person, [course.course])


def _tell(person: Person, agency: Agency, fact: ModuleCompletionVoided | CourseCompletionVoided, title: str) -> None:
    notify(
        person=person,
        agency=agency,
        kind="courses-taken-back",
        key=f"courses-taken-back:{fact.uuid}",
        url=reverse("courses:index"),
        about={"title": title},
    )
