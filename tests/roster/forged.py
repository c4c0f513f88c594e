"""What somebody with SQL could write: forged certificates and listings, for the attacks on the gate."""

import uuid

import pytest
from django.db import IntegrityError, connection

from ledger import clock
from ledger.actions import record
from people.models import Agency, Person
from roster.models import (
    CertificateEvidence,
    Listing,
    Requirement,
    TrainingCertificate,
)

SOURCES = (
    "course_completion",
    "attendance",
    "agreement_signed",
    "signature",
    "signoff",
    "decision",
    "earlier_training",
)


def unlisted(certificate: TrainingCertificate) -> TrainingCertificate:
    """Deleting a listing is always allowed: it closes. Attacks begin from here."""
    Listing.objects.all().delete()
    return certificate


def forge(person: Person, version: object, agency: Agency, **more: object) -> TrainingCertificate:
    """A certificate row without anything behind it, as somebody with SQL could write it."""
    number = f"X-{uuid.uuid4().hex[:8]}"
    return record(
        TrainingCertificate(
            person=person, agency=agency, version=version, number=number, held_on=agency.today(), **more
        )
    )


def show(certificate: TrainingCertificate, kind: str, fact: object, requirement: Requirement) -> CertificateEvidence:
    return record(
        CertificateEvidence(
            certificate=certificate, requirement=requirement, held_on=certificate.held_on, **{kind: fact}
        )
    )


def refused(name: str) -> object:
    return pytest.raises(IntegrityError, match=name)


def insert(person: int, agency: int, certificate: int, how: str = "INSERT") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"{how} INTO roster_listing (person_id, agency_id, certificate_id, listed_at) VALUES (%s, %s, %s, %s)",
            [person, agency, certificate, clock.now()],
        )


def by_create(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    return Listing.objects.create(person=person, agency=agency, certificate=certificate)
