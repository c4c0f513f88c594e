from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from ledger import clock
from people.models import Agency


class Asking(NamedTuple):
    """The values of a question about people at an agency, as ids. Whatever changes from call to call is one of them."""

    people: Collection[int]
    agency: int
    day: date
    # The first instant of the next day there.
    end: datetime
    # As far as that has come: this moment, or of a past day its end.
    now: datetime

    @property
    def known(self) -> Q:
        """Facts that were written down by then, so held by then: nothing is written down before it is held."""
        return Q(recorded_at__lt=self.end)

    def standing(self, taken_back: str) -> Q:
        """Facts that were not taken back by then; `taken_back` is the relation to the row that would say so."""
        return Q(**{f"{taken_back}__isnull": True}) | Q(**{f"{taken_back}__recorded_at__gte": self.end})

    @property
    def theirs(self) -> dict[str, Any]:
        return {"person__in": self.people, "agency": self.agency}


@dataclass(frozen=True)
class Moment:
    """The end of a day on an agency's calendar."""

    agency: Agency
    day: date

    @property
    def end(self) -> datetime:
        """The first instant of the next day there."""
        return datetime.combine(self.day + timedelta(days=1), time(), ZoneInfo(self.agency.time_zone))

    def asking(self, people: Collection[int]) -> Asking:
        end = self.end
        return Asking(people, self.agency.pk, self.day, end, min(end, clock.now()))

    def held(self, day: date | None) -> date:
        """When it was held. Where she is it may already be the next day; here it was still this one."""
        return min(day or self.day, self.day)

    def here(self, moment: datetime | None) -> date | None:
        """The day it was at the agency."""
        return moment.astimezone(ZoneInfo(self.agency.time_zone)).date() if moment else None
