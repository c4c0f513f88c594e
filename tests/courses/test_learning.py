"""What completes a step, a module, a course."""

from datetime import timedelta

import pytest

from courses.actions import answer_check, complete_step, enrol, record_watched
from courses.models import (
    Attempt,
    CourseCompletion,
    Enrolment,
    ModuleCompletion,
    ModuleRun,
    Progress,
    StepDone,
)
from courses.queries import next_step, outline
from courses.rules.watched import Played
from courses.words import EditionKind, Route
from ledger import clock
from ledger.refusals import Refused
from people.models import Agency, Person
from people.words import Role
from tests.courses.conftest import World
from tests.factories.courses import (
    do_course,
    do_lesson,
    do_module,
    lesson,
    make_course,
    make_edition,
    make_enrolment,
    make_module,
)


def refused(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_reading_a_lesson_to_the_end_is_her_own_word_for_it(world: World, learning: Enrolment, ana: Person) -> None:
    done = complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.welcome_key)
    assert (done.step_key, done.route, done.person) == (world.welcome_key, Route.READ, ana)
    assert not ModuleCompletion.objects.exists()


def test_saying_it_twice_counts_once(world: World, learning: Enrolment, ana: Person) -> None:
    first = complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.welcome_key)
    assert complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.welcome_key) == first
    assert StepDone.objects.count() == ModuleRun.objects.count() == 1


def test_a_check_is_done_when_every_question_is_right_and_may_be_tried_again(
    world: World, learning: Enrolment, ana: Person
) -> None:
    asked = {"actor": ana, "enrolment": learning, "module": world.listening, "key": world.check_key}
    first = answer_check(**asked, answers=world.answers(True, False))
    assert (first.score, first.out_of, first.passed) == (1, 2, False)
    assert not StepDone.objects.exists()
    second = answer_check(**asked, answers=world.answers(True, True))
    assert (second.score, second.passed) == (2, True)
    assert StepDone.objects.get().route == Route.ANSWERED
    assert Attempt.objects.count() == 2


def test_once_right_a_check_stays_right(world: World, learning: Enrolment, ana: Person) -> None:
    asked = {"actor": ana, "enrolment": learning, "module": world.listening, "key": world.check_key}
    passed = answer_check(**asked, answers=world.answers(True, True))
    assert answer_check(**asked, answers=world.answers(False, False)) == passed
    assert Attempt.objects.count() == 1


def test_a_question_left_open_is_said_and_nothing_is_marked(world: World, learning: Enrolment, ana: Person) -> None:
    answers = world.answers(True, True) | {world.check["questions"][1]["key"]: []}
    with refused("not_answered"):
        answer_check(actor=ana, enrolment=learning, module=world.listening, key=world.check_key, answers=answers)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("route", [Route.WATCHED, Route.ANSWERED, Route.TRANSCRIPT])
def test_a_lesson_is_not_read_by_another_route(world: World, learning: Enrolment, ana: Person, route: Route) -> None:
    with refused("another_way"):
        complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.welcome_key, route=route)


def test_a_check_is_not_done_by_saying_so(world: World, learning: Enrolment, ana: Person) -> None:
    with refused("another_way"):
        complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.check_key, route=Route.READ)


def test_the_words_of_a_film_count_as_much_as_the_film(world: World, learning: Enrolment, ana: Person) -> None:
    complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.video_key, route=Route.TRANSCRIPT)
    assert StepDone.objects.get().step_key == world.video_key


def test_a_film_is_watched_when_nine_tenths_ran_while_the_clock_did(
    world: World, learning: Enrolment, ana: Person
) -> None:
    asked = {"actor": ana, "enrolment": learning, "module": world.listening, "key": world.video_key}
    start = clock.now()
    with clock.pretend(start):
        assert record_watched(**asked, played=Played((), 0, 1)).kept
    with clock.pretend(start + timedelta(seconds=60)):
        told = record_watched(**asked, played=Played(((0, 60_000),), 60_000, 2))
        assert (told.kept, told.done) == (True, False)
    with clock.pretend(start + timedelta(seconds=91)):
        assert record_watched(**asked, played=Played(((60_000, 90_000),), 90_000, 3)).done
    assert StepDone.objects.get().route == Route.WATCHED
    assert Progress.objects.get().intervals == [[0, 90_000]]


