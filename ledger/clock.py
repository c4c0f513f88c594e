"""The house's one clock. No request, form or task argument ever sets the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)
_stopped: ContextVar[bool] = ContextVar("stopped", default=False)


def now() -> datetime:
    """This moment, in UTC."""
    if _stopped.get():
        raise ValueError("A question that is put together once would keep this moment. It has to be one of its values.")
    return _pretended.get() or timezone.now()


def today(zone: str) -> date:
    """The calendar day it is now in an IANA zone such as `America/Denver`."""
    return now().astimezone(ZoneInfo(zone)).date()


def start_of(day: date, zone: str) -> datetime:
    """The moment a calendar day begins in an IANA zone, in UTC."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@contextmanager
def unread() -> Iterator[None]:
    """Nobody may ask for the time in here: what is made stays."""
    token = _stopped.set(True)
    try:
        yield
    finally:
        _stopped.reset(token)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Tell a story of the past: for seeding the demo and for tests only (a house test pins who imports it)."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
