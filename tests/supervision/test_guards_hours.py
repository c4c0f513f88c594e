"""What the database itself refuses about hours, whatever code runs. One list for SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ledger import clock
from ledger.actions import record
from supervision.models import HoursEntry, Session, SessionAttendee, Signature
from supervision.words import CorrectionReason, Kind
from tests.factories.supervision import (
    hours_of,
    make_assignment,
    make_confirmed_hours,
    make_hours,
    make_hours_signature,
    make_returned,
    make_taken_out,
)
from tests.supervision.attacks import WAYS, refused

pytestmark = pytest.mark.django_db
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


@pytest.fixture
def standing(ana, bea, agency, assigned):
    """An hour of Ana's a week ago, from half past five."""
    return make_hours(ana, bea, agency, start="17:30")


def correction_of(entry, **fields):
    return hours_of(
        entry.person,
        entry.supervisor,
        entry.agency,
        supersedes=entry,
        correction_reason=CorrectionReason.MINUTES,
        **fields,
    )


FORGED: dict[str, tuple[str, Callable]] = {
    "overlap by a minute": ("hours_do_not_overlap", lambda e: hours_of(e.person, e.supervisor, e.agency, start="18:29")),
    "overlap from within": (
        "hours_do_not_overlap",
        lambda e: hours_of(e.person, e.supervisor, e.agency, start="17:40", minutes=10),
    ),
    "overlap around": (
        "hours_do_not_overlap",
        lambda e: hours_of(e.person, e.supervisor, e.agency, start="16:00", minutes=240),
    ),
    "overlap of the other kind in the same book": (
        "hours_do_not_overlap",
        lambda e: hours_of(e.person, e.supervisor, e.agency, start="18:00", kind=Kind.CLINICAL_CONSULTATION),
    ),
    "more than a day": (
        "hours_at_most_a_day",
        lambda e: hours_of(e.person, e.supervisor, e.agency, minutes=1381),
    ),
    "no minutes": ("hours_minutes_of_a_day", lambda e: hours_of(e.person, e.supervisor, e.agency, minutes=0)),
    "minutes beyond a day": ("hours_minutes_of_a_day|hours_at_most_a_day", lambda e: hours_of(e.person, e.supervisor, e.agency, minutes=1441)),
    "in the future": (
        "hours_not_in_the_future",
        lambda e: hours_of(e.person, e.supervisor, e.agency, held_on=e.agency.today() + timedelta(days=3)),
    ),
    "in the future of the clock only": (
        "hours_clock_fits_the_date",
        lambda e: hours_of(e.person, e.supervisor, e.agency, starts_at=clock.now() + timedelta(days=9), ends_at=clock.now() + timedelta(days=9, hours=1)),
    ),
    "minutes other than the clock's": (
        "hours_minutes_are_the_clocks",
        lambda e: hours_of(e.person, e.supervisor, e.agency, starts_at=e.starts_at - timedelta(hours=8), ends_at=e.starts_at - timedelta(hours=6)),
    ),
    "a start without an end": (
        "hours_end_after_start|hours_minutes_are_the_clocks",
        lambda e: hours_of(e.person, e.supervisor, e.agency, starts_at=e.starts_at + timedelta(hours=4), ends_at=None),
    ),
    "in the wrong book": (
        "hours_kind_stands_in_its_ledger",
        lambda e: hours_of(e.person, e.supervisor, e.agency, ledger="work"),
    ),
    "confirmed by herself": (
        "hours_not_confirmed_by_herself",
        lambda e: hours_of(e.person, e.person, e.agency),
    ),
    "entered by another hand, without a paper": (
        "hours_entered_by_herself_or_from_paper",
        lambda e: hours_of(e.person, e.supervisor, e.agency, entered_by=e.supervisor),
    ),
    "on paper without a scan": (
        "hours_on_paper_with_scan",
        lambda e: hours_of(e.person, e.supervisor, e.agency, entered_by=e.supervisor, on_paper=True),
    ),
    "a correction without a reason": (
        "hours_correction_says_why",
        lambda e: hours_of(e.person, e.supervisor, e.agency, supersedes=e),
    ),
}  # fmt: skip


@every_way
@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_hours_that_cannot_be_are_refused(standing, forged, way):
    guard, build = forged
    refused(build(standing), way, guard)


@every_way
def test_a_second_correction_of_the_same_hours_is_refused(standing, way):
    record(correction_of(standing, minutes=45))
    refused(correction_of(standing, minutes=50), way, "hours_superseded_once")


@every_way
def test_a_correction_for_somebody_else_is_refused(standing, dee, way):
    forged = correction_of(standing, minutes=45)
    forged.person = forged.entered_by = dee
    refused(forged, way, "hours_correct_the_same_persons")


@every_way
def test_a_correction_at_another_agency_is_refused(standing, other_agency, way):
    forged = correction_of(standing, minutes=45)
    forged.agency = other_agency
    refused(forged, way, "hours_correct_the_same_persons")


@every_way
def test_minutes_beyond_those_listed_in_the_session_are_refused(ana, bea, agency, assigned, way):
    day = agency.today() - timedelta(days=2)
    session = Session.objects.create(
        agency=agency, supervisor=bea, kind=Kind.PEER_SUPERVISION, held_on=day, zone=agency.time_zone, minutes=60
    )
    SessionAttendee.objects.create(session=session, person=ana, minutes=30)
    refused(
        hours_of(ana, bea, agency, session=session, entered_by=bea, held_on=day, minutes=60),
        way,
        "hours_as_in_the_session",
    )


