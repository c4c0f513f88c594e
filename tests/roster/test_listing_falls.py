"""What a listing rests on is taken back: it is gone in the same statement, by the database alone."""

import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from courses.actions import take_back_course, take_back_module
from courses.models import AttendanceVoided, CourseCompletionVoided, Enrolment
from courses.words import LearningTakenBack
from ledger import clock
from ledger.actions import record
from ledger.models import Fact
from people.models import Agency, AgreementUnsigned, Notice, Person
from people.words import Role, UnsignedFor
from roster.actions import follow
from roster.models import (
    CertificateVoided,
    DecisionReversed,
    EarlierTrainingVoided,
    Listing,
    Pathway,
    TrainingCertificate,
)
from roster.queries import available_support_parents
from roster.words import Outcome, VoidReason
from supervision.models import HoursVoided, SignOffWithdrawn
from tests.factories.courses import do_course
from tests.factories.people import make_agreement_version, make_member, make_signature
from tests.factories.roster import (
    asks_competency,
    asks_decision,
    asks_earlier_training,
    make_decision,
    make_earlier_training,
    make_offer,
    make_version,
)
from tests.roster.supervised import (
    make_competencies,
    make_entry,
    make_hours,
    make_signoff,
    sign,
    supervisor_of,
)


def voiding(world, kind: str, by: Person) -> Fact:
    """The fact that takes a fact of this kind back."""
    fact, today = world.facts[kind], world.agency.today()
    made = {
        "course_completion": lambda: CourseCompletionVoided(completion=fact, by=by, reason="mistake", held_on=today),
        "attendance": lambda: AttendanceVoided(attendance=fact, by=by, reason="absent", held_on=today),
        "agreement_signed": lambda: AgreementUnsigned(
            signed=fact, by=by, reason=UnsignedFor.ENTERED_BY_MISTAKE, held_on=today
        ),
        "signature": lambda: HoursVoided(entry=fact.entry, by=fact.signer, reason="mistake", held_on=today),
        "signoff": lambda: SignOffWithdrawn(
            signoff=fact, by=fact.assessor, reason="practice", held_on=today, tell_from=clock.now() + timedelta(days=3)
        ),
        "decision": lambda: DecisionReversed(decision=fact, by=by, reason="mistake", held_on=today),
        "earlier_training": lambda: EarlierTrainingVoided(
            earlier_training=fact, by=by, reason="mistake", held_on=today
        ),
    }
    return made[kind]()


KINDS = ("course_completion", "attendance", "agreement_signed", "signature", "signoff", "decision", "earlier_training")


def unheard(fact: Fact) -> Fact:
    """Written beside the ledger: no listener hears of it, only the database."""
    fact.hash = uuid.uuid4().hex * 2
    fact.save(force_insert=True)
    return fact


@pytest.mark.parametrize("kind", KINDS)
def test_taking_a_fact_back_closes_the_listing_without_anybody_listening(kind: str, certified, world, cleo) -> None:
    unheard(voiding(world, kind, cleo))
    assert not Listing.objects.exists()
    assert TrainingCertificate.objects.filter(voided=None).exists()  # nobody was told


@pytest.mark.parametrize("kind", KINDS)
def test_the_house_takes_the_certificate_back_in_the_same_transaction(kind: str, certified, world, cleo) -> None:
    with transaction.atomic():
        fact = record(voiding(world, kind, cleo))
        taken = CertificateVoided.objects.get(certificate=certified)
    assert taken.reason == VoidReason.SOURCE_WITHDRAWN
    assert (taken.fact_kind, taken.fact_uuid) == (fact._meta.label, fact.uuid)


def test_a_listing_that_does_not_rest_on_it_stays(certified, world, ana: Person, bea: Person) -> None:
    other = make_hours(ana, world.agency, 30)
    record(HoursVoided(entry=other.entry, by=bea, reason="mistake", held_on=world.agency.today()))
    assert Listing.objects.get().certificate == certified


def test_more_of_the_same_does_not_disturb_a_certificate(certified, world, ana: Person) -> None:
    make_hours(ana, world.agency, 60)
    make_earlier_training(ana, world.agency)
    assert Listing.objects.get().certificate == certified
    assert TrainingCertificate.objects.count() == 1


