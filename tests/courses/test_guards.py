"""What the database refuses, whatever code asks: the same attacks on SQLite and PostgreSQL."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from courses.actions import answer_check, complete_step
from courses.models import (
    Attempt,
    Attendance,
    AttendanceVoided,
    CourseCompletion,
    Edition,
    EditionStep,
    Enrolment,
    LiveSession,
    ModuleCompletion,
    ModuleCompletionVoided,
    ModuleRun,
    Placement,
    Progress,
    StepDone,
)
from courses.words import Route, StepKind, TakenBack
from ledger import clock
from ledger.actions import record
from people.models import Agency, Person
from tests.courses.conftest import World
from tests.factories.courses import (
    do_course,
    do_module,
    make_attendance,
    make_enrolment,
    make_live_session,
    make_module,
)


@pytest.fixture
def run(world: World, learning: Enrolment, ana: Person) -> ModuleRun:
    """Ana has begun the first module: she read its first lesson."""
    complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.welcome_key)
    return ModuleRun.objects.get()


def refuses(name: str, row: models.Model) -> None:
    """By bulk insert, which asks no model's code, and as raw SQL of the application's user."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(row).objects.bulk_create([row])
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _insert(row)


def _insert(row: models.Model) -> None:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({marks})', values)


def _today() -> Any:
    return clock.today("UTC")


def a_step(run: ModuleRun, key: Any, **other: Any) -> StepDone:
    return StepDone(
        **{"run": run, "person": run.person, "step_key": key, "route": Route.READ, "held_on": _today()} | other
    )


def an_attempt(run: ModuleRun, key: Any, **other: Any) -> Attempt:
    said = {"run": run, "person": run.person, "step_key": key, "score": 2, "out_of": 2, "passed": True}
    return Attempt(**said | {"held_on": _today()} | other)


# Steps


def test_a_step_of_no_edition_or_of_another_module_is_refused(world: World, run: ModuleRun) -> None:
    refuses("step_done_of_its_run", a_step(run, uuid4()))
    refuses("step_done_of_its_run", a_step(run, world.call_key))


def test_a_step_done_for_somebody_else_is_refused(world: World, run: ModuleRun, bea: Person) -> None:
    refuses("step_done_of_its_run", a_step(run, world.heard_key, person=bea))


def test_what_is_not_required_is_never_a_step_done(world: World, run: ModuleRun) -> None:
    scenario = EditionStep.objects.get(edition=run.edition, kind=StepKind.SCENARIO)
    refuses("step_done_of_its_run", a_step(run, scenario.key))


@pytest.mark.parametrize(
    ("step", "route"),
    [
        ("heard_key", Route.ANSWERED),
        ("check_key", Route.READ),
        ("video_key", Route.READ),
        ("heard_key", Route.TRANSCRIPT),
    ],
)
def test_a_route_that_is_not_its_kinds_is_refused(world: World, run: ModuleRun, step: str, route: Route) -> None:
    refuses("step_done_by_a_route_of_its_kind", a_step(run, getattr(world, step), route=route))


def test_a_check_without_a_right_attempt_is_refused(
    world: World, run: ModuleRun, ana: Person, learning: Enrolment
) -> None:
    refuses("check_done_needs_a_right_attempt", a_step(run, world.check_key, route=Route.ANSWERED))
    wrong = world.answers(True, False)
    answer_check(actor=ana, enrolment=learning, module=world.listening, key=world.check_key, answers=wrong)
    refuses("check_done_needs_a_right_attempt", a_step(run, world.check_key, route=Route.ANSWERED))


def test_a_right_attempt_of_another_run_does_not_help(
    world: World, run: ModuleRun, bea: Person, agency: Agency
) -> None:
    hers = make_enrolment(bea, world.course, agency)
    answer_check(
        actor=bea, enrolment=hers, module=world.listening, key=world.check_key, answers=world.answers(True, True)
    )
    refuses("check_done_needs_a_right_attempt", a_step(run, world.check_key, route=Route.ANSWERED))


def test_a_film_watched_too_little_is_refused(world: World, run: ModuleRun) -> None:
    refuses("watched_needs_nine_tenths", a_step(run, world.video_key, route=Route.WATCHED))
    Progress.objects.create(run=run, step_key=world.video_key, intervals=[[0, 89_999]], watched_ms=89_999)
    refuses("watched_needs_nine_tenths", a_step(run, world.video_key, route=Route.WATCHED))


