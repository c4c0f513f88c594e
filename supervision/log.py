"""The log of hours on paper (a tagged PDF, PDF/UA-1). Set by typst from data; no text is read as markup."""

import json
from collections.abc import Sequence
from itertools import groupby

import typst
from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger import clock
from people.models import Person
from supervision.models import HoursEntry
from supervision.words import CorrectionReason, Format, Kind, Mode, duration

SHEET = settings.BASE_DIR / "templates" / "supervision" / "log.typ"


def pdf(person: Person, kind: Kind, entries: Sequence[HoursEntry]) -> bytes:
    """Her log of one kind, one part for each who confirmed. `entries` are in that order."""
    data = json.dumps(_sheet(person, kind, entries), ensure_ascii=False)
    return bytes(
        typst.compile(SHEET.read_bytes(), sys_inputs={"log": data}, ignore_system_fonts=True, pdf_standards="ua-1")
    )


def _sheet(person: Person, kind: Kind, entries: Sequence[HoursEntry]) -> dict[str, object]:
    today = clock.today(person.profile.time_zone)
    total = sum(entry.minutes for entry in entries)
    return {
        "title": _("Log of hours: %(kind)s") % {"kind": kind.label},
        "language": get_language() or "en",
        "page_word": _("Page"),
        "facts": [
            [_("Name"), person.get_full_name()],
            [_("Kind"), str(kind.label)],
            [_("Printed on"), _day(today)],
            [_("In all"), _total(total)],
        ],
        "empty": _("Nothing is confirmed yet.") if not entries else "",
        "headings": [_("Session"), _("Minutes"), _("How"), _("Confirmed on"), _("Remarks")],
        "parts": [_part(list(rows)) for _signer, rows in groupby(entries, key=lambda e: (e.signature.signer_id, e.agency_id))],
        "total_word": _("Total"),
        "note": _("Each session shows the day it was held and the day it was confirmed. Times are in minutes. Kinds of hours are not added up together."),
        "sign_here": [_("Volunteer: signature and date"), _("Supervisor: signature and date")],
    }  # fmt: skip


def _part(entries: Sequence[HoursEntry]) -> dict[str, object]:
    signature = entries[0].signature
    credentials = sorted({entry.signature.credential for entry in entries if entry.signature.credential})
    individual = sum(entry.minutes for entry in entries if entry.format == Format.INDIVIDUAL)
    total = sum(entry.minutes for entry in entries)
    return {
        "title": signature.signer.get_full_name(),
        "about": " · ".join([*credentials, entries[0].agency.name]),
        "rows": [_row(entry) for entry in entries],
        "total": _total(total),
        "split": _("One to one: %(individual)d minutes. In a group: %(group)d minutes.")
        % {"individual": individual, "group": total - individual},
    }


def _row(entry: HoursEntry) -> list[str]:
    how = f"{Format(entry.format).label}, {Mode(entry.mode).label}"
    return [_day(entry.held_on), str(entry.minutes), how, _day(entry.signature.held_on), "; ".join(_remarks(entry))]


def _remarks(entry: HoursEntry) -> list[str]:
    said = []
    if entry.on_paper:
        said.append(_("entered from paper"))
    if entry.signature.from_records:
        said.append(_("verified from records"))
    if entry.late_days:
        said.append(_("sent %(days)d days after") % {"days": entry.late_days})
    if entry.supersedes_id:
        said.append(_("corrected: %(why)s") % {"why": CorrectionReason(entry.correction_reason).label})
    return said


def _day(day: object) -> str:
    return formats.date_format(day, "DATE_FORMAT")  # type: ignore[arg-type]


def _total(minutes: int) -> str:
    return _("%(minutes)d minutes (%(duration)s)") % {"minutes": minutes, "duration": duration(minutes)}
