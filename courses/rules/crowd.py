"""Numbers about people that name nobody: how many, never who, and never so few that one could be picked out. Pure.

Every number is rounded down to fives, and of fewer than five nothing is said. So two numbers that are told, of two lessons or of
two views, can be subtracted, and the rest still stands for any of several numbers (tests/courses/test_numbers.py tries them all).
"""

from collections.abc import Sequence

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


def months_told(counted: Sequence[int]) -> int:
    """How many of the months, oldest first, may be told: they come out in lots of five answers or more, never one by one."""
    waiting, shown = 0, 0
    for number, answers in enumerate(counted, start=1):
        waiting += answers
        if waiting >= STEP:
            waiting, shown = 0, number
    return shown
