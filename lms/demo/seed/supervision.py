"""Who supervises whom, what was confirmed, what waits, what came back, and what was signed off."""

from datetime import time
from functools import partial
from io import BytesIO

from lms.demo.scan import paper
from lms.demo.seed.cast import Cast
from lms.demo.world import Row
from people.models import Agency, Person
from supervision.actions import (
    Agenda,
    Sure,
    Terms,
    Told,
    assign,
    cover,
    load_framework,
    record_from_paper,
    record_hours,
    record_session,
    request_signoff,
    return_hours,
    sign_hours,
    sign_off,
)
from supervision.models import Assignment, Competency, HoursEntry
from supervision.words import EvidenceKind, Format, Kind, Mode, ReturnCode

# The notes are ours and name nobody; one person may have two talks of one length.
SURE = Sure(note=True, second=True)
PEER, CONSULTATION = Kind.PEER_SUPERVISION, Kind.CLINICAL_CONSULTATION


def frameworks(cast: Cast) -> None:
    cast.frameworks[cast.world.framework["key"]] = load_framework(
        cast.world.framework, translations={"es": cast.world.spanish["competencies"]["framework"]}
    )


def assignments(cast: Cast) -> None:
    for row in cast.volunteers():
        said = row.get("supervision")
        if said and row["key"] in cast.people:
            cast.story.on(cast.home(row), said["from"], partial(_assign, cast, row), at="09:00")
    for row in cast.world.cover:
        cast.story.on(cast.agencies[row["agency"]], 0, partial(_cover, cast, row), at="07:00")


def _assign(cast: Cast, row: Row) -> None:
    said, agency, volunteer = row["supervision"], cast.home(row), cast.people[row["key"]]
    beside = partial(assign, actor=cast.decides_for(agency, volunteer), agency=agency, volunteer=volunteer)
    terms = partial(Terms, starts_on=agency.today(), no_conflict=True)
    beside(
        supervisor=cast.people[said["supervisor"]],
        terms=terms(kind=PEER, every_days=said.get("agreed_every_days"), credential="Certified family peer"),
    )
    if "groups_with" in said:
        beside(supervisor=cast.people[said["groups_with"]], terms=terms(kind=PEER, groups_only=True))
    if "consultant" in said:
        beside(supervisor=cast.people[said["consultant"]], terms=terms(kind=CONSULTATION, credential="LCSW"))


def _cover(cast: Cast, row: Row) -> None:
    agency = cast.agencies[row["agency"]]
    cover(
        actor=cast.runs(agency),
        agency=agency,
        absent=cast.people[row["absent"]],
        by=cast.people[row["by"]],
        kind=PEER,
        starts_on=cast.date(agency, row["from"]),
        ends_on=cast.date(agency, row["until"]),
        no_conflict=True,
    )


def hours(cast: Cast) -> None:
    """One-to-one entries: written by her (the evening after, or much later), confirmed two days on."""
    for row in cast.volunteers():
        said = row.get("supervision", {})
        for kind, name, supervisor in ((PEER, "peer", "supervisor"), (CONSULTATION, "consultation", "consultant")):
            for number, entry in enumerate(said.get(name, ())):
                if row["key"] in cast.people:
                    _one_to_one(cast, row, kind, cast.people[said[supervisor]], entry, number)


def _one_to_one(cast: Cast, row: Row, kind: Kind, supervisor: Person, entry: Row, number: int) -> None:
    agency, written = cast.home(row), int(entry["logged"] if "logged" in entry else entry["day"])
    lines = cast.world.summaries[kind.value]
    told = Told(
        kind=kind,
        supervisor=supervisor,
        held_on=cast.date(agency, entry["day"]),
        mode=(Mode.VIDEO, Mode.PHONE, Mode.IN_PERSON)[number % 3],
        minutes=entry["minutes"],
        start=time(17 if kind == PEER else 12, 0),
        note=lines[(number + len(row["key"])) % len(lines)],
    )
    kept: list[HoursEntry] = []
    state = entry.get("entry", "signed")
    cast.story.on(agency, written, partial(_write, cast, row, told, entry, kept), at="21:15")
    if state == "signed":
        cast.story.on(agency, min(written + 2, 0), lambda: sign_hours(actor=supervisor, entries=kept), at="22:30")
    elif state == "returned":
        cast.story.on(
            agency,
            entry["returned"],
            lambda: return_hours(
                actor=supervisor, entry=kept[0], code=ReturnCode(entry["reason"]), note=entry["words"]
            ),
            at="16:00",
        )


