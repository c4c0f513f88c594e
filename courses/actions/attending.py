"""Live sessions: planned, held, and who was there as the facilitator lists it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.actions.signup import fill_places, hold, remind_anew, tell_everyone
from courses.models import Attendance, AttendanceVoided, LiveSession
from courses.permissions import can_correct_attendance, can_list_attendance, can_plan_sessions
from courses.words import TakenBack
from ledger import clock
from ledger.actions import record
from ledger.refusals import Refused, in_words
from people.locks import lock
from people.models import Agency, Membership, Person
from people.permissions import refuse_unless

SENTENCES = {
    "attendance_once": gettext_lazy("Somebody on this list is listed already. Look at the list again."),
    "attendance_after_the_start": gettext_lazy("The session has not begun yet. The list opens when it does."),
    "attendance_of_a_session_that_was_held": gettext_lazy("This session was called off."),
    "attendance_within_the_session": gettext_lazy("Nobody can be there longer than the session was."),
    "places_given_stay": gettext_lazy(
        "More people have a place already. Choose a higher number, or sign somebody off first."
    ),
    "session_stays_as_held": gettext_lazy(
        "Somebody is listed for this session already, so its day, time and length stay as they are."
    ),
}


@transaction.atomic
def plan_session(*, actor: Person, agency: Agency, facilitators: Collection[Person], **told: Any) -> LiveSession:
    """Plan a workshop or webinar: kind, title, course, starts_at, zone, minutes, place, link, capacity."""
    refuse_unless(can_plan_sessions(actor, agency))
    _check_facilitators(agency, facilitators)
    session = LiveSession.objects.create(agency=agency, created_by=actor, **told)
    session.facilitators.set(facilitators)
    return session


@transaction.atomic
def change_session(
    *, actor: Person, session: LiveSession, facilitators: Collection[Person], **told: Any
) -> LiveSession:
    """Change what was planned. Once somebody is listed, day, time and length stay (guarded).

    Whoever is signed up hears of another time; new places go to those who wait.
    """
    refuse_unless(can_plan_sessions(actor, session.agency))
    _check_facilitators(session.agency, facilitators)
    before = hold(session)
    for name, value in told.items():
        setattr(session, name, value)
    with in_words(SENTENCES):
        session.save(update_fields=list(told))
    session.facilitators.set(facilitators)
    if session.starts_at != before.starts_at and not session.started and not session.cancelled_at:
        tell_everyone(session, "courses-session-moved", session.starts_at.isoformat())
        remind_anew(session)
    fill_places(session)
    return session


@transaction.atomic
def call_off_session(*, actor: Person, session: LiveSession) -> LiveSession:
    """It will not be held; whoever is signed up hears of it. Not possible once somebody is listed."""
    refuse_unless(can_plan_sessions(actor, session.agency))
    if hold(session).cancelled_at:
        return session
    with in_words(SENTENCES):
        session.cancelled_at = clock.now()
        session.save(update_fields=["cancelled_at"])
    tell_everyone(session, "courses-session-called-off", "")
    return session


@transaction.atomic
def record_attendance(*, actor: Person, session: LiveSession, minutes: Mapping[Person, int]) -> list[Attendance]:
    """Write down who was there and for how many minutes, everyone at once. Sent twice it counts once."""
    refuse_unless(can_list_attendance(actor, session), "not_a_facilitator")
    _check_list(actor, session, minutes)
    lock(*minutes)
    listed = dict(_live(session).filter(person__in=minutes).values_list("person_id", "minutes"))
    if any(listed.get(person.pk, there) != there for person, there in minutes.items()):
        raise Refused(
            _("Somebody is listed with other minutes already. Use “Correct” beside the name."), code="listed_already"
        )
    with in_words(SENTENCES):
        return [
            record(
                Attendance(person=person, session=session, minutes=there, recorded_by=actor, held_on=session.held_on)
            )
            for person, there in minutes.items()
            if person.pk not in listed
        ]


@transaction.atomic
def correct_attendance(
    *, actor: Person, attendance: Attendance, reason: TakenBack, minutes: int | None = None
) -> Attendance | None:
    """Take an attendance back, with a reason; and where she was there after all, write the right minutes beside it."""
    session = attendance.session
    refuse_unless(can_correct_attendance(actor, attendance), "not_a_facilitator")
    lock(attendance.person)
    once = {"attendance_id": _("This was corrected already.")}
    with in_words(once):
        record(AttendanceVoided(attendance=attendance, by=actor, reason=reason, held_on=clock.today(session.zone)))
    if minutes is None:
        return None
    if minutes == attendance.minutes:
        raise Refused(_("These are the minutes that are listed already."), code="same_minutes", field="minutes")
    return record_attendance(actor=actor, session=session, minutes={attendance.person: minutes})[0]


def _check_facilitators(agency: Agency, facilitators: Collection[Person]) -> None:
    here = Membership.objects.filter(agency=agency, person__in=facilitators).on(agency.today())
    if not facilitators or set(here.values_list("person_id", flat=True)) != {person.pk for person in facilitators}:
        raise Refused(
            _("Choose at least one person of your agency who leads the session."),
            code="facilitators",
            field="facilitators",
        )


def _check_list(actor: Person, session: LiveSession, minutes: Mapping[Person, int]) -> None:
    if not session.started:
        raise Refused(SENTENCES["attendance_after_the_start"], code="attendance_after_the_start")
    if session.cancelled_at:
        raise Refused(SENTENCES["attendance_of_a_session_that_was_held"], code="called_off")
    if actor in minutes:
        raise Refused(_("You cannot list yourself. Ask another facilitator of this session."), code="oneself")
    if any(not 1 <= there <= session.minutes for there in minutes.values()):
        raise Refused(
            _("Minutes are between 1 and %(most)s, the length of the session.") % {"most": session.minutes},
            code="minutes",
        )
    belonged = Membership.objects.filter(agency=session.agency, person__in=minutes).on(session.held_on)
    strangers = {person.pk for person in minutes} - set(belonged.values_list("person_id", flat=True))
    if strangers:
        raise Refused(_("Somebody on this list did not belong to your agency that day."), code="stranger")


def _live(session: LiveSession) -> Any:
    return Attendance.objects.filter(session=session, voided=None)
