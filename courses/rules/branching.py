"""A talk with several turns: where each reply leads, and that it comes to an end. Nothing of it is kept or scored. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A talk is opened on one page, every way through it written out.
DEEPEST, MOST_REPLIES = 6, 60
FIRST = ""

# Names of turns, and where the replies of each lead: another name, or nowhere because the talk ends there.
Ways = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Reply:
    text: str
    then: str
    # What the other one says next; None where the talk ends.
    turn: "Turn | None"


@dataclass(frozen=True)
class Turn:
    """`way` are the numbers of the replies that led here: "2-1" is the first reply after the second."""

    way: str
    says: str
    replies: tuple[Reply, ...]


def talk_of(scenario: Mapping[str, Any]) -> Turn:
    """A scenario of a document, every way through it; the first turn alone while something is wrong with the others."""
    sound = talk_problem(ways_of(scenario)) is None
    turns = {turn["key"]: turn for turn in scenario.get("turns", ()) if sound}
    return _turn(scenario, turns, "")


def _turn(turn: Mapping[str, Any], turns: Mapping[str, Any], way: str) -> Turn:
    replies = []
    for number, reply in enumerate(turn["replies"], start=1):
        following = turns.get(reply.get("leads"))
        next_way = f"{way}-{number}".lstrip("-")
        replies.append(Reply(reply["text"], reply["then"], _turn(following, turns, next_way) if following else None))
    return Turn(way, turn["says"], tuple(replies))


def ways_of(scenario: Mapping[str, Any]) -> Ways:
    """A scenario of a document, without its words."""
    turns = [(FIRST, scenario["replies"]), *((turn["key"], turn["replies"]) for turn in scenario.get("turns", ()))]
    return [(name, [reply.get("leads", "") for reply in replies]) for name, replies in turns]


def talk_problem(ways: Ways) -> str | Promise | None:
    """What an author should change in a talk, the first turn of which has no name; None when nothing is wrong."""
    leads = dict(ways)
    if len(leads) != len(ways):
        return _("Two turns have the same name, or one has none.")
    unknown = next((to for _name, several in ways for to in several if to and to not in leads), None)
    if unknown is not None:
        return _("A reply leads to “%(turn)s”, and there is no such turn.") % {"turn": unknown}
    circle = _circle(leads)
    if circle:
        return _("From “%(turn)s” the talk comes back to “%(turn)s”, and might never end.") % {"turn": circle}
    found = _reached(leads, FIRST)
    lost = next((name for name, _several in ways if name not in found), None)
    if lost is not None:
        return _("No reply leads to “%(turn)s”.") % {"turn": lost}
    deep, replies = _size(leads)
    if deep > DEEPEST:
        return _("A talk has six turns at most, one after the other.")
    if replies > MOST_REPLIES:
        return _("There are too many ways through this talk. Let more replies end it.")
    return None


Leads = Mapping[str, Sequence[str]]


def _circle(leads: Leads) -> str | None:
    """A turn from which the talk comes back to itself."""
    for name, several in leads.items():
        if any(name in _reached(leads, to) for to in several if to):
            return name
    return None


def _reached(leads: Leads, start: str) -> set[str]:
    """A turn and all that may follow."""
    waiting, seen = [start], set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [to for to in leads[name] if to]
    return seen


def _size(leads: Leads) -> tuple[int, int]:
    """How many turns follow one another at most, and how many replies stand on the page when every way is written out."""

    @cache
    def of(name: str) -> tuple[int, int]:
        following = [of(to) for to in leads[name] if to]
        return 1 + max((deep for deep, _some in following), default=0), len(leads[name]) + sum(
            n for _deep, n in following
        )

    return of(FIRST)
