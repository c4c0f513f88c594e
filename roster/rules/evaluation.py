"""One requirement on a day: met, by which facts, or how far it is and whose turn it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from roster.rules.item import Item
from roster.rules.minutes import hours, live_session
from roster.rules.record import Record, Source, Waiting
from roster.rules.requirement import Requirement
from roster.words import Outcome, RequirementKind, StandsFor, State, Turn


def evaluate(requirement: Requirement, record: Record, as_of: date) -> Item:
    """One requirement on a day."""
    windowed = (_windowed(requirement, source) for source in record.sources)
    live = [source for source in windowed if source.valid_on(as_of)]
    if requirement.kind == RequirementKind.HOURS:
        return hours(requirement, live, record.waiting)
    if requirement.kind == RequirementKind.LIVE_SESSION:
        return live_session(requirement, live)
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
