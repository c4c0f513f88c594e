"""A sitting: what one person does in her modules at one go. Read once, decided one after the other, written once.

One click and fifty events of a phone that was offline go the same way, so they are decided alike. What decides is
`courses.rules`; nothing here believes a number from a browser.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from courses.actions.completing import complete_module
from courses.models import Attempt, Enrolment, Module, ModuleRun, Progress, StepDone, TypedWords
from courses.permissions import can_learn
from courses.queries.document import Doable, doables_of
from courses.queries.draw import keys_asked
from courses.queries.place import Place, place_in
from courses.rules import watched as watching
from courses.rules.scoring import NotAChoice, NotAnswered, asks_for_words, mark, score, words_in
from courses.rules.watched import Played, Watched
from courses.words import MEDIA_KINDS, Route, StepKind
from ledger import clock
from ledger.actions import record_all
from ledger.prepared import Prepared, PreparedChange, Several
from ledger.refusals import Refused
from people.locks import lock
from people.models import Person

ROUTES: Mapping[str, frozenset[Route]] = {
    StepKind.READING: frozenset({Route.READ}),
    StepKind.VIDEO: frozenset({Route.TRANSCRIPT}),
    StepKind.AUDIO: frozenset({Route.TRANSCRIPT}),
    StepKind.ROLEPLAY: frozenset({Route.SENT, Route.TRANSCRIPT}),
}
# Of the runs she is in during one sitting.
_DONE = Prepared(lambda runs: StepDone.objects.filter(run__in=runs), Several(int, 8))
_PASSED = Prepared(lambda runs: Attempt.objects.filter(run__in=runs, passed=True).order_by("-pk"), Several(int, 8))
_PROGRESS = Prepared(lambda runs: Progress.objects.filter(run__in=runs), Several(int, 8))

_MOVED = PreparedChange(
    lambda run, at, lesson: (ModuleRun.objects.filter(pk=run), {"touched_at": at, "lesson_key": lesson}),
    int,
    datetime,
    UUID,
)
_GREW = PreparedChange(
    lambda progress, parts, ms, position, seq: (
        Progress.objects.filter(pk=progress),
        {"intervals": parts, "watched_ms": ms, "position_ms": position, "position_seq": seq},
    ),
    int,
    list,
    int,
    int,
    int,
)


@dataclass(frozen=True)
class Told:
    """What became of a player's report: whether it was kept, and whether the step is done."""

    kept: bool
    done: bool


@dataclass(eq=False)
class Taking:
    """Her taking of one module during the sitting. `run` is empty until she does something in it; `watched` says what is
    known of its films by now, `changed` which of them differ from what is written down.
    """

    place: Place
    run: ModuleRun | None
    touched: bool = False
    progress: dict[UUID, Progress] = field(default_factory=dict)
    watched: dict[UUID, Watched] = field(default_factory=dict)
    changed: set[UUID] = field(default_factory=set)


