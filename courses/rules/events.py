"""What a learner's device tells, in any order and as often as it likes, and what it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from courses.rules.watched import Played
from courses.words import EventKind, Outcome, Route

MOST = 50  # events of one message


@dataclass(frozen=True)
class Event:
    """One thing she did in a module of a course she takes. `id` is the device's own name for it, new for each.

    `at` orders what says where she is: milliseconds of the device's clock, 0 where it says nothing.
    """

    id: UUID
    kind: EventKind
    course: str
    module: str
    step: UUID
    at: int = 0
    played: Played | None = None
    route: Route = Route.READ
    answers: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Unread:
    """An event that could not be read. It is answered all the same, by the name it came with."""

    id: str


@dataclass(frozen=True)
class Heard:
    """What became of one event. `again`: it may be sent once more later, and may be kept then."""

    id: UUID | str
    outcome: Outcome
    known: bool = False
    sorry: str = ""
    code: str = ""
    again: bool = False
    score: int | None = None
    out_of: int | None = None
