"""The gate: no route lists an untrained volunteer. The same attacks on PostgreSQL and on SQLite."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from ledger import clock
from ledger.actions import record
from people.models import Agency, Person
from roster.models import (
    CertificateEvidence,
    CertificateVoided,
    Listing,
    Pathway,
    Requirement,
    TrainingCertificate,
)
from roster.words import Outcome, Phase, RequirementKind
from tests.factories.courses import make_attendance, make_course_completion, make_live_session
from tests.factories.people import make_agreement, make_agreement_version, make_member, make_signature
from tests.factories.roster import (
    asks_competency,
    asks_course,
    asks_decision,
    asks_hours,
    asks_workshop,
    make_decision,
    make_earlier_training,
    make_version,
)
from tests.roster.supervised import make_competencies, make_hours, make_signoff

SOURCES = (
    "course_completion",
    "attendance",
    "agreement_signed",
    "signature",
    "signoff",
    "decision",
    "earlier_training",
)


@pytest.fixture
def mia(agency: Agency) -> Person:
    """A volunteer with nothing done."""
    from people.words import Role

    return make_member("Mia Stone", agency, Role.VOLUNTEER)


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


# Routes: every way a row gets into the table

Route = Callable[[Person, Agency, TrainingCertificate], object]


def by_create(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    return Listing.objects.create(person=person, agency=agency, certificate=certificate)


def by_bulk_create(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    return Listing.objects.bulk_create([Listing(person=person, agency=agency, certificate=certificate)])


def by_upsert(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    return Listing.objects.bulk_create(
        [Listing(person=person, agency=agency, certificate=certificate)],
        update_conflicts=True,
        unique_fields=["person", "agency"],
        update_fields=["certificate"],
    )


def by_update_or_create(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    return Listing.objects.update_or_create(person=person, agency=agency, defaults={"certificate": certificate})


def by_get_or_create(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    return Listing.objects.get_or_create(person=person, agency=agency, defaults={"certificate": certificate})


def by_raw_insert(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    return insert(person.pk, agency.pk, certificate.pk)


def by_insert_select(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO roster_listing (person_id, agency_id, certificate_id, listed_at)"
            " SELECT %s, %s, id, recorded_at FROM roster_trainingcertificate WHERE id = %s",
            [person.pk, agency.pk, certificate.pk],
        )
    return None


def by_on_conflict(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO roster_listing (person_id, agency_id, certificate_id, listed_at) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (person_id, agency_id) DO UPDATE SET certificate_id = excluded.certificate_id",
            [person.pk, agency.pk, certificate.pk, clock.now()],
        )
    return None


def by_replace(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    if connection.vendor != "sqlite":
        return by_on_conflict(person, agency, certificate)
    return insert(person.pk, agency.pk, certificate.pk, "INSERT OR REPLACE")


def by_insert_or_ignore(person: Person, agency: Agency, certificate: TrainingCertificate) -> object:
    if connection.vendor != "sqlite":
        return by_raw_insert(person, agency, certificate)
    return insert(person.pk, agency.pk, certificate.pk, "INSERT OR IGNORE")


def by_loaddata(person: Person, agency: Agency, certificate: TrainingCertificate, tmp_path: object = None) -> object:
    import tempfile
    from pathlib import Path

    fields = {
        "person": person.pk,
        "agency": agency.pk,
        "certificate": certificate.pk,
        "listed_at": "2026-01-01T00:00:00Z",
    }
    with tempfile.TemporaryDirectory() as place:
        fixture = Path(place) / "listing.json"
        fixture.write_text(json.dumps([{"model": "roster.listing", "pk": 4711, "fields": fields}]))
        call_command("loaddata", str(fixture), verbosity=0)
    return None


ROUTES = [
    by_create,
    by_bulk_create,
    by_upsert,
    by_update_or_create,
    by_get_or_create,
    by_raw_insert,
    by_insert_select,
    by_on_conflict,
    by_replace,
    by_insert_or_ignore,
    by_loaddata,
]


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_lists_somebody_on_a_forged_certificate(route: Route, world, mia: Person) -> None:
    forged = forge(mia, world.version, world.agency)
    Pathway.objects.create(person=mia, agency=world.agency, version=world.version, starts_on=world.agency.today())
    with refused("listing_rests_on_facts"), transaction.atomic():
        route(mia, world.agency, forged)
    assert not Listing.objects.filter(person=mia).exists()


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_lists_somebody_on_another_persons_certificate(route: Route, certified, world, mia: Person) -> None:
    unlisted(certified)
    with refused("listing_needs_a_certificate_in_force"), transaction.atomic():
        route(mia, world.agency, certified)


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_lists_who_is_certified(route: Route, certified, world, ana: Person) -> None:
    """The list of attacks fails for the right reason: with the real certificate each of them works."""
    if route is by_loaddata and connection.vendor == "postgresql":
        pytest.skip("the application's role may not set the sequence, which loaddata does at its end")
    unlisted(certified)
    route(ana, world.agency, certified)
    assert Listing.objects.get().person == ana


@pytest.mark.parametrize("field", ["person", "agency", "certificate"])
@pytest.mark.parametrize("how", ["save", "update", "bulk_update", "raw"])
def test_a_listing_is_never_changed(field: str, how: str, certified, world, mia: Person, other_agency: Agency) -> None:
    forged = forge(mia, world.version, world.agency)
    value = {"person": mia, "agency": other_agency, "certificate": forged}[field]
    listing = Listing.objects.get()
    setattr(listing, field, value)
    with refused("listing_never_changes"), transaction.atomic():
        if how == "save":
            listing.save()
        elif how == "update":
            Listing.objects.filter(pk=listing.pk).update(**{field: value})
        elif how == "bulk_update":
            Listing.objects.bulk_update([listing], [field])
        else:
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE roster_listing SET {field}_id = %s", [value.pk])


def test_a_listing_needs_a_certificate_at_all(world, mia: Person) -> None:
    for certificate in (None, 987_654):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(mia.pk, world.agency.pk, certificate)
    assert not Listing.objects.exists()


def test_a_person_or_agency_that_is_not_there_is_no_hole(certified, world, ana: Person) -> None:
    unlisted(certified)
    for person, agency in ((None, world.agency.pk), (ana.pk, None), (987_654, world.agency.pk), (ana.pk, 987_654)):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(person, agency, certified.pk)


# The certificate


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


# What it rests on


@pytest.mark.parametrize("missing", SOURCES)
def test_each_requirement_needs_its_own_fact(missing: str, certified, world, ana: Person) -> None:
    """A second certificate with all the evidence but one requirement's."""
    unlisted(certified)
    forged = forge(ana, world.version, world.agency)
    for row in certified.rows.exclude(**{f"{missing}__isnull": False}):
        kind, pk = row.fact
        show(forged, f"{kind}_id", pk, row.requirement)
    with refused("listing_rests_on_facts"), transaction.atomic():
        by_create(ana, world.agency, forged)


