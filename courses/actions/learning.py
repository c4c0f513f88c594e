"""Learning: what she does in a lesson, and what the house makes of it. Nothing here believes a number from a browser."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.completing import complete_module
from courses.models import Attempt, EditionStep, Enrolment, Module, ModuleRun, Progress, StepDone
from courses.permissions import can_learn
from courses.queries.document import keys_for
from courses.queries.place import place_in
from courses.rules import watched as watching
from courses.rules.document import Lesson
from courses.rules.scoring import NotAChoice, NotAnswered, mark, score
from courses.rules.watched import Played, Watched
from courses.words import MEDIA_KINDS, Route, StepKind
from ledger import clock
from ledger.actions import record
from ledger.refusals import Refused
from people.locks import lock
from people.models import Person

ROUTES: Mapping[str, frozenset[Route]] = {
    StepKind.READING: frozenset({Route.READ}),
    StepKind.VIDEO: frozenset({Route.TRANSCRIPT}),
    StepKind.AUDIO: frozenset({Route.TRANSCRIPT}),
}


@transaction.atomic
def complete_step(
    *, actor: Person, enrolment: Enrolment, module: Module, key: UUID, route: Route = Route.READ
) -> StepDone:
    """Her own "I'm done with this": a lesson read, or the words of a film read instead of watching it."""
    run, step = _step(actor, enrolment, module, key)
    if route not in ROUTES.get(step.kind, frozenset()):
        raise Refused(_("This part is done in another way."), code="another_way")
    return _done(run, step, route)


@transaction.atomic
def complete_lesson(*, actor: Person, enrolment: Enrolment, module: Module, lesson: Lesson, another_way: bool) -> None:
    """Her "I'm done with this". By the other way no film is asked for: its words stand for it, and nobody is told."""
    who: dict[str, Any] = {"actor": actor, "enrolment": enrolment, "module": module}
    if another_way and lesson.another_way:
        for film in lesson.players:
            complete_step(**who, key=film.key, route=Route.TRANSCRIPT)
    complete_step(**who, key=lesson.key)


@transaction.atomic
def keep_place(*, actor: Person, enrolment: Enrolment, module: Module, lesson: Lesson) -> None:
    """She takes a break here: this lesson is what she goes on with."""
    _step(actor, enrolment, module, lesson.key)


@transaction.atomic
def answer_check(
    *, actor: Person, enrolment: Enrolment, module: Module, key: UUID, answers: Mapping[str, Collection[str]]
) -> Attempt:
    """Mark her answers to a knowledge check. As often as she likes; once it is right it stays right."""
    run, step = _step(actor, enrolment, module, key, StepKind.CHECK)
    passed = Attempt.objects.filter(run=run, step_key=key, passed=True).first()
    if passed:
        return passed
    try:
        marked = mark(keys_for(run.edition.uuid, actor.profile.language, key), answers)
    except NotAnswered as open_questions:
        raise Refused(
            _("Choose an answer to each question first."), code="not_answered", field=open_questions.questions[0]
        ) from open_questions
    except NotAChoice as error:
        raise Refused(_("These questions have changed. Look at them again."), code="not_a_choice") from error
    right = score(marked)
    attempt = record(
        Attempt(
            run=run,
            person=actor,
            step_key=key,
            score=right,
            out_of=len(marked),
            passed=right == len(marked),
            answers={question.question: sorted(question.chosen) for question in marked},
            held_on=_today(actor),
        )
    )
    if attempt.passed:
        _done(run, step, Route.ANSWERED)
    return attempt


@dataclass(frozen=True)
class Told:
    """What became of a player's report: whether it was kept, and whether the step is done."""

    kept: bool
    done: bool


@transaction.atomic
def record_watched(*, actor: Person, enrolment: Enrolment, module: Module, key: UUID, played: Played) -> Told:
    """Add what a player says it played, as far as the clock allows. The first report starts the clock."""
    run, step = _step(actor, enrolment, module, key, *MEDIA_KINDS)
    progress, _made = Progress.objects.get_or_create(run=run, step_key=key, defaults={"opened_at": clock.now()})
    before = Watched(_pairs(progress.intervals), progress.position_ms, progress.position_seq)
    length = step.seconds * 1000
    # A device whose clock runs ahead must not keep the place from the others.
    played = replace(played, seq=min(played.seq, int(clock.now().timestamp() * 1000)))
    after = watching.merged(before, played, length_ms=length)
    open_for = (clock.now() - progress.opened_at).total_seconds() * 1000
    if not watching.plausible(after, open_for_ms=int(open_for)):
        return Told(kept=False, done=False)
    if after != before:
        _keep(progress, after)
    done = watching.enough(after, length_ms=length)
    if done:
        _done(run, step, Route.WATCHED)
    return Told(kept=True, done=done)


def _pairs(kept: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in kept)


def _keep(progress: Progress, watched: Watched) -> None:
    progress.intervals = [list(interval) for interval in watched.intervals]
    progress.watched_ms = watched.ms
    progress.position_ms, progress.position_seq = watched.position_ms, watched.position_seq
    progress.save(update_fields=["intervals", "watched_ms", "position_ms", "position_seq"])


def _step(
    actor: Person, enrolment: Enrolment, module: Module, key: UUID, *kinds: StepKind
) -> tuple[ModuleRun, EditionStep]:
    """Her run, begun if need be, and a required step of its edition. Holds her lock from here on."""
    lock(actor)
    enrolment.refresh_from_db()
    if not can_learn(actor, enrolment):
        raise Refused(_("You are not enrolled in this course."), code="not_enrolled")
    run = _run(enrolment, module)
    step = EditionStep.objects.filter(edition=run.edition_id, key=key, required=True).first()
    if step is None or (kinds and step.kind not in kinds):
        raise Refused(
            _("This lesson has changed since you opened it. What you did before is kept."), code="not_in_this_edition"
        )
    ModuleRun.objects.filter(pk=run.pk).update(touched_at=clock.now(), lesson_key=step.lesson_key)
    return run, step


def _run(enrolment: Enrolment, module: Module) -> ModuleRun:
    """The run that counts for this enrolment; a new one on the newest edition where there is none."""
    here = place_in(enrolment, module)
    if here is None:
        raise Refused(_("This module is not part of your course."), code="not_placed")
    run = here.run or ModuleRun.objects.create(
        person=enrolment.person,
        module=module,
        edition_id=here.edition_id,
        cycle=ModuleRun.objects.filter(person=enrolment.person, module=module).count() + 1,
    )
    run.person, run.module = enrolment.person, module
    return run


def _done(run: ModuleRun, step: EditionStep, route: Route) -> StepDone:
    """Record a step once, and what follows from it."""
    before = StepDone.objects.filter(run=run, step_key=step.key).first()
    if before:
        return before
    done = record(StepDone(run=run, person=run.person, step_key=step.key, route=route, held_on=_today(run.person)))
    complete_module(run)
    return done


def _today(person: Person) -> date:
    return clock.today(person.profile.time_zone)