@every_way
def test_somebody_who_was_not_in_the_session_is_refused(ana, dee, bea, agency, assigned, way):
    day = agency.today() - timedelta(days=2)
    session = Session.objects.create(
        agency=agency, supervisor=bea, kind=Kind.PEER_SUPERVISION, held_on=day, zone=agency.time_zone, minutes=60
    )
    SessionAttendee.objects.create(session=session, person=ana, minutes=60)
    refused(hours_of(dee, bea, agency, session=session, entered_by=bea, held_on=day), way, "hours_as_in_the_session")


def test_hours_side_by_side_do_not_overlap(standing, ana, bea, agency):
    make_hours(ana, bea, agency, start="18:30")
    make_hours(ana, bea, agency, start="16:30")
    assert HoursEntry.objects.count() == 3


def test_the_same_time_at_another_agency_is_another_book(standing, ana, bea, other_agency):
    make_hours(ana, bea, other_agency, start="17:30")
    assert HoursEntry.objects.count() == 2


def test_peer_work_is_another_book_than_supervision(standing, ana, bea, agency):
    make_hours(ana, bea, agency, start="17:30", kind=Kind.PEER_WORK)
    assert HoursEntry.objects.count() == 2


def test_hours_without_clock_times_overlap_nothing_but_count_to_the_day(standing, ana, bea, agency):
    make_hours(ana, bea, agency, minutes=1380)
    refused(hours_of(ana, bea, agency, minutes=1), record, "hours_at_most_a_day")


def test_returned_hours_block_nothing(standing, ana, bea, agency):
    make_returned(standing)
    make_hours(ana, bea, agency, start="17:30")
    assert HoursEntry.objects.live().count() == 1


def test_hours_taken_out_block_nothing(standing, ana, bea, agency):
    make_taken_out(standing, ana)
    make_hours(ana, bea, agency, start="17:30")
    assert HoursEntry.objects.live().count() == 1


def test_a_correction_may_overlap_what_it_replaces_and_nothing_else(standing, ana, bea, agency):
    make_hours(ana, bea, agency, start="19:00")
    record(correction_of(standing, start="18:00"))
    refused(correction_of(standing, start="18:30"), record, "hours_superseded_once|hours_do_not_overlap")


def test_what_a_signed_correction_replaced_blocks_nothing(standing, ana, bea, agency):
    make_hours_signature(standing)
    new = record(correction_of(standing, start="10:00"))
    refused(hours_of(ana, bea, agency, start="17:30"), record, "hours_do_not_overlap")
    make_hours_signature(new)
    make_hours(ana, bea, agency, start="17:30")
    assert HoursEntry.objects.live().count() == 2


def test_after_a_returned_correction_the_hours_may_be_corrected_again(standing, ana, bea):
    make_hours_signature(standing)
    make_returned(record(correction_of(standing, minutes=45)))
    record(correction_of(standing, minutes=50))
    assert standing.corrections.count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE supervision_hoursentry SET minutes = 600",
        "UPDATE supervision_signature SET held_on = '2020-01-01'",
        "DELETE FROM supervision_signature",
        "DELETE FROM supervision_hoursentry",
        "DELETE FROM supervision_hoursvoided",
        "UPDATE supervision_returned SET code = 'date'",
    ],
)
def test_nothing_that_was_written_is_changed_or_deleted(ana, bea, agency, assigned, statement):
    make_confirmed_hours(ana, bea, agency)
    make_returned(make_hours(ana, bea, agency, minutes=20))
    make_taken_out(make_hours(ana, bea, agency, minutes=10), ana)
    with pytest.raises(Exception, match=r"facts_only_grow|permission denied"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)
    assert Signature.objects.get().entry.minutes == 60


@pytest.mark.parametrize("changed", ["supervisor_id", "volunteer_id", "agency_id", "starts_on", "kind"])
def test_the_terms_of_an_assignment_never_change(assigned, cleo, other_agency, changed):
    new = {
        "supervisor_id": cleo.pk, "volunteer_id": cleo.pk, "agency_id": other_agency.pk,
        "starts_on": assigned.starts_on - timedelta(days=300), "kind": Kind.CLINICAL_CONSULTATION,
    }[changed]  # fmt: skip
    with pytest.raises(IntegrityError, match="assignment_keeps_its_terms"), transaction.atomic():
        type(assigned).objects.filter(pk=assigned.pk).update(**{changed: new})


def test_an_assignment_is_ended_not_deleted(assigned):
    with pytest.raises(IntegrityError, match="assignment_is_ended_not_deleted"), transaction.atomic():
        type(assigned).objects.filter(pk=assigned.pk).delete()
    type(assigned).objects.filter(pk=assigned.pk).update(ends_on=assigned.agency.today())


def test_nobody_assigns_a_supervisor_to_herself(ana, bea, agency):
    with pytest.raises(IntegrityError, match="assignment_not_by_the_volunteer"), transaction.atomic():
        make_assignment(bea, ana, agency, assigned_by=ana)
    with pytest.raises(IntegrityError, match="assignment_not_to_oneself"), transaction.atomic():
        make_assignment(bea, bea, agency, assigned_by=ana)


def test_a_frameworks_words_never_change(framework):
    competency = framework.competencies.first()
    with pytest.raises(IntegrityError, match="framework_does_not_change"), transaction.atomic():
        type(competency).objects.filter(pk=competency.pk).update(title="Something easier")
    with pytest.raises(IntegrityError, match="framework_does_not_change"), transaction.atomic():
        competency.descriptors.all().delete()
