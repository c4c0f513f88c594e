"""What stands between a volunteer and being matched, today or on any past day."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from ledger.prepared import Prepared, Several
from people.models import Agency, Person
from roster import rules
from roster.queries import programme, record
from roster.queries.one_statement import Found, Shaped, by_table, together
from roster.queries.record import Asking, Moment
from roster.rules import Readiness
from roster.words import RequirementKind

# More people are put together each time, as their question is no longer small beside their rows.
MOST = 200


def readiness(person: Person, agency: Agency, as_of: date | None = None) -> Readiness:
    """Everything her programme asks, item by item, at the end of a day on the agency's calendar (today)."""
    return readiness_of_many([person.pk], agency, as_of)[person.pk]


def readiness_of_many(people: Collection[int], agency: Agency, as_of: date | None = None) -> dict[int, Readiness]:
    """The readiness of several people (ids), by one query as of one."""
    if not people:
        return {}
    at = Moment(agency, as_of or agency.today())
    return readiness_in(asked(tables, people, at), people, at)


def tables(at: Asking) -> list[Shaped]:
    """What is asked of these people, and what their records hold."""
    courses = programme.requirements_at(at).filter(course__isnull=False).order_by().values("course")
    return [*programme.tables(at), *record.tables(at, courses)]


def readiness_in(found: Found, people: Collection[int], at: Moment) -> dict[int, Readiness]:
    """The same from rows of `tables`."""
    followed = programme.followed_in(found, people)
    asked = programme.requirements_in(found)
    records = record.records_in(found, people, at)
    return {
        person: rules.readiness(asked.get(version or 0, ()), records[person], at.day, version)
        for person, version in followed.items()
    }


def asked(make: Callable[[Asking], list[Shaped]], people: Collection[int], at: Moment) -> Found:
    """The rows of these tables about these people (ids), by one statement that is put together once a process."""
    return by_table(_question(make)(*at.asking(people)))


@cache
def _question(make: Callable[[Asking], list[Shaped]]) -> Prepared:
    def put(*values: Any) -> Shaped:
        return together(*make(Asking(*values)))

    return Prepared(put, Several(int, MOST), int, date, datetime, datetime)


def courses_asked(asked: Iterable[tuple[rules.Requirement, ...]]) -> set[int]:
    """Ids of the courses these requirements ask for."""
    return {r.target for row in asked for r in row if r.kind == RequirementKind.COURSE and r.target}
