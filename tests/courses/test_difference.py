"""What a release would change, in words; whom it touches; and that nobody loses anything by it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.actions import complete_step
from courses.models import Enrolment
from courses.queries.affected import affected
from courses.rules.difference import GONE, NEW, SAME, Difference, difference, pieces
from courses.rules.document import read
from people.models import Agency
from people.words import Role
from tests.courses.conftest import World
from tests.factories.courses import check_step, do_course, lesson, make_draft, make_enrolment, question, text_step
from tests.factories.people import make_member

Json = dict[str, Any]


def compared(before: list[Json], now: list[Json]) -> Difference:
    old, new = make_draft("A module", *before), make_draft("A module", *now)
    return difference(read(old.document), old.answers["checks"], read(new.document), new.answers["checks"])


def said(texts: Any) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            str(text.what),
            [piece.words for piece in text.pieces if piece.state == GONE],
            [piece.words for piece in text.pieces if piece.state == NEW],
        )
        for text in texts
    ]


def test_the_same_module_has_no_difference() -> None:
    same = [lesson("Welcome", text_step(), check_step())]
    assert not compared(same, deepcopy(same))


def test_lessons_that_are_new_gone_renamed_or_shorter_are_named() -> None:
    one, two = lesson("One"), lesson("Two", minutes=20)
    found = compared([one, two], [{**two, "title": "Two again", "minutes": 15}, lesson("Three", minutes=5)])
    assert [(c.title, c.state, c.before, c.minutes_before, c.minutes) for c in found.lessons] == [
        ("Two again", SAME, "Two", 20, 15),
        ("Three", NEW, "", 0, 5),
        ("One", GONE, "", 10, 0),
    ]
    assert (found.minutes_before, found.minutes, found.reordered) == (30, 20, False)
    assert compared([one, two], [two, one]).reordered


def test_words_of_a_text_are_told_apart_and_a_new_link_is_said() -> None:
    step = text_step("<p>Let her finish. Then wait.</p><p>Breathe.</p>")
    [change] = compared(
        [lesson("One", step) | {"key": (key := str(uuid4()))}],
        [lesson("One", {**step, "html": "<p>Let them finish. Then wait.</p><p>Breathe.</p>"}) | {"key": key}],
    ).lessons
    assert said(change.texts) == [("Text", ["her"], ["them"])]
    linked = {**step, "html": step["html"].replace("Breathe", '<a href="https://example.org">Breathe</a>')}
    [change] = compared([lesson("One", step) | {"key": key}], [lesson("One", linked) | {"key": key}]).lessons
    assert said(change.texts) == [("Text", [], [])]


def test_a_question_whose_right_answer_changes_says_so() -> None:
    check = check_step(question("What helps?", right=(1,)))
    other = deepcopy(check)
    for number, choice in enumerate(other["questions"][0]["choices"]):
        choice["right"] = number == 0
    one = lesson("One", check)
    [change] = compared([one], [{**one, "steps": [other]}]).lessons
    assert said(change.texts) == [("Right answer", ["1"], ["0"])]


# One letter stands for a word.
WORDS = st.text("abcd", max_size=20)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS)
def test_nothing_that_goes_or_comes_is_left_out(before: str, now: str) -> None:
    old, new = list(before), list(now)
    found = pieces(old, new)
    gone = [word for piece in found if piece.state == GONE for word in piece.words.split()]
    came = [word for piece in found if piece.state == NEW for word in piece.words.split()]
    assert sorted(old + came) == sorted(new + gone)
    assert bool(found) == (old != new)


def test_who_has_finished_who_is_in_it_and_who_has_not_begun_are_counted_once_in_three_queries(
    world: World, agency: Agency, django_assert_num_queries: Callable[[int], Any]
) -> None:
    people = [make_member(f"Person {n}", agency, Role.VOLUNTEER) for n in range(4)]
    enrolments = [make_enrolment(person, world.course, agency) for person in people]
    do_course(enrolments[0])
    complete_step(actor=people[1], enrolment=enrolments[1], module=world.phone, key=world.call_key)
    complete_step(actor=people[2], enrolment=enrolments[2], module=world.listening, key=world.welcome_key)
    Enrolment.objects.filter(pk=enrolments[3].pk).update(closed_at=enrolments[3].created_at)
    with django_assert_num_queries(3):
        seen = affected(world.listening.uuid)
    assert (seen.finished, seen.in_it, seen.before_it) == (1, 1, 1)
