"""What each list of the room holds when it is saved as a spreadsheet: headings, and a line each. No line holds a note
its reader may not read; no line holds a place of the journey."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from supervision.models import HoursEntry, SignOff
from supervision.queries import DeskRow, EntryRow, Looked
from supervision.words import Format, Kind, Mode


@dataclass(frozen=True)
class Table:
    headings: list[str]
    lines: list[list[object]]


def of_hours(rows: Iterable[EntryRow], *, notes: bool) -> Table:
    """Hours, an entry a line, whatever became of it. `notes`: for those who may read them (herself, and those assigned to her)."""
    headings = [
        _("Name"), _("Date"), _("Minutes"), _("Kind"), _("Format"), _("How"), _("With"), _("Agency"), _("State"), _("Counts"),
        _("Sent on"), _("Days after the session, if late"), _("From paper"), _("Confirmed on"), _("Confirmed by"), _("Verified from records"),
    ]  # fmt: skip
    if not notes:
        return Table(headings, [_hours(row) for row in rows])
    return Table(
        [*headings, _("Note")], [[*_hours(row), row.entry.note.text if row.entry.note else ""] for row in rows]
    )


def _hours(row: EntryRow) -> list[object]:
    entry = row.entry
    signature = getattr(entry, "signature", None)
    return [
        entry.person.get_full_name(), entry.held_on, entry.minutes, Kind(entry.kind).label, Format(entry.format).label,
        Mode(entry.mode).label, entry.supervisor.get_full_name(), entry.agency.name, row.state.label, _yes(entry.counts),
        entry.sent_on, entry.late_days or "", _yes(entry.on_paper), signature.held_on if signature else "",
        signature.signer.get_full_name() if signature else "", _yes(signature and signature.from_records),
    ]  # fmt: skip


def of_waiting(entries: Iterable[HoursEntry]) -> Table:
    """What waits for her to confirm."""
    headings = [
        _("Name"),
        _("Date"),
        _("Minutes"),
        _("Kind"),
        _("Format"),
        _("How"),
        _("Agency"),
        _("Sent on"),
        _("Note"),
    ]
    return Table(
        headings,
        [
            [
                entry.person.get_full_name(), entry.held_on, entry.minutes, Kind(entry.kind).label, Format(entry.format).label,
                Mode(entry.mode).label, entry.agency.name, entry.sent_on, entry.note.text if entry.note else "",
            ]
            for entry in entries
        ],
    )  # fmt: skip


def of_people(rows: Iterable[DeskRow]) -> Table:
    """Her people: since when, when they last met beside what they agreed, and how many things wait."""
    headings = [
        _("Name"), _("Kind"), _("Agency"), _("With you since"), _("Until"), _("Stands in"), _("Groups only"), _("Last met on"),
        _("Agreed every (days)"), _("Things that wait"),
    ]  # fmt: skip
    return Table(
        headings,
        [
            [
                row.name, row.assignment.kind_label, row.agency.name, row.assignment.starts_on, row.assignment.ends_on or "",
                _yes(row.assignment.cover), _yes(row.assignment.groups_only), row.last_on or "", row.assignment.every_days or "",
                row.things,
            ]
            for row in rows
        ],
    )  # fmt: skip


def of_assignments(looked_after: Iterable[Looked]) -> Table:
    """Who supervises whom: a line an assignment, and one for each volunteer who has nobody."""
    headings = [
        _("Volunteer"),
        _("For what"),
        _("Who"),
        _("Guest from"),
        _("From"),
        _("Until"),
        _("Stands in"),
        _("Groups only"),
    ]
    lines: list[list[object]] = []
    for looked in looked_after:
        name = looked.person.get_full_name()
        lines += [
            [
                name, a.kind_label, a.supervisor.get_full_name(), a.guest_of, a.starts_on, a.ends_on or "", _yes(a.cover),
                _yes(a.groups_only),
            ]
            for a in looked.assignments
        ] or [[name, "", _("Nobody yet"), "", "", "", "", ""]]  # fmt: skip
    return Table(headings, lines)


def of_signoffs(signoffs: Iterable[SignOff]) -> Table:
    headings = [_("Volunteer"), _("Competency"), _("Level"), _("Signed off by"), _("On"), _("Good until")]
    return Table(
        headings,
        [
            [
                s.person.get_full_name(), s.competency.name, s.level.name, s.assessor.get_full_name(), s.held_on,
                s.valid_until or "",
            ]
            for s in signoffs
        ],
    )  # fmt: skip


def _yes(so: object) -> str:
    return _("yes") if so else ""
