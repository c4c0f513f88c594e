"""How the events of a device arrive: names, choices and seconds. Nothing here carries a score, a person or a date that counts."""

import json
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from courses.forms.learning import MOST_INTERVALS, in_ms, in_order
from courses.rules.events import MOST, Event, Unread
from courses.rules.watched import Played
from courses.words import EventKind, Route
from ledger.refusals import Refused

LONGEST_NAME = 64


def events_in(body: bytes) -> list[Event | Unread]:
    """`{"events": [{"id", "kind", "course", "module", "step", …}]}`, fifty at most; one that cannot be read spoils no other."""
    try:
        said = json.loads(body)["events"]
        if not isinstance(said, list):
            raise TypeError
    except (ValueError, TypeError, KeyError) as error:
        raise Refused(_("We could not read this."), code="unreadable") from error
    if len(said) > MOST:
        raise Refused(_("Fifty at a time. Send the rest after these."), code="too_many")
    return [_event(one) for one in said]


def _event(said: Any) -> Event | Unread:
    try:
        kind, at = EventKind(said["kind"]), in_order(said.get("at", 0))
        return Event(
            id=UUID(said["id"]),
            kind=kind,
            course=_slug(said["course"]),
            module=_slug(said["module"]),
            step=UUID(said["step"]),
            at=at,
            played=_played(said, at) if kind in (EventKind.WATCHED, EventKind.HERE) else None,
            route=Route(said["route"]) if "route" in said else Route.READ,
            answers=_answers(said["answers"]) if kind == EventKind.ANSWERED else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        name = said.get("id") if isinstance(said, dict) else None
        return Unread(name[:LONGEST_NAME] if isinstance(name, str) else "")


def _played(said: dict[str, Any], at: int) -> Played:
    intervals = said.get("intervals", []) if said["kind"] == EventKind.WATCHED else []
    if len(intervals) > MOST_INTERVALS:
        raise ValueError
    return Played(
        intervals=tuple((in_ms(start), in_ms(end)) for start, end in intervals),
        position_ms=in_ms(said.get("position", 0)),
        seq=at,
    )


def _answers(said: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The choices of each question, in lists."""
    if len(said) > MOST_INTERVALS:
        raise ValueError
    return {_slug(question): tuple(_slug(choice) for choice in chosen) for question, chosen in _lists(said)}


def _lists(said: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    if any(not isinstance(chosen, list) or len(chosen) > MOST_INTERVALS for chosen in said.values()):
        raise TypeError
    return list(said.items())


def _slug(said: Any) -> str:
    """Words that a database can be asked about: half a sign (a lone surrogate) is none."""
    if not isinstance(said, str) or "\0" in said:
        raise TypeError
    said.encode()
    return said
