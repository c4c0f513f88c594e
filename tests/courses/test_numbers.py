"""Where people stop and which answers mislead: never by name, never fewer than five, whatever is subtracted from what."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from courses.actions import answer_check, complete_step
from courses.models import Edition, Enrolment, FeedbackAnswer, Module
from courses.queries.numbers import feedback_numbers, module_numbers
from courses.rules.crowd import come_out, lots_told, may_be_split, told
from courses.words import EditionKind
from ledger import clock
from people.models import Agency, Person
from people.words import Role
from tests.courses.conftest import World
from tests.factories.courses import feedback_step, lesson, make_course, make_edition, make_enrolment, text_step
from tests.factories.people import make_member, make_membership

MOST = 24


def test_of_fewer_than_five_nothing_is_told_and_of_others_only_fives() -> None:
    assert [told(n) for n in (0, 4, 5, 9, 10)] == [None, None, 5, 5, 10]


def test_subtracting_two_views_never_tells_how_many_are_left() -> None:
    """All people, and one agency's: whatever the true numbers, the rest could still be one of at least four."""
    for everybody, ours in product(range(MOST), repeat=2):
        if ours <= everybody:
            could_be = {
                other - mine
                for other, mine in product(range(MOST + 5), repeat=2)
                if mine <= other and (told(other), told(mine)) == (told(everybody), told(ours))
            }
            assert len(could_be) >= 4


@pytest.mark.parametrize("parts", [2, 3])
def test_a_small_part_of_what_is_told_could_be_any_number_below_five(parts: int) -> None:
    """Each person is in one part; how many there are is told, too."""
    worlds: dict[tuple[Any, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(10), repeat=parts):
        if may_be_split(sum(counts), counts):
            said = (told(sum(counts)), *(told(count) for count in counts))
            worlds.setdefault(said, []).append(counts)
    assert worlds
    for said, possible in worlds.items():
        for place, part in enumerate(said[1:]):
            if part is None:
                assert {counts[place] for counts in possible} == set(range(5)), said


def test_twenty_people_in_five_parts_of_four_are_not_split() -> None:
    assert not may_be_split(20, [4, 4, 4, 4, 4])
    assert may_be_split(20, [20, 0, 0])


def test_months_come_out_in_lots_of_five() -> None:
    assert [lots_told(counts) for counts in ([4], [4, 1], [5, 4], [5, 4, 1], [1, 1, 1])] == [0, 2, 1, 3, 0]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=40))
def test_from_week_to_week_nobody_is_added_alone(came: list[tuple[int, int]]) -> None:
    """Whoever comes in, whenever: what is told next week holds everybody it held, and five more, or the same people."""
    since = {person: date(2031, 3, 3) + timedelta(weeks=week, days=day) for person, (week, day) in enumerate(came)}
    before: set[int] = set()
    for week in range(8):
        until = date(2031, 3, 3) + timedelta(weeks=week)
        now = come_out({person: day for person, day in since.items() if day < until})
        assert before <= now
        assert now == before or len(now - before) >= 5
        before = now


@pytest.fixture
def learned(world: World, agency: Agency, other_agency: Agency) -> World:
    """Two weeks ago six people here and two elsewhere tried the check wrongly, then rightly; five here went on."""
    with clock.pretend(clock.now() - timedelta(days=14)):
        for number in range(8):
            home = agency if number < 6 else other_agency
            person = make_member(f"Person {number}", home, Role.VOLUNTEER)
            enrolment = make_enrolment(person, world.course, home)
            who = {"actor": person, "enrolment": enrolment, "module": world.listening}
            for right in (False, True):
                answer_check(**who, key=world.check_key, answers=world.answers(right, True))
            if number < 5:
                complete_step(**who, key=world.welcome_key)
    return world


def test_own_people_only_first_answers_only_in_fives(learned: World, agency: Agency, other_agency: Agency) -> None:
    ours = module_numbers(learned.listening, agency, "en")
    theirs = module_numbers(learned.listening, other_agency, "en")
    everybody = module_numbers(learned.listening, None, "en")
    assert ours and theirs and everybody
    assert (ours.begun, theirs.begun, everybody.begun) == (5, None, 5)
    assert [(one.begun, one.finished) for one in ours.lessons] == [(5, 5), (None, None)]
    first, second = ours.lessons[0].questions
    assert sorted(c.people or 0 for c in first.choices) == [0, 0, 5]
    assert first.misleading and not first.misleading.right
    assert second.misleading is None
    assert theirs.lessons[0].questions[0].choices == ()


def people_of(world: World, home: Agency, names: str, days: int, *, right: bool = False) -> list[Enrolment]:
    """So many days ago each of them was enrolled and answered the check."""
    found = []
    with clock.pretend(clock.now() - timedelta(days=days)):
        for name in names:
            person = make_member(f"{name} {home.slug}", home, Role.VOLUNTEER)
            found.append(make_enrolment(person, world.course, home))
            answers = world.answers(right, True)
            answer_check(
                actor=person, enrolment=found[-1], module=world.listening, key=world.check_key, answers=answers
            )
    return found


