"""What follows? Pure: clock times and clock changes, what overlaps, what comes twice, what a note should not hold.

Days are local dates; instants are UTC; durations are whole minutes.
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from supervision.words import Kind

A_DAY = 24 * 60


@dataclass(frozen=True)
class Span:
    """A session by the clock: two instants, and the minutes between them as they really passed."""

    starts_at: datetime
    ends_at: datetime
    minutes: int
    clocks_changed: bool = False


class Unclear(Exception):
    """Clock times that name no moment, or two. `code`: skipped, twice, nothing or backwards; `at` is the time in question."""

    def __init__(self, code: str, at: time | None = None) -> None:
        super().__init__(code)
        self.code, self.at = code, at


def span(day: date, start: time, end: time, zone: str) -> Span:
    """From one clock time to another, on a day in a zone. An end before the start is after midnight.

    Over midnight and more than half a day is more likely two times put the wrong way round: Unclear.
    """
    if start == end:
        raise Unclear("nothing")
    last_day = day if end > start else day + timedelta(days=1)
    starts_at, ends_at = instant(day, start, zone), instant(last_day, end, zone)
    passed = _minutes(starts_at, ends_at)
    shown = _minutes(datetime.combine(day, start), datetime.combine(last_day, end))
    if last_day != day and passed > A_DAY // 2:
        raise Unclear("backwards")
    return Span(starts_at, ends_at, passed, clocks_changed=passed != shown)


def span_of_minutes(day: date, start: time, minutes: int, zone: str) -> Span:
    """From a clock time, so many minutes long."""
    starts_at = instant(day, start, zone)
    ends_at = starts_at + timedelta(minutes=minutes)
    there = ZoneInfo(zone)
    changed = starts_at.astimezone(there).utcoffset() != ends_at.astimezone(there).utcoffset()
    return Span(starts_at, ends_at, minutes, clocks_changed=changed)


def instant(day: date, at: time, zone: str) -> datetime:
    """The moment, in UTC, that a clock on the wall there shows. Raises Unclear where there is none, or there are two."""
    there = ZoneInfo(zone)
    first, second = (datetime.combine(day, at, tzinfo=there).replace(fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    exists = first.astimezone(UTC).astimezone(there).replace(tzinfo=None) == datetime.combine(day, at)
    raise Unclear("twice" if exists else "skipped", at)


def _minutes(start: datetime, end: datetime) -> int:
    return round((end - start).total_seconds() / 60)


@dataclass(frozen=True)
class Slot:
    """The hours of one entry in one person's book. `id` is None for the one being written."""

    held_on: date
    minutes: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    id: int | None = None
    kind: str = ""
    group: bool = False


def overlapping(new: Slot, others: Iterable[Slot]) -> Slot | None:
    """The first entry whose clock times overlap; entries without clock times overlap nothing."""
    if new.starts_at is None or new.ends_at is None:
        return None
    for other in others:
        if other.starts_at and other.ends_at and other.starts_at < new.ends_at and new.starts_at < other.ends_at:
            return other
    return None


def over_a_day(new: Slot, others: Iterable[Slot]) -> bool:
    """Would the day hold more than 24 hours in this book?"""
    return new.minutes + sum(other.minutes for other in others if other.held_on == new.held_on) > A_DAY


def comes_twice(new: Slot, others: Iterable[Slot]) -> Slot | None:
    """An entry that looks the same: same day, kind, format and minutes, and no two clock times that tell them apart."""
    for other in others:
        same = (other.held_on, other.kind, other.group, other.minutes) == (
            new.held_on,
            new.kind,
            new.group,
            new.minutes,
        )
        told_apart = new.starts_at is not None and other.starts_at is not None and new.starts_at != other.starts_at
        if same and not told_apart:
            return other
    return None


def late_days(held_on: date, sent_on: date, late_after: int) -> int:
    """Days from the session to the sending, where that is more than the agency's limit; else 0."""
    days = (sent_on - held_on).days
    return days if days > late_after else 0


# What in a note may point at a family. It warns; the writer decides.
PATTERNS = {
    "phone": re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.-]*"),
    "birth": re.compile(
        r"\b(?:born|dob|d\.o\.b|birth ?day|birth ?date|date of birth)\b"
        r"|(?<!\d)(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:19|20)\d{2}(?!\d)"
        r"|(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
        re.IGNORECASE,
    ),
    "number": re.compile(
        r"\b(?:case|docket|file|client|mrn|medicaid|ssn|cause)\s*(?:no\.?|number|num\.?|id|#)?\s*[:#]?\s*[A-Z]*-?\d[\w/-]{2,}"
        r"|(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)|#\s?\d{4,}",
        re.IGNORECASE,
    ),
    "name": re.compile(
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Baby|Grandma|Grandpa|Aunt|Uncle)\.?\s+[A-Z][\w’'-]+"
        r"|\b(?:named|called|name is|son|daughter|mother|mom|father|dad|child|baby|parent|wife|husband|sister|brother)\s+[A-Z][a-z][\w’'-]+"
        r"|(?<![.!?:]\s)(?<!^)(?<!\n)\b[A-Z][a-zà-ÿ’'-]+\s+[A-Z][a-zà-ÿ’'-]+\b"
        r"|\b[A-Z]\.\s?[A-Z]\.(?!\w)"
    ),
}


def personal_details(text: str, *, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Which kinds of personal detail a note seems to hold (keys of PATTERNS).

    `known` are names of people who may stand in it: her own, her supervisor's, the agency's.
    """
    for name in sorted({part for whole in known for part in (whole, *whole.split())}, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "…", text)
    return tuple(kind for kind, pattern in PATTERNS.items() if pattern.search(text))


@dataclass(frozen=True)
class Total:
    """Minutes of one kind: what counts (one to one and group) and what waits."""

    kind: Kind
    individual: int = 0
    group: int = 0
    waiting: int = 0

    @property
    def counts(self) -> int:
        return self.individual + self.group


def totals(slots: Iterable[tuple[Slot, bool]]) -> dict[Kind, Total]:
    """Totals by kind of (slot, confirmed?). Kinds are never summed here."""
    sums: dict[Kind, list[int]] = {}
    for slot, confirmed in slots:
        row = sums.setdefault(Kind(slot.kind), [0, 0, 0])
        row[(1 if slot.group else 0) if confirmed else 2] += slot.minutes
    return {kind: Total(kind, *row) for kind, row in sums.items()}


def gap_in_days(last_on: date | None, today: date) -> int | None:
    """Days since the two last met; None if they have not met yet."""
    return None if last_on is None else max(0, (today - last_on).days)


def weeks_of(first: date, begins_on: int = 0) -> list[list[date | None]]:
    """The weeks of the month that begins on `first`, seven days each, None for a day of the months beside it.

    `begins_on`: the weekday a week begins on, 0 for Monday, 6 for Sunday.
    """
    weeks = calendar.Calendar(begins_on).monthdatescalendar(first.year, first.month)
    return [[day if day.month == first.month else None for day in week] for week in weeks]


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
