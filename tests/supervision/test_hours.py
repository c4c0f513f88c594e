"""Writing hours down, correcting them, taking them out."""

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from ledger import clock
from ledger.queries import broken_chains
from people.models import Notice
from supervision import actions
from supervision.actions import Sure, Told
from supervision.models import HoursEntry
from supervision.queries import my_hours
from supervision.words import CorrectionReason, EntryState, EraseReason, Format, Kind, Mode, TakenOutReason
from tests.factories.supervision import (
    make_assignment,
    make_confirmed_hours,
    make_hours,
    make_hours_signature,
    make_returned,
)
from tests.supervision.attacks import refusal

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a paper"


@pytest.fixture
def told(bea, agency, assigned):
    """An hour with Bea, three days ago, by phone."""
    return Told(
        kind=Kind.PEER_SUPERVISION,
        supervisor=bea,
        held_on=agency.today() - timedelta(days=3),
        mode=Mode.PHONE,
        minutes=60,
    )


def test_she_sends_her_hours_and_they_wait_for_her_supervisor(ana, bea, agency, told):
    entry = actions.record_hours(actor=ana, agency=agency, told=replace(told, note="How to end a call kindly."))
    assert HoursEntry.objects.waiting().get() == entry
    assert (entry.minutes, entry.supervisor, entry.entered_by, entry.zone) == (60, bea, ana, "America/New_York")
    assert entry.note.text == "How to end a call kindly."
    assert Notice.objects.get(person=bea).kind == "supervision-hours-sent"


def test_a_supervisor_is_told_once_a_day_however_much_is_sent(ana, bea, agency, told):
    actions.record_hours(actor=ana, agency=agency, told=told)
    actions.record_hours(actor=ana, agency=agency, told=replace(told, minutes=30))
    assert Notice.objects.filter(person=bea).count() == 1


def test_the_same_form_twice_is_one_entry(ana, agency, told):
    key = uuid4()
    first = actions.record_hours(actor=ana, agency=agency, told=told, client_key=key)
    assert actions.record_hours(actor=ana, agency=agency, told=told, client_key=key) == first
    assert HoursEntry.objects.count() == 1


def test_another_persons_form_is_not_hers(ana, dee, bea, agency, told):
    key = uuid4()
    actions.record_hours(actor=ana, agency=agency, told=told, client_key=key)
    make_assignment(bea, dee, agency)
    with refusal("form_used"):
        actions.record_hours(actor=dee, agency=agency, told=told, client_key=key)


def test_the_same_hours_again_are_asked_about_and_counted_once(ana, agency, told):
    actions.record_hours(actor=ana, agency=agency, told=told)
    with refusal("comes_twice"):
        actions.record_hours(actor=ana, agency=agency, told=told)
    actions.record_hours(actor=ana, agency=agency, told=told, sure=Sure(second=True))
    assert HoursEntry.objects.count() == 2


def test_overlapping_hours_are_refused_in_words(ana, agency, told):
    actions.record_hours(actor=ana, agency=agency, told=replace(told, minutes=None, start=time(17), end=time(18)))
    later = replace(told, minutes=None, start=time(17, 30), end=time(19))
    with refusal("hours_do_not_overlap") as refused:
        actions.record_hours(actor=ana, agency=agency, told=later)
    assert "5 p.m." in str(refused.value) and "6 p.m." in str(refused.value)


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_minutes_beyond_a_day_are_refused(ana, agency, told, minutes):
    with refusal("hours_minutes_of_a_day"):
        actions.record_hours(actor=ana, agency=agency, told=replace(told, minutes=minutes))


def test_more_than_a_day_in_one_day_is_refused(ana, agency, told):
    actions.record_hours(actor=ana, agency=agency, told=replace(told, minutes=1400))
    with refusal("hours_at_most_a_day"):
        actions.record_hours(actor=ana, agency=agency, told=told)


def test_a_day_to_come_is_refused(ana, agency, told):
    with refusal("hours_not_in_the_future"):
        actions.record_hours(actor=ana, agency=agency, told=replace(told, held_on=agency.today() + timedelta(days=1)))


