"""The certificate a listing rests on: its own agency's, in force, of the version she follows."""

from datetime import timedelta

from django.db import transaction

from ledger.actions import record
from people.models import Agency, Person
from roster.models import (
    CertificateVoided,
    Listing,
    Pathway,
    Requirement,
)
from roster.words import Phase, RequirementKind
from tests.factories.roster import (
    asks_competency,
    asks_decision,
    make_version,
)
from tests.roster.forged import by_create, forge, refused, show, unlisted
from tests.roster.supervised import make_competencies, make_signoff


def test_a_certificate_of_another_agency_does_not_list(certified, ana: Person, other_agency: Agency) -> None:
    unlisted(certified)
    with refused("listing_needs_a_certificate_in_force"), transaction.atomic():
        by_create(ana, other_agency, certified)


def test_a_certificate_taken_back_does_not_list(certified, ana: Person, agency: Agency) -> None:
    record(CertificateVoided(certificate=certified, by=None, reason="mistake", held_on=agency.today()))
    assert not Listing.objects.exists()
    with refused("listing_needs_a_certificate_in_force"), transaction.atomic():
        by_create(ana, agency, certified)


def test_a_certificate_past_its_last_day_does_not_list(world, ana: Person) -> None:
    world.do(ana, "decision")
    forged = forge(ana, world.version, world.agency, expires_on=world.agency.today() - timedelta(days=1))
    with refused("listing_needs_a_certificate_in_force"), transaction.atomic():
        by_create(ana, world.agency, forged)


def test_a_certificate_lists_on_its_last_day(agency: Agency, cleo: Person, ana: Person) -> None:
    [one] = make_competencies(agency, "One")
    make_version(agency, asks_competency(one))
    make_signoff(ana, agency, one, valid_until=agency.today())
    assert Listing.objects.get().certificate.expires_on == agency.today()


def test_a_certificate_cannot_last_longer_than_what_it_rests_on(agency: Agency, cleo: Person, ana: Person) -> None:
    [one] = make_competencies(agency, "One")
    version = make_version(agency, asks_competency(one))
    signoff = make_signoff(ana, agency, one, valid_until=agency.today() + timedelta(days=9))
    Listing.objects.all().delete()
    for expires_on in (None, agency.today() + timedelta(days=10)):
        forged = forge(ana, version, agency, expires_on=expires_on)
        show(forged, "signoff", signoff, version.requirements.get())
        with refused("listing_rests_on_facts"), transaction.atomic():
            by_create(ana, agency, forged)


def test_a_certificate_belongs_to_a_programme_of_its_agency(world, ana: Person, other_agency: Agency) -> None:
    with refused("certificate_of_own_agency"), transaction.atomic():
        forge(ana, world.version, other_agency)


def test_a_certificate_of_a_version_she_does_not_follow_does_not_list(
    certified, world, ana: Person, cleo: Person
) -> None:
    other = make_version(world.agency, asks_decision(), title="Another program")
    unlisted(certified)
    forged = forge(ana, other, world.agency)
    show(forged, "decision", world.facts["decision"], other.requirements.get())
    with refused("listing_follows_her_pathway"), transaction.atomic():
        by_create(ana, world.agency, forged)


def test_a_version_that_asks_nothing_before_matching_lists_nobody(agency: Agency, cleo: Person, ana: Person) -> None:
    from roster.models import Programme, ProgrammeVersion

    programme = Programme.objects.create(agency=agency, title="Empty")
    version = record(ProgrammeVersion(programme=programme, number=1, decided_by=cleo, held_on=agency.today()))
    record(
        Requirement(
            version=version,
            position=1,
            phase=Phase.ONGOING,
            kind=RequirementKind.DECISION,
            label="Later",
            held_on=agency.today(),
        )
    )
    Pathway.objects.create(person=ana, agency=agency, version=version, starts_on=agency.today())
    with refused("listing_rests_on_facts"), transaction.atomic():
        by_create(ana, agency, forge(ana, version, agency))
