"""Reminders of a session: once each, to who still comes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from courses.actions import call_off_session, sign_off, sign_up
from courses.models import LiveSession, SignUp
from ledger import jobs
from ledger.models import Job
from people.models import Agency, Notice, Person
from people.words import PersonState
from roster.models import Offer
from tests.courses.test_signup import change
from tests.factories.courses import make_live_session

# A Tuesday, 6 pm in Denver.
STARTS = datetime(2031, 3, 5, 1, 0, tzinfo=UTC)
A_DAY, AN_HOUR = STARTS - timedelta(days=1), STARTS - timedelta(hours=1)
EARLY = STARTS - timedelta(days=5)


@pytest.fixture
def asked(agency: Agency, ana: Person, fay: Person):
    with time_machine.travel(EARLY, tick=False):
        yield sign_up(actor=ana, session=make_live_session(agency, fay, starts_at=STARTS))


def beat(moment: datetime, beats: int = 3) -> int:
    """The sweep comes by several times. Answers how many reminders there are then."""
    with time_machine.travel(moment, tick=False):
        for _each in range(beats):
            jobs.sweep()
    return Notice.objects.filter(kind="courses-session-soon").count()


def test_a_day_and_an_hour_before_once_each_in_her_language_and_zone(asked: SignUp, ana: Person) -> None:
    ana.profile.language, ana.profile.time_zone = "es", "America/Denver"
    ana.profile.save()
    assert beat(A_DAY - timedelta(minutes=1)) == 0
    assert beat(A_DAY) == 1
    assert beat(AN_HOUR) == 2
    assert beat(STARTS + timedelta(hours=1)) == 2
    soon = [letter.body for letter in mail.outbox]
    assert len(soon) == 2
    assert all("martes" in body and "6:00" in body and "MST" in body for body in soon)
    assert "meet.example.org" not in soon[0]


def test_a_worker_that_slept_sends_no_stale_one(asked: SignUp) -> None:
    assert beat(STARTS + timedelta(minutes=5)) == 0
    assert not Job.objects.filter(kind="courses.remind", done_at=None).exists()


def _sign_off(asked: SignUp, fay: Person) -> None:
    sign_off(actor=asked.person, asked=asked)


def _call_off(asked: SignUp, fay: Person) -> None:
    call_off_session(actor=fay, session=asked.session)


def _leave(asked: SignUp, fay: Person) -> None:
    asked.person.memberships.update(ends_on=asked.session.agency.today())


def _take_leave(asked: SignUp, fay: Person) -> None:
    agency = asked.session.agency
    Offer.objects.create(person=asked.person, agency=agency, away_from=agency.today())


def _die(asked: SignUp, fay: Person) -> None:
    Person.objects.filter(pk=asked.person_id).update(state=PersonState.DIED)


@pytest.mark.parametrize("happens", [_sign_off, _call_off, _leave, _take_leave, _die])
def test_no_reminder_when_she_does_not_come(asked: SignUp, fay: Person, happens) -> None:
    happens(asked, fay)
    assert beat(A_DAY) == 0
    assert beat(AN_HOUR) == 0


def test_a_session_that_moves_is_reminded_of_at_its_new_time(asked: SignUp, fay: Person) -> None:
    later = STARTS + timedelta(days=2)
    change(LiveSession.objects.get(), fay, starts_at=later)
    assert Notice.objects.get(kind="courses-session-moved").person == asked.person
    assert beat(AN_HOUR) == 0
    assert beat(later - timedelta(hours=1)) == 1


def test_who_waits_is_not_reminded(asked: SignUp, fay: Person, bea: Person) -> None:
    LiveSession.objects.update(capacity=1)
    sign_up(actor=bea, session=asked.session)
    beat(AN_HOUR)
    assert set(Notice.objects.filter(kind="courses-session-soon").values_list("person", flat=True)) == {asked.person_id}
