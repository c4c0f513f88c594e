from dataclasses import dataclass
from datetime import date

from roster.rules.record import Source
from roster.rules.requirement import Requirement
from roster.words import State, Turn


@dataclass(frozen=True)
class Counted:
    """Minutes that count, and what does not and why (the caps are the programme's)."""

    counted: int
    individual: int
    group: int
    group_not_counted: int

    @property
    def total(self) -> int:
        return self.individual + self.group


@dataclass(frozen=True)
class Item:
    """One requirement, how far it is, and by which facts."""

    requirement: Requirement
    state: State
    turn: Turn
    since: date | None = None
    sources: tuple[Source, ...] = ()
    counted: Counted | None = None
    minutes_have: int = 0
    minutes_waiting: int = 0
    minutes_returned: int = 0
    done: int = 0
    of: int = 0
    talk: bool = False
    # The last fact of its kind, which does not count now: an older version signed, "not yet", a decision too long ago.
    earlier: Source | None = None

    @property
    def met(self) -> bool:
        return self.state == State.DONE
