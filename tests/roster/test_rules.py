"""What follows from a record: pencil and paper, no database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.rules import (
    Record,
    Requirement,
    Source,
    Waiting,
    count_hours,
    evaluate,
    readiness,
    rests_on,
    still_stands,
)
from roster.words import Phase, RequirementKind, State, Turn

DAY = date(2026, 11, 21)
HOURS = Requirement(
    id=1,
    kind=RequirementKind.HOURS,
    label="Peer supervision",
    hours_kind="peer_supervision",
    minutes=1200,
    individual_minutes=600,
    group_cap_minutes=600,
)
COURSE = Requirement(id=2, kind=RequirementKind.COURSE, label="Foundation", target=7)
DECISION = Requirement(id=3, kind=RequirementKind.DECISION, label="A talk")
WORKSHOP = Requirement(id=4, kind=RequirementKind.LIVE_SESSION, label="Workshop", minutes=120, session_kind="workshop")
COMPETENCY = Requirement(id=5, kind=RequirementKind.COMPETENCY, label="Listening", target=9, level_number=2)
AGREEMENT = Requirement(id=6, kind=RequirementKind.AGREEMENT, label="Pledge", target=11)


def hours(number: int, minutes: int, *, group: bool = False, ago: int = 5, kind: str = "peer_supervision") -> Source:
    return Source("signature", number, DAY - timedelta(days=ago), minutes=minutes, group=group, hours_kind=kind)


def decided(number: int, outcome: str, ago: int = 0) -> Source:
    return Source("decision", number, DAY - timedelta(days=ago), outcome=outcome)


def test_group_counts_up_to_the_cap_and_the_rest_is_said() -> None:
    counted = count_hours(HOURS, [hours(1, 450), hours(2, 780, group=True)])
    assert (counted.counted, counted.individual, counted.group_not_counted) == (1050, 450, 180)


def test_the_total_is_not_enough_without_its_one_to_one_part() -> None:
    item = evaluate(HOURS, Record((hours(1, 599), hours(2, 900, group=True))), DAY)
    assert (item.state, item.minutes_have) == (State.DOING, 1199)


def test_hours_of_the_other_kind_are_never_summed() -> None:
    record = Record((hours(1, 600), hours(2, 600, kind="clinical_consultation")))
    assert evaluate(HOURS, record, DAY).minutes_have == 600


def test_what_waits_for_a_signature_counts_for_nothing_and_says_whose_turn_it_is() -> None:
    sent = Waiting(RequirementKind.HOURS, since=DAY, hours_kind="peer_supervision", minutes=60, turn=Turn.SUPERVISOR)
    item = evaluate(HOURS, Record((hours(1, 300),), (sent,)), DAY)
    assert (item.minutes_have, item.minutes_waiting, item.turn, item.since) == (300, 60, Turn.SUPERVISOR, DAY)


def test_a_certificate_rests_on_no_more_than_is_needed() -> None:
    many = (*tuple(hours(n, 300, ago=100 - n) for n in range(10)), hours(99, 900, group=True, ago=200))
    item = evaluate(HOURS, Record(many), DAY)
    assert item.met
    for left_out in item.sources:
        fewer = tuple(source for source in item.sources if source is not left_out)
        assert not evaluate(HOURS, Record(fewer), DAY).met


def test_a_workshop_in_two_parts_is_one_workshop_and_a_webinar_is_none() -> None:
    parts = tuple(Source("attendance", n, DAY, minutes=60, session_kind="workshop") for n in (1, 2))
    assert evaluate(WORKSHOP, Record(parts), DAY).met
    webinars = tuple(replace(part, session_kind="webinar") for part in parts)
    assert not evaluate(WORKSHOP, Record(webinars), DAY).met


@pytest.mark.parametrize(
    ("said", "met"),
    [
        ([decided(1, "ready")], True),
        ([decided(1, "ready", ago=2), decided(2, "not_yet", ago=1)], False),
        ([decided(1, "not_yet", ago=2), decided(2, "ready", ago=1)], True),
        ([decided(1, "ready"), decided(2, "not_yet")], False),  # on the same day the later one stands
        ([decided(1, "ready", ago=-1)], False),  # still to come
    ],
)
def test_the_latest_decision_stands(said: list[Source], met: bool) -> None:
    assert evaluate(DECISION, Record(tuple(said)), DAY).met == met


def test_a_window_counts_its_own_day_and_gives_the_certificate_its_end() -> None:
    windowed = replace(DECISION, within_days=30)
    found = readiness([windowed], Record((decided(1, "ready"),)), DAY)
    assert found.expires_on == DAY + timedelta(days=29)
    assert readiness([windowed], Record((decided(1, "ready", ago=29),)), DAY).ready
    assert not readiness([windowed], Record((decided(1, "ready", ago=30),)), DAY).ready


def test_a_sign_off_at_a_lower_level_or_past_its_day_is_not_enough() -> None:
    right = Source("signoff", 1, DAY, target=9, level_number=2)
    assert evaluate(COMPETENCY, Record((right,)), DAY).met
    assert evaluate(COMPETENCY, Record((replace(right, level_number=3),)), DAY).met
    assert not evaluate(COMPETENCY, Record((replace(right, level_number=1),)), DAY).met
    assert not evaluate(COMPETENCY, Record((replace(right, target=8),)), DAY).met
    ended = replace(right, held_on=DAY - timedelta(days=9), valid_until=DAY - timedelta(days=1))
    assert not evaluate(COMPETENCY, Record((ended,)), DAY).met


def test_an_older_text_is_under_way_and_a_new_person_has_not_begun() -> None:
    current = frozenset({(11, 102)})
    old = Source("agreement_signed", 1, DAY, target=101, about=11)
    assert evaluate(AGREEMENT, Record((old,), (), current), DAY).state == State.DOING
    assert evaluate(AGREEMENT, Record((), (), current), DAY).state == State.TODO
    assert evaluate(AGREEMENT, Record((replace(old, target=102),), (), current), DAY).met


def test_a_program_that_asks_nothing_before_matching_makes_nobody_ready() -> None:
    later = replace(DECISION, phase=Phase.ONGOING)
    assert not readiness([], Record(), DAY).ready
    assert not readiness([later], Record((decided(1, "ready"),)), DAY).ready


def test_what_is_ongoing_keeps_nobody_from_being_ready() -> None:
    later = replace(COURSE, id=8, phase=Phase.ONGOING)
    assert readiness([DECISION, later], Record((decided(1, "ready"),)), DAY).ready


def test_a_certificate_stands_beside_newer_facts_and_falls_with_its_own() -> None:
    asked = [HOURS, DECISION]
    first = (hours(1, 600), hours(2, 600), decided(3, "ready"))
    rests = rests_on(readiness(asked, Record(first), DAY))
    assert still_stands(rests, asked, Record((*first, hours(4, 600, ago=50))), DAY)
    assert not still_stands(rests, asked, Record((first[0], hours(4, 600), first[2])), DAY)
    assert not still_stands(rests, asked, Record((*first, decided(9, "not_yet"))), DAY)


# Facts in any order give one answer

sources = st.lists(
    st.builds(
        lambda number, minutes, group, ago, ends: Source(
            "signature",
            number,
            DAY - timedelta(days=ago),
            minutes=minutes,
            group=group,
            hours_kind="peer_supervision",
            valid_until=None if ends is None else DAY + timedelta(days=ends),
        ),
        number=st.integers(1, 10_000),
        minutes=st.integers(1, 600),
        group=st.booleans(),
        ago=st.integers(-5, 400),
        ends=st.none() | st.integers(-5, 50),
    ),
    max_size=12,
    unique_by=lambda source: source.id,
)
decisions = st.lists(
    st.builds(
        lambda number, outcome, ago: Source("decision", 20_000 + number, DAY - timedelta(days=ago), outcome=outcome),
        number=st.integers(1, 1000),
        outcome=st.sampled_from(["ready", "not_yet"]),
        ago=st.integers(-2, 30),
    ),
    max_size=4,
    unique_by=lambda source: source.id,
)


@given(facts=st.tuples(sources, decisions).map(lambda two: [*two[0], *two[1]]), data=st.data())
def test_facts_in_any_order_give_one_answer(facts: list[Source], data: st.DataObject) -> None:
    asked = [HOURS, DECISION]
    shuffled = data.draw(st.permutations(facts))
    assert readiness(asked, Record(tuple(facts)), DAY) == readiness(asked, Record(tuple(shuffled)), DAY)


@given(facts=st.tuples(sources, decisions).map(lambda two: [*two[0], *two[1]]))
def test_what_a_certificate_rests_on_is_enough_by_itself(facts: list[Source]) -> None:
    asked = [HOURS, DECISION]
    found = readiness(asked, Record(tuple(facts)), DAY)
    if found.ready:
        assert still_stands(rests_on(found), asked, Record(tuple(facts)), DAY)


@given(facts=sources, later=sources)
def test_facts_of_later_days_change_no_past_day(facts: list[Source], later: list[Source]) -> None:
    known = {source.id for source in facts}
    coming = [replace(s, held_on=DAY + timedelta(days=1)) for s in later if s.id not in known]
    assert evaluate(HOURS, Record(tuple(facts)), DAY) == evaluate(HOURS, Record((*facts, *coming)), DAY)


@given(facts=sources)
def test_more_hours_never_count_for_less(facts: list[Source]) -> None:
    fewer = evaluate(HOURS, Record(tuple(facts[:-1])), DAY)
    assert evaluate(HOURS, Record(tuple(facts)), DAY).minutes_have >= fewer.minutes_have
