"""What supervision has to say of a volunteer at an agency: the room's answer to the rooms above.

`as_of` is a date, evaluated at its end on the agency's calendar. What was written down or taken back later does not
matter for it. The number of queries does not depend on the number of people.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ledger import clock
from people.models import Agency, Person
from supervision.models import HoursEntry, SignOff, SignOffRequest
from supervision.rules import Total
from supervision.words import Format, Kind


@dataclass(frozen=True)
class ConfirmedHours:
    """Hours that count: the signature that makes them count, and the day they were held."""

    signature_id: int
    entry_id: int
    kind: Kind
    held_on: date
    minutes: int
    group: bool
    signed_on: date


@dataclass(frozen=True)
class SentHours:
    """Hours that wait for a supervisor (or came back to her), since the day they were sent (or came back)."""

    entry_id: int
    kind: Kind
    held_on: date
    minutes: int
    group: bool
    since: date
    supervisor_id: int


@dataclass(frozen=True)
class LiveSignOff:
    """A sign-off that was not taken back. `valid_until` is its last day, None for no end."""

    id: int
    competency_id: int
    level_number: int
    held_on: date
    valid_until: date | None


@dataclass(frozen=True)
class OpenRequest:
    """A sign-off she asked for, and nobody has answered yet."""

    id: int
    competency_id: int
    since: date
    asked_of_id: int


@dataclass(frozen=True)
class SupervisedRecord:
    """Everything that counts or waits, of one person at one agency. Kinds are never summed."""

    confirmed: tuple[ConfirmedHours, ...] = ()
    sent: tuple[SentHours, ...] = ()
    returned: tuple[SentHours, ...] = ()
    signoffs: tuple[LiveSignOff, ...] = ()
    requests: tuple[OpenRequest, ...] = ()
    # Competencies whose sign-off was taken back and about which the two have not spoken yet.
    to_talk_about: frozenset[int] = field(default_factory=frozenset)

    def total(self, kind: Kind) -> Total:
        mine = [hours for hours in self.confirmed if hours.kind == kind]
        return Total(
            kind,
            individual=sum(hours.minutes for hours in mine if not hours.group),
            group=sum(hours.minutes for hours in mine if hours.group),
            waiting=sum(hours.minutes for hours in self.sent if hours.kind == kind),
        )


def supervised_record(person: Person, agency: Agency, as_of: date | None = None) -> SupervisedRecord:
    return supervised_records([person], agency, as_of)[person.pk]


def supervised_records(
    people: Sequence[Person], agency: Agency, as_of: date | None = None
) -> dict[int, SupervisedRecord]:
    """By person id; somebody with nothing has an empty record. Three queries."""
    day = as_of or agency.today()
    end = (
        clock.start_of(day + timedelta(days=1), agency.time_zone)
        if as_of
        else datetime.max.replace(tzinfo=ZoneInfo("UTC"))
    )
    seen = _Seen(agency, day, end)
    hours = _by_person(HoursEntry.objects.filter(person__in=people, agency=agency).select_related(
        "signature", "returned", "voided").order_by("held_on", "pk"))  # fmt: skip
    signoffs = _by_person(
        SignOff.objects.filter(person__in=people, agency=agency)
        .select_related("withdrawn__spoken")
        .order_by("held_on", "pk")
    )
    requests = _by_person(SignOffRequest.objects.filter(person__in=people, agency=agency).order_by("asked_at"))
    return {person.pk: _record(seen, hours[person.pk], signoffs[person.pk], requests[person.pk]) for person in people}


def _by_person(rows: Iterable[HoursEntry] | Iterable[SignOff] | Iterable[SignOffRequest]) -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        found[row.person_id].append(row)
    return found


@dataclass(frozen=True)
class _Seen:
    """A day, and what was written down by its end."""

    agency: Agency
    day: date
    end: datetime

    def has(self, row: object, name: str) -> bool:
        """Was this fact about the row written down by then?"""
        fact = getattr(row, name, None)
        return fact is not None and fact.recorded_at < self.end

    def local(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.agency.time_zone)).date()


def _record(
    seen: _Seen, hours: Sequence[HoursEntry], signoffs: Sequence[SignOff], requests: Sequence[SignOffRequest]
) -> SupervisedRecord:
    known = [entry for entry in hours if entry.recorded_at < seen.end and entry.held_on <= seen.day]
    replaced = {entry.supersedes_id for entry in known if seen.has(entry, "signature")}
    corrected = {
        entry.supersedes_id for entry in known if not seen.has(entry, "returned") and not seen.has(entry, "voided")
    }
    standing = [entry for entry in known if entry.pk not in replaced and not seen.has(entry, "voided")]
    given = [s for s in signoffs if s.recorded_at < seen.end and s.held_on <= seen.day]
    return SupervisedRecord(
        confirmed=tuple(_confirmed(entry) for entry in standing if seen.has(entry, "signature")),
        sent=tuple(
            _sent(entry, seen.local(entry.recorded_at))
            for entry in standing
            if not seen.has(entry, "signature") and not seen.has(entry, "returned") and entry.pk not in corrected
        ),
        returned=tuple(
            _sent(entry, entry.returned.held_on)
            for entry in standing
            if seen.has(entry, "returned") and entry.pk not in corrected
        ),
        signoffs=tuple(
            LiveSignOff(s.pk, s.competency_id, s.level_number, s.held_on, s.valid_until)
            for s in given
            if not seen.has(s, "withdrawn")
        ),
        requests=tuple(
            OpenRequest(r.pk, r.competency_id, seen.local(r.asked_at), r.asked_of_id)
            for r in requests
            if r.asked_at < seen.end and (r.answered_at is None or r.answered_at >= seen.end)
        ),
        to_talk_about=frozenset(
            s.competency_id for s in given if seen.has(s, "withdrawn") and not s.withdrawn.may_be_told
        ),
    )


def _confirmed(entry: HoursEntry) -> ConfirmedHours:
    return ConfirmedHours(
        signature_id=entry.signature.pk, entry_id=entry.pk, kind=Kind(entry.kind), held_on=entry.held_on,
        minutes=entry.minutes, group=entry.format == Format.GROUP, signed_on=entry.signature.held_on,
    )  # fmt: skip


def _sent(entry: HoursEntry, since: date) -> SentHours:
    return SentHours(
        entry_id=entry.pk, kind=Kind(entry.kind), held_on=entry.held_on, minutes=entry.minutes,
        group=entry.format == Format.GROUP, since=since, supervisor_id=entry.supervisor_id,
    )  # fmt: skip
