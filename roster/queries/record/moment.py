from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from people.models import Agency


@dataclass(frozen=True)
class Moment:
    """The end of a day on an agency's calendar."""

    agency: Agency
    day: date

    @property
    def end(self) -> datetime:
        """The first instant of the next day there."""
        return datetime.combine(self.day + timedelta(days=1), time(), ZoneInfo(self.agency.time_zone))

    @property
    def known(self) -> Q:
        """Facts that were written down by then, so held by then: nothing is written down before it is held."""
        return Q(recorded_at__lt=self.end)

    def held(self, day: date | None) -> date:
        """When it was held. Where she is it may already be the next day; here it was still this one."""
        return min(day or self.day, self.day)

    def here(self, moment: datetime | None) -> date | None:
        """The day it was at the agency."""
        return moment.astimezone(ZoneInfo(self.agency.time_zone)).date() if moment else None

    def standing(self, taken_back: str) -> Q:
        """Facts that were not taken back by then; `taken_back` is the relation to the row that would say so."""
        return Q(**{f"{taken_back}__isnull": True}) | Q(**{f"{taken_back}__recorded_at__gte": self.end})