def _write(cast: Cast, row: Row, told: Told, entry: Row, kept: list[HoursEntry]) -> None:
    person, agency = cast.people[row["key"]], cast.home(row)
    if not entry.get("paper"):
        kept.append(record_hours(actor=person, agency=agency, told=told, sure=SURE))
        return
    scan = BytesIO(paper("Supervision log", f"{person}, {told.held_on:%B %-d, %Y}, {told.minutes} min"))
    scan.name = "log.png"
    actor = cast.decides_for(agency, person)
    kept.append(record_from_paper(actor=actor, person=person, agency=agency, told=told, scan=scan, sure=SURE))


def groups(cast: Cast) -> None:
    """A group is entered once by whoever held it; one that still waits is entered by those who came."""
    for row in cast.world.group_supervision:
        if "attendees" in row:
            agency = cast.agencies[row["agency"]]
            enter = _sent if row.get("entry") == "submitted" else _held
            cast.story.on(agency, row["day"], partial(enter, cast, agency, row), at="22:00")


def _told(cast: Cast, agency: Agency, row: Row, minutes: int | None = None, note: str = "") -> Told:
    return Told(
        kind=Kind(row["kind"]),
        supervisor=cast.people[row["supervisor"]],
        held_on=cast.date(agency, row["day"]),
        mode=Mode(row["mode"]),
        format=Format.GROUP,
        minutes=minutes or row["minutes"],
        start=time.fromisoformat(row["at"]),
        note=note,
    )


def _held(cast: Cast, agency: Agency, row: Row) -> None:
    framework = next(iter(cast.frameworks.values()))
    touched = tuple(framework.competencies.filter(key__in=row["competencies"]))
    record_session(
        actor=cast.people[row["supervisor"]],
        agency=agency,
        told=_told(cast, agency, row),
        present={cast.people[key]: minutes for key, minutes in row["attendees"].items()},
        agenda=Agenda(
            text="\n".join(f"- {line}" for line in row["agenda"]),
            competencies=touched,
            stages=tuple(cast.stages(row["stages"])),
        ),
        sure=SURE,
    )


def _sent(cast: Cast, agency: Agency, row: Row) -> None:
    for key, minutes in row["attendees"].items():
        told = _told(cast, agency, row, minutes, note="What we practiced in the group, for next time.")
        record_hours(actor=cast.people[key], agency=agency, told=told, sure=SURE)


def competencies(cast: Cast) -> None:
    """Sign-offs by her supervisor on their day, and requests that still wait."""
    for row in cast.volunteers():
        said = dict(row.get("competencies", {}))
        for_all = said.pop("all", None)
        if for_all:
            asked = cast.competencies_asked(cast.home(row))
            said = {**dict.fromkeys(asked, for_all), **said}
        for number, (key, fact) in enumerate(said.items()):
            happens = _ask if "asked" in fact else _sign
            day = int(fact.get("asked", fact.get("day", 0)))
            cast.story.on(cast.home(row), day, partial(happens, cast, row, key, fact, number), at="18:20")


def _competency(cast: Cast, key: str) -> Competency:
    framework = next(iter(cast.frameworks.values()))
    return framework.competencies.get(key=key)


def _ask(cast: Cast, row: Row, key: str, fact: Row, number: int) -> None:
    request_signoff(
        actor=cast.people[row["key"]],
        agency=cast.home(row),
        competency=_competency(cast, key),
        asked_of=cast.people[row["supervision"]["supervisor"]],
        evidence_kinds=[EvidenceKind.ROLE_PLAY, EvidenceKind.SUPERVISION],
        note="We did the practice call twice, and I brought one moment from last week.",
        sure=SURE,
    )


def _sign(cast: Cast, row: Row, key: str, fact: Row, number: int) -> None:
    person, agency = cast.people[row["key"]], cast.home(row)
    assessor = cast.people[row["supervision"]["supervisor"]]
    competency = _competency(cast, key)
    sign_off(
        actor=assessor,
        assignment=Assignment.objects.get(
            agency=agency, volunteer=person, supervisor=assessor, kind=PEER, groups_only=False, cover=False
        ),
        competency=competency,
        level=competency.framework.levels.get(number=cast.level(fact["level"])),
        evidence_kinds=[(EvidenceKind.ROLE_PLAY, EvidenceKind.SUPERVISION, EvidenceKind.OBSERVATION)[number % 3]],
        note="Clear and kind in the practice call. Next: leave a little more silence.",
        sure=SURE,
    )
