"""The verdict and its reasons, for machines and for whoever has to answer for it."""

from datetime import date

from django.utils.translation import get_language

from people.models import Agency, Person
from roster.explain import tell
from roster.models import ProgrammeVersion
from roster.queries.available import available_support_parents
from roster.queries.names import Names
from roster.queries.readiness import readiness
from roster.rules import Item

Plain = dict[str, object]


def explained(person: Person, agency: Agency, as_of: date | None = None) -> Plain:
    """Is formal training complete at the end of a day, and by which facts (uuids). The same question, the same answer."""
    found = readiness(person, agency, as_of)
    # Without names and dates of today, so that a past day is told the same way whenever it is asked about.
    told = tell(found, person.pk, Names(), to_herself=False, grouped=False)
    version = ProgrammeVersion.objects.filter(pk=found.version or 0).select_related("programme").first()
    answer: Plain = {
        "person": str(person.uuid),
        "agency": agency.slug,
        "as_of": found.as_of.isoformat(),
        "program": version.programme.name if version else None,
        "version": version.number if version else None,
        "training_complete": found.ready,
        "valid_until": found.expires_on.isoformat() if found.ready and found.expires_on else None,
        "before_matching": [_said(line.detail, item) for line in told.lines for item in line.items],
        "ongoing": [_said(line.detail, item) for line in told.ongoing for item in line.items],
    }
    if as_of is None:
        answer["available_now"] = available_support_parents(agency).filter(pk=person.pk).exists()
    return answer


def _said(detail: str, item: Item) -> Plain:
    return {
        "requirement": item.requirement.said(get_language() or ""),
        "kind": item.requirement.kind,
        "state": item.state,
        "detail": detail,
        "whose_turn": item.turn,
        "since": item.since.isoformat() if item.since else None,
        "rests_on": [
            {"fact": source.kind, "uuid": source.uuid, "held_on": source.held_on.isoformat()} for source in item.sources
        ],
    }
