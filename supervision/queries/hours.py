"""A volunteer's own hours: every entry with its state, whose turn it is, and the sums by kind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from people.models import Agency, Person
from supervision.models import HoursEntry
from supervision.queries.book import slot_of
from supervision.rules import Total, totals
from supervision.words import SUPERVISED_KINDS, EntryState, Format, Kind


@dataclass(frozen=True)
class EntryRow:
    """One entry as she reads it."""

    entry: HoursEntry
    state: EntryState
    whose_turn: str = ""
    detail: str = ""


@dataclass(frozen=True)
class MyHours:
    """Her entries, newest first, and the sums by kind. Kinds are never summed."""

    rows: tuple[EntryRow, ...]
    totals: tuple[Total, ...]
    counts: dict[str, int]


def my_hours(person: Person, kind: str = "", *, agency: Agency | None = None, groups_only: bool = False) -> MyHours:
    """All her entries (of one kind or agency, or in groups, if asked). The sums are of all kinds. One query."""
    theirs = HoursEntry.objects.of(person)
    if agency:
        theirs = theirs.filter(agency=agency)
    if groups_only:
        theirs = theirs.filter(format=Format.GROUP)
    entries = list(theirs.with_state().order_by("-held_on", "-pk"))
    sent_again = _sent_again(entries)
    sums = totals(
        (slot_of(entry), entry.state == EntryState.CONFIRMED)
        for entry in entries
        if entry.state in (EntryState.CONFIRMED, EntryState.WAITING)
    )
    shown = [entry for entry in entries if not kind or entry.kind == kind]
    return MyHours(
        rows=tuple(row_of(entry, sent_again) for entry in shown),
        totals=tuple(sums.get(kind, Total(kind)) for kind in SUPERVISED_KINDS),
        counts=_counts(entries),
    )


def _sent_again(entries: Iterable[HoursEntry]) -> set[int]:
    """Ids of the entries that a newer one corrects."""
    return {e.supersedes_id for e in entries if e.supersedes_id and e.state != EntryState.TAKEN_OUT}


def hours_at(agency: Agency, words: str = "") -> list[EntryRow]:
    """Everybody's entries at an agency (of those with these words in their name), by name and day. One query."""
    found = HoursEntry.objects.filter(agency=agency)
    for word in words.split():
        found = found.filter(
            Q(person__profile__name__icontains=word) | Q(person__profile__preferred_name__icontains=word)
        )
    entries = list(found.with_state().order_by("person__profile__name", "person", "held_on", "pk"))
    sent_again = _sent_again(entries)
    return [row_of(entry, sent_again) for entry in entries]


def _counts(entries: Iterable[HoursEntry]) -> dict[str, int]:
    counts = {"": 0, **{kind.value: 0 for kind in SUPERVISED_KINDS}}
    for entry in entries:
        counts[""] += 1
        counts[entry.kind] = counts.get(entry.kind, 0) + 1
    return counts


def row_of(entry: HoursEntry, sent_again: Collection[int] = ()) -> EntryRow:
    """How far an entry is, in words, and whose turn it is. `sent_again`: ids of entries a newer one corrects."""
    state = entry.state
    supervisor = entry.supervisor.get_short_name()
    if state == EntryState.WAITING:
        return EntryRow(entry, state, _("%(name)s’s turn") % {"name": supervisor}, _("Counts once confirmed"))
    if state == EntryState.RETURNED:
        if entry.pk in sent_again:
            return EntryRow(entry, state, "", _("You sent it again"))
        return EntryRow(entry, state, _("Your turn"), _("%(name)s wrote why") % {"name": supervisor})
    if state == EntryState.CONFIRMED:
        signer = entry.signature.signer.get_short_name()
        detail = _("Counts. A correction of yours waits.") if entry.pk in sent_again else _("Counts")
        return EntryRow(entry, state, "", _("%(words)s · by %(name)s") % {"words": detail, "name": signer})
    return EntryRow(entry, state, "", _("Does not count"))


def entries_for_log(person: Person, kind: Kind) -> list[HoursEntry]:
    """What the printed log holds: confirmed entries of one kind, by signer and then by day."""
    confirmed = HoursEntry.objects.of(person).confirmed().with_state().filter(kind=kind)
    return sorted(confirmed, key=lambda e: (e.signature.signer.get_full_name(), e.signature.signer_id, e.held_on, e.pk))