# Attempts


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"out_of": 1, "score": 1}, "attempt_of_a_check_of_its_run"),
        ({"score": 1}, "attempt_passes_when_all_is_right"),
        ({"score": 3}, "attempt_(score_within|passes_when_all_is_right)"),
        ({"step_key": uuid4()}, "attempt_of_a_check_of_its_run"),
    ],
)
def test_an_attempt_that_says_more_than_was_asked_is_refused(
    world: World, run: ModuleRun, change: dict[str, Any], name: str
) -> None:
    refuses(name, an_attempt(run, world.check_key, **change))


def test_an_attempt_in_another_persons_run_is_refused(world: World, run: ModuleRun, bea: Person) -> None:
    refuses("attempt_of_a_check_of_its_run", an_attempt(run, world.check_key, person=bea))


# Runs and progress


def test_a_run_on_another_modules_edition_is_refused(world: World, learning: Enrolment, ana: Person) -> None:
    row = ModuleRun(person=ana, module=world.phone, edition=Edition.objects.get(module=world.listening))
    refuses("run_on_an_edition_of_its_module", row)


def test_a_run_outside_her_courses_is_refused(world: World, learning: Enrolment, ana: Person, bea: Person) -> None:
    other = make_module("Not in her course")
    refuses("run_within_an_enrolment", ModuleRun(person=ana, module=other, edition=other.editions.get()))
    refuses("run_within_an_enrolment", ModuleRun(person=bea, module=world.phone, edition=world.phone.editions.get()))


def test_a_run_never_changes_hands(world: World, run: ModuleRun, bea: Person) -> None:
    for change in ({"person": bea}, {"module": world.phone}, {"cycle": 7}, {"edition": world.phone.editions.get()}):
        with pytest.raises(IntegrityError, match="run_never_changes_hands"), transaction.atomic():
            ModuleRun.objects.filter(pk=run.pk).update(**change)


def test_progress_only_grows_and_belongs_to_a_film(world: World, run: ModuleRun) -> None:
    refuses("progress_of_a_step_that_plays", Progress(run=run, step_key=world.check_key))
    kept = Progress.objects.create(run=run, step_key=world.video_key, intervals=[[0, 5000]], watched_ms=5000)
    for change in ({"watched_ms": 4999}, {"step_key": uuid4()}, {"opened_at": clock.now() - timedelta(days=1)}):
        with pytest.raises(IntegrityError, match="progress_only_grows"), transaction.atomic():
            Progress.objects.filter(pk=kept.pk).update(**change)


# Completions


def a_module_completion(run: ModuleRun, **other: Any) -> ModuleCompletion:
    said = {"person": run.person, "run": run, "module": run.module, "edition": run.edition, "held_on": _today()}
    return ModuleCompletion(**said | {"hash": "0" * 64} | other)


def test_a_module_with_a_step_open_is_not_complete(run: ModuleRun) -> None:
    refuses("module_completion_needs_every_step", a_module_completion(run))


def test_a_module_completed_for_somebody_else_or_on_another_edition_is_refused(
    world: World, learning: Enrolment, bea: Person
) -> None:
    do_module(learning, world.phone)
    run = ModuleRun.objects.get(module=world.phone)
    refuses("module_completion_of_its_run", a_module_completion(run, person=bea))
    refuses("module_completion_of_its_run", a_module_completion(run, module=world.listening))
    refuses("module_completion_of_its_run", a_module_completion(run, edition=world.listening.editions.get()))


def a_course_completion(person: Person, world: World, **other: Any) -> CourseCompletion:
    said = {"person": person, "course": world.course, "cycle": 1, "held_on": _today(), "hash": "0" * 64}
    return CourseCompletion(**said | other)


def test_a_course_with_a_module_open_is_not_complete(world: World, learning: Enrolment, ana: Person) -> None:
    refuses("course_completion_needs_every_module", a_course_completion(ana, world))
    do_module(learning, world.listening)
    refuses("course_completion_needs_every_module", a_course_completion(ana, world))


def test_a_course_she_is_not_enrolled_in_is_not_complete(
    world: World, learning: Enrolment, ana: Person, bea: Person
) -> None:
    do_course(learning)
    refuses("course_completion_needs_an_enrolment", a_course_completion(ana, world, cycle=2))
    refuses("course_completion_needs_an_enrolment", a_course_completion(bea, world))


