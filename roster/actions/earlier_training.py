"""Training somebody had before she came: what, when, shown by what, decided by whom; never one's own."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Course
from ledger.actions import record, write_note
from ledger.refusals import Refused
from people.locks import lock
from people.models import Agency, Person
from people.scans import Scan, kept
from roster.models import EarlierTraining, EarlierTrainingVoided
from roster.permissions import require_coordinator
from roster.words import ReversedFor, StandsFor


@dataclass(frozen=True)
class Recognised:
    """What is recognised. `held_on`: when the training took place. `minutes`: of a live session."""

    stands_for: StandsFor
    what: str
    held_on: date
    shown_by: str
    course: Course | None = None
    minutes: int | None = None
    expires_on: date | None = None
    scan: IO[bytes] | None = None


@transaction.atomic
def recognise_earlier_training(
    *, actor: Person, person: Person, agency: Agency, recognised: Recognised
) -> EarlierTraining:
    """Recognise what one person had learned before."""
    require_coordinator(actor, agency, person)
    recognised = _checked(recognised, agency)
    lock(person)
    what, what_digest = write_note(recognised.what)
    shown, shown_digest = write_note(recognised.shown_by)
    with kept(recognised.scan) if recognised.scan else nullcontext(Scan("", "")) as scan:
        return record(
            EarlierTraining(
                person=person,
                agency=agency,
                stands_for=recognised.stands_for,
                course=recognised.course,
                minutes=recognised.minutes,
                what_note=what,
                what_digest=what_digest,
                shown_note=shown,
                shown_digest=shown_digest,
                scan=scan.name,
                scan_sha256=scan.sha256,
                decided_by=actor,
                expires_on=recognised.expires_on,
                held_on=recognised.held_on,
            )
        )


@transaction.atomic
def recognise_earlier_training_together(
    *, actor: Person, people: Sequence[Person], agency: Agency, recognised: Recognised
) -> list[EarlierTraining]:
    """The same training of several people at once: all of them, or, if one is refused, none."""
    lock(*people)
    together = replace(recognised, scan=None)
    return [
        recognise_earlier_training(actor=actor, person=person, agency=agency, recognised=together) for person in people
    ]


@transaction.atomic
def void_earlier_training(
    *, actor: Person, earlier_training: EarlierTraining, reason: ReversedFor = ReversedFor.MISTAKE
) -> EarlierTrainingVoided:
    """Take a recognition back."""
    agency, person = earlier_training.agency, earlier_training.person
    require_coordinator(actor, agency, person)
    lock(person)
    if EarlierTrainingVoided.objects.filter(earlier_training=earlier_training).exists():
        raise Refused(_("This was already taken back."), code="already_reversed")
    return record(
        EarlierTrainingVoided(earlier_training=earlier_training, by=actor, reason=reason, held_on=agency.today())
    )


def _checked(recognised: Recognised, agency: Agency) -> Recognised:
    """What it stands for decides which of course and minutes is kept."""
    if not (recognised.what.strip() and recognised.shown_by.strip()):
        raise Refused(_("Say what it was, and what shows it."), code="words_missing", field="what")
    if recognised.held_on > agency.today():
        raise Refused(
            _("This day is still to come. Earlier training took place before today."), code="future", field="held_on"
        )
    if recognised.expires_on and recognised.expires_on < recognised.held_on:
        raise Refused(_("It cannot end before it took place."), code="ends_before", field="expires_on")
    if recognised.stands_for == StandsFor.COURSE:
        if recognised.course is None:
            raise Refused(_("Choose the course it stands for."), code="course_missing", field="course")
        if recognised.course.agency_id not in (None, agency.pk):
            raise Refused(_("This course belongs to another agency."), code="of_another_agency", field="course")
        return replace(recognised, minutes=None)
    if recognised.stands_for == StandsFor.LIVE_SESSION and not recognised.minutes:
        raise Refused(_("Say how many minutes it lasted."), code="minutes_missing", field="minutes")
    minutes = recognised.minutes if recognised.stands_for == StandsFor.LIVE_SESSION else None
    return replace(recognised, course=None, minutes=minutes)
