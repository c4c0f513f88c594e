"""What follows? Pure: from requirements and a record of facts, what is met, by which facts, and what is left.

The same answer is shown to the volunteer and to the coordinator and stands in e-mails: one source of words.
`as_of` is a date, evaluated at its end on the agency's calendar: facts held later, or taken back by then, do not count.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from roster.words import Outcome, Phase, RequirementKind, StandsFor, State, Turn

# The kinds of fact that can show a requirement is met: the columns of CertificateEvidence.
SOURCES = (
    "course_completion",
    "attendance",
    "agreement_signed",
    "signature",
    "signoff",
    "decision",
    "earlier_training",
)


@dataclass(frozen=True)
class Requirement:
    """One thing asked. Minutes are minutes; `target` is the id of the course, agreement or competency asked for."""

    id: int
    kind: RequirementKind
    label: str
    phase: Phase = Phase.BEFORE_MATCHING
    target: int | None = None
    hours_kind: str = ""
    minutes: int = 0
    individual_minutes: int = 0
    group_cap_minutes: int | None = None
    level_number: int = 0
    within_days: int | None = None
    session_kind: str = ""


@dataclass(frozen=True)
class Source:
    """A live fact that may show a requirement is met. `valid_until` is its last valid day, None for no end.

    `kind` is the column of CertificateEvidence it goes to; `target` the id of what it is about.
    """

    kind: str
    id: int
    held_on: date
    target: int | None = None
    minutes: int = 0
    group: bool = False
    hours_kind: str = ""
    level_number: int = 0
    stands_for: str = ""
    outcome: str = ""
    valid_until: date | None = None
    session_kind: str = ""
    # The agreement a signed version belongs to.
    about: int | None = None
    uuid: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """The fact by its kind and id."""
        return self.kind, self.id

    def valid_on(self, day: date) -> bool:
        return self.held_on <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Waiting:
    """What is under way and counts for nothing yet: sent hours, an asked sign-off, a course begun."""

    kind: RequirementKind
    since: date | None = None
    target: int | None = None
    hours_kind: str = ""
    minutes: int = 0
    done: int = 0
    of: int = 0
    turn: Turn = Turn.HERS
    # A sign-off was taken back, and the two have not spoken yet.
    talk: bool = False


@dataclass(frozen=True)
class Record:
    """Everything of one person at one agency that rules may look at."""

    sources: tuple[Source, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    # Agreement id → id of the version that is current on the day asked about.
    current_agreements: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Counted:
    """Minutes that count, and what does not and why (the caps are the programme's)."""

    counted: int
    individual: int
    group: int
    group_not_counted: int

    @property
    def total(self) -> int:
        return self.individual + self.group


@dataclass(frozen=True)
class Item:
    """One requirement, how far it is, and by which facts."""

    requirement: Requirement
    state: State
    turn: Turn
    since: date | None = None
    sources: tuple[Source, ...] = ()
    counted: Counted | None = None
    minutes_have: int = 0
    minutes_waiting: int = 0
    minutes_returned: int = 0
    done: int = 0
    of: int = 0
    talk: bool = False
    # The last fact of its kind, which does not count now: an older version signed, "not yet", a decision too long ago.
    earlier: Source | None = None

    @property
    def met(self) -> bool:
        return self.state == State.DONE


@dataclass(frozen=True)
class Readiness:
    """What stands between this volunteer and formal training being complete."""

    as_of: date
    items: tuple[Item, ...] = field(default=())
    # The programme version that was asked, None where the agency has none.
    version: int | None = None

    @property
    def before_matching(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.requirement.phase == Phase.BEFORE_MATCHING)

    @property
    def ongoing(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.requirement.phase == Phase.ONGOING)

    @property
    def ready(self) -> bool:
        """Every requirement before matching is met. A programme that asks nothing makes nobody ready."""
        return bool(self.before_matching) and all(item.met for item in self.before_matching)

    @property
    def expires_on(self) -> date | None:
        """The last day all of it is valid."""
        ends = [s.valid_until for item in self.before_matching for s in item.sources if s.valid_until]
        return min(ends, default=None)


def readiness(
    requirements: Iterable[Requirement], record: Record, as_of: date, version: int | None = None
) -> Readiness:
    """Evaluate every requirement on a day."""
    return Readiness(as_of, tuple(evaluate(requirement, record, as_of) for requirement in requirements), version)


Rests = frozenset[tuple[int, str, int]]


def rests_on(found: Readiness) -> Rests:
    """What a certificate granted on this readiness rests on: (requirement, kind of fact, fact)."""
    return frozenset((item.requirement.id, *source.key) for item in found.before_matching for source in item.sources)


def still_stands(rests: Rests, requirements: Iterable[Requirement], record: Record, as_of: date) -> bool:
    """Is what a certificate rests on all there today, and enough without anything newer?

    More hours or another sign-off later do not disturb a certificate; a fact that was taken back does.
    """
    held = {(kind, fact) for _, kind, fact in rests}
    if not held <= {source.key for source in record.sources}:
        return False
    kept = replace(record, sources=tuple(s for s in record.sources if s.key in held or s.kind == "decision"))
    found = readiness(requirements, kept, as_of)
    return found.ready and rests_on(found) <= rests


def evaluate(requirement: Requirement, record: Record, as_of: date) -> Item:
    """One requirement on a day."""
    windowed = (_windowed(requirement, source) for source in record.sources)
    live = [source for source in windowed if source.valid_on(as_of)]
    if requirement.kind == RequirementKind.HOURS:
        return _hours(requirement, live, record.waiting)
    if requirement.kind == RequirementKind.LIVE_SESSION:
        return _live_session(requirement, live)
    shown = _shown_by(requirement, live, record)
    if shown:
        return Item(requirement, State.DONE, Turn.NOBODY, since=shown.held_on, sources=(shown,))
    return _once_before(requirement, record.sources) or _not_yet(requirement, record.waiting)


def _once_before(requirement: Requirement, sources: Sequence[Source]) -> Item | None:
    """An older version was signed, or a decision was made that does not count now: it is under way, not new to her."""
    if requirement.kind == RequirementKind.AGREEMENT:
        earlier = [s for s in sources if s.kind == "agreement_signed" and s.about == requirement.target]
        turn = Turn.HERS
    elif requirement.kind == RequirementKind.DECISION:
        earlier = [s for s in sources if s.kind == "decision"]
        turn = Turn.COORDINATOR
    else:
        return None
    last = max(earlier, key=lambda s: (s.held_on, s.id), default=None)
    return Item(requirement, State.DOING, turn, since=last.held_on, earlier=last) if last else None


def _windowed(requirement: Requirement, source: Source) -> Source:
    """With a window of so many days a fact counts for so many days, its own day included; so it has an end."""
    if requirement.within_days is None:
        return source
    end = source.held_on + timedelta(days=requirement.within_days - 1)
    return replace(source, valid_until=min(end, source.valid_until or end))


def _shown_by(requirement: Requirement, live: Sequence[Source], record: Record) -> Source | None:
    """The fact that meets a requirement met by one fact: the latest that does."""
    if requirement.kind == RequirementKind.DECISION:
        return _decision(live)
    fitting = [source for source in live if _fits(requirement, source, record)]
    return max(fitting, key=lambda source: (source.valid_until or date.max, source.held_on), default=None)


def _decision(live: Sequence[Source]) -> Source | None:
    """The latest decision stands; "not yet" after "ready" is not yet."""
    decisions = [source for source in live if source.kind == "decision"]
    latest = max(decisions, key=lambda source: (source.held_on, source.id), default=None)
    return latest if latest and latest.outcome == Outcome.READY else None


def _fits(requirement: Requirement, source: Source, record: Record) -> bool:
    match requirement.kind:
        case RequirementKind.COURSE:
            own = source.kind == "course_completion"
            earlier = source.kind == "earlier_training" and source.stands_for == StandsFor.COURSE
            return (own or earlier) and source.target == requirement.target
        case RequirementKind.AGREEMENT:
            wanted = dict(record.current_agreements).get(requirement.target or 0)
            return source.kind == "agreement_signed" and source.target == wanted
        case RequirementKind.COMPETENCY:
            right = source.kind == "signoff" and source.target == requirement.target
            return right and source.level_number >= requirement.level_number
        case RequirementKind.EARLIER_TRAINING:
            return source.kind == "earlier_training" and source.stands_for == StandsFor.OTHER
    return False


def count_hours(requirement: Requirement, entries: Sequence[Source]) -> Counted:
    """Group minutes count up to the cap; one-to-one minutes always."""
    individual = sum(entry.minutes for entry in entries if not entry.group)
    group = sum(entry.minutes for entry in entries if entry.group)
    cap = requirement.group_cap_minutes
    counted_group = group if cap is None else min(group, cap)
    return Counted(individual + counted_group, individual, group, group - counted_group)


def _hours(requirement: Requirement, live: Sequence[Source], waiting: Sequence[Waiting]) -> Item:
    entries = [s for s in live if s.kind == "signature" and s.hours_kind == requirement.hours_kind]
    counted = count_hours(requirement, entries)
    sent = [w for w in waiting if w.kind == RequirementKind.HOURS and w.hours_kind == requirement.hours_kind]
    item = Item(
        requirement,
        State.DONE,
        Turn.NOBODY,
        counted=counted,
        minutes_have=counted.counted,
        minutes_waiting=sum(w.minutes for w in sent if w.turn == Turn.SUPERVISOR),
        minutes_returned=sum(w.minutes for w in sent if w.turn == Turn.HERS),
    )
    if _hours_suffice(requirement, entries):
        shown = _enough(requirement, entries, _hours_suffice)
        return replace(item, sources=shown, since=max(s.held_on for s in shown))
    state = State.DOING if counted.total or sent else State.TODO
    turn = Turn.SUPERVISOR if any(w.turn == Turn.SUPERVISOR for w in sent) else Turn.HERS
    return replace(item, state=state, turn=turn, since=min((w.since for w in sent if w.since), default=None))


def _hours_suffice(requirement: Requirement, entries: Sequence[Source]) -> bool:
    counted = count_hours(requirement, entries)
    return counted.counted >= requirement.minutes and counted.individual >= requirement.individual_minutes


def _live_session(requirement: Requirement, live: Sequence[Source]) -> Item:
    """Minutes present add up over sessions: a workshop in two parts is one workshop."""
    present = [source for source in live if _was_present(requirement, source)]
    have = sum(source.minutes for source in present)
    if not _minutes_suffice(requirement, present):
        return Item(requirement, State.DOING if have else State.TODO, Turn.HERS, minutes_have=have)
    shown = _enough(requirement, present, _minutes_suffice)
    since = max(source.held_on for source in shown)
    return Item(requirement, State.DONE, Turn.NOBODY, since=since, sources=shown, minutes_have=have)


def _was_present(requirement: Requirement, source: Source) -> bool:
    if source.kind == "earlier_training":
        return source.stands_for == StandsFor.LIVE_SESSION
    return source.kind == "attendance" and requirement.session_kind in ("", source.session_kind)


def _minutes_suffice(requirement: Requirement, present: Sequence[Source]) -> bool:
    return sum(source.minutes for source in present) >= requirement.minutes > 0


def _enough(
    requirement: Requirement,
    sources: Sequence[Source],
    suffice: Callable[[Requirement, Sequence[Source]], bool],
) -> tuple[Source, ...]:
    """No fact more than is needed: those that last longest first, then the earliest."""
    in_order = sorted(sources, key=lambda s: (-(s.valid_until or date.max).toordinal(), s.held_on, s.id))
    taken: list[Source] = []
    for source in in_order:
        taken.append(source)
        if suffice(requirement, taken):
            break
    for source in reversed(taken[:-1]):
        without = [kept for kept in taken if kept is not source]
        if suffice(requirement, without):
            taken = without
    return tuple(taken)


# Whose turn it is where nothing is under way.
FIRST_TURN = {
    RequirementKind.DECISION: Turn.COORDINATOR,
    RequirementKind.EARLIER_TRAINING: Turn.COORDINATOR,
}


def _not_yet(requirement: Requirement, waiting: Sequence[Waiting]) -> Item:
    under_way = next(
        (w for w in waiting if w.kind == requirement.kind and w.target == requirement.target),
        None,
    )
    if under_way is None:
        return Item(requirement, State.TODO, FIRST_TURN.get(requirement.kind, Turn.HERS))
    return Item(
        requirement,
        State.DOING,
        under_way.turn,
        since=under_way.since,
        done=under_way.done,
        of=under_way.of,
        talk=under_way.talk,
    )