def test_today_is_by_the_clock_of_the_entrys_zone(ana, agency, told):
    """It is the next day in Auckland while it is still this one in New York, in summer and in winter."""
    day = agency.today() - timedelta(days=30)
    with clock.pretend(datetime.combine(day, time(22), tzinfo=ZoneInfo("UTC"))):
        tomorrow = replace(told, held_on=day + timedelta(days=1))
        with refusal("hours_not_in_the_future"):
            actions.record_hours(actor=ana, agency=agency, told=tomorrow)
        entry = actions.record_hours(actor=ana, agency=agency, told=replace(tomorrow, zone="Pacific/Auckland"))
    assert entry.held_on == day + timedelta(days=1)


def test_a_session_that_has_not_ended_is_refused(ana, agency, told):
    day = agency.today() - timedelta(days=30)
    with clock.pretend(datetime.combine(day, time(17, 30), tzinfo=ZoneInfo("America/New_York"))):
        now = replace(told, held_on=day, minutes=None, start=time(17), end=time(18))
        with refusal("hours_not_in_the_future"):
            actions.record_hours(actor=ana, agency=agency, told=now)


@pytest.mark.parametrize(
    ("day", "start", "code"), [("2026-03-08", "02:30", "clock_skipped"), ("2025-11-02", "01:30", "clock_twice")]
)
def test_a_time_the_clocks_make_unclear_is_asked_about(ana, bea, agency, told, day, start, code):
    make_assignment(bea, ana, agency, starts_on=date(2025, 1, 1))
    unclear = replace(told, held_on=date.fromisoformat(day), minutes=None, start=time.fromisoformat(start), end=time(4))
    with refusal(code):
        actions.record_hours(actor=ana, agency=agency, told=unclear)
    entry = actions.record_hours(actor=ana, agency=agency, told=replace(unclear, start=None, end=None, minutes=50))
    assert entry.minutes == 50


def test_minutes_over_a_clock_change_are_those_that_passed(ana, bea, agency, told):
    make_assignment(bea, ana, agency, starts_on=date(2025, 1, 1))
    night = replace(told, held_on=date(2026, 3, 8), minutes=None, start=time(1, 30), end=time(3, 30))
    entry = actions.record_hours(actor=ana, agency=agency, told=night)
    assert entry.minutes == 60 and entry.crosses_a_clock_change
    phoenix = replace(night, zone="America/Phoenix", start=time(3), end=time(5))
    assert actions.record_hours(actor=ana, agency=agency, told=phoenix).minutes == 120


def test_without_minutes_or_times_she_is_asked(ana, agency, told):
    for half in (replace(told, minutes=None), replace(told, minutes=None, end=time(18))):
        with refusal("no_duration"):
            actions.record_hours(actor=ana, agency=agency, told=half)


def test_a_note_that_may_name_somebody_is_asked_about_and_then_hers_to_send(ana, agency, told):
    naming = replace(told, note="We spoke about Maria Lopez.")
    with refusal("note_names_somebody"):
        actions.record_hours(actor=ana, agency=agency, told=naming)
    assert actions.record_hours(actor=ana, agency=agency, told=naming, sure=Sure(note=True)).note.text


def test_hours_six_weeks_late_are_flagged_and_not_refused(ana, agency, told):
    entry = actions.record_hours(
        actor=ana, agency=agency, told=replace(told, held_on=agency.today() - timedelta(days=42))
    )
    assert entry.late_days == 42


def test_hours_with_a_stranger_are_refused(ana, stan, gwen, agency, told):
    for other in (stan, gwen):
        with refusal("not_assigned"):
            actions.record_hours(actor=ana, agency=agency, told=replace(told, supervisor=other))


def test_hours_with_herself_are_refused(ana, agency, told):
    with refusal("not_oneself"):
        actions.record_hours(actor=ana, agency=agency, told=replace(told, supervisor=ana))


def test_hours_at_an_agency_she_does_not_belong_to_are_refused(ana, other_agency, told):
    with refusal("not_yours"):
        actions.record_hours(actor=ana, agency=other_agency, told=told)


