"""Whose certificate or listing says something else than her record does. The same number of queries for everyone."""

from collections.abc import Collection, Iterator

from people.models import Agency, Membership
from people.words import Role
from roster import rules
from roster.models import Listing, TrainingCertificate
from roster.queries.programme import requirements_of, versions_followed
from roster.queries.readiness import courses_asked
from roster.queries.record import records_of
from roster.rules import Readiness, Record, Requirement, Rests

BATCH = 500


def who_differs(agency: Agency) -> Iterator[int]:
    """Ids of people to look at again: ready without a certificate or a listing, or certified and not ready any more."""
    volunteers = Membership.objects.on(agency.today()).filter(agency=agency, role=Role.VOLUNTEER)
    here = set(volunteers.values_list("person_id", flat=True))
    certified = TrainingCertificate.objects.filter(agency=agency, voided=None)
    everyone = sorted(here | set(certified.values_list("person_id", flat=True)))
    for start in range(0, len(everyone), BATCH):
        yield from differing(everyone[start : start + BATCH], agency)


def differing(people: Collection[int], agency: Agency) -> Iterator[int]:
    """Of these people (ids), those whose certificate or listing says something else than their record."""
    if not people:
        return
    day = agency.today()
    volunteers = Membership.objects.on(day).filter(agency=agency, role=Role.VOLUNTEER, person__in=people)
    here = set(volunteers.values_list("person_id", flat=True))
    followed = versions_followed(people, agency, day)
    held = {
        certificate.person_id: certificate
        for certificate in TrainingCertificate.objects.filter(
            agency=agency, voided=None, person__in=people
        ).prefetch_related("rows")
    }
    asked = requirements_of({v for v in followed.values() if v} | {c.version_id for c in held.values()})
    records = records_of(people, agency, day, courses=courses_asked(asked.values()))
    listed = set(Listing.objects.filter(agency=agency, person__in=people).values_list("person_id", flat=True))
    for person in people:
        version = followed[person]
        found = rules.readiness(asked.get(version or 0, ()), records[person], day, version)
        certificate = held.get(person)
        ready = found.ready and person in here
        if (
            ready != (certificate is not None)
            or ready != (person in listed)
            or (
                certificate
                and not certificate_stands(certificate, found, asked[certificate.version_id], records[person])
            )
        ):
            yield person


def rests_of(certificate: TrainingCertificate) -> Rests:
    """What a certificate rests on, as the rules name it."""
    return frozenset((row.requirement_id, *row.fact) for row in certificate.rows.all())


def certificate_stands(
    certificate: TrainingCertificate, found: Readiness, asked: tuple[Requirement, ...], record: Record
) -> bool:
    """Does a certificate still rest on what it says, and last as long as it could?"""
    ends, could_end = certificate.expires_on, found.expires_on
    if certificate.version_id != found.version or (ends and ends < found.as_of):
        return False
    if ends and (could_end is None or could_end > ends):
        return False
    return rules.still_stands(rests_of(certificate), asked, record, found.as_of)
