"""The roster listens to what lower rooms record, and looks at that person's record again in the same transaction."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from courses.models import Attendance, AttendanceVoided, CourseCompletion, CourseCompletionVoided
from ledger import clock
from ledger.jobs import enqueue
from ledger.listeners import listen
from ledger.models import Fact
from people.models import Agency, AgreementSigned, AgreementUnsigned, AgreementVersion, Person
from roster.actions.reassess import agencies_of, reassess
from roster.models import Decision, DecisionReversed, EarlierTraining, EarlierTrainingVoided
from supervision.models import HoursVoided, Signature, SignOff, SignOffWithdrawn


def begin_to_listen() -> None:
    """Called when the house starts (roster.apps)."""
    listen(CourseCompletion, course_completed)
    listen(CourseCompletionVoided, course_taken_back)
    listen(Attendance, attended)
    listen(AttendanceVoided, attendance_taken_back)
    listen(AgreementSigned, agreement_signed)
    listen(AgreementUnsigned, agreement_taken_back)
    listen(AgreementVersion, agreement_has_a_new_version)
    listen(Signature, hours_signed)
    listen(HoursVoided, hours_taken_back)
    for about_her in (SignOff, Decision, EarlierTraining):
        listen(about_her, said_about_her)
    listen(SignOffWithdrawn, signoff_withdrawn)
    listen(DecisionReversed, decision_reversed)
    listen(EarlierTrainingVoided, earlier_training_taken_back)


def course_completed(fact: CourseCompletion) -> None:
    _everywhere(fact.person, fact)


def course_taken_back(fact: CourseCompletionVoided) -> None:
    _everywhere(fact.completion.person, fact)


def attended(fact: Attendance) -> None:
    _at(fact.session.agency, fact.person, fact)


def attendance_taken_back(fact: AttendanceVoided) -> None:
    _at(fact.attendance.session.agency, fact.attendance.person, fact)


def agreement_signed(fact: AgreementSigned) -> None:
    _at(fact.version.agreement.agency, fact.person, fact)


def agreement_taken_back(fact: AgreementUnsigned) -> None:
    _at(fact.signed.version.agreement.agency, fact.signed.person, fact)


def agreement_has_a_new_version(fact: AgreementVersion) -> None:
    """It concerns many: a job looks at all of them, on the day the version comes into force."""
    agency = fact.agreement.agency
    start = datetime.combine(fact.held_on, time(), ZoneInfo(agency.time_zone))
    prove_later(agency, f"agreement:{fact.uuid}", not_before=max(start, clock.now()))


def hours_signed(fact: Signature) -> None:
    _at(fact.entry.agency, fact.entry.person, fact)


def hours_taken_back(fact: HoursVoided) -> None:
    _at(fact.entry.agency, fact.entry.person, fact)


def said_about_her(fact: SignOff | Decision | EarlierTraining) -> None:
    _at(fact.agency, fact.person, fact)


def signoff_withdrawn(fact: SignOffWithdrawn) -> None:
    _at(fact.signoff.agency, fact.signoff.person, fact)


def decision_reversed(fact: DecisionReversed) -> None:
    _at(fact.decision.agency, fact.decision.person, fact)


def earlier_training_taken_back(fact: EarlierTrainingVoided) -> None:
    _at(fact.earlier_training.agency, fact.earlier_training.person, fact)


def prove_later(agency: Agency, why: str, *, not_before: datetime | None = None) -> Any:
    return enqueue(
        kind="roster.prove",
        key=f"roster.prove:{agency.pk}:{why}",
        payload={"agency": agency.pk, "turn": why},
        not_before=not_before,
    )


def _everywhere(person: Person, fact: Fact) -> None:
    """Learning is hers: every agency that relies on it looks again."""
    for agency in agencies_of(person):
        reassess(person=person, agency=agency, cause=fact)


def _at(agency: Agency, person: Person, fact: Fact) -> None:
    reassess(person=person, agency=agency, cause=fact)
