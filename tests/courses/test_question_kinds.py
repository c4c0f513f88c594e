"""Matching, ordering, a few words, and questions that are drawn: on the page without any script, and told by a device."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.actions import answer_check, forget_words, hear, take_back_module
from courses.models import Attempt, Enrolment, Module, ModuleCompletion, StepDone, TypedWords
from courses.queries.draw import keys_asked
from courses.queries.numbers import module_numbers
from courses.queries.place import place_in
from courses.rules.events import Event
from courses.words import EventKind, LearningTakenBack, Outcome
from ledger import clock
from people.models import Agency, Person
from people.words import Role
from tests.factories.courses import (
    check_step,
    do_module,
    lesson,
    make_course,
    make_enrolment,
    make_module,
    match_question,
    order_question,
    question,
    right_answers,
    short_question,
    text_step,
)
from tests.factories.people import make_member

Json = dict[str, Any]
AT = ("a-course", "a-module", "a-lesson")


@dataclass(frozen=True)
class Taken:
    """A lesson with one check that Ana takes."""

    check: Json
    module: Module
    enrolment: Enrolment

    @property
    def key(self) -> UUID:
        return UUID(self.check["key"])

    def right(self) -> dict[str, list[str]]:
        return right_answers(self.enrolment, self.module, self.key)

    def wrong(self) -> dict[str, list[str]]:
        """Whole answers, none of which fits."""
        return {one["key"]: _wrong(one) for one in self.check["questions"]}


def _wrong(asked: Json) -> list[str]:
    if asked["kind"] == "short":
        return ["My own sister"]
    key = asked["answers"]["right"]
    values = [*key.values()]
    return [f"{item}:{other}" for item, other in zip(key, [*values[1:], values[0]], strict=True)]


@pytest.fixture
def taken(ana: Person, agency: Agency) -> Callable[..., Taken]:
    def take(*questions: Json, draw: int = 0) -> Taken:
        check = check_step(*questions, draw=draw)
        module = make_module("A module", lesson("A lesson", text_step(), check))
        return Taken(check, module, make_enrolment(ana, make_course("A course", module), agency))

    return take


@pytest.fixture
def her(client: Client, ana: Person) -> Client:
    client.force_login(ana)
    return client


def page_of(client: Client) -> str:
    return client.get(reverse("courses:lesson", args=AT)).content.decode()


def send(client: Client, taken: Taken, said: dict[str, list[str]]) -> Any:
    data = {f"q-{name}": several for name, several in said.items()}
    return client.post(reverse("courses:answer", args=[*AT, taken.key]), data)


def secrets(asked: Json) -> list[str]:
    """Every text of a question's answers."""
    key = asked["answers"]
    texts = [*key["because"].values()] if isinstance(key["because"], dict) else [key["because"]]
    texts += [*key.get("hints", {}).values(), *(one["because"] for one in key.get("known", {}).values())]
    return texts + ([key["otherwise"], *key["right"].splitlines()] if asked["kind"] == "short" else [])


def stands_in(page: str, text: str) -> bool:
    """As words of their own: a name made by chance (a key, a token) may hold the digits of an answer."""
    # Not `\b`, which wants a letter after a question mark.
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", page) is not None


KINDS = [match_question, order_question, short_question]


@pytest.mark.parametrize("make", KINDS)
def test_no_answer_reaches_the_page_before_she_tries(make, her: Client, taken: Callable[..., Taken]) -> None:
    asked = make()
    taken(asked)
    page = page_of(her)
    assert asked["ask"] in page and f'name="q-{asked["key"]}"' in page
    assert [text for text in secrets(asked) if stands_in(page, text)] == []
    for item in asked.get("items", ()):
        assert item["text"] in page
        offered = [f"{item['key']}:{n}" for n in (1, 2, 3)] if asked["kind"] == "order" else [
            f"{item['key']}:{one['key']}" for one in asked["choices"]
        ]  # fmt: skip
        assert all(f'<option value="{one}">' in page for one in offered)


@pytest.mark.parametrize("make", KINDS)
def test_a_try_that_does_not_fit_is_explained_and_stays_as_she_left_it(make, her, taken) -> None:
    asked = make()
    here = taken(asked)
    assert send(her, here, here.wrong()).status_code == 302
    page = page_of(her)
    assert "Not quite yet." in page and "Try again" in page
    assert "Have another look." in page and "It fits." not in page
    for one in here.wrong()[asked["key"]]:
        assert f'value="{one}" selected' in page or f'value="{one}" maxlength' in page
    [attempt] = Attempt.objects.all()
    assert (attempt.score, attempt.out_of, attempt.passed) == (0, 1, False)
    assert "sister" not in str(attempt.answers)


