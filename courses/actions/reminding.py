"""Reminders of a session: a day before and an hour before, to whoever has a place."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from courses.models import LiveSession, SignUp
from ledger import clock
from ledger.jobs import enqueue
from people.actions.notice import notify
from people.leave import on_leave_today
from people.models import Membership, Person
from people.words import PersonState

HOUR = timedelta(hours=1)
BEFORE = {"day": timedelta(days=1), "hour": HOUR}


def remind_later(asked: SignUp) -> None:
    """One job for each reminder that still lies ahead; a session that moves has new ones."""
    starts = asked.session.starts_at
    for which, ahead in BEFORE.items():
        if starts - ahead > clock.now():
            enqueue(
                kind="courses.remind",
                key=f"courses.remind:{asked.uuid}:{int(starts.timestamp())}:{which}",
                payload={"asked": asked.pk, "starts": starts.isoformat(), "which": which},
                not_before=starts - ahead,
            )


@transaction.atomic
def remind(*, asked: SignUp, starts: datetime, which: str) -> bool:
    """Tell her, once: unless it was called off or moved, she gave her place back, left, or is on leave."""
    session = asked.session
    if (
        asked.ended_at
        or not asked.has_place
        or not _is_due(session, starts, which)
        or not _wants(asked.person, session)
    ):
        return False
    notify(
        person=asked.person,
        agency=session.agency,
        kind="courses-session-soon",
        key=f"courses-session-soon:{asked.uuid}:{int(starts.timestamp())}:{which}",
        url=reverse("courses:session", args=[session.uuid]),
        about={"title": session.title, "starts": session.starts_at.isoformat()},
    )
    return True


def _is_due(session: LiveSession, starts: datetime, which: str) -> bool:
    """It is held when it was to be; a reminder that comes too late is none, and the next one speaks for it."""
    latest = starts - HOUR if which == "day" else starts
    return not session.cancelled_at and session.starts_at == starts and clock.now() < latest


def _wants(person: Person, session: LiveSession) -> bool:
    here = Membership.objects.filter(agency=session.agency, person=person).on(session.agency.today())
    away = on_leave_today([(person.pk, session.agency_id)])
    return person.state == PersonState.HERE and person.is_active and here.exists() and not away
