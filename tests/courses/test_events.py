"""What devices tell of her learning: in any order, as often as they like, in any pieces; each thing is done once."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.actions import complete_step, hear, take_back_module
from courses.models import (
    Attempt,
    CourseCompletion,
    Enrolment,
    HeardEvent,
    ModuleCompletion,
    ModuleRun,
    Progress,
    StepDone,
)
from courses.rules.events import Event, Heard, Unread
from courses.rules.watched import Played
from courses.words import EventKind, LearningTakenBack, Outcome, Route
from ledger import clock
from people.models import Agency, Person
from tests.courses.conftest import World

START = clock.now()
NOW_MS = int(START.timestamp() * 1000)


def event(kind: EventKind, module: str, step: UUID, **more: Any) -> Event:
    return Event(uuid4(), kind, "foundation-training", module, step, **more)


def done(module: str, step: UUID, route: Route = Route.READ, at: int = 0) -> Event:
    return event(EventKind.DONE, module, step, route=route, at=at)


def watched(world: World, *parts: tuple[int, int], position: int = 0, at: int = 0) -> Event:
    played = Played(tuple((start * 1000, end * 1000) for start, end in parts), position * 1000, at)
    return event(EventKind.WATCHED, world.listening.slug, world.video_key, at=at, played=played)


def answered(world: World, *right: bool) -> Event:
    said = {question: tuple(chosen) for question, chosen in world.answers(*right).items()}
    return event(EventKind.ANSWERED, world.listening.slug, world.check_key, answers=said)


def outcomes(told: Sequence[Heard]) -> list[str]:
    return [one.outcome.value for one in told]


def took_along(world: World) -> dict[UUID, Any]:
    """A bundle of both modules, an hour old."""
    return {module.editions.get().uuid: START - timedelta(hours=1) for module in (world.listening, world.phone)}


def all_of_it(world: World) -> list[Event]:
    """Everything the course asks for, told in pieces, with wrong answers and things that count for nothing between."""
    ms = NOW_MS - 100_000
    listening, phone = world.listening.slug, world.phone.slug
    return [
        watched(world, (0, 20), position=20, at=ms),
        watched(world, (15, 55), position=55, at=ms + 10),
        watched(world, (70, 100), (40, 72), position=99, at=ms + 20),
        event(EventKind.HERE, listening, world.video_key, at=ms + 15, played=Played((), 4000, ms + 15)),
        answered(world, False, True),
        answered(world, True, True),
        done(listening, world.welcome_key, at=ms + 30),
        done(listening, world.heard_key, at=ms + 40),
        done(phone, world.call_key, at=ms + 50),
        event(EventKind.HERE, phone, world.call_key, at=ms + 60),
    ]


def state(ana: Person) -> Any:
    """Everything that counts. Which way a step was done, and wrong answers on the way, count for nothing."""
    return (
        sorted(Progress.objects.values_list("step_key", "intervals", "watched_ms", "position_ms", "position_seq")),
        sorted(StepDone.objects.values_list("person", "step_key")),
        sorted(ModuleCompletion.objects.values_list("module", "run__cycle")),
        list(CourseCompletion.objects.values_list("person", "course")),
        sorted(ModuleRun.objects.values_list("module", "lesson_key").filter(module__slug="reaching-out-by-phone")),
        Attempt.objects.filter(passed=True).count(),
    )


@pytest.fixture
def told_once(world: World, learning: Enrolment, ana: Person) -> tuple[list[Event], Any]:
    events = all_of_it(world)
    with clock.pretend(START), transaction.atomic():
        for one in events:
            hear(actor=ana, events=[one], handed_out=lambda: took_along(world))
        expected = state(ana)
        transaction.set_rollback(True)
    assert len(expected[3]) == 1, "the course is complete"
    return events, expected


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_order_repetition_and_split_leave_one_state(told_once, world, ana, data: st.DataObject) -> None:
    events, expected = told_once
    again = data.draw(st.lists(st.sampled_from(events), max_size=6))
    order = data.draw(st.permutations([*events, *again]))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(order) - 1), max_size=5)))
    batches = [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    lost = data.draw(st.lists(st.sampled_from(batches), max_size=2))  # answered, but the answer never came
    with clock.pretend(START), transaction.atomic():
        for batch in [*batches, *lost]:
            assert "refused" not in outcomes(hear(actor=ana, events=batch, handed_out=lambda: took_along(world)))
        assert state(ana) == expected
        assert HeardEvent.objects.count() == 5
        transaction.set_rollback(True)


def test_a_known_event_is_answered_as_before_and_does_nothing_more(world, learning, ana) -> None:
    wrong, right, read = (
        answered(world, False, True),
        answered(world, True, True),
        done("listening-before-helping", world.welcome_key),
    )
    first = hear(actor=ana, events=[wrong, right, read])
    assert [(one.outcome, one.score, one.out_of, one.known) for one in first] == [
        (Outcome.KEPT, 1, 2, False),
        (Outcome.DONE, 2, 2, False),
        (Outcome.DONE, None, None, False),
    ]
    again = hear(actor=ana, events=[read, wrong, wrong, right])
    assert again == [replace(first[n], known=True) for n in (2, 0, 0, 1)]
    assert (Attempt.objects.count(), StepDone.objects.count()) == (2, 2)


def test_a_name_says_nothing_to_anybody_else(world, learning, ana, bea) -> None:
    read = done("listening-before-helping", world.welcome_key)
    hear(actor=ana, events=[read])
    assert [(one.outcome, one.code) for one in hear(actor=bea, events=[read])] == [(Outcome.REFUSED, "not_enrolled")]


def test_what_was_told_before_a_take_back_completes_nothing_after_it(
    world: World, learning: Enrolment, ana: Person, cleo: Person, agency: Agency
) -> None:
    read = done("reaching-out-by-phone", world.call_key)
    hear(actor=ana, events=[read])
    completion = ModuleCompletion.objects.get()
    take_back_module(actor=cleo, agency=agency, completion=completion, reason=LearningTakenBack.AGAIN)
    assert hear(actor=ana, events=[read])[0].known
    assert (ModuleRun.objects.count(), ModuleCompletion.objects.count()) == (1, 1)


def test_what_is_refused_spoils_no_other_and_says_why(world, learning, ana) -> None:
    elsewhere = replace(done("x", world.call_key), course="nowhere")
    gone = done("listening-before-helping", uuid4())
    by_word = done("listening-before-helping", world.check_key)
    open_question = replace(answered(world, True, True), answers={})
    kept = done("reaching-out-by-phone", world.call_key)
    told = hear(actor=ana, events=[elsewhere, gone, by_word, Unread("?"), open_question, kept])
    assert [one.code for one in told] == [
        "not_enrolled",
        "not_in_this_edition",
        "another_way",
        "unreadable",
        "not_answered",
        "",
    ]
    assert all(one.sorry and not one.again for one in told[:-1])
    assert [found.step_key for found in StepDone.objects.all()] == [world.call_key]
    assert HeardEvent.objects.get().event == kept.id


def test_online_nobody_watches_faster_than_the_clock_and_may_say_it_again_later(world, learning, ana) -> None:
    """The first word starts the clock, as with one report alone."""
    much = watched(world, (0, 95), position=95, at=NOW_MS)
    with clock.pretend(START):
        [told] = hear(actor=ana, events=[much])
        assert (told.outcome, told.code, told.again) == (Outcome.REFUSED, "too_soon", True)
        assert Progress.objects.get().intervals == []
    with clock.pretend(START + timedelta(seconds=48)):
        assert outcomes(hear(actor=ana, events=[much])) == ["done"]
    assert StepDone.objects.get().route == Route.WATCHED


def test_offline_the_clock_runs_since_the_bundle_was_issued(world, learning, ana) -> None:
    edition = world.listening.editions.get().uuid
    much = watched(world, (0, 95), position=95)
    with clock.pretend(START):
        hear(actor=ana, events=[watched(world)])  # opened online as well, later
        too_little = {edition: START - timedelta(seconds=47)}
        assert outcomes(hear(actor=ana, events=[much], handed_out=lambda: too_little)) == ["refused"]
        enough = {edition: START - timedelta(seconds=48)}
        assert outcomes(hear(actor=ana, events=[much], handed_out=lambda: enough)) == ["done"]


def test_what_comes_late_does_not_move_her_place_and_a_clock_that_runs_ahead_gains_nothing(
    world, learning, ana
) -> None:
    ahead = event(EventKind.HERE, "listening-before-helping", world.heard_key, at=NOW_MS + 10**9)
    early = event(EventKind.HERE, "listening-before-helping", world.welcome_key, at=NOW_MS - 10**9)
    tried = [event(EventKind.TRIED, "listening-before-helping", world.welcome_key)]
    with clock.pretend(START):
        hear(actor=ana, events=[ahead])
        hear(actor=ana, events=[early])
        run = ModuleRun.objects.get()
        assert (run.lesson_key, run.touched_at) == (world.heard_key, START)
        assert outcomes(hear(actor=ana, events=tried)) == ["refused"]  # a lesson is no scenario
    complete_step(actor=ana, enrolment=learning, module=world.listening, key=world.welcome_key)
    assert ModuleRun.objects.get().lesson_key == world.welcome_key


# Over the wire


@pytest.fixture
def her(client: Client, ana: Person, learning: Enrolment) -> Client:
    client.force_login(ana)
    return client


def post(client: Client, body: Any) -> Any:
    return client.post(reverse("courses:events"), json.dumps(body), content_type="application/json")


def said(world: World, kind: str, step: object, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "kind": kind,
        "course": "foundation-training",
        "module": world.listening.slug,
        "step": str(step),
        **more,
    }


def test_a_device_is_answered_event_by_event(her: Client, world: World) -> None:
    scenario = world.listening.editions.get().steps.get(kind="scenario").key
    events = [
        said(world, "watched", world.video_key, intervals=[], position=3, at=NOW_MS),
        said(world, "tried", scenario),
        said(world, "answered", world.check_key, answers=world.answers(True, True), score=9, at=NOW_MS),
        said(world, "done", world.video_key, route="transcript"),
        said(world, "watched", world.video_key, intervals=[["a", 3]]),
        {"kind": "done"},
        7,
    ]
    told = post(her, {"events": events}).json()["events"]
    assert [one["outcome"] for one in told] == ["kept", "kept", "done", "done", "refused", "refused", "refused"]
    assert told[0] == {"id": events[0]["id"], "outcome": "kept", "known": False}
    assert told[2] == {"id": events[2]["id"], "outcome": "done", "known": False, "score": 2, "out_of": 2}
    assert told[4] == {
        "id": events[4]["id"],
        "outcome": "refused",
        "known": False,
        "code": "unreadable",
        "sorry": "We could not read this.",
        "again": False,
    }
    assert [one["known"] for one in post(her, {"events": events}).json()["events"][2:4]] == [True, True]


@pytest.mark.parametrize("name", ["course", "module"])
def test_half_a_sign_spoils_no_other_event(her: Client, world: World, name: str) -> None:
    good = said(world, "done", world.call_key, module="reaching-out-by-phone")
    bad = {**good, "id": str(uuid4()), name: "lis\ud800ning"}
    told = post(her, {"events": [bad, good]}).json()["events"]
    assert [(one["outcome"], one.get("code")) for one in told] == [("refused", "unreadable"), ("done", None)]


@pytest.mark.parametrize("body", [None, [], {}, {"events": 3}, {"events": [{}] * 51}])
def test_what_is_no_list_of_fifty_is_refused_as_a_whole(her: Client, body: Any) -> None:
    answer = post(her, body)
    assert answer.status_code == 400
    assert answer.json()["sorry"]


@pytest.mark.parametrize("many", [5, 50])
def test_many_events_take_the_queries_of_a_few(many: int, world, learning, ana, django_assert_num_queries) -> None:
    hear(actor=ana, events=[done("listening-before-helping", world.welcome_key), answered(world, True, False)])
    # Two to keep all of it together; her lock, what was heard before, places, progress, passed checks, what is done;
    # then the film, her place, answers, steps done, what is left of the module, and the names of what was heard.
    with clock.pretend(START), django_assert_num_queries(14):
        events = [watched(world, position=n, at=NOW_MS - n) for n in range(many - 3)]
        checked = [answered(world, False, True), answered(world, True, True)]
        hear(actor=ana, events=[*events, *checked, done("listening-before-helping", world.heard_key)])
