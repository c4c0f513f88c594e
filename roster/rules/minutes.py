"""Hours and live sessions: minutes that add up, with a cap on group and a floor of one to one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from roster.rules.item import Counted, Item
from roster.rules.record import Source, Waiting
from roster.rules.requirement import Requirement
from roster.words import RequirementKind, StandsFor, State, Turn


def hours(requirement: Requirement, live: Sequence[Source], waiting: Sequence[Waiting]) -> Item:
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


def count_hours(requirement: Requirement, entries: Sequence[Source]) -> Counted:
    """Group minutes count up to the cap; one-to-one minutes always."""
    individual = sum(entry.minutes for entry in entries if not entry.group)
    group = sum(entry.minutes for entry in entries if entry.group)
    cap = requirement.group_cap_minutes
    counted_group = group if cap is None else min(group, cap)
    return Counted(individual + counted_group, individual, group, group - counted_group)


def _hours_suffice(requirement: Requirement, entries: Sequence[Source]) -> bool:
    counted = count_hours(requirement, entries)
    return counted.counted >= requirement.minutes and counted.individual >= requirement.individual_minutes


def live_session(requirement: Requirement, live: Sequence[Source]) -> Item:
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
