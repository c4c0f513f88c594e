"""The list of who joined, as web-conferences write it: found, read and understood. Pure."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from people.rules import same_name

DELIMITERS = ",;\t"
# Headings as Zoom, Teams and Meet write them, in English and in Spanish, compared without accents and capitals.
NAMES = {
    "name", "full name", "first name", "participant", "user name", "name (original name)", "user name (original name)", "attendee",
    "nombre", "nombre completo", "participante", "nombre de usuario", "nombre (nombre original)",
    "nombre de usuario (nombre original)", "nombre (original)",
}  # fmt: skip
# Where the name stands in two columns.
LAST_NAMES = {"last name", "apellido", "apellidos"}
EMAILS = {
    "email", "e-mail", "user email", "email address", "participant id (upn)", "correo", "correo electronico",
    "correo electronico del usuario", "correo electronico de usuario", "id. del participante (upn)",
    "id. de participante (upn)",
}  # fmt: skip
JOINED = {
    "join time", "joined", "time joined", "hora de entrada", "hora de union", "hora de incorporacion", "hora de conexion",
    "hora para unirse",
}  # fmt: skip
LEFT = {"leave time", "left", "time exited", "hora de salida", "hora de desconexion", "hora de abandono"}
# One row a person with her first and last moment: taken only where no table says each time by itself.
FIRST = {"first join", "first join time", "primera union", "primera incorporacion", "primera conexion"}
LAST = {"last leave", "last leave time", "ultima salida", "ultimo abandono"}
MOMENT = re.compile(
    r"^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})[,t ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?m?\s*(z|[+-]\d{2}:?\d{2})?$"
)
# Without a day: the session's own.
CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?m?$")


@dataclass(frozen=True)
class Joined:
    """One row: who, from when to when."""

    name: str
    email: str
    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Columns:
    row: int  # of the heading
    name: int
    last_name: int | None
    email: int | None
    begin: int
    end: int
    each: bool  # every time she joined by itself


def delimiter_of(text: str) -> str:
    """What stands between the cells: what makes a heading of some line; commas where nothing does."""
    for line in text.splitlines()[:200]:
        for delimiter in DELIMITERS:
            if _columns(0, next(csv.reader([line], delimiter=delimiter), [])):
                return delimiter
    return ","


def joined(rows: Sequence[Sequence[str]], zone: str, near: datetime) -> tuple[list[Joined], int] | None:
    """(rows that were understood, how many were not); None where no heading says who joined when.

    Times without a zone are those of `zone`; of two ways to read a day (3/2) the one nearer to `near` is meant.
    """
    found = [columns for number, row in enumerate(rows) if (columns := _columns(number, row))]
    if not found:
        return None
    heading = max(found, key=lambda columns: columns.each)
    told, unread = [], 0
    for row in rows[heading.row + 1 :]:
        if len(row) <= 1:
            break  # an empty line, or the title of the next table
        one = _joined(heading, row, zone, near)
        if one:
            told.append(one)
        else:
            unread += 1
    return told, unread


def _columns(number: int, row: Sequence[str]) -> Columns | None:
    said = [same_name(cell.lstrip("\ufeff").strip('" ')) for cell in row]

    def at(*known: set[str]) -> int | None:
        return next((place for place, cell in enumerate(said) if any(cell in names for names in known)), None)

    name, begin, end = at(NAMES), at(JOINED), at(LEFT)
    each = begin is not None and end is not None
    if not each:
        begin, end = at(FIRST), at(LAST)
    if name is None or begin is None or end is None:
        return None
    return Columns(number, name, at(LAST_NAMES), at(EMAILS), begin, end, each)


def _joined(heading: Columns, row: Sequence[str], zone: str, near: datetime) -> Joined | None:
    def cell(place: int | None) -> str:
        return row[place] if place is not None and place < len(row) else ""

    begin, end = moment(cell(heading.begin), zone, near), moment(cell(heading.end), zone, near)
    name = f"{cell(heading.name)} {cell(heading.last_name)}".strip()
    if not name or begin is None or end is None or end < begin:
        return None
    return Joined(name, cell(heading.email).lower(), begin, end)


def moment(text: str, zone: str, near: datetime) -> datetime | None:
    """A day and a time as a web-conference writes them; none if it is neither."""
    plain = re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", " ".join(text.split()).casefold())
    parts = MOMENT.match(plain)
    if not parts:
        return _clock(plain, zone, near)
    one, two, three, hour, minute, second, half, offset = parts.groups()
    hours = _hours(hour, half)
    days = [(one, two, three)] if len(one) == 4 else [(three, one, two), (three, two, one)]
    read = [
        found
        for year, month, day in days
        if (found := _at(int(year), int(month), int(day), hours, int(minute), int(second or 0), _zone(offset, zone)))
    ]
    return min(read, key=lambda found: abs(found - near)) if read else None


def _clock(plain: str, zone: str, near: datetime) -> datetime | None:
    """A time of day; also after midnight it is the one nearest to the session."""
    parts = CLOCK.match(plain)
    if not parts:
        return None
    hour, minute, second, half = parts.groups()
    here = near.astimezone(ZoneInfo(zone)).date()
    days = [here + timedelta(days=day) for day in (-1, 0, 1)]
    said = (_hours(hour, half), int(minute), int(second or 0), ZoneInfo(zone))
    read = [found for day in days if (found := _at(day.year, day.month, day.day, *said))]
    return min(read, key=lambda found: abs(found - near)) if read else None


def _hours(hour: str, half: str | None) -> int:
    return int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)


def _at(
    year: int, month: int, day: int, hour: int, minute: int, second: int, zone: ZoneInfo | timezone
) -> datetime | None:
    try:
        full = year + 2000 if year < 100 else year
        return datetime(full, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(offset: str | None, zone: str) -> ZoneInfo | timezone:
    if not offset:
        return ZoneInfo(zone)
    if offset == "z":
        return UTC
    digits = offset[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-ahead if offset[0] == "-" else ahead)


def names_in(said: str) -> list[str]:
    """A name as it is compared; also the one in brackets, which is the original one: “Ana (Ana Reyes)”."""
    outside = re.sub(r"\([^)]*\)", " ", said)
    return [name for name in map(same_name, [said, outside, *re.findall(r"\(([^)]*)\)", said)]) if name]
