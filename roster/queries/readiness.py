"""What stands between a volunteer and being matched, today or on any past day."""

from collections.abc import Collection, Iterable
from datetime import date

from people.models import Agency, Person
from roster import rules
from roster.queries.programme import requirements_of, versions_followed
from roster.queries.record import records_of
from roster.rules import Readiness
from roster.words import RequirementKind


def readiness(person: Person, agency: Agency, as_of: date | None = None) -> Readiness:
    """Everything her programme asks, item by item, at the end of a day on the agency's calendar (today)."""
    return readiness_of_many([person.pk], agency, as_of)[person.pk]


def readiness_of_many(people: Collection[int], agency: Agency, as_of: date | None = None) -> dict[int, Readiness]:
    """The readiness of several people (ids), in as many queries as of one."""
    day = as_of or agency.today()
    followed = versions_followed(people, agency, day)
    asked = requirements_of(version for version in followed.values() if version)
    records = records_of(people, agency, day, courses=courses_asked(asked.values()))
    return {
        person: rules.readiness(asked.get(version or 0, ()), records[person], day, version)
        for person, version in followed.items()
    }


def courses_asked(asked: Iterable[tuple[rules.Requirement, ...]]) -> set[int]:
    """Ids of the courses these requirements ask for."""
    return {r.target for row in asked for r in row if r.kind == RequirementKind.COURSE and r.target}