@pytest.mark.parametrize("make", KINDS)
def test_the_right_answer_completes_the_check_and_everything_is_explained(make, her, taken) -> None:
    asked = make()
    here = taken(asked)
    send(her, here, here.wrong())
    send(her, here, here.right())
    assert StepDone.objects.get().step_key == here.key
    page = page_of(her)
    assert "Every question is answered well" in page
    if asked["kind"] == "short":
        assert stands_in(page, "988") and stands_in(page, f"Why it fits in {asked['ask']}")
    else:
        assert all(stands_in(page, because) for because in asked["answers"]["because"].values())
    assert not TypedWords.objects.exists()


def test_some_of_the_lines_fit_and_the_question_does_not_yet(her: Client, taken: Callable[..., Taken]) -> None:
    asked = match_question(lines=3)
    here = taken(asked, short_question())
    said = here.right()
    one, two, three = asked["answers"]["right"].items()
    said[asked["key"]] = [":".join(one), f"{two[0]}:{three[1]}", f"{three[0]}:{two[1]}"]
    send(her, here, said)
    page = page_of(her)
    assert "1 of 2 fits." in page
    because, hints = asked["answers"]["because"], asked["answers"]["hints"]
    assert [because[key] in page for key, _ in (one, two, three)] == [True, False, False]
    assert [hints[key] in page for key, _ in (one, two, three)] == [False, True, True]
    assert Attempt.objects.get().score == 1


def test_lines_without_a_place_are_named_and_nothing_she_chose_is_lost(
    her: Client, taken: Callable[..., Taken]
) -> None:
    asked = order_question(lines=3)
    here = taken(asked)
    one, two, _three = asked["answers"]["right"]
    response = send(her, here, {asked["key"]: [f"{one}:1", f"{two}:1", ""]})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Answer each question first." in page and "Give each line a number of its own." in page
    assert f'value="{one}:1" selected' in page and f'value="{two}:1" selected' in page
    assert not Attempt.objects.exists()


def test_her_words_are_hers_and_go_with_her_name(her, taken, ana: Person, stan: Person) -> None:
    here = taken(short_question())
    send(her, here, here.wrong())
    kept = TypedWords.objects.get()
    assert [*kept.words.values()] == ["My own sister"]
    stranger = Client()
    stranger.force_login(stan)
    assert send(stranger, here, here.right()).status_code == 404
    send(her, here, {one: ["911, of course"] for one in here.wrong()})
    assert [*TypedWords.objects.get().words.values()] == ["911, of course"]
    forget_words(ana)
    assert not TypedWords.objects.exists()


def test_what_she_typed_is_shown_as_text(her: Client, taken: Callable[..., Taken]) -> None:
    here = taken(short_question())
    send(her, here, {one: ['"><script>alert(1)</script>\0'] for one in here.wrong()})
    page = page_of(her)
    assert "<script>alert" not in page and "&quot;&gt;&lt;script&gt;alert(1)" in page


def test_she_reads_spanish(her: Client, taken: Callable[..., Taken], ana: Person) -> None:
    here = taken(match_question(), order_question(), short_question())
    ana.profile.language = "es"
    ana.profile.save()
    send(her, here, here.wrong())
    page = page_of(her)
    for said in ("Elija", "Dé a cada línea su número", "Mírela otra vez", "Su respuesta, en pocas palabras"):
        assert said in page, said
    assert "Va antes." in page or "Va después." in page


# Drawn


def ten() -> list[Json]:
    return [question(f"Question {n}?") for n in range(9)] + [short_question()]


def asked_on(page: str, questions: list[Json]) -> set[str]:
    return {one["key"] for one in questions if f'name="q-{one["key"]}"' in page}


def test_she_is_asked_some_of_the_questions_and_always_the_same(her: Client, taken: Callable[..., Taken]) -> None:
    questions = ten()
    here = taken(*questions, draw=3)
    hers = asked_on(page_of(her), questions)
    assert len(hers) == 3
    said = here.right()
    assert said.keys() == hers
    first = next(iter(one for one in questions if one["key"] in hers and one["kind"] == "single"))
    said[first["key"]] = [next(one["key"] for one in first["choices"] if not one["right"])]
    send(her, here, said)
    assert asked_on(page_of(her), questions) == hers
    assert (Attempt.objects.get().score, Attempt.objects.get().out_of) == (2, 3)
    send(her, here, here.right())
    assert StepDone.objects.filter(step_key=here.key).exists()


