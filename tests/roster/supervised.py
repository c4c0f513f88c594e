"""Signed hours and sign-offs, written as facts (the roster's guards are tested apart from supervision's actions)."""

from datetime import date, timedelta

from ledger.actions import record
from people.models import Agency, Membership, Person
from people.words import Role
from supervision.models import (
    Assignment,
    Competency,
    CompetencyFramework,
    HoursEntry,
    Level,
    LevelDescriptor,
    Signature,
    SignOff,
)
from supervision.words import LEDGER_OF, Format, Kind, Mode
from tests.factories.people import make_member


def supervisor_of(agency: Agency) -> Person:
    held = (
        Membership.objects.filter(agency=agency, role=Role.SUPERVISOR).select_related("person").order_by("pk").first()
    )
    return held.person if held else make_member(f"Supervisor of {agency.slug}", agency, Role.SUPERVISOR)


def assignment_of(person: Person, agency: Agency, kind: Kind = Kind.PEER_SUPERVISION) -> Assignment:
    signer = supervisor_of(agency)
    made, _ = Assignment.objects.get_or_create(
        agency=agency,
        supervisor=signer,
        volunteer=person,
        kind=kind,
        defaults={"starts_on": agency.today() - timedelta(days=900), "no_conflict": True, "assigned_by": signer},
    )
    return made


def make_entry(
    person: Person,
    agency: Agency,
    minutes: int = 60,
    *,
    kind: Kind = Kind.PEER_SUPERVISION,
    group: bool = False,
    held_on: date | None = None,
    supersedes: HoursEntry | None = None,
) -> HoursEntry:
    return record(
        HoursEntry(
            person=person,
            agency=agency,
            ledger=LEDGER_OF[kind],
            kind=kind,
            format=Format.GROUP if group else Format.INDIVIDUAL,
            mode=Mode.VIDEO,
            minutes=minutes,
            zone=agency.time_zone,
            supervisor=assignment_of(person, agency, kind).supervisor,
            entered_by=person,
            held_on=held_on or agency.today() - timedelta(days=3),
            supersedes=supersedes,
            correction_reason="minutes" if supersedes else "",
        )
    )


def sign(entry: HoursEntry) -> Signature:
    assignment = assignment_of(entry.person, entry.agency, Kind(entry.kind))
    return record(
        Signature(
            entry=entry,
            person=entry.person,
            signer=assignment.supervisor,
            assignment=assignment,
            attestation="We met.",
            held_on=entry.agency.today(),
        )
    )


def make_hours(person: Person, agency: Agency, minutes: int = 60, **more: object) -> Signature:
    return sign(make_entry(person, agency, minutes, **more))


def make_competencies(agency: Agency | None, *titles: str) -> list[Competency]:
    framework = CompetencyFramework.objects.create(
        agency=agency, key=f"practice-{titles[0].lower().replace(' ', '-')}", title="Practice"
    )
    levels = [
        Level.objects.create(framework=framework, number=n, key=t.lower(), title=t)
        for n, t in ((1, "Learning"), (2, "Practicing"))
    ]
    made = []
    for position, title in enumerate(titles):
        competency = Competency.objects.create(
            framework=framework, key=title.lower().replace(" ", "-"), title=title, position=position
        )
        for level in levels:
            LevelDescriptor.objects.create(competency=competency, level=level, text=f"{title}: {level.title}")
        made.append(competency)
    return made


def make_signoff(
    person: Person,
    agency: Agency,
    competency: Competency,
    level: int = 2,
    *,
    valid_until: date | None = None,
    held_on: date | None = None,
) -> SignOff:
    assignment = assignment_of(person, agency)
    row = Level.objects.get(framework=competency.framework, number=level)
    return record(
        SignOff(
            person=person,
            agency=agency,
            competency=competency,
            level=row,
            level_number=level,
            wording=f"{competency.title}: {row.title}",
            evidence_kinds=["observation"],
            assessor=assignment.supervisor,
            assignment=assignment,
            attestation="I have seen it.",
            held_on=held_on or agency.today(),
            valid_until=valid_until,
        )
    )
