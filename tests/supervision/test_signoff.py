"""Asking for a sign-off, giving it, answering in words, taking it back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ledger import clock, jobs
from ledger.models import Job
from people.models import Notice
from people.words import Role
from supervision import actions
from supervision.models import SignOff, SignOffRequest
from supervision.queries import framework_in_use, standing_of, standings, supervised_record
from supervision.words import EvidenceKind, WithdrawReason
from tests.factories.people import make_membership
from tests.factories.roster import make_offer
from tests.factories.supervision import framework_data, make_assignment, make_signoff, make_signoff_request
from tests.supervision.attacks import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def competency(framework):
    return framework.competencies.first()


@pytest.fixture
def practicing(framework):
    return framework.levels.get(number=2)


def sign(actor, assigned, competency, level, **fields):
    said = {"evidence_kinds": [EvidenceKind.OBSERVATION], "note": "You ask before you tell."}
    return actions.sign_off(actor=actor, assignment=assigned, competency=competency, level=level, **said | fields)


def test_she_asks_and_her_supervisor_signs_in_the_words_of_the_day(ana, bea, agency, assigned, competency, practicing):
    asked = actions.request_signoff(
        actor=ana, agency=agency, competency=competency, asked_of=bea, level=practicing,
        evidence_kinds=[EvidenceKind.ROLE_PLAY],
    )  # fmt: skip
    signoff = sign(bea, assigned, competency, practicing)
    asked.refresh_from_db()
    assert (signoff.request, asked.answered_by) == (asked, bea)
    assert signoff.wording == competency.descriptors.get(level=practicing).text
    assert (signoff.level_number, signoff.credential, signoff.role) == (2, "Certified peer supervisor", Role.SUPERVISOR)
    assert Notice.objects.filter(person=ana, kind="supervision-signoff-given").exists()


def test_asking_twice_is_asking_once(ana, bea, agency, assigned, competency):
    first = actions.request_signoff(actor=ana, agency=agency, competency=competency, asked_of=bea)
    assert actions.request_signoff(actor=ana, agency=agency, competency=competency, asked_of=bea) == first
    assert Notice.objects.filter(person=bea).count() == 1


def test_she_asks_only_who_supervises_her(ana, gwen, stan, cora, agency, assigned, consulting, competency):
    for other in (gwen, stan, cora):
        with refusal("not_assigned"):
            actions.request_signoff(actor=ana, agency=agency, competency=competency, asked_of=other)


def test_the_same_form_twice_is_one_signoff(bea, assigned, competency, practicing):
    key = uuid4()
    first = sign(bea, assigned, competency, practicing, client_key=key)
    assert sign(bea, assigned, competency, practicing, client_key=key) == first
    with refusal("signoff_once_a_level"):
        sign(bea, assigned, competency, practicing)


def test_nobody_signs_off_without_the_right(
    ana, cora, stan, gwen, agency, assigned, consulting, competency, practicing
):
    for actor in (cora, stan, gwen):
        with refusal("signoff_within_an_assignment"):
            sign(actor, assigned, competency, practicing)
    with refusal("signoff_not_by_herself"):
        sign(ana, assigned, competency, practicing)
    assert not SignOff.objects.exists()


def test_after_her_last_day_she_signs_nothing_off(bea, agency, assigned, competency, practicing):
    type(assigned).objects.filter(pk=assigned.pk).update(ends_on=agency.today() - timedelta(days=1))
    with refusal("signoff_within_an_assignment"):
        sign(bea, assigned, competency, practicing)


def test_she_says_how_she_knows(bea, assigned, competency, practicing):
    with refusal("no_evidence"):
        sign(bea, assigned, competency, practicing, evidence_kinds=[])


def test_not_yet_is_said_in_words_and_she_may_ask_again(ana, bea, agency, assigned, competency):
    asked = make_signoff_request(ana, bea, agency, competency)
    with refusal("no_words"):
        actions.answer_request(actor=bea, request=asked, words="  ")
    actions.answer_request(actor=bea, request=asked, words="Let us do one more role play.")
    standing = standing_of(ana, agency, competency)
    assert standing.answered.answer.text == "Let us do one more role play."
    actions.request_signoff(actor=ana, agency=agency, competency=competency, asked_of=bea)
    assert SignOffRequest.objects.filter(answered_at=None).count() == 1


def test_a_stranger_answers_nothing(ana, bea, stan, gwen, cora, agency, assigned, consulting, competency):
    asked = make_signoff_request(ana, bea, agency, competency)
    for actor in (ana, stan, gwen, cora):
        with refusal("not_yours"):
            actions.answer_request(actor=actor, request=asked, words="No.")


@pytest.fixture
def taken_back(ana, bea, agency, assigned, competency):
    """A sign-off of Ana's that Bea took back."""
    signoff = make_signoff(ana, bea, agency, competency)
    return actions.withdraw_signoff(
        actor=bea, signoff=signoff, reason=WithdrawReason.PRACTICE, note="Once more together."
    )


