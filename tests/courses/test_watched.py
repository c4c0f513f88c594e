"""A film's parts: in any order, twice, in pieces, from two devices, the same is known in the end."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.rules.watched import Interval, Played, Watched, enough, merged, plausible, union

LENGTH = 100_000
# A busy machine is no fault of the rules.
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
interval = st.tuples(st.integers(-500, LENGTH + 500), st.integers(-500, LENGTH + 500))
played = st.builds(
    Played,
    intervals=st.lists(interval, max_size=5).map(tuple),
    position_ms=st.integers(0, LENGTH),
    seq=st.integers(0, 50),
)


def known(reports: list[Played]) -> Watched:
    watched = Watched()
    for report in reports:
        watched = merged(watched, report, length_ms=LENGTH)
    return watched


@steady
@given(st.lists(played, max_size=8).flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))))
def test_the_order_of_reports_does_not_matter(both: tuple[list[Played], list[Played]]) -> None:
    told, told_otherwise = both
    assert known(told) == known(told_otherwise)


@steady
@given(st.lists(played, max_size=6), st.data())
def test_a_report_told_again_changes_nothing(reports: list[Played], data: st.DataObject) -> None:
    again = reports + (data.draw(st.lists(st.sampled_from(reports), max_size=4)) if reports else [])
    assert known(again) == known(reports)


@steady
@given(played, st.integers(0, 5))
def test_a_report_in_two_pieces_is_the_report(report: Played, cut: int) -> None:
    first = Played(report.intervals[:cut], report.position_ms, report.seq)
    rest = Played(report.intervals[cut:], report.position_ms, report.seq)
    assert known([first, rest]) == known([report])


@steady
@given(st.lists(played, max_size=8))
def test_what_is_known_only_grows_and_stays_within_the_film(reports: list[Played]) -> None:
    watched = Watched()
    for report in reports:
        after = merged(watched, report, length_ms=LENGTH)
        assert watched.ms <= after.ms <= LENGTH
        assert (after.position_seq, after.position_ms) >= (watched.position_seq, watched.position_ms)
        watched = after
    assert all(start < end for start, end in watched.intervals)
    gaps = [b[0] - a[1] for a, b in zip(watched.intervals, watched.intervals[1:], strict=False)]
    assert all(gap > 0 for gap in gaps)


@steady
@given(st.lists(interval, max_size=8))
def test_the_union_counts_every_moment_once(intervals: list[Interval]) -> None:
    whole = [(start, end) for start, end in intervals if start < end]
    seconds = {s for start, end in whole for s in range(start, end)} if len(whole) < 3 else None
    if seconds is not None:
        assert sum(end - start for start, end in union(whole)) == len(seconds)


def test_nine_tenths_are_enough_and_a_moment_less_is_not() -> None:
    assert enough(Watched(((0, 90_000),)), length_ms=LENGTH)
    assert not enough(Watched(((0, 89_999),)), length_ms=LENGTH)


def test_twice_the_clock_is_plausible_and_a_moment_more_is_not() -> None:
    assert plausible(Watched(((0, 80_000),)), open_for_ms=40_000)
    assert not plausible(Watched(((0, 80_001),)), open_for_ms=40_000)