def test_what_is_still_enough_gives_a_new_certificate_and_no_letter(certified, world, ana: Person, bea: Person) -> None:
    make_hours(ana, world.agency, 120)
    letters = Notice.objects.filter(kind__startswith="roster-").count()
    record(HoursVoided(entry=world.facts["signature"].entry, by=bea, reason="mistake", held_on=world.agency.today()))
    assert CertificateVoided.objects.get().reason == VoidReason.RENEWED
    assert Listing.objects.get().certificate == TrainingCertificate.objects.get(voided=None) != certified
    assert Notice.objects.filter(kind__startswith="roster-").count() == letters


def test_the_old_hours_count_until_the_correction_is_signed(certified, world, ana: Person) -> None:
    corrected = make_entry(ana, world.agency, 30, supersedes=world.facts["signature"].entry)
    assert Listing.objects.exists()
    sign(corrected)
    assert not Listing.objects.exists()


def test_not_yet_closes_the_listing(certified, world, ana: Person) -> None:
    make_decision(ana, world.agency, Outcome.NOT_YET)
    assert not Listing.objects.exists()
    make_decision(ana, world.agency)
    assert Listing.objects.exists()


def test_a_not_yet_of_an_earlier_day_changes_nothing(certified, world, ana: Person) -> None:
    make_decision(ana, world.agency, Outcome.NOT_YET, held_on=world.agency.today() - timedelta(days=3))
    assert Listing.objects.get().certificate == certified


def test_a_new_text_closes_the_listing_on_its_day_and_not_before(certified, world, ana: Person) -> None:
    make_offer(ana, world.agency)
    tomorrow = world.agency.today() + timedelta(days=1)
    make_agreement_version(world.pledge, text="Other words", held_on=tomorrow)
    assert Listing.objects.exists()
    assert available_support_parents(world.agency).exists()
    assert not available_support_parents(world.agency, on=tomorrow).exists()  # no job was needed


def test_moving_to_another_version_closes_the_listing(certified, world, ana: Person, cleo: Person) -> None:
    other = make_version(world.agency, *world.asked(), title="Another program")
    Pathway.objects.filter(person=ana, ends_on=None).update(ends_on=world.agency.today())
    assert not Listing.objects.exists()
    follow(actor=cleo, person=ana, version=other)
    assert Listing.objects.get().certificate.version == other


def test_a_withdrawn_sign_off_says_nothing_to_her_from_here(certified, world, ana: Person, cleo: Person) -> None:
    record(voiding(world, "signoff", cleo))
    told = Notice.objects.filter(kind__startswith="roster-")
    assert not told.filter(person=ana, kind="roster-something-to-do").exists()
    assert told.filter(person=cleo, kind="roster-somebody-is-off").exists()


def test_the_last_day_needs_no_job(agency: Agency, cleo: Person, ana: Person) -> None:
    [one] = make_competencies(agency, "One")
    make_version(agency, asks_competency(one))
    make_offer(ana, agency)
    last_day = agency.today() + timedelta(days=2)
    day_after = last_day + timedelta(days=1)
    make_signoff(ana, agency, one, valid_until=last_day)
    assert available_support_parents(agency).exists()
    assert available_support_parents(agency, on=last_day).exists()
    assert not available_support_parents(agency, on=day_after).exists()
    with clock.pretend(clock.start_of(day_after, agency.time_zone)):
        assert not available_support_parents(agency).exists()
    assert Listing.objects.exists()


def test_a_certificate_of_long_ago_that_has_ended_lists_nobody(agency: Agency, cleo: Person, ana: Person) -> None:
    """Granted in a story of the past; today it is over, and the gate says so."""
    with clock.pretend(clock.now() - timedelta(days=90)):
        make_version(agency, asks_decision(within_days=30))
        make_decision(ana, agency)
        granted = TrainingCertificate.objects.get(person=ana, voided=None)
        assert granted.expires_on == agency.today() + timedelta(days=29)
    assert not Listing.objects.exists()
    assert not available_support_parents(agency).exists()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Phoenix"])
def test_the_last_day_is_a_day_of_the_agencys_calendar(zone: str, agency: Agency, cleo: Person, ana: Person) -> None:
    Agency.objects.filter(pk=agency.pk).update(time_zone=zone)
    agency.refresh_from_db()
    there: date = datetime.now(ZoneInfo(zone)).date()
    make_version(agency, asks_earlier_training())
    make_earlier_training(ana, agency, expires_on=there)
    assert Listing.objects.get().certificate.expires_on == there