def test_answers_to_what_was_not_drawn_are_refused(taken: Callable[..., Taken], ana: Person) -> None:
    questions = ten()
    here = taken(*questions, draw=3)
    all_right = {
        one["key"]: ["988"] if one["kind"] == "short" else [c["key"] for c in one["choices"] if c["right"]]
        for one in questions
    }
    hers = here.right()
    other = {key: said for key, said in all_right.items() if key not in hers}
    for said in (all_right, dict([*other.items()][:3]), {**hers, **dict([*other.items()][:1])}):
        [told] = hear(actor=ana, events=[_event(here, said)])
        assert (told.outcome, told.code) == (Outcome.REFUSED, "not_a_choice")
    assert not Attempt.objects.exists()
    [told] = hear(actor=ana, events=[_event(here, hers)])
    assert (told.outcome, told.score, told.out_of) == (Outcome.DONE, 3, 3)


def _event(here: Taken, said: dict[str, list[str]]) -> Event:
    answers = {name: tuple(several) for name, several in said.items()}
    return Event(uuid4(), EventKind.ANSWERED, "a-course", "a-module", here.key, answers=answers)


def test_others_and_a_new_taking_are_asked_others(taken, ana: Person, cleo: Person, agency: Agency) -> None:
    here = taken(*ten(), draw=3)
    first = here.right().keys()
    people = [make_member(f"Person {n}", agency, Role.VOLUNTEER) for n in range(6)]
    course = here.enrolment.course
    theirs = [frozenset(right_answers(make_enrolment(one, course, agency), here.module, here.key)) for one in people]
    assert len({*theirs, frozenset(first)}) > 3
    do_module(here.enrolment, here.module)
    assert here.right().keys() == first
    take_back_module(
        actor=cleo, agency=agency, completion=ModuleCompletion.objects.get(), reason=LearningTakenBack.AGAIN
    )
    here.enrolment.refresh_from_db()
    place = place_in(Enrolment.objects.get(person=ana, closed_at=None), here.module)
    assert place and place.cycle == 2 and place.run is None
    again = {key.question for key in keys_asked(place, here.key)}
    assert len(again) == 3
    # Begun, the new taking asks what it asked before it was begun.
    answer_check(
        actor=ana,
        enrolment=place.enrolment,
        module=here.module,
        key=here.key,
        answers=right_answers(place.enrolment, here.module, here.key),
    )
    assert set(Attempt.objects.order_by("pk").last().answers) == again


# Told by a device


def test_a_device_tells_answers_of_every_kind(taken: Callable[..., Taken], ana: Person) -> None:
    here = taken(match_question(), order_question(), short_question())
    told = hear(actor=ana, events=[_event(here, here.wrong()), _event(here, here.right()), _event(here, here.wrong())])
    assert [(one.outcome, one.score) for one in told] == [(Outcome.KEPT, 0), (Outcome.DONE, 3), (Outcome.DONE, 3)]
    assert not TypedWords.objects.exists()


# Counted


def test_each_line_and_each_foreseen_answer_is_counted_in_fives(taken, agency: Agency) -> None:
    match, short = match_question("Which?", lines=2), short_question()
    here = taken(match, short)
    with clock.pretend(clock.now() - timedelta(days=14)):
        for n in range(6):
            person = make_member(f"Person {n}", agency, Role.VOLUNTEER)
            enrolment = make_enrolment(person, here.enrolment.course, agency)
            said = here.wrong() | {short["key"]: ["911"]}
            answer_check(actor=person, enrolment=enrolment, module=here.module, key=here.key, answers=said)
    found = module_numbers(here.module, agency, "en")
    assert found
    one, two, number = found.lessons[0].questions
    assert [line.ask for line in (one, two, number)] == [
        "Which? – Which? line 0",
        "Which? – Which? line 1",
        "Which number?",
    ]
    assert sorted(choice.people or 0 for choice in one.choices) == [0, 5]
    assert one.misleading and one.misleading.text == "Which? partner 1"
    assert [(choice.text, choice.right, choice.people) for choice in number.choices] == [
        ("988", True, None),
        ("911", False, 5),
        ("Something else", False, None),
    ]
