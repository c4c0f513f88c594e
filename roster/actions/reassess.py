"""The house's own acts: granting the training certificate, taking it back, and listing behind the gate.

Nobody asks for these. They follow from facts, in the transaction that records the fact; each night they are proved again.
"""

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from ledger.actions import record
from ledger.models import Fact
from ledger.numbers import new_number
from people.actions import notify
from people.locks import lock
from people.models import Agency, Membership, Person
from people.words import Role
from roster import rules
from roster.actions.pathway import ensure_pathway
from roster.models import CertificateEvidence, CertificateVoided, Listing, TrainingCertificate
from roster.queries.certificate import live_certificate
from roster.queries.programme import requirements_of
from roster.queries.readiness import readiness
from roster.queries.record import record_of
from roster.queries.standing import certificate_stands
from roster.rules import Readiness
from roster.words import VoidReason
from supervision.models import SignOffWithdrawn

log = structlog.get_logger(__name__)


@transaction.atomic
def reassess(*, person: Person, agency: Agency, cause: Fact | None = None) -> Readiness:
    """Look at her record again: grant, renew or take back the certificate, and list her if all of it holds."""
    lock(person)
    belongs = Membership.objects.on(agency.today()).filter(person=person, agency=agency, role=Role.VOLUNTEER).exists()
    if belongs:
        ensure_pathway(person=person, agency=agency)
    found = readiness(person, agency)
    held = live_certificate(person, agency)
    if held and belongs and found.ready and _stands(held, found):
        _list(held)
        return found
    if held:
        reason = _why(held, found, cause) if belongs else VoidReason.LEFT
        _take_back(held, reason=reason, cause=cause)
    if belongs and found.ready:
        granted = _grant(person, agency, found)
        _list(granted)
        if held is None:
            _tell_granted(granted)
    elif held:
        _tell_taken_back(held, cause)
    return found


def _stands(held: TrainingCertificate, found: Readiness) -> bool:
    asked = requirements_of([held.version_id]).get(held.version_id, ())
    return certificate_stands(held, found, asked, record_of(held.person, held.agency, found.as_of))


def _why(held: TrainingCertificate, found: Readiness, cause: Fact | None) -> VoidReason:
    if found.ready:
        return VoidReason.RENEWED
    if held.version_id != found.version:
        return VoidReason.OTHER_VERSION
    if held.expires_on and held.expires_on < found.as_of:
        return VoidReason.EXPIRED
    return VoidReason.SOURCE_WITHDRAWN if cause else VoidReason.NO_LONGER_MET


def _grant(person: Person, agency: Agency, found: Readiness) -> TrainingCertificate:
    assert found.version is not None  # without a programme nobody is ready
    granted = record(
        TrainingCertificate(
            person=person,
            agency=agency,
            version_id=found.version,
            number=new_number(),
            held_on=found.as_of,
            expires_on=found.expires_on,
        )
    )
    for requirement, kind, fact in sorted(rules.rests_on(found)):
        record(
            CertificateEvidence(
                certificate=granted, requirement_id=requirement, held_on=found.as_of, **{f"{kind}_id": fact}
            )
        )
    return granted


def _list(certificate: TrainingCertificate) -> None:
    """Put her on the roster. The gate in the database has the last word; where it says no, she is not listed."""
    if Listing.objects.filter(certificate=certificate).exists():
        return
    try:
        with transaction.atomic():
            Listing.objects.filter(person=certificate.person, agency=certificate.agency).delete()
            Listing.objects.create(person=certificate.person, agency=certificate.agency, certificate=certificate)
    except IntegrityError as refusal:
        if "listing_" not in str(refusal):
            raise
        gate = str(refusal).split(":")[0].split("\n")[0]
        log.warning("the gate did not list", certificate=str(certificate.uuid), gate=gate)


def _take_back(held: TrainingCertificate, *, reason: VoidReason, cause: Fact | None) -> None:
    """The certificate no longer stands. The guards take the listing away in the same statement."""
    record(
        CertificateVoided(
            certificate=held,
            by=None,
            reason=reason,
            fact_kind=cause._meta.label if cause else "",
            fact_uuid=cause.uuid if cause else None,
            held_on=held.agency.today(),
        )
    )


def _tell_granted(granted: TrainingCertificate) -> None:
    notify(
        person=granted.person,
        agency=granted.agency,
        kind="roster-training-complete",
        key=f"training-complete:{granted.uuid}",
        url=reverse("roster:certificate", args=[granted.uuid]),
    )
    _tell_coordinators(granted, "roster-somebody-is-ready")


def _tell_taken_back(held: TrainingCertificate, cause: Fact | None) -> None:
    """She hears what to do next; after a withdrawn sign-off only her supervisor speaks to her (supervision tells her)."""
    if not isinstance(cause, SignOffWithdrawn):
        notify(
            person=held.person,
            agency=held.agency,
            kind="roster-something-to-do",
            key=f"something-to-do:{held.uuid}",
            url=reverse("roster:availability-at", args=[held.agency.slug]),
        )
    _tell_coordinators(held, "roster-somebody-is-off")


def _tell_coordinators(certificate: TrainingCertificate, kind: str) -> None:
    agency, person = certificate.agency, certificate.person
    for coordinator in coordinators_of(agency):
        if coordinator.pk != person.pk:
            notify(
                person=coordinator,
                agency=agency,
                kind=kind,
                key=f"{kind}:{certificate.uuid}:{coordinator.pk}",
                url=reverse("roster:person", args=[agency.slug, person.uuid]),
                about={"name": person.get_full_name()},
            )


def coordinators_of(agency: Agency) -> list[Person]:
    held = Membership.objects.on(agency.today()).filter(agency=agency, role=Role.COORDINATOR)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True))


def agencies_of(person: Person) -> list[Agency]:
    """Where a fact about her learning may matter: she is a volunteer there, or was certified there."""
    return list(
        Agency.objects.filter(
            Q(memberships__person=person, memberships__role=Role.VOLUNTEER) | Q(pathways__person=person)
        ).distinct()
    )
