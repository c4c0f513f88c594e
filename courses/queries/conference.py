"""Who of the agency stands in a web-conference's list, and who in it is not known. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from courses.models import LiveSession
from courses.rules.conference import Joined, delimiter_of, joined, names_in
from courses.rules.presence import Interval, minutes_there
from ledger import clock
from ledger.refusals import Refused
from people import sheets
from people.models import Person
from people.rules import same_name

MOST_ROWS = 2000


@dataclass(frozen=True)
class Looked:
    """What a file says: the times of each person that is known, the names that are not, and what was left out."""

    times: dict[int, list[Interval]]
    unknown: list[str]
    elsewhere: int  # people who were not there while the session was
    unread: int  # rows without a name or a time


def looked_at(upload: IO[bytes], session: LiveSession, zone: str, people: Iterable[Person]) -> Looked:
    """The file, read once and kept nowhere. Says in words what cannot be read."""
    rows = _rows(upload)
    found = joined(rows, zone, session.starts_at)
    if found is None:
        raise Refused(
            _(
                "This file does not say who joined and left when. Choose the list of participants with each time; in Zoom, without “Show unique users”."
            ),
            code="no_heading",
        )
    told, unread = found
    return _matched(session, told, unread, list(people))


def _rows(upload: IO[bytes]) -> list[list[str]]:
    if upload.read(4) == b"PK\x03\x04":
        raise Refused(_("Please choose the CSV file, not one of Excel."), code="wrong_kind")
    upload.seek(0)
    try:
        return sheets.read(upload, most_rows=MOST_ROWS, delimiter_of=delimiter_of)
    except Refused as refused:
        if refused.code in ("too_large", "too_many_rows"):
            raise Refused(_("This file is too long for one session."), code=refused.code) from refused
        if refused.code == "wrong_kind":
            raise Refused(_("Please choose the CSV file, not one of Excel."), code=refused.code) from refused
        raise


def _matched(session: LiveSession, told: Sequence[Joined], unread: int, people: list[Person]) -> Looked:
    known, leaders = _Known(people), _Known(list(session.facilitators.all()))
    times: dict[int, list[Interval]] = defaultdict(list)
    unknown: dict[str, str] = {}
    for row in told:
        person = known.find(row)
        if person:
            times[person.pk].append((row.begin, row.end))
        elif not leaders.find(row):
            unknown.setdefault(same_name(row.name), row.name)
    until = min(session.ends_at, clock.now())
    there = {pk: many for pk, many in times.items() if minutes_there(many, session.starts_at, until)}
    return Looked(there, list(unknown.values()), len(times) - len(there), unread)


class _Known:
    """People by what a web-conference may say of them; whatever two of them share says nothing."""

    def __init__(self, people: list[Person]) -> None:
        self.people = {person.pk: person for person in people}
        self.by_email: dict[str, set[int]] = defaultdict(set)
        self.by_name: dict[str, set[int]] = defaultdict(set)
        for person in people:
            for email in (person.email, person.profile.contact_email):
                if email:
                    self.by_email[email.lower()].add(person.pk)
            self.by_name[same_name(person.profile.name)].add(person.pk)
        more = EmailAddress.objects.filter(user__in=self.people, verified=True).values_list("user", "email")
        for pk, email in more:
            self.by_email[email.lower()].add(pk)

    def find(self, row: Joined) -> Person | None:
        """By her e-mail address, else by her name; not at all where two could be meant."""
        found = self.by_email.get(row.email, set()) if row.email else set()
        if len(found) != 1:
            named = {pk for name in names_in(row.name) for pk in self.by_name.get(name, ())}
            found = (found & named) or (named if not found else set())
        return self.people[next(iter(found))] if len(found) == 1 else None
