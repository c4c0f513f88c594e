"""What a certificate rests on: live facts of the same person, of the right kind, enough of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ledger.actions import record
from people.models import Agency, Person
from roster.models import (
    CertificateEvidence,
    Listing,
    Pathway,
    TrainingCertificate,
)
from roster.words import Outcome
from tests.factories.courses import make_attendance, make_course_completion, make_live_session
from tests.factories.people import make_agreement, make_agreement_version, make_signature
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
from tests.roster.forged import SOURCES, by_create, forge, refused, show, unlisted
from tests.roster.supervised import make_competencies, make_hours, make_signoff


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
