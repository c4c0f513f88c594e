"""A small calendar of sessions: one month as weeks to look at, and the same sessions as a list to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import LiveSession
from ledger import clock
from people.models import Person
from supervision.models import HoursEntry
from supervision.permissions import assignments_today, hours_within
from supervision.rules import month_after, month_before, weeks_of
from supervision.words import EntryState, Format, Kind, duration

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Meeting:
    """One line of the list."""

    day: date
    what: str
    who: str = ""
    url: str = ""
    begins: time | None = None
    to_come: bool = False


@dataclass(frozen=True)
class Day:
    """One square of the picture."""

    day: date
    meetings: int
    is_today: bool


@dataclass(frozen=True)
class Month:
    """A month by its first day; weeks of seven squares, None for days of the months beside it."""

    first: date
    today: date
    meetings: tuple[Meeting, ...]

    @property
    def begins_on(self) -> int:
        """The first day of a week where she reads: 0 is Monday, 6 Sunday."""
        return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7

    @property
    def weekdays(self) -> list[date]:
        """Seven days of any week, in order, for the headings."""
        monday = date(2024, 1, 1)
        return [monday + timedelta(days=self.begins_on + number) for number in range(7)]

    @property
    def weeks(self) -> list[list[Day | None]]:
        return [[self._square(day) if day else None for day in week] for week in weeks_of(self.first, self.begins_on)]

    def _square(self, day: date) -> Day:
        return Day(day, sum(1 for meeting in self.meetings if meeting.day == day), day == self.today)

    @property
    def days(self) -> list[tuple[date, list[Meeting]]]:
        """The list: each day that has something, the first of the month first."""
        return [(day, list(several)) for day, several in groupby(self.meetings, key=lambda meeting: meeting.day)]

    @property
    def before(self) -> date:
        return month_before(self.first)

    @property
    def after(self) -> date:
        return month_after(self.first)


def first_of(asked: str, today: date) -> date:
    """The month somebody asks for ("2026-11"); whatever is no month is this month."""
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_YEAR < first.year < LAST_YEAR else today.replace(day=1)


def my_month(person: Person, entries: Iterable[HoursEntry], asked: str = "") -> Month:
    """A volunteer's month: the hours she sent (already fetched), and live sessions she may come to. Two queries."""
    today = clock.today(person.profile.time_zone)
    first = first_of(asked, today)
    live = (EntryState.WAITING, EntryState.CONFIRMED)
    hers = [_entry_of_hers(entry) for entry in entries if month_of(entry.held_on) == first and entry.state in live]
    return _month(first, today, [*hers, *_live_sessions(person, first)])


def desk_month(person: Person, asked: str = "") -> Month:
    """A supervisor's month: sessions she held with those who are hers today, a group as one; live sessions. Four queries."""
    today = clock.today(person.profile.time_zone)
    first = first_of(asked, today)
    held = (
        hours_within(assignments_today(person))
        .live()
        .filter(supervisor=person, held_on__gte=first, held_on__lt=month_after(first))
        .select_related("person__profile", "agency", "session")
        .order_by("held_on", "person__profile__name", "pk")
    )
    together: dict[object, list[HoursEntry]] = {}
    for entry in held:
        together.setdefault(_one_meeting(entry), []).append(entry)
    return _month(first, today, [*map(_held_by_her, together.values()), *_live_sessions(person, first)])


def _one_meeting(entry: HoursEntry) -> object:
    """What a group shares: the session entered once, or, sent by each of them, the same hour."""
    if entry.session_id:
        return entry.session_id
    return (
        (entry.kind, entry.agency_id, entry.starts_at)
        if entry.format == Format.GROUP and entry.starts_at
        else entry.uuid
    )


def month_of(day: date) -> date:
    return day.replace(day=1)


def _month(first: date, today: date, meetings: Iterable[Meeting]) -> Month:
    return Month(first, today, tuple(sorted(meetings, key=lambda m: (m.day, m.begins or time.min, m.what, m.who))))


def _what(entry: HoursEntry) -> str:
    return f"{duration(entry.minutes)} · {Kind(entry.kind).label}"


def _entry_of_hers(entry: HoursEntry) -> Meeting:
    who = _("with %(name)s") % {"name": entry.supervisor.get_full_name()}
    url = reverse("supervision:entry", args=[entry.uuid])
    return Meeting(entry.held_on, _what(entry), who, url, entry.local_start)


def _held_by_her(entries: Sequence[HoursEntry]) -> Meeting:
    entry = entries[0]
    if len(entries) == 1:
        url = reverse("supervision:entry", args=[entry.uuid])
        return Meeting(entry.held_on, _what(entry), entry.person.get_full_name(), url, entry.local_start)
    count = ngettext("%(count)d person", "%(count)d people", len(entries)) % {"count": len(entries)}
    who = f"{count}: " + ", ".join(each.person.get_short_name() for each in entries)
    minutes = entry.session.minutes if entry.session else entry.minutes
    what = f"{duration(minutes)} · {_('Group')} · {Kind(entry.kind).label}"
    return Meeting(entry.held_on, what, who, begins=entry.local_start)


def _live_sessions(person: Person, first: date) -> list[Meeting]:
    """Workshops and webinars of her agencies, and those she leads, on the day they are held where they are held."""
    around = (
        clock.start_of(first - timedelta(days=1), "UTC"),
        clock.start_of(month_after(first) + timedelta(days=1), "UTC"),
    )
    found = LiveSession.objects.visible_to(person).filter(cancelled_at=None, starts_at__range=around)
    return [_live(session) for session in found if month_of(session.held_on) == first]


def _live(session: LiveSession) -> Meeting:
    begins = session.starts_at.astimezone(ZoneInfo(session.zone)).time()
    url = reverse("courses:session", args=[session.uuid])
    return Meeting(session.held_on, session.title, session.place, url, begins, to_come=session.ends_at > clock.now())