def test_who_comes_alone_changes_nothing_that_is_told(world: World, agency: Agency) -> None:
    """Nine chose one answer, and a tenth came alone: ten of it would say what the tenth chose."""
    people_of(world, agency, "ABCDEFGHI", 28)
    before = module_numbers(world.listening, agency, "en")
    people_of(world, agency, "J", 21)
    assert module_numbers(world.listening, agency, "en") == before
    people_of(world, agency, "KLMN", 14)
    after = module_numbers(world.listening, agency, "en")
    assert before and after and (before.begun, after.begun) == (5, 10)
    assert sorted(c.people or 0 for c in after.lessons[0].questions[0].choices) == [0, 0, 10]


def test_nobody_is_picked_out_by_enrolling_her_or_by_putting_courses_together_anew(
    world: World, agency: Agency, other_agency: Agency, cleo: Person
) -> None:
    people_of(world, agency, "ABCDEFGHI", 28)
    [elsewhere] = people_of(world, other_agency, "X", 28)
    before = module_numbers(world.listening, agency, "en")
    # Somebody who learned elsewhere is enrolled here, once and again; another relies on what she does there.
    make_membership(elsewhere.person, agency, Role.VOLUNTEER)
    small = make_course("Only for her", world.listening, agency=agency)
    make_enrolment(elsewhere.person, small, agency)
    elsewhere.also_for.add(agency)
    assert module_numbers(world.listening, agency, "en") == before
    # The module is taken out of every course in which the others are.
    world.course.placements.filter(module=world.listening).delete()
    assert module_numbers(world.listening, agency, "en") == before
    with clock.pretend(clock.now() + timedelta(days=14)):
        assert module_numbers(world.listening, agency, "en") == before


def test_what_happened_this_week_is_not_told_yet(world: World, agency: Agency) -> None:
    for number in range(5):
        person = make_member(f"Person {number}", agency, Role.VOLUNTEER)
        enrolment = make_enrolment(person, world.course, agency)
        complete_step(actor=person, enrolment=enrolment, module=world.phone, key=world.call_key)
    found = module_numbers(world.phone, agency, "en")
    assert found and found.begun is None and found.lessons[0].finished is None


def test_three_people_are_counted_in_as_many_queries_as_one(
    world: World, agency: Agency, django_assert_num_queries: Callable[[int], Any]
) -> None:
    module_numbers(world.listening, agency, "en")
    for people in (1, 2):
        for number in range(people):
            person = make_member(f"Person {people} {number}", agency, Role.VOLUNTEER)
            enrolment = make_enrolment(person, world.course, agency)
            who = {"actor": person, "enrolment": enrolment, "module": world.listening}
            answer_check(**who, key=world.check_key, answers=world.answers(True, True))
        with django_assert_num_queries(8):
            module_numbers(world.listening, agency, "en")


def asked(module: Module) -> tuple[Edition, Any]:
    step = feedback_step()
    return make_edition(module, lesson("The end", text_step(), step), kind=EditionKind.CHANGED), step


def answered(edition: Edition, step: Any, month: date, count: int) -> None:
    scale, words = step["questions"]
    for number in range(count):
        at = {"edition": edition, "step_key": step["key"], "month": month}
        FeedbackAnswer.objects.create(question_key=scale["key"], scale=4, **at)
        FeedbackAnswer.objects.create(question_key=words["key"], text=f"{month} {number}", **at)


def test_closing_questions_are_told_from_five_answers_of_months_that_are_over(world: World) -> None:
    edition, step = asked(world.phone)
    this_month = clock.today("UTC").replace(day=1)
    last = (this_month - timedelta(days=1)).replace(day=1)
    answered(edition, step, this_month, 5)
    answered(edition, step, last, 4)
    assert [(one.answers, one.words, one.bars) for one in feedback_numbers(world.phone, "en")] == [(0, (), ())] * 2
    answered(edition, step, (last - timedelta(days=1)).replace(day=1), 1)
    scale, words = feedback_numbers(world.phone, "en")
    assert [(bar.words, bar.answers) for bar in scale.bars] == [
        ("Not at all", 0), ("A little", 0), ("Somewhat", 0), ("Quite", 5), ("Very much", 0)
    ]  # fmt: skip
    assert words.answers == len(words.words) == 5


def test_an_agency_reads_its_own_modules_words_and_not_the_librarys(
    client: Client, learned: World, agency: Agency, cleo: Person
) -> None:
    own = Module.objects.create(title="Our own", slug="our-own", agency=agency)
    make_edition(own, lesson("One"), kind=EditionKind.FIRST)
    asked(own)
    ours = make_course("Ours", own, agency=agency)
    client.force_login(cleo)
    pages = [
        client.get(reverse("courses:agency-numbers", args=[agency.slug, course.slug, module.uuid])).content.decode()
        for course, module in ((learned.course, learned.listening), (ours, own))
    ]
    assert "misleads" in pages[0] and "Person" not in pages[0] and "Closing questions" not in pages[0]
    assert "Fewer than five people have begun" in pages[1] and "How ready do you feel?" in pages[1]