@pytest.mark.parametrize("kind", SOURCES)
def test_another_persons_fact_is_no_evidence(kind: str, world, ana: Person, mia: Person) -> None:
    hers = world.do(ana)
    forged = forge(mia, world.version, world.agency)
    row = TrainingCertificate.objects.get(person=ana).rows.filter(**{f"{kind}__isnull": False}).first()
    with refused("evidence_of_herself"), transaction.atomic():
        show(forged, kind, hers[kind], row.requirement)


@pytest.mark.parametrize("kind", SOURCES)
def test_a_fact_shows_only_what_it_is_about(kind: str, certified, world, ana: Person) -> None:
    """A decision is no workshop: the kind of fact must be the kind of requirement."""
    fits = {"earlier_training": {"course", "live_session", "earlier_training"}}
    own = certified.rows.filter(**{f"{kind}__isnull": False}).first().requirement.kind
    forged = forge(ana, world.version, world.agency)
    for requirement in world.version.requirements.all():
        if requirement.kind not in fits.get(kind, {own}):
            with refused("evidence_of_herself"), transaction.atomic():
                show(forged, kind, world.facts[kind], requirement)


def test_evidence_is_for_the_certificates_own_version(certified, world, cleo: Person) -> None:
    other = make_version(world.agency, asks_decision(), title="Another program")
    with refused("evidence_of_own_version"), transaction.atomic():
        show(certified, "decision", world.facts["decision"], other.requirements.get())


