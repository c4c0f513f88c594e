"""Completing: what follows from a step done. Called inside a transaction that holds the person's lock."""

from collections import defaultdict
from collections.abc import Collection

from django.db import transaction

from courses.actions.certifying import certify
from courses.models import (
    Course,
    CourseCompletion,
    EditionStep,
    Enrolment,
    ModuleCompletion,
    ModuleRun,
    Placement,
    StepDone,
)
from courses.queries.place import needed_cycle
from courses.rules.standing import Needed, course_complete
from ledger import clock
from ledger.actions import record
from people.locks import lock
from people.models import Person


@transaction.atomic
def complete_again(*, course: Course) -> int:
    """A course asks for less than before: record it for everyone who has thereby finished it. Safe to repeat."""
    found = 0
    for enrolment in Enrolment.objects.filter(course=course, closed_at=None).select_related("person__profile"):
        lock(enrolment.person)
        found += len(complete_courses(enrolment.person, [course]))
    return found


def complete_module(run: ModuleRun) -> ModuleCompletion | None:
    """Record that the module is complete, once, when every required step of her edition is done."""
    done = StepDone.objects.filter(run=run).values("step_key")
    if EditionStep.objects.filter(edition=run.edition_id, required=True).exclude(key__in=done).exists():
        return None
    standing = ModuleCompletion.objects.filter(run=run).first()
    if standing:
        return standing
    completion = record(
        ModuleCompletion(
            person=run.person,
            run=run,
            module=run.module,
            edition=run.edition,
            held_on=clock.today(run.person.profile.time_zone),
        )
    )
    complete_courses(run.person, Course.objects.filter(placements__module=run.module))
    return completion


def complete_courses(person: Person, courses: Collection[Course]) -> list[CourseCompletion]:
    """Record each of these courses she takes and has now completed. A module counts once for all of them."""
    taking = Enrolment.objects.visible_to(person).filter(course__in=courses)
    enrolments = taking.select_related("course", "agency").order_by("pk")
    have = set(CourseCompletion.objects.filter(person=person).values_list("course_id", "cycle"))
    needed = _needed(person, [e.pk for e in enrolments])
    return [
        _complete(person, enrolment)
        for enrolment in enrolments
        if (enrolment.course_id, enrolment.cycle) not in have and course_complete(needed[enrolment.pk])
    ]


def _complete(person: Person, enrolment: Enrolment) -> CourseCompletion:
    """She has completed the course: the fact, and the certificate that says so."""
    completion = CourseCompletion(
        person=person, course=enrolment.course, cycle=enrolment.cycle, held_on=clock.today(person.profile.time_zone)
    )
    record(completion)
    certify(completion, enrolment.agency)
    return completion


def _needed(person: Person, enrolments: Collection[int]) -> dict[int, list[Needed]]:
    """For each enrolment: its required modules, since when they count, and what she completed of them."""
    completed: dict[int, list[int]] = defaultdict(list)
    live = ModuleCompletion.objects.filter(person=person, voided=None)
    for module, cycle in live.values_list("module_id", "edition__cycle"):
        completed[module].append(cycle)
    needed: dict[int, list[Needed]] = defaultdict(list)
    required = (
        Placement.objects.filter(required=True, course__enrolments__in=enrolments)
        .annotate(needs=needed_cycle("module_id", "course__enrolments__created_at"))
        .values_list("course__enrolments__pk", "module_id", "needs")
    )
    for enrolment, module, cycle in required:
        needed[enrolment].append(Needed(module, cycle, tuple(completed[module])))
    return needed