def test_hours_before_a_successors_time_may_be_sent_to_her(ana, gwen, agency, told):
    make_assignment(gwen, ana, agency, starts_on=agency.today())
    entry = actions.record_hours(actor=ana, agency=agency, told=replace(told, supervisor=gwen))
    assert entry.supervisor == gwen


def test_what_came_on_paper_is_marked_so_with_its_scan(ana, cleo, agency, told):
    entry = actions.record_from_paper(actor=cleo, person=ana, agency=agency, told=told, scan=io.BytesIO(PDF))
    assert (entry.on_paper, entry.entered_by, entry.person) == (True, cleo, ana)
    with entry.scan.open() as kept:
        assert kept.read() == PDF
    assert Notice.objects.filter(person=ana, kind="supervision-hours-entered").exists()


def test_a_paper_that_is_no_paper_is_refused_and_nothing_is_written(ana, cleo, agency, told):
    with refusal("wrong_kind"):
        actions.record_from_paper(actor=cleo, person=ana, agency=agency, told=told, scan=io.BytesIO(b"<html>"))
    assert HoursEntry.objects.count() == 0


def test_nobody_enters_her_own_paper_and_no_stranger_does(ana, stan, gwen, agency, told):
    for actor in (ana, stan, gwen):
        with refusal("not_yours"):
            actions.record_from_paper(actor=actor, person=ana, agency=agency, told=told, scan=io.BytesIO(PDF))


def test_she_says_that_she_has_seen_what_was_entered_for_her(ana, cleo, agency, told):
    entry = actions.record_from_paper(actor=cleo, person=ana, agency=agency, told=told, scan=io.BytesIO(PDF))
    seen = actions.acknowledge(actor=ana, entry=entry, agrees=False)
    assert actions.acknowledge(actor=ana, entry=entry) == seen and not seen.agrees
    with refusal("not_yours"):
        actions.acknowledge(actor=cleo, entry=entry)


def test_confirmed_hours_count_until_their_correction_is_confirmed(ana, bea, agency, told):
    old = make_confirmed_hours(ana, bea, agency).entry
    new = actions.correct(actor=ana, entry=old, told=told, reason=CorrectionReason.DATE)
    assert list(HoursEntry.objects.confirmed()) == [old]
    make_hours_signature(new)
    assert list(HoursEntry.objects.confirmed()) == [new]
    assert HoursEntry.objects.with_state().get(pk=old.pk).state == EntryState.REPLACED


def test_waiting_hours_are_replaced_by_their_correction_at_once(ana, bea, agency, told):
    old = make_hours(ana, bea, agency)
    new = actions.correct(actor=ana, entry=old, told=told, reason=CorrectionReason.DATE)
    assert list(HoursEntry.objects.waiting()) == [new]
    assert HoursEntry.objects.with_state().get(pk=old.pk).state == EntryState.TAKEN_OUT


def test_after_a_correction_came_back_the_next_one_replaces_what_counts(ana, bea, agency, told):
    old = make_confirmed_hours(ana, bea, agency).entry
    first = actions.correct(actor=ana, entry=old, told=told, reason=CorrectionReason.DATE)
    make_returned(first)
    second = actions.correct(actor=ana, entry=first, told=replace(told, minutes=45), reason=CorrectionReason.MINUTES)
    make_hours_signature(second)
    assert second.supersedes == old
    assert list(HoursEntry.objects.confirmed()) == [second]


def test_correcting_what_waits_of_a_correction_replaces_what_counts(ana, bea, agency, told):
    old = make_confirmed_hours(ana, bea, agency).entry
    first = actions.correct(actor=ana, entry=old, told=told, reason=CorrectionReason.DATE)
    second = actions.correct(actor=ana, entry=first, told=replace(told, minutes=45), reason=CorrectionReason.MINUTES)
    make_hours_signature(second)
    assert list(HoursEntry.objects.confirmed()) == [second]


