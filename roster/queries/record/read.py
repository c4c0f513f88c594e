from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from people.models import Agency, Person
from roster.queries.one_statement import Found, Row, by_table, together
from roster.queries.record.facts import tables
from roster.queries.record.moment import Moment
from roster.rules import Record, Source, Waiting
from roster.words import RequirementKind, Turn
from supervision.words import Format

# In this order, so that of two facts that show the same it is always the same one that is named.
READ = (
    "course_completion", "attendance", "agreement_signed", "hours", "signoff", "decision", "earlier_training",
    "asked", "not_spoken",
)  # fmt: skip


def record_of(person: Person, agency: Agency, as_of: date | None = None) -> Record:
    """What one person's record held at the end of a day (today)."""
    return records_of([person.pk], agency, as_of)[person.pk]


def records_of(
    people: Collection[int], agency: Agency, as_of: date | None = None, courses: Collection[int] = ()
) -> dict[int, Record]:
    """The records of several people (ids) at one agency. `courses`: ids of courses whose progress is wanted too."""
    if not people:
        return {}
    at = Moment(agency, as_of or agency.today())
    return records_in(by_table(together(*tables(at.asking(people), courses))), people, at)


def records_in(found: Found, people: Collection[int], at: Moment) -> dict[int, Record]:
    """The records of these people (ids), from rows of `tables`."""
    sources: dict[int, list[Source]] = defaultdict(list)
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    for what in READ:
        for row in found[what]:
            if source := _source(what, row, at):
                sources[row.person or 0].append(source)
            elif under_way := _waiting(what, row, at):
                waiting[row.person or 0].append(under_way)
    for person, course in _courses_under_way(found, at):
        waiting[person].append(course)
    current = _current_agreements(found["in_force"])
    return {person: Record(tuple(sources[person]), tuple(waiting[person]), current) for person in people}


def _source(what: str, row: Row, at: Moment) -> Source | None:
    """A fact that may show a requirement is met."""
    match what:
        case "course_completion":
            more: dict[str, object] = {"target": row.target}
        case "attendance":
            more = {"minutes": row.minutes, "session_kind": row.word}
        case "agreement_signed":
            more = {"target": row.target, "about": row.about}
        case "hours" if row.signed_at and row.signed_at < at.end:
            return _confirmed(row, at)
        case "signoff":
            more = {"target": row.target, "level_number": row.number, "valid_until": row.until}
        case "decision":
            more = {"outcome": row.word}
        case "earlier_training":
            more = {
                "target": row.target,
                "minutes": row.minutes or 0,
                "stands_for": row.word,
                "valid_until": row.until,
            }
        case _:
            return None
    return Source(what, row.fact or 0, at.held(row.day), uuid=str(row.uuid), **more)  # type: ignore[arg-type]


def _confirmed(row: Row, at: Moment) -> Source:
    """The fact is the signature; its day is the session's."""
    return Source(
        "signature",
        row.about or 0,
        at.held(row.day),
        minutes=row.minutes or 0,
        group=row.word_too == Format.GROUP,
        hours_kind=row.word,
        uuid=str(row.uuid),
    )


def _waiting(what: str, row: Row, at: Moment) -> Waiting | None:
    """What is under way and counts for nothing yet."""
    match what:
        case "hours":
            came_back = row.returned_at is not None and row.returned_at < at.end
            return Waiting(
                RequirementKind.HOURS,
                since=at.here(row.written),
                hours_kind=row.word,
                minutes=row.minutes or 0,
                turn=Turn.HERS if came_back else Turn.SUPERVISOR,
            )
        case "asked":
            since = at.here(row.written)
            return Waiting(RequirementKind.COMPETENCY, since=since, target=row.target, turn=Turn.SUPERVISOR)
        case "not_spoken":
            return Waiting(
                RequirementKind.COMPETENCY, since=row.day, target=row.target, turn=Turn.SUPERVISOR, talk=True
            )
    return None


def _courses_under_way(found: Found, at: Moment) -> list[tuple[int, Waiting]]:
    """Courses she is enrolled in: how many of the modules they ask for are done."""
    needed: dict[int, set[int]] = defaultdict(set)
    for row in found["needed"]:
        needed[row.target or 0].add(row.about or 0)
    done: dict[int, set[int]] = defaultdict(set)
    for row in found["module_done"]:
        done[row.person or 0].add(row.target or 0)
    return [
        (row.person or 0, _taking(row, needed[row.target or 0], done[row.person or 0], at)) for row in found["enrolled"]
    ]


def _taking(row: Row, needed: set[int], done: set[int], at: Moment) -> Waiting:
    return Waiting(
        RequirementKind.COURSE,
        since=at.here(row.written),
        target=row.target,
        done=len(needed & done),
        of=len(needed),
    )


def _current_agreements(versions: Sequence[Row]) -> frozenset[tuple[int, int]]:
    """The version of each agreement of the agency that was in force that day."""
    in_order = sorted(versions, key=lambda row: row.number or 0)
    return frozenset({row.about or 0: row.fact or 0 for row in in_order}.items())
