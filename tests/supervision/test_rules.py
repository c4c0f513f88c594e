"""Clock times, overlap, twins and personal details: with pencil and paper."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision import rules
from supervision.rules import Slot, Unclear
from supervision.words import Kind, duration

NEW_YORK, PHOENIX = "America/New_York", "America/Phoenix"
FORWARD, BACK = date(2026, 3, 8), date(2026, 11, 1)


def test_the_night_the_clocks_go_forward_is_an_hour_shorter():
    span = rules.span(FORWARD, time(1, 30), time(3, 30), NEW_YORK)
    assert (span.minutes, span.clocks_changed) == (60, True)
    assert span.starts_at == datetime(2026, 3, 8, 6, 30, tzinfo=UTC)


def test_the_night_the_clocks_go_back_is_an_hour_longer():
    span = rules.span(BACK, time(0, 30), time(3, 0), NEW_YORK)
    assert (span.minutes, span.clocks_changed) == (210, True)


def test_a_time_that_was_skipped_is_no_moment():
    with pytest.raises(Unclear) as unclear:
        rules.span(FORWARD, time(2, 15), time(4, 0), NEW_YORK)
    assert (unclear.value.code, unclear.value.at) == ("skipped", time(2, 15))


def test_a_time_that_came_twice_is_two_moments():
    with pytest.raises(Unclear) as unclear:
        rules.span(BACK, time(0, 15), time(1, 45), NEW_YORK)
    assert (unclear.value.code, unclear.value.at) == ("twice", time(1, 45))


@pytest.mark.parametrize("night", [FORWARD, BACK])
def test_where_no_clock_changes_nothing_is_unclear(night):
    span = rules.span(night, time(1, 30), time(3, 30), PHOENIX)
    assert (span.minutes, span.clocks_changed) == (120, False)


def test_a_session_over_midnight_ends_on_the_next_day():
    span = rules.span(date(2026, 10, 30), time(23, 30), time(0, 15), NEW_YORK)
    assert span.minutes == 45


@pytest.mark.parametrize(("start", "end", "code"), [("17:00", "16:30", "backwards"), ("17:00", "17:00", "nothing")])
def test_times_the_wrong_way_round_are_asked_about(start, end, code):
    with pytest.raises(Unclear) as unclear:
        rules.span(date(2026, 10, 30), time.fromisoformat(start), time.fromisoformat(end), NEW_YORK)
    assert unclear.value.code == code


def test_minutes_from_a_time_on_pass_as_they_are():
    span = rules.span_of_minutes(FORWARD, time(1, 30), 60, NEW_YORK)
    assert span.ends_at.astimezone(ZoneInfo(NEW_YORK)).time() == time(3, 30)
    assert span.clocks_changed


at = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@given(
    start=at,
    minutes=st.integers(1, 700),
    zone=st.sampled_from([NEW_YORK, PHOENIX, "America/St_Johns", "Asia/Kathmandu"]),
)
def test_minutes_are_those_that_really_passed(start, minutes, zone):
    """Whatever two moments a wall clock shows, the span between them is the time in UTC, or it is asked about."""
    there = ZoneInfo(zone)
    first, last = (moment.astimezone(there) for moment in (start, start + timedelta(minutes=minutes)))
    try:
        span = rules.span(first.date(), first.time(), last.time(), zone)
    except Unclear:
        return
    assert span.minutes == minutes
    assert span.starts_at == start


def slot(day: int, start: int | None, minutes: int, **more: object) -> Slot:
    held_on = date(2026, 10, 1) + timedelta(days=day)
    if start is None:
        return Slot(held_on, minutes, kind=Kind.PEER_SUPERVISION, **more)
    begins = datetime(2026, 10, 1, tzinfo=UTC) + timedelta(days=day, minutes=start)
    return Slot(held_on, minutes, begins, begins + timedelta(minutes=minutes), kind=Kind.PEER_SUPERVISION, **more)


slots = st.builds(slot, st.integers(0, 2), st.none() | st.integers(0, 1439), st.integers(1, 1440))


@given(new=slots, book=st.lists(slots, max_size=6))
def test_overlap_is_what_it_is_minute_by_minute(new, book):
    def minutes_of(one):
        if one.starts_at is None:
            return set()
        first = int(one.starts_at.timestamp()) // 60
        return set(range(first, first + one.minutes))

    expected = any(minutes_of(new) & minutes_of(other) for other in book)
    assert (rules.overlapping(new, book) is not None) == expected


@given(new=slots, book=st.lists(slots, max_size=6))
def test_a_day_holds_at_most_24_hours(new, book):
    together = new.minutes + sum(other.minutes for other in book if other.held_on == new.held_on)
    assert rules.over_a_day(new, book) == (together > 24 * 60)


def test_the_same_session_twice_is_noticed():
    assert rules.comes_twice(slot(0, None, 60), [slot(0, None, 60)])
    assert rules.comes_twice(slot(0, None, 60), [slot(0, 600, 60)])
    assert not rules.comes_twice(slot(0, 600, 60), [slot(0, 900, 60)])
    assert not rules.comes_twice(slot(0, None, 60), [slot(0, None, 45)])
    assert not rules.comes_twice(slot(0, None, 60), [slot(0, None, 60, group=True)])


def test_late_is_beyond_the_agencys_limit():
    day = date(2026, 10, 1)
    assert rules.late_days(day, day + timedelta(days=30), 30) == 0
    assert rules.late_days(day, day + timedelta(days=45), 30) == 45


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Please call (555) 010-0147 tomorrow", "phone"),
        ("call 555.010.0147", "phone"),
        ("write to mom@example.org", "email"),
        ("he was born in May", "birth"),
        ("DOB 3/14/2015", "birth"),
        ("on 2015-03-14 he", "birth"),
        ("case no. JV-2214-07", "number"),
        ("Docket 55-1234", "number"),
        ("SSN 078-05-1120", "number"),
        ("I spoke with Maria Lopez about it", "name"),
        ("her son Tim was there", "name"),
        ("J. R. came late", "name"),
        ("Mrs. Alvarez asked", "name"),
    ],
)
def test_a_note_that_may_point_at_a_family_is_noticed(text, kind):
    assert kind in rules.personal_details(text)


@pytest.mark.parametrize(
    "text",
    [
        "How to end a call kindly, and what to write down afterward. Almost nothing.",
        "What to do when a parent asks what I would do. We found three sentences that keep it hers.",
        "Limits on texting after nine at night. I will say it in the first talk.",
        "60 minutes, 3 examples, 24/7 on call",
        "",
    ],
)
def test_a_note_about_practice_is_left_in_peace(text):
    assert rules.personal_details(text) == ()


def test_her_own_and_her_supervisors_names_may_stand_in_it():
    assert rules.personal_details("Bea Olsen and I went over it", known=["Bea Olsen", "Ana Reyes"]) == ()


def test_kinds_are_never_summed():
    sums = rules.totals(
        [
            (slot(0, None, 60), True),
            (slot(1, None, 30, group=True), True),
            (slot(2, None, 20), False),
            (Slot(date(2026, 10, 4), 45, kind=Kind.CLINICAL_CONSULTATION), True),
        ]
    )
    peer, clinical = sums[Kind.PEER_SUPERVISION], sums[Kind.CLINICAL_CONSULTATION]
    assert (peer.individual, peer.group, peer.counts, peer.waiting) == (60, 30, 90, 20)
    assert clinical.counts == 45


@pytest.mark.parametrize(("minutes", "said"), [(45, "45 min"), (60, "1 h"), (90, "1 h 30 min")])
def test_minutes_as_people_say_them(minutes, said):
    assert duration(minutes) == said