def test_evidence_that_is_not_there_is_no_hole(certified, world) -> None:
    requirement = world.version.requirements.first()
    for evidence in ({"course_completion_id": 987_654}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            record(
                CertificateEvidence(
                    certificate=certified, requirement=requirement, held_on=certified.held_on, **evidence
                )
            )


def test_the_same_minutes_are_not_counted_twice(agency: Agency, cleo: Person, fay: Person, ana: Person) -> None:
    version = make_version(agency, asks_workshop(120))
    there = make_attendance(ana, make_live_session(agency, fay), 60)
    forged = forge(ana, version, agency)
    show(forged, "attendance", there, version.requirements.get())
    with refused("evidence_attendance_once|UNIQUE"), transaction.atomic():
        show(forged, "attendance", there, version.requirements.get())
    with refused("listing_rests_on_facts"), transaction.atomic():
        by_create(ana, agency, forged)


def test_a_session_of_another_agency_is_no_evidence(
    agency: Agency, cleo: Person, ana: Person, stan: Person, other_agency: Agency
) -> None:
    version = make_version(agency, asks_workshop(60))
    there = make_attendance(ana, make_live_session(other_agency, stan))
    forged = forge(ana, version, agency)
    with refused("evidence_of_herself"), transaction.atomic():
        show(forged, "attendance", there, version.requirements.get())


def test_another_course_is_not_the_course(world, agency: Agency, ana: Person) -> None:
    from tests.factories.courses import lesson, make_course, make_module, text_step

    other = make_course("Something else", make_module("Else", lesson("Hi", text_step())))
    version = make_version(agency, asks_course(world.course), title="Courses only")
    done = make_course_completion(ana, other, agency)
    Pathway.objects.filter(person=ana, ends_on=None).update(ends_on=agency.today())
    Pathway.objects.create(person=ana, agency=agency, version=version, starts_on=agency.today())
    for kind, fact in (
        ("course_completion", done),
        ("earlier_training", make_earlier_training(ana, agency, course=other)),
    ):
        forged = forge(ana, version, agency)
        show(forged, kind, fact, version.requirements.get())
        with refused("listing_rests_on_facts"), transaction.atomic():
            by_create(ana, agency, forged)


def test_an_older_version_of_an_agreement_does_not_list(
    agency: Agency, cleo: Person, ana: Person, pledge, small_programme
) -> None:
    signed = make_signature(ana, pledge)
    decided = make_decision(ana, agency)
    make_agreement_version(pledge, text="Other words")
    forged = forge(ana, small_programme, agency)
    first, second = small_programme.requirements.all()
    show(forged, "agreement_signed", signed, first)
    show(forged, "decision", decided, second)
    with refused("listing_rests_on_facts"), transaction.atomic():
        by_create(ana, agency, forged)


def test_another_agreement_is_not_the_agreement(
    agency: Agency, cleo: Person, ana: Person, pledge, small_programme
) -> None:
    other = make_signature(ana, make_agreement(agency, "Code of ethics"))
    decided = make_decision(ana, agency)
    forged = forge(ana, small_programme, agency)
    first, second = small_programme.requirements.all()
    show(forged, "agreement_signed", other, first)
    show(forged, "decision", decided, second)
    with refused("listing_rests_on_facts"), transaction.atomic():
        by_create(ana, agency, forged)


@pytest.mark.parametrize(
    ("individual", "group", "listed"),
    [
        ([60, 60], [], True),
        ([60], [60], True),
        ([60], [90], True),
        ([60], [59], False),  # minutes short
        ([59], [60, 60, 60], False),  # group over its cap, one to one short
        ([119], [], False),
        ([], [120], False),
    ],
)
def test_hours_add_up_with_a_cap_on_group_and_a_floor_of_one_to_one(
    individual: list[int], group: list[int], listed: bool, agency: Agency, cleo: Person, bea: Person, ana: Person
) -> None:
    version = make_version(agency, asks_hours(120, individual=60, cap=60))
    signed = [make_hours(ana, agency, m) for m in individual] + [make_hours(ana, agency, m, group=True) for m in group]
    Listing.objects.all().delete()
    forged = forge(ana, version, agency)
    for signature in signed:
        show(forged, "signature", signature, version.requirements.get())
    if listed:
        by_create(ana, agency, forged)
    else:
        with refused("listing_rests_on_facts"), transaction.atomic():
            by_create(ana, agency, forged)


def test_hours_of_the_other_kind_do_not_count(agency: Agency, cleo: Person, bea: Person, ana: Person) -> None:
    from supervision.words import Kind

    version = make_version(agency, asks_hours(60, kind=Kind.CLINICAL_CONSULTATION))
    signed = make_hours(ana, agency, 60)
    forged = forge(ana, version, agency)
    show(forged, "signature", signed, version.requirements.get())
    with refused("listing_rests_on_facts"), transaction.atomic():
        by_create(ana, agency, forged)


def test_a_level_too_low_and_another_competency_do_not_list(
    agency: Agency, cleo: Person, bea: Person, ana: Person
) -> None:
    one, two = make_competencies(agency, "One", "Two")
    version = make_version(agency, asks_competency(one, level=2))
    for signoff in (make_signoff(ana, agency, one, level=1), make_signoff(ana, agency, two)):
        forged = forge(ana, version, agency)
        show(forged, "signoff", signoff, version.requirements.get())
        with refused("listing_rests_on_facts"), transaction.atomic():
            by_create(ana, agency, forged)


def test_a_stale_decision_does_not_list(agency: Agency, cleo: Person, ana: Person) -> None:
    version = make_version(agency, asks_decision(within_days=30))
    old = make_decision(ana, agency, held_on=agency.today() - timedelta(days=30))
    forged = forge(ana, version, agency)
    show(forged, "decision", old, version.requirements.get())
    with refused("listing_rests_on_facts"), transaction.atomic():
        by_create(ana, agency, forged)


def test_not_yet_after_ready_does_not_list(agency: Agency, cleo: Person, ana: Person) -> None:
    version = make_version(agency, asks_decision())
    ready = make_decision(ana, agency)
    make_decision(ana, agency, Outcome.NOT_YET)
    for decision in Decisions(ready):
        forged = forge(ana, version, agency)
        show(forged, "decision", decision, version.requirements.get())
        with refused("listing_rests_on_facts"), transaction.atomic():
            by_create(ana, agency, forged)


def Decisions(ready: object) -> list[object]:
    from roster.models import Decision

    return [ready, Decision.objects.latest("pk")]


def test_nobody_decides_about_herself_or_from_outside(
    agency: Agency, cleo: Person, ana: Person, bea: Person, stan: Person
) -> None:
    make_version(agency, asks_decision())
    for by, name in (
        (ana, "decision_not_by_herself|decided_by_a_coordinator"),
        (bea, "decided_by"),
        (stan, "decided_by"),
    ):
        with refused(name), transaction.atomic():
            make_decision(ana, agency, by=by)


# Programmes stay what they were


def test_a_version_in_use_asks_what_it_asked(world, ana: Person) -> None:
    world.do(ana, "decision")
    with refused("version_in_use_never_changes"), transaction.atomic():
        record(
            Requirement(
                version=world.version,
                position=9,
                kind=RequirementKind.DECISION,
                label="One more",
                held_on=world.agency.today(),
            )
        )


def test_a_programme_stays_with_its_agency(world, other_agency: Agency) -> None:
    programme = world.version.programme
    programme.agency = other_agency
    with refused("programme_stays_with_its_agency"), transaction.atomic():
        programme.save()


def test_pathways_only_end(world, ana: Person, mia: Person, cleo: Person, other_agency: Agency) -> None:
    world.do(ana, "decision")
    path = Pathway.objects.get(person=ana)
    other = make_version(world.agency, asks_decision(), title="Another program")
    for changed in (
        {"person": mia},
        {"version": other},
        {"agency": other_agency},
        {"starts_on": world.agency.today() - timedelta(9)},
    ):
        with refused("pathway_only_ends"), transaction.atomic():
            Pathway.objects.filter(pk=path.pk).update(**changed)
    with refused("pathway_stays"), transaction.atomic():
        path.delete()
    with refused("pathway_of_own_agency"), transaction.atomic():
        Pathway.objects.create(person=ana, agency=other_agency, version=other, starts_on=world.agency.today())
