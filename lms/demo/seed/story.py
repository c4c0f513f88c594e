"""Telling the past in its order: each thing happens on its day, at its hour, through the same actions as in life."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from ledger import clock
from people.models import Agency


@dataclass(order=True)
class Event:
    when: datetime
    number: int
    do: Callable[[], object] = field(compare=False)


@dataclass
class Story:
    """Events by moment; those of one moment happen in the order they were added."""

    now: datetime = field(default_factory=clock.now)
    events: list[Event] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def on(self, agency: Agency, day: int, do: Callable[[], object], at: str = "12:00") -> None:
        """Add what happens `day` days from today (negative: ago) at local `at`; today's never lie in the future."""
        zone = ZoneInfo(agency.time_zone)
        date = self.now.astimezone(zone).date() + timedelta(days=day)
        moment = datetime.combine(date, time.fromisoformat(at), zone)
        self.events.append(Event(min(moment, self.now) if day <= 0 else self.now, next(self._numbers), do))

    def tell(self) -> int:
        """Let everything happen, oldest first. Answers how many things did."""
        with _gate_without_a_word():
            for event in sorted(self.events):
                with clock.pretend(event.when):
                    event.do()
        return len(self.events)


@contextmanager
def _gate_without_a_word() -> Iterator[None]:
    """The gate looks at the real day: what ran out since then it refuses. That is the story, and no news for a newcomer."""
    heard = logging.getLogger("roster.actions.reassess")
    before = heard.level
    heard.setLevel(logging.ERROR)
    try:
        yield
    finally:
        heard.setLevel(before)
