"""Nobody signs for herself, for a stranger, for another agency, or outside dated assignments: the database says so too."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ledger import clock
from ledger.actions import record
from people.words import Role
from supervision.models import Acknowledged, HoursEntry, HoursVoided, Returned, Signature, SignOffWithdrawn, SpokenAbout
from supervision.words import CorrectionReason, Format, Kind, ReturnCode, TakenOutReason, WithdrawReason
from tests.factories.people import make_membership
from tests.factories.supervision import (
    hours_of,
    make_assignment,
    make_framework,
    make_hours,
    make_hours_signature,
    make_returned,
    make_signoff,
    make_signoff_request,
    make_taken_out,
    make_withdrawal,
    signature_of,
    signoff_of,
)
from tests.supervision.attacks import WAYS, refused

pytestmark = pytest.mark.django_db
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


@pytest.fixture
def world(ana, bea, gwen, dee, cora, stan, agency, other_agency, assigned, consulting, framework):
    """Ana with Bea and Cora; Dee with Gwen; Stan far away, supervising Ana's namesake at the other agency."""

    class World:
        pass

    there = World()
    there.__dict__.update(
        ana=ana, bea=bea, gwen=gwen, dee=dee, cora=cora, stan=stan, agency=agency, other_agency=other_agency,
        assigned=assigned, consulting=consulting, competency=framework.competencies.first(),
        dees=make_assignment(gwen, dee, agency), entry=make_hours(ana, bea, agency),
    )  # fmt: skip
    return there


def ended(w, days: int):
    """Gwen's assignment with Ana, over since some days."""
    today = w.agency.today()
    return make_assignment(
        w.gwen, w.ana, w.agency, starts_on=today - timedelta(days=100), ends_on=today - timedelta(days=days)
    )


SIGNATURES: dict[str, tuple[str, Callable]] = {
    "herself": ("signature_not_by_herself|signature_names_whose_hours", lambda w: signature_of(w.entry, w.ana, w.assigned)),
    "a stranger": ("signature_within_an_assignment", lambda w: signature_of(w.entry, w.stan, w.assigned)),
    "a supervisor of somebody else": ("signature_within_an_assignment", lambda w: signature_of(w.entry, w.gwen, w.dees)),
    "a supervisor borrowing another's assignment": (
        "signature_within_an_assignment", lambda w: signature_of(w.entry, w.gwen, w.assigned)
    ),
    "a consultant, for peer supervision": ("signature_within_an_assignment", lambda w: signature_of(w.entry, w.cora, w.consulting)),
    "a supervisor, for consultation": (
        "signature_within_an_assignment",
        lambda w: signature_of(make_hours(w.ana, w.cora, w.agency, kind=Kind.CLINICAL_CONSULTATION), w.bea, w.assigned),
    ),
    "at another agency": (
        "signature_within_an_assignment", lambda w: signature_of(make_hours(w.ana, w.bea, w.other_agency), w.bea, w.assigned)
    ),
    "after the assignment ended": ("signature_within_an_assignment", lambda w: signature_of(w.entry, w.gwen, ended(w, 1))),
    "before the assignment begins": (
        "signature_within_an_assignment",
        lambda w: signature_of(w.entry, w.gwen, make_assignment(w.gwen, w.ana, w.agency, starts_on=w.agency.today() + timedelta(days=2))),
    ),
    "one to one hours by whoever leads the group only": (
        "signature_within_an_assignment",
        lambda w: signature_of(w.entry, w.gwen, make_assignment(w.gwen, w.ana, w.agency, groups_only=True), from_records=True),
    ),
    "a successor who says she was there": (
        "signature_says_from_records",
        lambda w: signature_of(w.entry, w.gwen, make_assignment(w.gwen, w.ana, w.agency, starts_on=w.agency.today())),
    ),
    "another supervisor who says it was hers": (
        "signature_says_from_records", lambda w: signature_of(w.entry, w.gwen, make_assignment(w.gwen, w.ana, w.agency))
    ),
    "for another person than whose hours they are": (
        "signature_names_whose_hours", lambda w: signature_of(w.entry, w.bea, w.assigned, person=w.dee)
    ),
    "on a day to come": (
        "signature_on_the_day_of_signing",
        lambda w: signature_of(w.entry, w.bea, w.assigned, held_on=w.agency.today() + timedelta(days=3)),
    ),
    "dated back": (
        "signature_on_the_day_of_signing",
        lambda w: signature_of(w.entry, w.bea, w.assigned, held_on=w.entry.held_on),
    ),
    "dated back into an assignment that is over": (
        "signature_on_the_day_of_signing",
        lambda w: signature_of(w.entry, w.gwen, ended(w, 2), held_on=w.agency.today() - timedelta(days=3), from_records=True),
    ),
}  # fmt: skip


