"""What was watched of a video or audio: a union that only grows. Milliseconds throughout.

Events may come in any order, twice, in pieces, and from several devices: the state they leave is the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

Interval = tuple[int, int]
FASTEST = 2  # times the clock; more than that was not watched
ENOUGH_TENTHS = 9


@dataclass(frozen=True)
class Played:
    """One report of a player: the parts that ran, and where it stands. `seq` orders reports of where it stands."""

    intervals: tuple[Interval, ...]
    position_ms: int
    seq: int


@dataclass(frozen=True)
class Watched:
    """All that is known: parts in order that do not touch, and where to go on."""

    intervals: tuple[Interval, ...] = ()
    position_ms: int = 0
    position_seq: int = 0

    @cached_property
    def ms(self) -> int:
        return sum(end - start for start, end in self.intervals)


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The parts in order, those that overlap or touch made one."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def within(intervals: Iterable[Interval], length_ms: int) -> tuple[Interval, ...]:
    """Only what lies inside the film, and has a length."""
    clipped = ((max(0, start), min(end, length_ms)) for start, end in intervals)
    return tuple((start, end) for start, end in clipped if start < end)


def merged(watched: Watched, played: Played, *, length_ms: int) -> Watched:
    """What is known once this report is added."""
    latest = max(
        (watched.position_seq, watched.position_ms),
        (played.seq, max(0, min(played.position_ms, length_ms))),
    )
    return Watched(
        intervals=union((*watched.intervals, *within(played.intervals, length_ms))),
        position_seq=latest[0],
        position_ms=latest[1],
    )


def plausible(watched: Watched, *, open_for_ms: int) -> bool:
    """Nobody watches more than twice as fast as the clock on the wall runs."""
    return watched.ms <= FASTEST * open_for_ms


def enough(watched: Watched, *, length_ms: int) -> bool:
    """Nine tenths of it: the closing titles are nobody's homework."""
    return watched.ms * 10 >= length_ms * ENOUGH_TENTHS
