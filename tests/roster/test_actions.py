"""What people do on the roster, and what is refused, in words."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError

from ledger import clock, jobs
from ledger.actions import record
from ledger.models import Job, Note
from ledger.refusals import Refused
from people.actions import erase_person
from people.models import Agency, Membership, Notice, Person
from people.words import Role
from roster.actions import (
    Asks,
    Recognised,
    confirm_card,
    decide,
    end_hold,
    follow,
    hold,
    make_programme,
    new_version,
    reassess,
    recognise_earlier_training,
    recognise_earlier_training_together,
    reverse_decision,
    save_card,
    set_offer,
    set_supporting_now,
    void_earlier_training,
)
from roster.models import (
    Card,
    CertificateVoided,
    EarlierTraining,
    Hold,
    Listing,
    Offer,
    Pathway,
    Programme,
    TrainingCertificate,
)
from roster.queries import available_support_parents
from roster.queries.standing import who_differs
from roster.tasks import prove_all
from roster.words import CodeKind, Outcome, RequirementKind, StandsFor, VoidReason
from tests.factories.people import make_agreement, make_member, make_membership, make_signature
from tests.factories.roster import asks_agreement, asks_decision, make_code, make_decision, make_offer, make_version
from tests.roster.supervised import make_competencies


def refused(code: str) -> object:
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def training(agency: Agency, **more: object) -> Recognised:
    held_on = agency.today() - timedelta(days=40)
    said = {"stands_for": StandsFor.OTHER, "what": "Training there", "held_on": held_on, "shown_by": "A letter"}
    return Recognised(**{**said, **more})


# Who decides


@pytest.mark.parametrize("who", ["ana", "bea", "stan", "pat", "fay"])
def test_only_a_coordinator_of_the_agency_decides(
    who: str, request, agency: Agency, ana: Person, small_programme
) -> None:
    actor = request.getfixturevalue(who)
    code = "not_for_oneself" if actor == ana else "not_a_coordinator"
    attempts = [
        lambda: decide(actor=actor, person=ana, agency=agency, outcome=Outcome.READY),
        lambda: hold(actor=actor, person=ana, agency=agency),
        lambda: recognise_earlier_training(actor=actor, person=ana, agency=agency, recognised=training(agency)),
        lambda: follow(actor=actor, person=ana, version=small_programme),
    ]
    for attempt in attempts:
        with refused(code):
            attempt()
    assert not ana.decisions.exists() and not Hold.objects.exists() and not EarlierTraining.objects.exists()


def test_an_admin_may_decide_too(agency: Agency, ada: Person, ana: Person, small_programme) -> None:
    assert decide(actor=ada, person=ana, agency=agency, outcome=Outcome.READY).decided_by == ada


def test_a_coordinator_decides_only_about_volunteers_of_her_agency(
    agency: Agency, other_agency: Agency, cleo: Person, stan: Person
) -> None:
    elsewhere = make_member("Else Where", other_agency, Role.VOLUNTEER)
    for agency_said in (agency, other_agency):
        with refused("not_a_coordinator"):
            decide(actor=cleo, person=elsewhere, agency=agency_said, outcome=Outcome.READY)


def test_a_coordinator_whose_role_has_ended_decides_nothing(agency: Agency, cleo: Person, ana: Person) -> None:
    Membership.objects.filter(person=cleo).update(ends_on=agency.today() - timedelta(days=1))
    with refused("not_a_coordinator"):
        decide(actor=cleo, person=ana, agency=agency, outcome=Outcome.READY)


def test_a_decision_is_taken_back_once(agency: Agency, cleo: Person, ana: Person, small_programme) -> None:
    decision = decide(actor=cleo, person=ana, agency=agency, outcome=Outcome.READY)
    reverse_decision(actor=cleo, decision=decision)
    with refused("already_reversed"):
        reverse_decision(actor=cleo, decision=decision)


def test_a_guest_decides_for_the_only_coordinator_who_is_a_volunteer_too(
    agency: Agency, cleo: Person, ada: Person
) -> None:
    make_membership(cleo, agency, Role.VOLUNTEER)
    make_version(agency, asks_decision())
    with refused("not_for_oneself"):
        decide(actor=cleo, person=cleo, agency=agency, outcome=Outcome.READY)
    decide(actor=ada, person=cleo, agency=agency, outcome=Outcome.READY)
    assert Listing.objects.get().person == cleo


# Earlier training


def test_earlier_training_is_recognised_for_all_or_for_none(agency: Agency, cleo: Person, ana: Person) -> None:
    mia = make_member("Mia Stone", agency, Role.VOLUNTEER)
    make_membership(cleo, agency, Role.VOLUNTEER)
    with refused("not_for_oneself"):
        recognise_earlier_training_together(
            actor=cleo, people=[ana, mia, cleo], agency=agency, recognised=training(agency)
        )
    assert not EarlierTraining.objects.exists()
    recognise_earlier_training_together(actor=cleo, people=[ana, mia], agency=agency, recognised=training(agency))
    assert EarlierTraining.objects.count() == 2


def test_earlier_training_is_taken_back(agency: Agency, cleo: Person, certified, world) -> None:
    void_earlier_training(actor=cleo, earlier_training=world.facts["earlier_training"])
    assert not Listing.objects.exists()


def test_a_course_of_another_agency_is_not_recognised(agency: Agency, other_agency: Agency, cleo, ana) -> None:
    from tests.factories.courses import make_course

    elsewhere = make_course("Their own course", agency=other_agency)
    with refused("of_another_agency"):
        recognised = training(agency, stands_for=StandsFor.COURSE, course=elsewhere)
        recognise_earlier_training(actor=cleo, person=ana, agency=agency, recognised=recognised)


def test_a_paper_that_is_no_paper_is_refused_and_not_kept(agency: Agency, cleo: Person, ana: Person) -> None:
    from io import BytesIO

    with refused("wrong_kind"):
        recognised = training(agency, scan=BytesIO(b"MZ a program"))
        recognise_earlier_training(actor=cleo, person=ana, agency=agency, recognised=recognised)
    assert not EarlierTraining.objects.exists()


# Hers alone


def test_the_offer_is_hers_alone(agency: Agency, other_agency: Agency, ana: Person, cleo: Person, stan: Person) -> None:
    with refused("hers_to_write"):
        set_offer(actor=cleo, person=ana, agency=agency, willing=True)
    with refused("not_a_volunteer"):
        set_offer(actor=cleo, person=cleo, agency=agency, willing=True)
    with refused("not_a_volunteer"):
        set_offer(actor=ana, person=ana, agency=other_agency, willing=True)
    set_offer(actor=ana, person=ana, agency=agency, willing=True, limit=2)
    offer = Offer.objects.get()
    assert (offer.person, offer.entered_by, offer.entered_at) == (ana, None, None)


def test_for_somebody_without_a_sign_in_a_coordinator_writes_down_what_she_said(
    agency: Agency, other_agency: Agency, cleo: Person, bea: Person, stan: Person, ana: Person
) -> None:
    hal = make_member("Hal Nyquist", agency, Role.VOLUNTEER, sign_in=False)
    for actor, where in ((bea, agency), (stan, agency), (ana, agency), (cleo, other_agency), (stan, other_agency)):
        with pytest.raises(Refused):
            set_offer(actor=actor, person=hal, agency=where, willing=True)
    now = clock.now()
    with clock.pretend(now):
        set_offer(actor=cleo, person=hal, agency=agency, willing=True)
    offer = Offer.objects.get(person=hal)
    assert (offer.willing, offer.entered_by, offer.entered_at) == (True, cleo, now)


def test_from_her_first_sign_in_on_the_offer_is_hers_to_say(agency: Agency, cleo: Person) -> None:
    hal = make_member("Hal Nyquist", agency, Role.VOLUNTEER, sign_in=False)
    set_offer(actor=cleo, person=hal, agency=agency, willing=True)
    hal.email = "hal@example.org"
    hal.save()
    with refused("hers_to_write"):
        set_offer(actor=cleo, person=hal, agency=agency, willing=False)
    set_offer(actor=hal, person=hal, agency=agency, willing=True, limit=2)
    offer = Offer.objects.get(person=hal)
    assert (offer.limit, offer.entered_by, offer.entered_at) == (2, None, None)


def test_nobody_offers_for_who_is_no_volunteer_any_more(agency: Agency, cleo: Person) -> None:
    hal = make_member("Hal Nyquist", agency, Role.VOLUNTEER, sign_in=False)
    Membership.objects.filter(person=hal).update(ends_on=agency.today() - timedelta(days=1))
    with refused("not_a_volunteer"):
        set_offer(actor=cleo, person=hal, agency=agency, willing=True)
    assert not Offer.objects.exists()


def test_the_table_keeps_who_and_when_together(agency: Agency, ana: Person) -> None:
    make_offer(ana, agency)
    with pytest.raises(IntegrityError):
        Offer.objects.update(entered_by=ana, entered_at=clock.now())


def test_an_offer_before_training_lists_nobody(agency: Agency, ana: Person, small_programme) -> None:
    make_offer(ana, agency)
    assert not available_support_parents(agency).exists()


def test_leave_has_a_first_and_a_last_day_or_no_end(agency: Agency, ready_ana: Person) -> None:
    today = agency.today()

    def available(on: int) -> bool:
        return available_support_parents(agency, on=today + timedelta(days=on)).exists()

    set_offer(
        actor=ready_ana,
        person=ready_ana,
        agency=agency,
        willing=True,
        away_from=today + timedelta(days=2),
        away_until=today + timedelta(days=4),
    )
    assert [available(day) for day in range(1, 6)] == [True, False, False, False, True]
    make_offer(ready_ana, agency, away_from=today + timedelta(days=2))
    assert [available(day) for day in (1, 2, 400)] == [True, False, False]


def test_the_count_of_families_is_hers_and_the_coordinators(agency: Agency, ready_ana: Person, cleo, bea, stan) -> None:
    make_offer(ready_ana, agency, limit=1)
    for actor in (bea, stan):
        with refused("not_a_coordinator"):
            set_supporting_now(actor=actor, person=ready_ana, agency=agency, count=1)
    set_supporting_now(actor=cleo, person=ready_ana, agency=agency, count=1)
    assert not available_support_parents(agency).exists()
    set_supporting_now(actor=ready_ana, person=ready_ana, agency=agency, count=0)
    assert available_support_parents(agency).exists()
    for count in (-1, 21):
        with refused("supporting_now"):
            set_supporting_now(actor=cleo, person=ready_ana, agency=agency, count=count)


def test_the_card_is_hers_or_for_who_has_no_sign_in(
    agency: Agency, other_agency, ana: Person, cleo: Person, stan
) -> None:
    english = make_code(CodeKind.LANGUAGE, "English")
    foreign = make_code(CodeKind.AREA, "Elsewhere", agency=other_agency)
    hal = make_member("Hal Nyquist", agency, Role.VOLUNTEER, sign_in=False)
    for actor, person in ((cleo, ana), (stan, hal)):
        with pytest.raises(Refused):
            save_card(actor=actor, person=person, agency=agency, codes=[english], ask_first=True)
    save_card(actor=cleo, person=hal, agency=agency, codes=[english, foreign], ask_first=False)
    save_card(actor=ana, person=ana, agency=agency, codes=[english], ask_first=True)
    assert list(Card.objects.get(person=hal).codes.all()) == [english]
    with clock.pretend(clock.now() + timedelta(days=50)):
        assert confirm_card(actor=ana, person=ana, agency=agency).confirmed_on == agency.today()


# The brake


def test_a_hold_ends_on_its_last_day_or_when_it_is_ended(agency: Agency, ready_ana: Person, cleo: Person) -> None:
    make_offer(ready_ana, agency)
    today = agency.today()
    held = hold(actor=cleo, person=ready_ana, agency=agency, until=today + timedelta(days=2))
    assert not available_support_parents(agency).exists()
    assert available_support_parents(agency, on=today + timedelta(days=3)).exists()
    with refused("already_on_hold"):
        hold(actor=cleo, person=ready_ana, agency=agency)
    end_hold(actor=cleo, hold=held)
    assert available_support_parents(agency).exists()


def test_the_end_of_a_hold_makes_nobody_ready(agency: Agency, ana: Person, cleo: Person, small_programme) -> None:
    make_offer(ana, agency)
    end_hold(actor=cleo, hold=hold(actor=cleo, person=ana, agency=agency))
    assert not available_support_parents(agency).exists()


def test_a_hold_in_the_past_is_refused(agency: Agency, ana: Person, cleo: Person) -> None:
    with refused("hold_in_the_past"):
        hold(actor=cleo, person=ana, agency=agency, until=agency.today() - timedelta(days=1))


# Programs


def test_a_program_asks_only_for_what_belongs_here(
    agency: Agency, other_agency: Agency, cleo: Person, stan: Person
) -> None:
    [theirs] = make_competencies(other_agency, "Theirs")
    foreign = [
        asks_agreement(make_agreement(other_agency)),
        Asks(RequirementKind.COMPETENCY, "Theirs", competency=theirs, level_number=1),
    ]
    for asked in foreign:
        with refused("of_another_agency"):
            make_programme(actor=cleo, agency=agency, title="Ours", requirements=[asked])
    with refused("not_a_coordinator"):
        make_programme(actor=stan, agency=agency, title="Ours", requirements=[asks_decision()])
    with refused("asks_nothing"):
        make_programme(actor=cleo, agency=agency, title="Ours", requirements=[])
    assert not Programme.objects.exists()


def test_a_new_version_starts_today_or_later_and_after_the_last(agency: Agency, cleo: Person, small_programme) -> None:
    programme, asked = small_programme.programme, [asks_decision()]
    with refused("version_in_the_past"):
        new_version(actor=cleo, programme=programme, requirements=asked, held_on=agency.today() - timedelta(days=1))
    new_version(actor=cleo, programme=programme, requirements=asked, held_on=agency.today() + timedelta(days=9))
    with refused("version_before_the_last"):
        new_version(actor=cleo, programme=programme, requirements=asked)


def test_a_version_to_come_cannot_be_followed_yet(agency: Agency, cleo: Person, ana: Person, small_programme) -> None:
    tomorrow = agency.today() + timedelta(days=1)
    coming = new_version(
        actor=cleo, programme=small_programme.programme, requirements=[asks_decision()], held_on=tomorrow
    )
    with refused("version_not_in_force"):
        follow(actor=cleo, person=ana, version=coming)


def test_moving_keeps_the_history_of_what_she_followed(
    agency: Agency, cleo: Person, ready_ana: Person, small_programme
) -> None:
    other = make_version(agency, asks_decision(), title="Another program")
    follow(actor=cleo, person=ready_ana, version=other)
    follow(actor=cleo, person=ready_ana, version=other)
    paths = list(Pathway.objects.filter(person=ready_ana).order_by("pk"))
    assert [path.version for path in paths] == [small_programme, other]
    assert paths[0].ends_on and paths[1].ends_on is None
    assert Listing.objects.get().certificate.version == other
    assert CertificateVoided.objects.get().reason == VoidReason.RENEWED


# What the house does by itself


def test_looking_again_changes_nothing_when_nothing_changed(ready_ana: Person, agency: Agency) -> None:
    before = TrainingCertificate.objects.count(), Notice.objects.count(), Listing.objects.get().pk
    for _time in range(3):
        reassess(person=ready_ana, agency=agency)
    assert (TrainingCertificate.objects.count(), Notice.objects.count(), Listing.objects.get().pk) == before


def test_she_and_her_coordinators_hear_of_it_once(ready_ana: Person, agency: Agency, cleo: Person) -> None:
    kinds = set(Notice.objects.values_list("person__profile__name", "kind"))
    assert kinds == {("Ana Reyes", "roster-training-complete"), ("Cleo Grant", "roster-somebody-is-ready")}
    jobs.sweep()
    assert {letter.to[0] for letter in mail.outbox} == {ready_ana.email, cleo.email}
    for letter in mail.outbox:
        assert "roster" not in letter.subject.lower() and "training" not in letter.subject.lower()


def test_who_left_loses_the_certificate_at_night(ready_ana: Person, agency: Agency) -> None:
    Membership.objects.filter(person=ready_ana).update(ends_on=agency.today() - timedelta(days=1))
    assert list(who_differs(agency)) == [ready_ana.pk]
    prove_all()
    jobs.sweep()
    jobs.sweep()
    assert CertificateVoided.objects.get().reason == VoidReason.LEFT
    assert not Listing.objects.exists()


def test_the_night_takes_back_what_came_to_its_end(agency: Agency, cleo: Person, ana: Person) -> None:
    make_version(agency, asks_decision(within_days=30))
    decision = make_decision(ana, agency)
    with clock.pretend(clock.start_of(decision.held_on + timedelta(days=30), agency.time_zone)):
        assert list(who_differs(agency)) == [ana.pk]
        prove_all()
        jobs.sweep()
        jobs.sweep()
        assert CertificateVoided.objects.get().reason == VoidReason.EXPIRED
        assert list(who_differs(agency)) == []


def test_the_night_works_once_a_day_however_many_beats_run(agency: Agency, ready_ana: Person) -> None:
    for _beat in range(3):
        prove_all()
    assert Job.objects.filter(key=f"roster.prove:{agency.pk}:{agency.today()}").count() == 1


def test_the_night_certifies_who_was_forgotten(
    agency: Agency, pledge, small_programme, ana: Person, cleo: Person
) -> None:
    """A listener that failed, a fact brought in beside the house: the record decides, and the night finds it."""
    make_signature(ana, pledge)
    make_decision(ana, agency)
    Listing.objects.all().delete()
    certificate = TrainingCertificate.objects.get()
    record(CertificateVoided(certificate=certificate, reason=VoidReason.MISTAKE, held_on=agency.today()))
    assert list(who_differs(agency)) == [ana.pk]
    prove_all()
    jobs.sweep()
    jobs.sweep()
    assert Listing.objects.get().person == ana


def test_a_new_text_takes_certificates_back_by_job(agency: Agency, ready_ana: Person, pledge) -> None:
    from tests.factories.people import make_agreement_version

    make_agreement_version(pledge, text="Other words")
    assert not Listing.objects.exists()
    jobs.sweep()
    jobs.sweep()
    assert CertificateVoided.objects.get().certificate.person == ready_ana


def test_removing_a_name_takes_her_words_and_keeps_the_facts(
    agency: Agency, ada: Person, cleo: Person, ana: Person, world
) -> None:
    decide(actor=cleo, person=ana, agency=agency, outcome=Outcome.READY, note="A good talk.")
    earlier = recognise_earlier_training(actor=cleo, person=ana, agency=agency, recognised=training(agency))
    make_offer(ana, agency)
    erase_person(actor=ada, person=ana, agency=agency)
    assert not Offer.objects.filter(person=ana).exists()
    assert not Note.objects.exclude(text="").filter(pk__in=[ana.decisions.get().note_id, earlier.what_note_id]).exists()
    earlier.refresh_from_db()
    assert earlier.what == "words removed"
