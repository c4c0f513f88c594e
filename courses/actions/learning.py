"""Learning: what she does in a lesson, and what the house makes of it. Nothing here believes a number from a browser."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.actions.sitting import Sitting, Taking, Told, hold_place
from courses.models import Attempt, Enrolment, Module, StepDone, TypedWords
from courses.rules.document import Lesson
from courses.rules.watched import Played
from courses.words import Route
from people.models import Person


@transaction.atomic
def complete_step(
    *, actor: Person, enrolment: Enrolment, module: Module, key: UUID, route: Route = Route.READ
) -> StepDone:
    """Her own "I'm done with this": a lesson read, or the words of a film read instead of watching it."""
    sitting, taking = _sat(actor, enrolment, module)
    done = sitting.complete(taking, key, route)
    sitting.write()
    return done


@transaction.atomic
def complete_lesson(*, actor: Person, enrolment: Enrolment, module: Module, lesson: Lesson, another_way: bool) -> None:
    """Her "I'm done with this". By the other way no film and no role-play is asked for; nobody is told."""
    who: dict[str, Any] = {"actor": actor, "enrolment": enrolment, "module": module}
    if another_way and lesson.another_way:
        for step in lesson.left_out:
            complete_step(**who, key=step.key, route=Route.TRANSCRIPT)
    complete_step(**who, key=lesson.key)


@transaction.atomic
def keep_place(*, actor: Person, enrolment: Enrolment, module: Module, lesson: Lesson) -> None:
    """She takes a break here: this lesson is what she goes on with."""
    sitting, taking = _sat(actor, enrolment, module)
    sitting.here(taking, sitting.step(taking, lesson.key))
    sitting.write()


@transaction.atomic
def answer_check(
    *, actor: Person, enrolment: Enrolment, module: Module, key: UUID, answers: Mapping[str, Collection[str]]
) -> Attempt:
    """Mark her answers to a knowledge check. As often as she likes; once it is right it stays right."""
    sitting, taking = _sat(actor, enrolment, module)
    attempt = sitting.answer(taking, key, answers)
    sitting.write()
    return attempt


@transaction.atomic
def record_watched(*, actor: Person, enrolment: Enrolment, module: Module, key: UUID, played: Played) -> Told:
    """Add what a player says it played, as far as the clock allows. The first report starts the clock."""
    sitting, taking = _sat(actor, enrolment, module)
    told = sitting.watch(taking, key, played)
    sitting.write()
    return told


def forget_words(person: Person) -> None:
    """Her name is removed: what she typed goes with it."""
    TypedWords.objects.filter(run__person=person).delete()


def _sat(actor: Person, enrolment: Enrolment, module: Module) -> tuple[Sitting, Taking]:
    """A sitting in one module. Holds her lock from here on."""
    here = hold_place(actor, enrolment, module)
    sitting = Sitting(actor, [here])
    return sitting, sitting.taking(here)