def test_more_than_twice_the_clock_is_not_watched(world: World, learning: Enrolment, ana: Person) -> None:
    asked = {"actor": ana, "enrolment": learning, "module": world.listening, "key": world.video_key}
    start = clock.now()
    with clock.pretend(start):
        told = record_watched(**asked, played=Played(((0, 100_000),), 100_000, 1))
        assert (told.kept, told.done) == (False, False)
    with clock.pretend(start + timedelta(seconds=40)):
        assert not record_watched(**asked, played=Played(((0, 100_000),), 100_000, 2)).kept
        assert record_watched(**asked, played=Played(((0, 80_000),), 80_000, 3)).kept
    assert not StepDone.objects.exists()
    assert Progress.objects.get().watched_ms == 80_000


def test_a_module_is_complete_with_its_last_step_and_the_course_with_its_last_module(
    world: World, learning: Enrolment
) -> None:
    do_lesson(learning, world.listening, "welcome-to-the-table")
    assert not ModuleCompletion.objects.exists()
    do_lesson(learning, world.listening, "what-it-sounds-like-to-be-heard")
    assert ModuleCompletion.objects.get().module == world.listening
    assert not CourseCompletion.objects.exists()
    do_module(learning, world.phone)
    assert CourseCompletion.objects.get().course == world.course


def test_an_optional_module_is_not_waited_for(world: World, ana: Person, agency: Agency) -> None:
    course = make_course("Short course", world.phone, optional=(world.listening,))
    enrolment = make_enrolment(ana, course, agency)
    do_module(enrolment, world.phone)
    assert CourseCompletion.objects.get().course == course


def test_a_module_is_credited_once_for_every_course_that_needs_it(
    world: World, learning: Enrolment, ana: Person, agency: Agency
) -> None:
    do_course(learning)
    again = make_course("Phone course", world.phone)
    enrolment = make_enrolment(ana, again, agency)
    assert CourseCompletion.objects.filter(person=ana, course=again, cycle=enrolment.cycle).exists()
    assert ModuleCompletion.objects.filter(module=world.phone).count() == 1


def test_a_later_placement_lowers_nobody(world: World, learning: Enrolment) -> None:
    completion = do_course(learning)
    world.course.placements.create(module=make_module("Another one"), position=9)
    assert CourseCompletion.objects.get() == completion
    assert outline(learning).state != "done"


def test_a_learner_in_progress_stays_on_her_edition(world: World, learning: Enrolment, ana: Person) -> None:
    complete_step(actor=ana, enrolment=learning, module=world.phone, key=world.call_key)
    mine = ModuleRun.objects.get(module=world.phone).edition
    make_edition(world.phone, lesson("A new lesson"), kind=EditionKind.CHANGED)
    seen = outline(learning).modules[1]
    assert [found.title for found in seen.document.lessons] == ["The first call"]
    assert seen.completed
    assert ModuleRun.objects.get(module=world.phone).edition == mine


def test_who_has_not_begun_gets_the_newest_edition(world: World, learning: Enrolment) -> None:
    make_edition(world.phone, lesson("A new lesson"), kind=EditionKind.CHANGED)
    assert [found.title for found in outline(learning).modules[1].document.lessons] == ["A new lesson"]


