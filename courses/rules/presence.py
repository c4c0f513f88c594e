"""Who was there from when to when, and for how many minutes. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]
# Each code stands this long; it is taken for a minute more, since a phone in a full room is slow.
SECONDS = 30
KEPT = 2
# How long after the end somebody may still say that she leaves.
AFTER = timedelta(minutes=15)
# No vowels, so that no word appears; nothing that is read as another letter.
LETTERS = "BCDFGHJKMNPQRSTVWXZ"
LENGTH = 6


def turn_at(moment: datetime) -> int:
    """The number of the code that stands at a moment."""
    return int(moment.timestamp()) // SECONDS


def letters_of(digest: bytes) -> str:
    """Six letters of a keyed digest."""
    number, said = int.from_bytes(digest, "big"), ""
    for _each in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        said += LETTERS[rest]
    return said


def as_typed(code: str) -> str:
    """What was typed, as it is compared: letters only, capitals."""
    return "".join(letter for letter in code.upper() if letter in LETTERS)[: LENGTH + 1]


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time said once, however often she came in."""
    told: list[Interval] = []
    for begin, end in sorted(intervals):
        if told and begin <= told[-1][1]:
            told[-1] = (told[-1][0], max(told[-1][1], end))
        else:
            told.append((begin, end))
    return told


def minutes_there(intervals: Iterable[Interval], begin: datetime, end: datetime) -> int:
    """Whole minutes of the intervals that lie between begin and end, each moment once; half a minute counts as one."""
    inside = [(max(a, begin), min(b, end)) for a, b in intervals if a < end and b > begin and a < b]
    seconds = sum((b - a).total_seconds() for a, b in united(inside))
    return int((seconds + 30) // 60)