class Sitting:
    """Made while her lock is held, and ended by `write` in the same transaction.

    `handed_out` answers since when she could learn without us, by edition: when the bundle was issued that her phone keeps.
    It is asked only where a film was not open long enough here.
    """

    def __init__(
        self, person: Person, places: Iterable[Place], handed_out: Callable[[], Mapping[UUID, datetime]] = dict
    ) -> None:
        self.person, self._asked_since, self.now = person, handed_out, clock.now()
        self.now_ms = int(self.now.timestamp() * 1000)
        self.today = clock.today(person.profile.time_zone)
        self._takings: dict[tuple[int, int | None], Taking] = {}
        for place in places:
            self.taking(place)
        self._new_attempts: list[Attempt] = []
        self._new_done: list[tuple[Taking, StepDone]] = []
        # What she typed, by run and step; nothing once the check is right.
        self._typed: dict[tuple[int, UUID], Mapping[str, str]] = {}

    def taking(self, place: Place) -> Taking:
        """The same taking for every course that holds the module."""
        key = place.module.pk, place.run.pk if place.run else None
        if key not in self._takings:
            self._takings[key] = Taking(place, place.run)
            if place.run:
                place.run.person, place.run.module = self.person, place.module
        return self._takings[key]

    def step(self, taking: Taking, key: UUID, *kinds: StepKind, required: bool = True) -> Doable:
        """A step of her edition."""
        step = doables_of(taking.place.edition).get(key)
        if step is None or (required and not step.required) or (kinds and step.kind not in kinds):
            raise Refused(
                _("This lesson has changed since you opened it. What you did before is kept."),
                code="not_in_this_edition",
            )
        return step

    def here(self, taking: Taking, step: Doable, at: int = 0) -> ModuleRun:
        """She is in this lesson; what came late does not say where she is now. Begins the run if need be."""
        moment = datetime.fromtimestamp(at / 1000, UTC) if 0 < at < self.now_ms else self.now
        if taking.run is None:
            taking.run = begin(self.person, taking.place, moment, step.lesson_key)
        run = taking.run
        if (moment, str(step.lesson_key)) > (run.touched_at, str(run.lesson_key or "")) or not at:
            run.touched_at, run.lesson_key, taking.touched = moment, step.lesson_key, True
        return run

    def complete(self, taking: Taking, key: UUID, route: Route, at: int = 0) -> StepDone:
        """Her own "I'm done with this"."""
        step = self.step(taking, key, required=False)
        if route not in ROUTES.get(step.kind, frozenset()) or not _open_to(step, route, taking.place):
            raise Refused(_("This part is done in another way."), code="another_way")
        self.here(taking, step, at)
        return self._do(taking, key, route)

    def answer(self, taking: Taking, key: UUID, answers: Mapping[str, Collection[str]], at: int = 0) -> Attempt:
        """Mark her answers. Once a check is right it stays right."""
        step = self.step(taking, key, StepKind.CHECK)
        known = taking.run and self._passed.get((taking.run.pk, key))
        if known:
            self.here(taking, step, at)
            return known
        keys = keys_asked(taking.place, key)
        try:
            marked = mark(keys, answers)
        except NotAnswered as open_questions:
            raise Refused(
                _("Answer each question first."), code="not_answered", field=open_questions.questions[0]
            ) from open_questions
        except NotAChoice as error:
            raise Refused(_("These questions have changed. Look at them again."), code="not_a_choice") from error
        run, right = self.here(taking, step, at), score(marked)
        attempt = Attempt(
            run=run,
            person=self.person,
            step_key=key,
            score=right,
            out_of=len(marked),
            passed=right == len(marked),
            answers={question.question: sorted(question.chosen) for question in marked},
            held_on=self.today,
        )
        self._new_attempts.append(attempt)
        if asks_for_words(keys):
            self._typed[run.pk, key] = {} if attempt.passed else words_in(keys, answers)
        if attempt.passed:
            self._passed[run.pk, key] = attempt
            self._do(taking, key, Route.ANSWERED)
        return attempt

    def watch(self, taking: Taking, key: UUID, played: Played, at: int = 0) -> Told:
        """Add what a player says it played, as far as the clock allows. The first report starts the clock."""
        step = self.step(taking, key, *MEDIA_KINDS, required=False)
        run = self.here(taking, step, at)
        progress = self._progress_of(taking, run, key)
        before = taking.watched[key]
        # A device whose clock runs ahead must not keep the place from the others.
        played = replace(played, seq=min(played.seq, self.now_ms))
        after = watching.merged(before, played, length_ms=step.length_ms)
        if not self._had_time(taking, progress, after):
            return Told(kept=False, done=False)
        if after != before:
            taking.watched[key] = after
            taking.changed.add(key)
        done = watching.enough(after, length_ms=step.length_ms)
        if done:
            self._do(taking, key, Route.WATCHED)
        return Told(kept=True, done=done)

    def write(self) -> None:
        """All that was decided, in the order in which the guards look at it."""
        for taking in self._takings.values():
            for key in taking.changed:
                _keep(taking.progress[key], taking.watched[key])
            if taking.touched and taking.run:
                _MOVED(taking.run.pk, taking.run.touched_at, taking.run.lesson_key)
        for (run_id, key), words in self._typed.items():
            if words:
                TypedWords.objects.update_or_create(run_id=run_id, step_key=key, defaults={"words": words})
            else:
                TypedWords.objects.filter(run_id=run_id, step_key=key).delete()
        record_all(self._new_attempts)
        record_all([done for _taking, done in self._new_done])
        for run in {id(taking): taking.run for taking, _done in self._new_done}.values():
            if run:
                complete_module(run)

    def _do(self, taking: Taking, key: UUID, route: Route) -> StepDone:
        """A step is done once."""
        assert taking.run is not None
        at = taking.run.pk, key
        if at not in self._done:
            self._done[at] = StepDone(run=taking.run, person=self.person, step_key=key, route=route, held_on=self.today)
            self._new_done.append((taking, self._done[at]))
        return self._done[at]

    def _progress_of(self, taking: Taking, run: ModuleRun, key: UUID) -> Progress:
        if key not in taking.progress:
            known = self._known_progress.get((run.pk, key))
            progress = known or Progress(run=run, step_key=key, opened_at=self._since(taking))
            taking.progress[key] = progress
            taking.watched[key] = Watched(_pairs(progress.intervals), progress.position_ms, progress.position_seq)
            if known is None:
                taking.changed.add(key)
        return taking.progress[key]

    def _had_time(self, taking: Taking, progress: Progress, watched: Watched) -> bool:
        """Since she opened it, or, where that is too short, since she took it along."""
        return self._plausible(watched, progress.opened_at) or self._plausible(watched, self._since(taking))

    def _plausible(self, watched: Watched, since: datetime) -> bool:
        return watching.plausible(watched, open_for_ms=int((self.now - since).total_seconds() * 1000))

    def _since(self, taking: Taking) -> datetime:
        """When she could begin: now, or when she took it along."""
        return min(self.now, self._handed_out.get(taking.place.edition, self.now))

    @cached_property
    def _handed_out(self) -> Mapping[UUID, datetime]:
        return self._asked_since()

    @cached_property
    def _runs(self) -> list[int]:
        return [taking.place.run.pk for taking in self._takings.values() if taking.place.run]

    @cached_property
    def _done(self) -> dict[tuple[int, UUID], StepDone]:
        found = _DONE(self._runs) if self._runs else ()
        return {(done.run_id, done.step_key): done for done in found}

    @cached_property
    def _passed(self) -> dict[tuple[int, UUID], Attempt]:
        found = _PASSED(self._runs) if self._runs else ()
        return {(attempt.run_id, attempt.step_key): attempt for attempt in found}

    @cached_property
    def _known_progress(self) -> dict[tuple[int, UUID], Progress]:
        found = _PROGRESS(self._runs) if self._runs else ()
        return {(progress.run_id, progress.step_key): progress for progress in found}