def test_what_must_be_taken_again_lowers_nobody_and_is_asked_of_a_new_enrolment(
    world: World, learning: Enrolment, ana: Person, cleo: Person, agency: Agency
) -> None:
    first = do_course(learning)
    make_edition(world.phone, lesson("All is different now"), kind=EditionKind.RETAKEN)
    assert outline(learning).state == "done"
    assert outline(learning).modules[1].newer
    again = enrol(actor=cleo, person=ana, course=world.course, agency=agency)
    assert (again.cycle, CourseCompletion.objects.count()) == (2, 1)
    seen = outline(again)
    assert [module.state for module in seen.modules] == ["done", "todo"]
    do_module(again, world.phone)
    assert CourseCompletion.objects.filter(person=ana).count() == 2
    first.refresh_from_db()
    assert not hasattr(first, "voided")


def test_a_release_that_came_while_she_was_in_the_course_is_not_asked_of_her_again(
    world: World, learning: Enrolment
) -> None:
    do_module(learning, world.phone)
    make_edition(world.phone, lesson("All is different now"), kind=EditionKind.RETAKEN)
    do_module(learning, world.listening)
    assert CourseCompletion.objects.filter(course=world.course).exists()


def test_asking_again_for_a_course_changes_nothing(
    world: World, learning: Enrolment, ana: Person, cleo: Person, agency: Agency
) -> None:
    assert enrol(actor=cleo, person=ana, course=world.course, agency=agency) == learning
    do_course(learning)
    assert enrol(actor=cleo, person=ana, course=world.course, agency=agency) == learning


def test_a_second_agency_relies_on_what_she_learns_at_the_first(
    world: World, learning: Enrolment, ana: Person, stan: Person, other_agency: Agency
) -> None:
    with refused("not_a_member"):
        enrol(actor=stan, person=ana, course=world.course, agency=other_agency)
    ana.memberships.create(agency=other_agency, role=Role.VOLUNTEER, starts_on=other_agency.today())
    assert enrol(actor=stan, person=ana, course=world.course, agency=other_agency) == learning
    assert Enrolment.objects.of_agency(other_agency).get() == learning


def test_nobody_but_a_coordinator_enrols_and_only_in_her_agency(
    world: World, ana: Person, bea: Person, stan: Person, agency: Agency
) -> None:
    for actor in (ana, bea, stan):
        with refused("not_allowed"):
            enrol(actor=actor, person=ana, course=world.course, agency=agency)


def test_a_course_that_is_not_open_or_belongs_to_another_agency_is_refused(
    world: World, ana: Person, cleo: Person, agency: Agency, other_agency: Agency
) -> None:
    with refused("not_published"):
        enrol(actor=cleo, person=ana, course=make_course("Not yet", world.phone, published=False), agency=agency)
    with refused("foreign_course"):
        enrol(actor=cleo, person=ana, course=make_course("Theirs", world.phone, agency=other_agency), agency=agency)


def test_she_goes_on_where_she_was(world: World, learning: Enrolment, ana: Person) -> None:
    first = next_step(ana)
    assert first is not None
    assert (first.lesson, first.begun, first.number, first.lessons) == ("Welcome to the table", False, 1, 2)
    answer_check(
        actor=ana,
        enrolment=learning,
        module=world.listening,
        key=world.check_key,
        answers=world.answers(True, True),
    )
    same = next_step(ana)
    assert same is not None
    assert (same.lesson, same.begun) == ("Welcome to the table", True)
    start = clock.now()
    with clock.pretend(start):
        record_watched(
            actor=ana, enrolment=learning, module=world.listening, key=world.video_key, played=Played((), 0, 1)
        )
    with clock.pretend(start + timedelta(seconds=34)):
        record_watched(
            actor=ana,
            enrolment=learning,
            module=world.listening,
            key=world.video_key,
            played=Played(((0, 34_000),), 34_000, 2),
        )
    film = next_step(ana)
    assert film is not None
    assert (film.lesson, film.plays, film.seconds, film.seconds_left) == (
        "What it sounds like to be heard",
        "video",
        34,
        66,
    )
    assert (
        film.url
        == f"/learn/foundation-training/listening-before-helping/what-it-sounds-like-to-be-heard/#step-{world.video_key}"
    )
    do_course(learning)
    assert next_step(ana) is None