@every_way
@pytest.mark.parametrize("forged", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_nobody_signs_hours_without_the_right(world, forged, way):
    guard, build = forged
    refused(build(world), way, guard)


@pytest.mark.parametrize("way", [WAYS["by save"], WAYS["in bulk"], WAYS["by raw SQL"]])
def test_without_an_assignment_nothing_is_signed(world, way):
    refused(signature_of(world.entry, world.stan, None), way, "signature_within_an_assignment|NOT NULL|not-null")


def corrected(entry, **fields):
    return record(
        hours_of(
            entry.person,
            entry.supervisor,
            entry.agency,
            supersedes=entry,
            correction_reason=CorrectionReason.MINUTES,
            **fields,
        )
    )


GONE: dict[str, Callable] = {
    "given back": lambda w: make_returned(w.entry),
    "taken out": lambda w: make_taken_out(w.entry, w.ana),
    "being corrected": lambda w: corrected(w.entry, minutes=30),
    "replaced": lambda w: make_hours_signature(corrected(w.entry, minutes=30)),
}


@every_way
@pytest.mark.parametrize("gone", GONE.values(), ids=GONE.keys())
def test_hours_that_no_longer_stand_are_not_signed(world, gone, way):
    gone(world)
    refused(signature_of(world.entry, world.bea), way, "signature_entry_still_stands")


@every_way
def test_hours_are_signed_once(world, way):
    make_hours_signature(world.entry)
    refused(signature_of(world.entry, world.bea), way, "entry_id|signature_entry_id|unique|UNIQUE")


def test_a_supervisor_signs_within_her_assignment(world):
    make_hours_signature(world.entry)
    assert Signature.objects.get().signer == world.bea


def test_a_successor_signs_from_records_what_was_before_her_time(world):
    successor = make_assignment(world.gwen, world.ana, world.agency, starts_on=world.agency.today())
    record(signature_of(world.entry, world.gwen, successor, from_records=True))
    assert Signature.objects.get().from_records


def test_whoever_leads_the_group_signs_group_hours(world):
    leader = make_assignment(world.gwen, world.ana, world.agency, groups_only=True)
    entry = make_hours(world.ana, world.gwen, world.agency, format=Format.GROUP, minutes=90)
    record(signature_of(entry, world.gwen, leader))
    assert HoursEntry.objects.confirmed().get() == entry


def a_return(entry, by):
    return Returned(entry=entry, by=by, code=ReturnCode.DATE, held_on=entry.agency.today())


@every_way
@pytest.mark.parametrize("who", ["ana", "stan", "gwen", "cora"])
def test_only_who_may_confirm_may_give_back(world, who, way):
    refused(a_return(world.entry, getattr(world, who)), way, "returned_within_an_assignment")


@every_way
def test_what_is_signed_is_not_given_back(world, way):
    make_hours_signature(world.entry)
    refused(a_return(world.entry, world.bea), way, "returned_entry_still_waits")


def taking_out(entry, by):
    return HoursVoided(entry=entry, by=by, reason=TakenOutReason.MISTAKE, held_on=entry.agency.today())


@every_way
@pytest.mark.parametrize("who", ["stan", "gwen", "cora", "dee"])
def test_a_stranger_takes_nothing_out(world, who, way):
    refused(taking_out(world.entry, getattr(world, who)), way, "hours_taken_out_by_somebody_entitled")


@every_way
def test_she_does_not_take_out_what_was_confirmed(world, way):
    make_hours_signature(world.entry)
    refused(taking_out(world.entry, world.ana), way, "hours_taken_out_by_somebody_entitled")


def test_the_signer_a_successor_and_a_coordinator_may_take_out(world, cleo):
    make_assignment(world.gwen, world.ana, world.agency)
    for who, minutes in ((world.bea, 10), (world.gwen, 20), (cleo, 30)):
        entry = make_hours(world.ana, world.bea, world.agency, minutes=minutes)
        make_hours_signature(entry)
        record(taking_out(entry, who))
    assert HoursEntry.objects.confirmed().count() == 0


@every_way
def test_a_coordinator_who_is_the_volunteer_does_not_take_out_her_own(world, way):
    make_membership(world.ana, world.agency, Role.COORDINATOR)
    make_hours_signature(world.entry)
    refused(taking_out(world.entry, world.ana), way, "hours_taken_out_by_somebody_entitled")


@every_way
def test_only_she_says_that_she_has_seen_her_hours(world, way):
    refused(Acknowledged(entry=world.entry, by=world.bea, held_on=world.agency.today()), way, "hours_seen_by_herself")


SIGNOFFS: dict[str, tuple[str, Callable]] = {
    "herself": ("signoff_not_by_herself|signoff_within", lambda w: signoff_of(w.ana, w.ana, w.agency, w.competency, assignment=w.assigned)),
    "a stranger": ("signoff_within_an_assignment", lambda w: signoff_of(w.ana, w.stan, w.agency, w.competency, assignment=w.assigned)),
    "a supervisor of somebody else": (
        "signoff_within_an_assignment", lambda w: signoff_of(w.ana, w.gwen, w.agency, w.competency, assignment=w.dees)
    ),
    "the consultant": (
        "signoff_within_an_assignment", lambda w: signoff_of(w.ana, w.cora, w.agency, w.competency, assignment=w.consulting)
    ),
    "for another agency": (
        "signoff_within_an_assignment", lambda w: signoff_of(w.ana, w.bea, w.other_agency, w.competency, assignment=w.assigned)
    ),
    "whoever leads the group only": (
        "signoff_within_an_assignment",
        lambda w: signoff_of(w.ana, w.gwen, w.agency, w.competency, assignment=make_assignment(w.gwen, w.ana, w.agency, groups_only=True)),
    ),
    "after the assignment ended": (
        "signoff_within_an_assignment", lambda w: signoff_of(w.ana, w.gwen, w.agency, w.competency, assignment=ended(w, 1))
    ),
    "on a day to come": (
        "signoff_on_the_day_of_signing",
        lambda w: signoff_of(w.ana, w.bea, w.agency, w.competency, held_on=w.agency.today() + timedelta(days=3)),
    ),
    "dated back": (
        "signoff_on_the_day_of_signing",
        lambda w: signoff_of(w.ana, w.bea, w.agency, w.competency, held_on=w.agency.today() - timedelta(days=9)),
    ),
    "a level of another list": (
        "signoff_level_of_its_framework",
        lambda w: signoff_of(w.ana, w.bea, w.agency, w.competency, level_number=3),
    ),
    "a list of another agency": (
        "signoff_level_of_its_framework",
        lambda w: signoff_of(w.ana, w.bea, w.agency, make_framework(w.other_agency).competencies.first()),
    ),
    "in answer to another's request": (
        "signoff_answers_its_request",
        lambda w: signoff_of(
            w.ana, w.bea, w.agency, w.competency, request=make_signoff_request(w.dee, w.gwen, w.agency, w.competency)
        ),
    ),
}  # fmt: skip


@every_way
@pytest.mark.parametrize("forged", SIGNOFFS.values(), ids=SIGNOFFS.keys())
def test_nobody_signs_off_without_the_right(world, forged, way):
    guard, build = forged
    refused(build(world), way, guard)


@every_way
def test_a_level_is_signed_off_once(world, way):
    make_signoff(world.ana, world.bea, world.agency, world.competency)
    refused(signoff_of(world.ana, world.bea, world.agency, world.competency), way, "signoff_once_a_level")


def test_a_higher_level_and_one_taken_back_may_be_signed_off(world):
    first = make_signoff(world.ana, world.bea, world.agency, world.competency, level=1)
    make_signoff(world.ana, world.bea, world.agency, world.competency, level=2)
    make_withdrawal(first)
    make_signoff(world.ana, world.bea, world.agency, world.competency, level=1)
    assert world.ana.signoffs.count() == 3


def a_withdrawal(signoff, by, **fields):
    defaults = {
        "signoff": signoff, "by": by, "reason": WithdrawReason.MISTAKE, "tell_from": clock.now() + timedelta(days=2),
        "held_on": signoff.agency.today(),
    }  # fmt: skip
    return SignOffWithdrawn(**defaults | fields)


@every_way
@pytest.mark.parametrize("who", ["ana", "stan", "gwen", "cora", "dee"])
def test_only_the_assessor_a_successor_or_a_coordinator_takes_a_signoff_back(world, who, way):
    signoff = make_signoff(world.ana, world.bea, world.agency, world.competency)
    refused(a_withdrawal(signoff, getattr(world, who)), way, "signoff_withdrawn_by_somebody_entitled")


@every_way
def test_she_waits_three_days_at_most_to_be_told(world, way):
    signoff = make_signoff(world.ana, world.bea, world.agency, world.competency)
    late = a_withdrawal(signoff, world.bea, tell_from=clock.now() + timedelta(days=4))
    refused(late, way, "signoff_withdrawn_is_told_in_three_days")


def test_a_successor_and_a_coordinator_take_a_signoff_back(world, cleo):
    make_assignment(world.gwen, world.ana, world.agency)
    for who, level in ((world.gwen, 1), (cleo, 2)):
        record(a_withdrawal(make_signoff(world.ana, world.bea, world.agency, world.competency, level=level), who))
    assert SignOffWithdrawn.objects.count() == 2


@every_way
@pytest.mark.parametrize("who", ["ana", "stan", "gwen"])
def test_a_stranger_does_not_say_that_they_have_spoken(world, who, way):
    withdrawal = make_withdrawal(make_signoff(world.ana, world.bea, world.agency, world.competency))
    spoken = SpokenAbout(withdrawal=withdrawal, by=getattr(world, who), held_on=world.agency.today())
    refused(spoken, way, "spoken_about_by_somebody_entitled")
