"""Confirming hours and giving them back."""

from datetime import timedelta

import pytest

from people.models import Membership, Notice
from people.words import Role
from supervision import actions
from supervision.models import HoursEntry, Returned, Signature
from supervision.words import Format, Kind, ReturnCode
from tests.factories.people import make_membership
from tests.factories.supervision import make_assignment, make_confirmed_hours, make_hours, make_returned, make_taken_out
from tests.supervision.attacks import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ana, bea, agency, assigned):
    return make_hours(ana, bea, agency)


def test_her_supervisor_confirms_and_the_words_are_kept(ana, bea, agency, entry, assigned):
    signature = actions.sign_hours(actor=bea, entries=[entry]).signatures[0]
    assert (signature.signer, signature.assignment, signature.role) == (bea, assigned, Role.SUPERVISOR)
    assert signature.credential == "Certified peer supervisor"
    assert signature.attestation.startswith("I held this session.") and signature.attestation_version == 1
    assert (signature.held_on, signature.from_records) == (agency.today(), False)
    assert Notice.objects.get(person=ana).kind == "supervision-hours-confirmed"


def test_twice_is_once(bea, entry):
    first = actions.sign_hours(actor=bea, entries=[entry])
    assert actions.sign_hours(actor=bea, entries=[entry]).signatures == first.signatures
    assert Signature.objects.count() == 1


def test_several_are_confirmed_together_and_she_is_told_once(ana, bea, agency, entry):
    more = [make_hours(ana, bea, agency, minutes=minutes) for minutes in (20, 30)]
    confirmed = actions.sign_hours(actor=bea, entries=[entry, *more])
    assert (len(confirmed.signatures), confirmed.left) == (3, ())
    assert Notice.objects.filter(person=ana).count() == 1


def test_one_that_cannot_be_confirmed_does_not_hold_up_the_others(ana, bea, agency, entry):
    gone = make_hours(ana, bea, agency, minutes=20)
    make_taken_out(gone, ana)
    confirmed = actions.sign_hours(actor=bea, entries=[gone, entry])
    assert [signature.entry for signature in confirmed.signatures] == [entry]
    assert [left for left, _sentence in confirmed.left] == [gone]


def test_nobody_confirms_her_own(ana, entry, agency):
    make_membership(ana, agency, Role.SUPERVISOR)
    with refusal("signature_not_by_herself"):
        actions.sign_hours(actor=ana, entries=[entry])


def test_a_stranger_confirms_nothing(stan, gwen, cora, entry, consulting):
    for actor in (stan, gwen, cora):
        with refusal("signature_within_an_assignment"):
            actions.sign_hours(actor=actor, entries=[entry])


def test_after_her_last_day_she_confirms_nothing(ana, bea, agency, entry, assigned):
    type(assigned).objects.filter(pk=assigned.pk).update(ends_on=agency.today() - timedelta(days=1))
    with refusal("signature_within_an_assignment"):
        actions.sign_hours(actor=bea, entries=[entry])


def test_without_the_role_an_assignment_gives_no_right(bea, agency, entry):
    Membership.objects.filter(person=bea).update(ends_on=agency.today() - timedelta(days=1), ended_by=None)
    with refusal("signature_within_an_assignment"):
        actions.sign_hours(actor=bea, entries=[entry])


def test_with_a_credential_that_ended_she_confirms_nothing(bea, agency, entry, assigned):
    type(assigned).objects.filter(pk=assigned.pk).update(credential_until=agency.today() - timedelta(days=1))
    with refusal("credential_ended"):
        actions.sign_hours(actor=bea, entries=[entry])


def test_words_that_changed_meanwhile_are_to_be_read_again(bea, entry):
    with refusal("attestation_changed"):
        actions.sign_hours(actor=bea, entries=[entry], attestation_version=0)


def test_a_successor_confirms_from_the_records_and_says_so(ana, gwen, agency, entry, assigned):
    make_assignment(gwen, ana, agency, starts_on=agency.today())
    signature = actions.sign_hours(actor=gwen, entries=[entry]).signatures[0]
    assert signature.from_records and "records" in signature.attestation


def test_a_guest_from_another_agency_confirms_as_herself(ana, stan, agency):
    guest = make_assignment(stan, ana, agency, guest_of="Harbor Parent Allies")
    signature = actions.sign_hours(actor=stan, entries=[make_hours(ana, stan, agency)]).signatures[0]
    assert signature.assignment == guest


def test_who_leads_the_group_confirms_group_hours_only(ana, gwen, agency):
    make_assignment(gwen, ana, agency, groups_only=True)
    group = make_hours(ana, gwen, agency, format=Format.GROUP)
    assert actions.sign_hours(actor=gwen, entries=[group]).signatures
    with refusal("signature_within_an_assignment"):
        actions.sign_hours(actor=gwen, entries=[make_hours(ana, gwen, agency, minutes=10)])


def test_a_consultant_confirms_a_consultation(ana, cora, agency, consulting):
    entry = make_hours(ana, cora, agency, kind=Kind.CLINICAL_CONSULTATION)
    assert actions.sign_hours(actor=cora, entries=[entry]).signatures[0].role == Role.CONSULTANT


def test_what_came_back_or_was_taken_out_is_not_confirmed(ana, bea, agency, entry):
    make_returned(entry)
    out = make_hours(ana, bea, agency, minutes=10)
    make_taken_out(out, ana)
    for gone in (entry, out):
        with refusal("signature_entry_still_stands"):
            actions.sign_hours(actor=bea, entries=[gone])


def test_given_back_with_a_reason_and_what_would_help(ana, bea, entry):
    words = "I have 45 minutes for that day. Could you look again?"
    returned = actions.return_hours(actor=bea, entry=entry, code=ReturnCode.MINUTES, note=words)
    assert returned.note.text == words
    assert actions.return_hours(actor=bea, entry=entry, code=ReturnCode.MINUTES) == returned
    assert Notice.objects.get(person=ana).about == {"by": "Bea", "day": entry.held_on.isoformat()}
    assert not HoursEntry.objects.live().exists()


def test_only_who_may_confirm_gives_back(ana, stan, gwen, cleo, entry):
    for actor in (ana, stan, gwen, cleo):
        with refusal("not_yours"):
            actions.return_hours(actor=actor, entry=entry, code=ReturnCode.MINUTES)
    assert not Returned.objects.exists()


def test_what_is_confirmed_is_not_given_back(ana, bea, agency, assigned):
    with refusal("signature_entry_still_stands"):
        actions.return_hours(actor=bea, entry=make_confirmed_hours(ana, bea, agency).entry, code=ReturnCode.DATE)