# Two connections at once

ROUNDS = 100


def run_together(*jobs: Callable[[], None]) -> None:
    """Each in a thread and connection of its own, let go at the same moment."""
    gate = threading.Barrier(len(jobs), timeout=60)  # who never comes leaves nobody waiting

    def run(job: Callable[[], None]) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            with suppress(DatabaseError):  # refused: one of the two comes second
                job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def relist(certificate: TrainingCertificate) -> None:
    with transaction.atomic():
        Listing.objects.create(person=certificate.person, agency=certificate.agency, certificate=certificate)


def test_listing_and_taking_back_at_once_never_leaves_a_listing(fresh_database, agency, cleo, ana) -> None:
    make_version(agency, asks_decision())
    orders = {"listed first": 0, "taken back first": 0}
    for _round in range(ROUNDS):
        decision = make_decision(ana, agency)
        certificate = TrainingCertificate.objects.get(person=ana, voided=None)
        Listing.objects.all().delete()
        listed: list[bool] = []

        def list_her(certificate=certificate, listed=listed) -> None:
            relist(certificate)
            listed.append(True)

        def take_back(decision=decision) -> None:
            with transaction.atomic():
                unheard(DecisionReversed(decision=decision, by=cleo, reason="mistake", held_on=agency.today()))

        run_together(list_her, take_back)
        assert DecisionReversed.objects.filter(decision=decision).exists()
        assert not Listing.objects.exists()
        orders["listed first" if listed else "taken back first"] += 1
        record(CertificateVoided(certificate=certificate, by=None, reason="mistake", held_on=agency.today()))
    assert sum(orders.values()) == ROUNDS


def test_listing_and_a_new_text_at_once_never_leaves_a_listing(
    fresh_database, agency, pledge, small_programme, ana
) -> None:
    make_decision(ana, agency)
    for number in range(ROUNDS // 4):
        make_signature(ana, pledge)
        certificate = TrainingCertificate.objects.get(person=ana, voided=None)
        Listing.objects.all().delete()

        def new_text(number=number) -> None:
            from people.models import AgreementVersion

            with transaction.atomic():
                AgreementVersion(agreement=pledge, number=number + 2, text="New", held_on=agency.today()).save()

        run_together(lambda certificate=certificate: relist(certificate), new_text)
        assert pledge.versions.count() == number + 2
        assert not Listing.objects.exists()
        record(CertificateVoided(certificate=certificate, by=None, reason="new_agreement", held_on=agency.today()))


def test_two_at_once_list_her_once(fresh_database, agency, ana, ready_ana) -> None:
    certificate = TrainingCertificate.objects.get(person=ana, voided=None)
    for _round in range(10):
        Listing.objects.all().delete()
        run_together(lambda: relist(certificate), lambda: relist(certificate))
        assert Listing.objects.count() == 1


def test_who_leaves_is_not_available(certified, world, ana: Person) -> None:
    make_offer(ana, world.agency)
    assert available_support_parents(world.agency).exists()
    ana.memberships.update(ends_on=world.agency.today() - timedelta(days=1))
    assert not available_support_parents(world.agency).exists()


def test_other_people_stay_listed(certified, world, cleo: Person) -> None:
    mia = make_member("Mia Stone", world.agency, Role.VOLUNTEER)
    world.do(mia)
    record(voiding(world, "signoff", cleo))
    assert [listing.person for listing in Listing.objects.all()] == [mia]
    assert supervisor_of(world.agency)


@pytest.mark.parametrize("what", ["module", "course"])
def test_a_module_or_course_taken_back_by_her_coordinator_closes_the_listing_and_training_opens_it_again(
    what: str, certified, world, ana: Person, cleo: Person
) -> None:
    told = {"actor": cleo, "agency": world.agency, "reason": LearningTakenBack.AGAIN}
    with transaction.atomic():
        if what == "module":
            take_back_module(**told, completion=ana.module_completions.get())
        else:
            take_back_course(**told, completion=world.facts["course_completion"])
        assert not Listing.objects.exists()
        assert CertificateVoided.objects.get(certificate=certified).reason == VoidReason.SOURCE_WITHDRAWN
    do_course(Enrolment.objects.visible_to(ana).get())
    assert Listing.objects.get().certificate == TrainingCertificate.objects.get(person=ana, voided=None)
