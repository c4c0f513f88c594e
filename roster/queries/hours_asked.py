"""The hours a program asks for. The room below asks this through supervision.asked, for its rings."""

from people.models import Agency, Person
from roster.models import Requirement
from roster.queries.programme import versions_followed
from roster.words import Phase, RequirementKind


def hours_asked(person: Person, agency: Agency) -> dict[str, int]:
    """Kind of hours → minutes before matching, by the version she follows today. Two queries; one without a program."""
    version = versions_followed([person.pk], agency)[person.pk]
    if version is None:
        return {}
    asked = Requirement.objects.filter(version=version, kind=RequirementKind.HOURS, phase=Phase.BEFORE_MATCHING)
    return {row.hours_kind: row.minutes or 0 for row in asked}