def hold_place(actor: Person, enrolment: Enrolment, module: Module) -> Place:
    """Her place in a module of a course she takes. Holds her lock from here on."""
    lock(actor)
    enrolment.refresh_from_db()
    if not can_learn(actor, enrolment):
        raise Refused(_("You are not enrolled in this course."), code="not_enrolled")
    here = place_in(enrolment, module)
    if here is None:
        raise Refused(_("This module is not part of your course."), code="not_placed")
    return here


def begin(person: Person, place: Place, moment: datetime, lesson: UUID | None = None) -> ModuleRun:
    """A run on the newest edition. Her lock is held."""
    return ModuleRun.objects.create(
        person=person,
        module=place.module,
        edition_id=place.edition_id,
        cycle=ModuleRun.objects.filter(person=person, module=place.module).count() + 1,
        touched_at=moment,
        lesson_key=lesson,
    )


def _open_to(step: Doable, route: Route, place: Place) -> bool:
    """A role-play is sent; its words alone do only where the lesson has another way."""
    if step.kind != StepKind.ROLEPLAY or route == Route.SENT:
        return True
    lesson = place.document.lesson_of(step.lesson_key)
    return lesson is not None and bool(lesson.another_way)


def _pairs(kept: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in kept)


def _keep(progress: Progress, watched: Watched) -> None:
    progress.intervals = [list(interval) for interval in watched.intervals]
    progress.watched_ms = watched.ms
    progress.position_ms, progress.position_seq = watched.position_ms, watched.position_seq
    if progress.pk:
        _GREW(progress.pk, progress.intervals, progress.watched_ms, progress.position_ms, progress.position_seq)
    else:
        progress.save()
