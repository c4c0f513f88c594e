"""Programmes, and everything that makes somebody ready: shared by the tests and the demo."""

from datetime import date, timedelta

from courses.models import Course
from ledger.actions import record, write_note
from people.models import Agency, Agreement, Membership, Person
from people.models.languages import Translations
from people.words import Role
from roster.actions import Asks, make_programme, set_offer
from roster.models import Code, Decision, EarlierTraining, Programme, ProgrammeVersion
from roster.words import CodeKind, Outcome, RequirementKind, StandsFor
from supervision.models import Competency
from supervision.words import Kind
from tests.factories.people import make_member


def coordinator_of(agency: Agency) -> Person:
    """Somebody who coordinates there; made if nobody does."""
    held = Membership.objects.filter(agency=agency, role=Role.COORDINATOR).select_related("person").first()
    return held.person if held else make_member(f"Coordinator of {agency.slug}", agency, Role.COORDINATOR)


def make_version(
    agency: Agency,
    *asked: Asks,
    held_on: date | None = None,
    title: str = "Our program",
    translations: Translations | None = None,
) -> ProgrammeVersion:
    """The agency's programme with these requirements, in force since a year."""
    programme = make_programme(
        actor=coordinator_of(agency),
        agency=agency,
        title=title,
        requirements=asked,
        held_on=held_on or agency.today() - timedelta(days=365),
        is_default=not Programme.objects.filter(agency=agency, is_default=True).exists(),
        translations=translations,
    )
    return programme.versions.get()


def asks_course(course: Course, **more: object) -> Asks:
    return Asks(RequirementKind.COURSE, course.title, course=course, **more)


def asks_workshop(minutes: int = 120, **more: object) -> Asks:
    return Asks(RequirementKind.LIVE_SESSION, "Live workshop", minutes=minutes, **more)


def asks_agreement(agreement: Agreement, **more: object) -> Asks:
    return Asks(RequirementKind.AGREEMENT, agreement.title, agreement=agreement, **more)


def asks_decision(**more: object) -> Asks:
    return Asks(RequirementKind.DECISION, "A talk with your coordinator", **more)


def asks_hours(
    minutes: int = 360,
    *,
    kind: Kind = Kind.PEER_SUPERVISION,
    individual: int | None = None,
    cap: int | None = None,
    **more: object,
) -> Asks:
    return Asks(
        RequirementKind.HOURS,
        "Peer supervision",
        hours_kind=kind,
        minutes=minutes,
        individual_minutes=individual,
        group_cap_minutes=cap,
        **more,
    )


def asks_competency(competency: Competency, level: int = 2, **more: object) -> Asks:
    return Asks(RequirementKind.COMPETENCY, competency.title, competency=competency, level_number=level, **more)


def asks_earlier_training(**more: object) -> Asks:
    return Asks(RequirementKind.EARLIER_TRAINING, "Training you had before", **more)


def make_decision(
    person: Person,
    agency: Agency,
    outcome: Outcome = Outcome.READY,
    *,
    by: Person | None = None,
    held_on: date | None = None,
) -> Decision:
    return record(
        Decision(
            person=person,
            agency=agency,
            outcome=outcome,
            decided_by=by or coordinator_of(agency),
            held_on=held_on or agency.today(),
        )
    )


def make_earlier_training(
    person: Person,
    agency: Agency,
    *,
    course: Course | None = None,
    minutes: int | None = None,
    held_on: date | None = None,
    expires_on: date | None = None,
) -> EarlierTraining:
    """Stands for the course, or for a live session of so many minutes, or for "earlier training"."""
    what, what_digest = write_note("Training at a program in another state")
    shown, shown_digest = write_note("Certificate")
    stands_for = StandsFor.COURSE if course else StandsFor.LIVE_SESSION if minutes else StandsFor.OTHER
    return record(
        EarlierTraining(
            person=person,
            agency=agency,
            stands_for=stands_for,
            course=course,
            minutes=minutes,
            what_note=what,
            what_digest=what_digest,
            shown_note=shown,
            shown_digest=shown_digest,
            decided_by=coordinator_of(agency),
            held_on=held_on or agency.today() - timedelta(days=90),
            expires_on=expires_on,
        )
    )


def make_code(kind: CodeKind, label: str, *, agency: Agency | None = None) -> Code:
    return Code.objects.create(kind=kind, key=label.lower().replace(" ", "-"), label=label, agency=agency)


def make_offer(person: Person, agency: Agency, **offered: object) -> object:
    return set_offer(actor=person, person=person, agency=agency, **{"willing": True, **offered})