def test_a_course_that_needs_nothing_is_never_complete(world: World, learning: Enrolment, ana: Person) -> None:
    Placement.objects.filter(course=world.course).update(required=False)
    refuses("course_completion_needs_every_module", a_course_completion(ana, world))


def test_a_module_completion_that_was_taken_back_does_not_count(
    world: World, learning: Enrolment, ana: Person, cleo: Person
) -> None:
    do_module(learning, world.listening)
    do_module(learning, world.phone)
    Enrolment.objects.filter(pk=learning.pk).update(closed_at=clock.now())
    again = Enrolment.objects.create(person=ana, course=world.course, agency=learning.agency, cycle=2)
    gone = ModuleCompletion.objects.get(module=world.phone)
    record(ModuleCompletionVoided(completion=gone, by=cleo, reason=TakenBack.PERSON, held_on=_today()))
    refuses("course_completion_needs_every_module", a_course_completion(ana, world, cycle=again.cycle))


# Editions


def test_a_released_edition_is_sealed(world: World) -> None:
    edition = world.phone.editions.get()
    said = {"edition": edition, "lesson_key": uuid4(), "kind": StepKind.READING, "required": True, "position": 9}
    refuses("edition_is_sealed", EditionStep(**said, held_on=_today()))


# Attendance


@pytest.fixture
def session(agency: Agency, fay: Person) -> LiveSession:
    return make_live_session(agency, fay, minutes=120)


def an_attendance(person: Person, session: LiveSession, by: Person, **other: Any) -> Attendance:
    said = {"person": person, "session": session, "minutes": 60, "recorded_by": by, "held_on": session.held_on}
    return Attendance(**said | {"hash": "0" * 64} | other)


def test_attendance_outside_the_session_is_refused(session: LiveSession, ana: Person, fay: Person) -> None:
    refuses("attendance_within_the_session", an_attendance(ana, session, fay, minutes=121))
    refuses("attendance_has_minutes", an_attendance(ana, session, fay, minutes=0))


def test_attendance_before_it_began_is_refused(agency: Agency, ana: Person, fay: Person) -> None:
    coming = make_live_session(agency, fay, starts_at=clock.now() + timedelta(hours=1))
    refuses("attendance_after_the_start", an_attendance(ana, coming, fay))
    later = clock.now() + timedelta(days=2)
    refuses("attendance_after_the_start", an_attendance(ana, coming, fay, recorded_at=later))


def test_attendance_by_who_does_not_lead_it_is_refused(session: LiveSession, ana: Person, cleo: Person) -> None:
    refuses("attendance_by_a_facilitator", an_attendance(ana, session, cleo))


def test_nobody_lists_herself(session: LiveSession, fay: Person) -> None:
    refuses("attendance_not_recorded_by_herself", an_attendance(fay, session, fay))


def test_attendance_of_a_session_that_was_called_off_is_refused(session: LiveSession, ana: Person, fay: Person) -> None:
    LiveSession.objects.filter(pk=session.pk).update(cancelled_at=clock.now())
    refuses("attendance_of_a_session_that_was_held", an_attendance(ana, session, fay))


def test_somebody_is_listed_once_until_it_is_taken_back(session: LiveSession, ana: Person, fay: Person) -> None:
    first = make_attendance(ana, session, 60)
    refuses("attendance_once", an_attendance(ana, session, fay))
    record(AttendanceVoided(attendance=first, by=fay, reason=TakenBack.MINUTES, held_on=_today()))
    assert make_attendance(ana, session, 90).minutes == 90


def test_what_somebody_was_listed_for_stays_as_it_was_held(
    session: LiveSession, ana: Person, other_agency: Agency
) -> None:
    make_attendance(ana, session)
    changes = [
        {"minutes": 30},
        {"starts_at": clock.now()},
        {"agency": other_agency},
        {"kind": "webinar"},
        {"zone": "Europe/Paris"},
        {"cancelled_at": clock.now()},
    ]
    for change in changes:
        with pytest.raises(IntegrityError, match="session_stays_as_held"), transaction.atomic():
            LiveSession.objects.filter(pk=session.pk).update(**change)
    LiveSession.objects.filter(pk=session.pk).update(title="Another title")