def test_when_it_is_taken_back_she_is_only_told_that_they_would_like_to_talk(ana, agency, competency, taken_back):
    notice = Notice.objects.get(person=ana)
    assert (notice.kind, notice.about) == ("supervision-would-like-to-talk", {"name": "Bea"})
    assert standing_of(ana, agency, competency).to_talk_about
    assert supervised_record(ana, agency).signoffs == ()
    assert supervised_record(ana, agency).to_talk_about == {competency.pk}


def test_once_they_have_spoken_she_may_read_it(ana, bea, agency, competency, taken_back):
    first = actions.we_have_spoken(actor=bea, withdrawal=taken_back)
    assert actions.we_have_spoken(actor=bea, withdrawal=taken_back) == first
    assert Notice.objects.filter(person=ana, kind="supervision-signoff-withdrawn").count() == 1
    assert not standing_of(ana, agency, competency).to_talk_about


def test_after_three_days_she_may_read_it_in_any_case(ana, agency, competency, taken_back):
    job = Job.objects.get(kind="supervision.tell_of_withdrawal")
    assert job.not_before == taken_back.tell_from
    with clock.pretend(clock.now() + timedelta(days=3, minutes=1)):
        assert jobs.run(job.pk)
    assert Notice.objects.filter(person=ana, kind="supervision-signoff-withdrawn").count() == 1


def test_while_she_takes_a_break_the_notice_waits_day_by_day(ana, agency, taken_back):
    today = agency.today()
    make_offer(ana, agency, away_from=today, away_until=today + timedelta(days=6))
    noon = clock.start_of(today, agency.time_zone) + timedelta(
        hours=12
    )  # neither minutes nor a changed clock make another day
    for job, day in zip((1, 2, 3, 4), (4, 5, 6, 7), strict=True):
        told = Notice.objects.filter(person=ana, kind="supervision-signoff-withdrawn")
        assert not told.exists()
        with clock.pretend(noon + timedelta(days=day, minutes=job)):
            assert jobs.run(Job.objects.filter(kind="supervision.tell_of_withdrawal").latest("pk").pk)
    assert told.count() == 1 and Job.objects.filter(kind="supervision.tell_of_withdrawal").count() == 4


def test_she_is_told_once_whichever_comes_first(ana, bea, taken_back):
    actions.we_have_spoken(actor=bea, withdrawal=taken_back)
    with clock.pretend(clock.now() + timedelta(days=4)):
        actions.tell_of_withdrawal(withdrawal=taken_back)
    assert Notice.objects.filter(person=ana, kind="supervision-signoff-withdrawn").count() == 1


def test_before_that_nothing_tells_her(ana, taken_back):
    assert actions.tell_of_withdrawal(withdrawal=taken_back) is None
    assert Notice.objects.filter(person=ana).count() == 1


def test_a_coordinator_takes_back_and_the_supervisor_is_named_for_the_talk(
    ana, bea, cleo, agency, assigned, competency
):
    signoff = make_signoff(ana, bea, agency, competency)
    actions.withdraw_signoff(actor=cleo, signoff=signoff, reason=WithdrawReason.CONCERN)
    assert Notice.objects.get(person=ana).about == {"name": "Bea"}


def test_a_successor_takes_back(ana, bea, gwen, agency, assigned, competency):
    signoff = make_signoff(ana, bea, agency, competency)
    make_assignment(gwen, ana, agency)
    assert actions.withdraw_signoff(actor=gwen, signoff=signoff, reason=WithdrawReason.MISTAKE).by == gwen


def test_a_stranger_takes_nothing_back(ana, stan, gwen, cora, dee, bea, agency, assigned, consulting, competency):
    signoff = make_signoff(ana, bea, agency, competency)
    make_membership(ana, agency, Role.COORDINATOR)
    for actor in (ana, stan, gwen, cora, dee):
        with refusal("not_yours"):
            actions.withdraw_signoff(actor=actor, signoff=signoff, reason=WithdrawReason.MISTAKE)


def test_the_agencys_own_framework_comes_before_the_one_for_all(agency, other_agency, framework):
    own = actions.load_framework({**framework_data(), "title": "Ours"}, agency)
    assert actions.load_framework({**framework_data(), "title": "Ours"}, agency) == own
    assert framework_in_use(agency) == own
    assert framework_in_use(other_agency) == framework


def test_a_competency_of_another_agency_is_not_asked_for(ana, bea, agency, other_agency, assigned):
    theirs = actions.load_framework(framework_data(), other_agency)
    with refusal("not_yours"):
        actions.request_signoff(actor=ana, agency=agency, competency=theirs.competencies.first(), asked_of=bea)


def test_an_ended_signoff_no_longer_stands(ana, bea, agency, assigned, competency):
    with clock.pretend(clock.now() - timedelta(days=40)):
        make_signoff(ana, bea, agency, competency, valid_until=agency.today() + timedelta(days=30))
    assert standing_of(ana, agency, competency).signoff is None


@pytest.mark.parametrize("signed", [1, 3])
def test_her_competencies_take_four_queries(ana, bea, agency, assigned, framework, signed, django_assert_num_queries):
    for competency in framework.competencies.all()[:signed]:
        make_signoff(ana, bea, agency, competency)
    with django_assert_num_queries(4):
        shown = standings(ana, agency, framework)
        said = [one.signoff.assessor.get_full_name() for one in shown if one.signoff]
    assert (len(shown), len(said)) == (6, signed)
