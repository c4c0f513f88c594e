"""What supervision tells the rooms above, today and as of a past date."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ledger import clock
from people.words import Role
from supervision.queries import supervised_record, supervised_records
from supervision.words import CorrectionReason, Format, Kind
from tests.factories.people import make_member
from tests.factories.supervision import (
    make_assignment,
    make_confirmed_hours,
    make_hours,
    make_hours_signature,
    make_returned,
    make_signoff,
    make_signoff_request,
    make_taken_out,
    make_withdrawal,
)

pytestmark = pytest.mark.django_db


def days_ago(agency, days: int):
    """Noon at the agency, so many days ago."""
    noon = datetime.combine(agency.today() - timedelta(days=days), datetime.min.time(), ZoneInfo(agency.time_zone))
    return clock.pretend(noon + timedelta(hours=12))


def test_what_counts_and_what_waits_are_told_apart(ana, bea, cora, agency, assigned, consulting):
    counted = make_confirmed_hours(ana, bea, agency, minutes=60)
    make_confirmed_hours(ana, bea, agency, minutes=45, format=Format.GROUP)
    sent = make_hours(ana, cora, agency, minutes=30, kind=Kind.CLINICAL_CONSULTATION)
    back = make_hours(ana, bea, agency, minutes=20)
    make_returned(back)
    record = supervised_record(ana, agency)
    one, _group = record.confirmed
    assert (one.signature_id, one.held_on, one.minutes, one.group, one.kind) == (
        counted.pk, counted.entry.held_on, 60, False, Kind.PEER_SUPERVISION,
    )  # fmt: skip
    assert [(h.entry_id, h.minutes, h.supervisor_id, h.since) for h in record.sent] == [
        (sent.pk, 30, cora.pk, agency.today())
    ]
    assert [h.entry_id for h in record.returned] == [back.pk]
    peer, clinical = record.total(Kind.PEER_SUPERVISION), record.total(Kind.CLINICAL_CONSULTATION)
    assert (peer.individual, peer.group, peer.waiting, clinical.waiting) == (60, 45, 0, 30)


def test_another_agencys_hours_are_not_in_it(ana, bea, agency, other_agency, assigned):
    make_assignment(bea, ana, other_agency)
    make_confirmed_hours(ana, bea, other_agency)
    assert supervised_record(ana, agency).confirmed == ()


def test_a_correction_that_came_back_leaves_what_counts(ana, bea, agency, assigned):
    old = make_confirmed_hours(ana, bea, agency)
    new = make_hours(ana, bea, agency, minutes=30, supersedes=old.entry, correction_reason=CorrectionReason.MINUTES)
    assert [h.minutes for h in supervised_record(ana, agency).sent] == [30]
    make_returned(new)
    record = supervised_record(ana, agency)
    assert ([h.minutes for h in record.confirmed], record.sent) == ([60], ())


def test_before_it_was_signed_it_did_not_count(ana, bea, agency, assigned):
    with days_ago(agency, 20):
        entry = make_hours(ana, bea, agency, held_on=agency.today())
    with days_ago(agency, 10):
        make_hours_signature(entry)
    then = supervised_record(ana, agency, as_of=agency.today() - timedelta(days=15))
    now = supervised_record(ana, agency)
    assert ([h.entry_id for h in then.sent], then.confirmed) == ([entry.pk], ())
    assert [h.entry_id for h in now.confirmed] == [entry.pk]


def test_what_was_taken_out_later_still_counted_then(ana, bea, agency, assigned):
    with days_ago(agency, 20):
        signature = make_confirmed_hours(ana, bea, agency, held_on=agency.today())
    make_taken_out(signature.entry, bea)
    assert supervised_record(ana, agency).confirmed == ()
    then = supervised_record(ana, agency, as_of=agency.today() - timedelta(days=1))
    assert [h.signature_id for h in then.confirmed] == [signature.pk]


def test_what_was_replaced_later_still_counted_then(ana, bea, agency, assigned):
    with days_ago(agency, 20):
        old = make_confirmed_hours(ana, bea, agency, held_on=agency.today())
    with days_ago(agency, 5):
        new = make_hours(
            ana, bea, agency, held_on=old.entry.held_on, minutes=30, supersedes=old.entry,
            correction_reason=CorrectionReason.MINUTES,
        )  # fmt: skip
        make_hours_signature(new)
    by_day = {
        days: [h.minutes for h in supervised_record(ana, agency, as_of=agency.today() - timedelta(days=days)).confirmed]
        for days in (21, 20, 6, 5, 0)
    }
    assert by_day == {21: [], 20: [60], 6: [60], 5: [30], 0: [30]}


def test_a_day_ends_at_midnight_of_the_agency(ana, bea, agency, assigned):
    """Signed at half past eleven at night in New York, when it is tomorrow in UTC already: it counts that day."""
    late = datetime.combine(agency.today() - timedelta(days=2), datetime.min.time(), ZoneInfo(agency.time_zone))
    with clock.pretend(late + timedelta(hours=23, minutes=30)):
        make_confirmed_hours(ana, bea, agency, held_on=agency.today())
    assert len(supervised_record(ana, agency, as_of=agency.today() - timedelta(days=2)).confirmed) == 1
    assert len(supervised_record(ana, agency, as_of=agency.today() - timedelta(days=3)).confirmed) == 0


def test_signoffs_requests_and_talks(ana, bea, agency, assigned, framework):
    first, second, third = framework.competencies.all()[:3]
    with days_ago(agency, 20):
        kept, lost = make_signoff(ana, bea, agency, first), make_signoff(ana, bea, agency, second)
    make_withdrawal(lost)
    asked = make_signoff_request(ana, bea, agency, third)
    now = supervised_record(ana, agency)
    then = supervised_record(ana, agency, as_of=agency.today() - timedelta(days=1))
    assert [(s.id, s.competency_id, s.level_number) for s in now.signoffs] == [(kept.pk, first.pk, 2)]
    assert [(r.id, r.competency_id, r.asked_of_id) for r in now.requests] == [(asked.pk, third.pk, bea.pk)]
    assert (now.to_talk_about, then.to_talk_about) == ({second.pk}, frozenset())
    assert ({s.id for s in then.signoffs}, then.requests) == ({kept.pk, lost.pk}, ())


@pytest.mark.parametrize("rows", [1, 3])
def test_many_records_take_three_queries(bea, agency, framework, rows, django_assert_num_queries):
    people = [make_member(f"Volunteer {number}", agency, Role.VOLUNTEER) for number in range(rows)]
    for person in people:
        make_assignment(bea, person, agency)
        make_withdrawal(make_signoff(person, bea, agency, framework.competencies.first()))
        make_confirmed_hours(person, bea, agency)
        make_returned(make_hours(person, bea, agency, minutes=20))
    with django_assert_num_queries(3):
        records = supervised_records(people, agency)
    assert [len(records[person.pk].confirmed) for person in people] == [1] * rows
    assert all(len(records[person.pk].to_talk_about) == 1 for person in people)
