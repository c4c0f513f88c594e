"""Where the facts stand: the tables of the lower rooms and of this one, each as rows of one shape."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.models import Attendance, CourseCompletion, Enrolment, ModuleCompletion, Placement
from people.models import AgreementSigned, AgreementVersion
from roster.models import Decision, EarlierTraining
from roster.queries.one_statement import Shaped, shaped
from roster.queries.record.moment import Asking
from supervision.models import HoursEntry, Signature, SignOff, SignOffRequest, SignOffWithdrawn
from supervision.words import SUPERVISED_KINDS

Courses = Collection[int] | QuerySet[Any, Any]
FACT = {"fact": "pk", "person": "person_id", "day": "held_on", "uuid": "uuid"}


def tables(at: Asking, courses: Courses) -> list[Shaped]:
    """Everything rules may look at. `courses`: courses (ids) whose progress is wanted too."""
    wanted = isinstance(courses, QuerySet) or bool(courses)
    return [
        *_learning(at),
        *_supervision(at),
        *_own(at),
        *(_courses_under_way(at, courses) if wanted else ()),
    ]


def _learning(at: Asking) -> list[Shaped]:
    completed = CourseCompletion.objects.filter(at.known, at.standing("voided"), person__in=at.people)
    present = Attendance.objects.filter(
        at.known, at.standing("voided"), person__in=at.people, session__agency=at.agency
    )
    return [
        shaped("course_completion", completed, **FACT, target="course_id"),
        shaped("attendance", present, **FACT, minutes="minutes", word="session__kind"),
    ]


def _supervision(at: Asking) -> list[Shaped]:
    signed_off = SignOff.objects.filter(at.known, at.standing("withdrawn"), **at.theirs)
    asked = SignOffRequest.objects.filter(
        Q(answered_at=None) | Q(answered_at__gte=at.end), asked_at__lt=at.end, **at.theirs
    )
    # A sign-off was taken back, and her supervisor would like to talk with her first.
    not_spoken = SignOffWithdrawn.objects.filter(
        at.standing("spoken"),
        recorded_at__lt=at.end,
        tell_from__gt=at.now,
        signoff__person__in=at.people,
        signoff__agency=at.agency,
    )
    return [
        _hours(at),
        shaped("signoff", signed_off, **FACT, target="competency_id", number="level_number", until="valid_until"),
        shaped(
            "not_spoken",
            not_spoken,
            fact="pk",
            person="signoff__person_id",
            target="signoff__competency_id",
            day="held_on",
        ),
        shaped("asked", asked, fact="pk", person="person_id", target="competency_id", written="asked_at"),
    ]


def _hours(at: Asking) -> Shaped:
    """Signed entries count, at the date of the session; sent ones wait for their signer, returned ones for her."""
    successors = Signature.objects.filter(entry__supersedes=OuterRef("pk"), recorded_at__lt=at.end)
    entries = HoursEntry.objects.filter(
        at.known, at.standing("voided"), kind__in=SUPERVISED_KINDS, **at.theirs
    ).exclude(Exists(successors))
    return shaped(
        "hours",
        entries,
        fact="pk",
        person="person_id",
        day="held_on",
        minutes="minutes",
        word="kind",
        word_too="format",
        written="recorded_at",
        about="signature__pk",
        uuid="signature__uuid",
        signed_at="signature__recorded_at",
        returned_at="returned__recorded_at",
    )


def _own(at: Asking) -> list[Shaped]:
    """Agreements, decisions and what was recognised from before."""
    signed = AgreementSigned.objects.filter(
        at.known, at.standing("unsigned"), person__in=at.people, version__agreement__agency=at.agency
    )
    decided = Decision.objects.filter(at.known, at.standing("voided"), **at.theirs)
    earlier = EarlierTraining.objects.filter(at.known, at.standing("voided"), **at.theirs)
    current = AgreementVersion.objects.filter(at.known, held_on__lte=at.day, agreement__agency=at.agency)
    return [
        shaped("agreement_signed", signed, **FACT, target="version_id", about="version__agreement_id"),
        shaped("decision", decided, **FACT, word="outcome"),
        shaped(
            "earlier_training",
            earlier,
            **FACT,
            target="course_id",
            minutes="minutes",
            word="stands_for",
            until="expires_on",
        ),
        shaped("in_force", current, fact="pk", about="agreement_id", number="number"),
    ]


def _courses_under_way(at: Asking, courses: Courses) -> list[Shaped]:
    """Courses she is enrolled in, the modules they ask for, and which of these she has done."""
    enrolled = Enrolment.objects.filter(course__in=courses, person__in=at.people, created_at__lt=at.end)
    needed = Placement.objects.filter(course__in=courses, required=True)
    done = ModuleCompletion.objects.filter(
        at.known, at.standing("voided"), person__in=at.people, module__in=needed.values("module")
    )
    return [
        shaped("enrolled", enrolled, fact="pk", person="person_id", target="course_id", written="created_at"),
        shaped("needed", needed, target="course_id", about="module_id"),
        shaped("module_done", done, fact="pk", person="person_id", target="module_id"),
    ]
