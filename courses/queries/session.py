"""Live sessions as their people see them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from icalendar import Calendar, Event

from courses.models import Attendance, LiveSession, Presence, SignUp
from courses.queries.presence import presences_of, still_there
from courses.queries.signup import Places, places_of
from courses.rules.presence import Interval, minutes_there
from ledger import clock
from people.models import Membership, Person
from people.words import PersonState, Role


@dataclass(frozen=True)
class SessionRow:
    """A session in a list: with what she may do there, and her own minutes once she is listed."""

    session: LiveSession
    leads: bool
    listed: int | None  # how many are listed; only for who leads it
    minutes: int | None  # her own
    places: Places

    @property
    def sees_link(self) -> bool:
        """The link of a webinar is for those who have a place, and for who leads it."""
        return self.leads or self.places.mine

    @property
    def may_ask(self) -> bool:
        """She may sign up, or off."""
        return not self.leads and not self.session.started and not self.session.cancelled_at

    @property
    def waits(self) -> bool:
        """It has begun, she leads it, and nobody is listed yet."""
        return self.leads and self.listed == 0 and self.session.started and not self.session.cancelled_at


@dataclass(frozen=True)
class ListRow:
    """One person of the attendance list."""

    person: Person
    attendance: Attendance | None
    # What her code or the web-conference's list says; counts only once it is confirmed.
    said: int = 0
    # She did not say that she left: to be looked at.
    open_end: bool = False

    @property
    def ticked(self) -> bool:
        return bool(self.said) and not self.open_end


def sessions_of(person: Person) -> tuple[list[SessionRow], list[SessionRow]]:
    """(to come, past) of the agencies she belongs to. Today's stay among those to come until they are over."""
    found = LiveSession.objects.visible_to(person).select_related("agency", "course").order_by("starts_at")
    rows = session_rows(found, person)
    now = clock.now()
    coming = [row for row in rows if row.session.ends_at > now]
    return coming, [row for row in reversed(rows) if row.session.ends_at <= now]


def session_rows(sessions: Iterable[LiveSession], person: Person) -> list[SessionRow]:
    """Rows for many sessions: three queries."""
    several = list(sessions)
    leads = set(person.facilitated_sessions.filter(pk__in=[s.pk for s in several]).values_list("pk", flat=True))
    listed: dict[int, int] = dict.fromkeys(leads, 0)
    hers: dict[int, int] = {}
    live = Attendance.objects.filter(session__in=[s.pk for s in several], voided=None)
    for session, who, minutes in live.values_list("session_id", "person_id", "minutes"):
        if session in listed:
            listed[session] += 1
        if who == person.pk:
            hers[session] = minutes
    places = places_of(several, person)
    return [SessionRow(s, s.pk in leads, listed.get(s.pk), hers.get(s.pk), places[s.pk]) for s in several]


def attendance_list(
    session: LiveSession, actor: Person, joined: Mapping[int, Sequence[Interval]] | None = None
) -> list[ListRow]:
    """Who may be listed, with the minutes that the code of the room, or a web-conference's list (`joined`), says of each."""
    live = {
        row.person_id: row
        for row in Attendance.objects.filter(session=session, voided=None).select_related("recorded_by")
    }
    by_code, still, joined = presences_of(session), still_there(session), joined or {}
    until = min(session.ends_at, clock.now())

    def row(person: Person) -> ListRow:
        times = [*by_code.get(person.pk, ()), *joined.get(person.pk, ())]
        open_end = person.pk in still and person.pk not in joined
        return ListRow(person, live.get(person.pk), minutes_there(times, session.starts_at, until), open_end)

    return [row(person) for person in people_of_the_list(session, actor)]


def people_of_the_list(session: LiveSession, actor: Person) -> QuerySet[Person]:
    """The agency's volunteers of that day, whoever had a place or used the code, and whoever is listed; never herself.

    A name that was removed stands there only where it is listed: nobody can say any more who it was.
    """
    belonged = Membership.objects.filter(agency=session.agency).on(session.held_on)
    placed = SignUp.objects.standing().filter(session=session, has_place=True)
    came = Q(pk__in=placed.values("person")) | Q(pk__in=Presence.objects.filter(session=session).values("person"))
    came &= Q(pk__in=belonged.values("person"))
    listed = Attendance.objects.filter(session=session, voided=None).values("person")
    volunteers = belonged.filter(role=Role.VOLUNTEER).values("person")
    return (
        Person.objects.filter((Q(pk__in=volunteers) | came) & ~Q(state=PersonState.ERASED) | Q(pk__in=listed))
        .exclude(pk=actor.pk)
        .order_by("profile__name", "pk")
    )


def calendar_of(rows: Iterable[SessionRow], address_of: Callable[[LiveSession], str]) -> bytes:
    """Sessions as a calendar file: what, when and where, and no name of anybody."""
    calendar = Calendar()
    calendar.add("prodid", "-//Been There//Live sessions//EN")
    calendar.add("version", "2.0")
    # What calendar programs call it; without it some show its private address instead.
    calendar.add("x-wr-calname", "Been There")
    for row in rows:
        calendar.add_component(_event(row, address_of(row.session)))
    return bytes(calendar.to_ical())


def _event(row: SessionRow, address: str) -> Event:
    session, event = row.session, Event()
    event.add("uid", f"{session.uuid}@been-there")
    event.add("dtstamp", clock.now())
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", f"{session.title} ({session.agency})")
    if session.place:
        event.add("location", session.place)
    event.add("url", session.link if session.link and row.sees_link else address)
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    return event
