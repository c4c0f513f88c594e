"""Numbers about people that name nobody: how many, never who, and never so few that one could be picked out. Pure.

Every number is rounded down to fives, and of fewer than five nothing is said. So two numbers that are told, of two lessons or of
two views, can be subtracted, and the rest still stands for any of several numbers (tests/courses/test_numbers.py tries them all).
And who comes alone waits until five have come: a number that grows by one person says what this person did.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

STEP = 5


def told(people: int) -> int | None:
    """How many, in fives, rounded down; None where there are fewer than five."""
    return people // STEP * STEP or None


def may_be_split(people: int, parts: Sequence[int]) -> bool:
    """May a crowd be told by its parts (each answered one thing)? Only where every small part could still be anything below five.

    A crowd of twenty in five parts of four each would say "four" of each, by adding up.
    """
    if told(people) is None:
        return False
    room = sum((told(part) or 0) + STEP - 1 for part in parts) - (told(people) or 0)
    return room >= STEP - 1


def come_out(since: Mapping[int, date]) -> set[int]:
    """Of people and the day each came in, those who may be counted: week by week, in lots of five or more."""
    weeks = {person: day - timedelta(days=day.weekday()) for person, day in since.items()}
    counted = sorted(Counter(weeks.values()).items())
    shown = {week for week, _people in counted[: lots_told([people for _week, people in counted])]}
    return {person for person, week in weeks.items() if week in shown}


def lots_told(counted: Sequence[int]) -> int:
    """How many of the weeks or months, oldest first, may be told: they come out in lots of five or more, never one by one."""
    waiting, shown = 0, 0
    for number, answers in enumerate(counted, start=1):
        waiting += answers
        if waiting >= STEP:
            waiting, shown = 0, number
    return shown