def test_what_was_replaced_or_taken_out_is_not_corrected_again(ana, bea, agency, told):
    old = make_hours(ana, bea, agency)
    actions.correct(actor=ana, entry=old, told=told, reason=CorrectionReason.DATE)
    with refusal("hours_superseded_once"):
        actions.correct(actor=ana, entry=old, told=replace(told, minutes=20), reason=CorrectionReason.MINUTES)


def test_only_she_corrects_her_hours(ana, bea, dee, cleo, agency, told):
    entry = make_hours(ana, bea, agency)
    for actor in (bea, dee, cleo):
        with refusal("not_yours"):
            actions.correct(actor=actor, entry=entry, told=told, reason=CorrectionReason.DATE)


def test_she_takes_out_what_waits_and_not_what_is_confirmed(ana, bea, agency, assigned):
    waiting = make_hours(ana, bea, agency)
    actions.void_hours(actor=ana, entry=waiting, reason=TakenOutReason.TWICE)
    confirmed = make_confirmed_hours(ana, bea, agency).entry
    with refusal("signed_already"):
        actions.void_hours(actor=ana, entry=confirmed, reason=TakenOutReason.TWICE)
    assert list(HoursEntry.objects.live()) == [confirmed]


def test_what_the_signer_takes_out_no_longer_counts_and_she_is_told(ana, bea, agency, assigned):
    entry = make_confirmed_hours(ana, bea, agency).entry
    first = actions.void_hours(actor=bea, entry=entry, reason=TakenOutReason.NOT_HELD)
    assert actions.void_hours(actor=bea, entry=entry, reason=TakenOutReason.NOT_HELD) == first
    assert not HoursEntry.objects.confirmed().exists()
    assert Notice.objects.filter(person=ana, kind="supervision-hours-taken-out").count() == 1


def test_a_stranger_takes_nothing_out(ana, bea, stan, gwen, agency, assigned):
    entry = make_hours(ana, bea, agency)
    for actor in (stan, gwen):
        with refusal("not_yours"):
            actions.void_hours(actor=actor, entry=entry, reason=TakenOutReason.TWICE)


def test_a_note_is_erased_and_the_chain_still_verifies(ana, agency, told):
    entry = actions.record_hours(actor=ana, agency=agency, told=replace(told, note="About ending a call."))
    actions.erase_note(actor=ana, noted=entry, reason=EraseReason.ASKED)
    entry.note.refresh_from_db()
    assert (entry.note.text, entry.note.salt) == ("", "")
    assert list(broken_chains()) == []


def test_who_has_no_right_to_a_note_does_not_erase_it(ana, bea, stan, agency, told):
    entry = actions.record_hours(actor=ana, agency=agency, told=replace(told, note="About ending a call."))
    for actor in (stan, bea):
        with refusal("not_yours"):
            actions.erase_note(actor=actor, noted=entry, reason=EraseReason.ASKED)


def test_her_list_says_how_far_each_is_and_whose_turn_it_is(ana, bea, agency, assigned):
    make_confirmed_hours(ana, bea, agency, minutes=60)
    make_hours(ana, bea, agency, minutes=30, format=Format.GROUP)
    make_returned(make_hours(ana, bea, agency, minutes=20))
    mine = my_hours(ana)
    said = {row.entry.minutes: (row.state, row.whose_turn) for row in mine.rows}
    assert said == {
        60: (EntryState.CONFIRMED, ""), 30: (EntryState.WAITING, "Bea’s turn"), 20: (EntryState.RETURNED, "Your turn"),
    }  # fmt: skip
    peer, clinical = mine.totals
    assert (peer.counts, peer.waiting, clinical.counts) == (60, 30, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_her_list_takes_one_query(ana, bea, agency, assigned, rows, django_assert_num_queries):
    for minutes in range(1, rows + 1):
        make_confirmed_hours(ana, bea, agency, minutes=minutes, note="About boundaries")
    with django_assert_num_queries(1):
        listed = [(row.detail, row.entry.note.text, row.entry.supervisor.get_full_name()) for row in my_hours(ana).rows]
    assert len(listed) == rows
