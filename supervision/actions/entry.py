"""An entry of hours on its way into the book: looked at once from every side, then recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from ledger import clock
from ledger.actions import record, write_note
from ledger.refusals import Refused, in_words
from people.actions import notify
from people.models import Agency, Person
from people.permissions import refuse_unless
from people.scans import Scan
from supervision import rules, sentences
from supervision.models import HoursEntry, Session
from supervision.permissions import assignment_for
from supervision.queries.book import book_of
from supervision.words import LEDGER_OF, SUPERVISED_KINDS, Format, Kind, Mode


@dataclass(frozen=True)
class Told:
    """A session as somebody tells it. Either `minutes`, or `start` and `end` on the clock of `zone` (or start and minutes)."""

    kind: Kind
    supervisor: Person
    held_on: date
    mode: Mode
    format: Format = Format.INDIVIDUAL
    minutes: int | None = None
    start: time | None = None
    end: time | None = None
    zone: str = ""
    language: str = ""
    interpreter: bool = False
    note: str = ""
    worked_on: Sequence[str] = ()


@dataclass(frozen=True)
class Sure:
    """What the writer was warned about and let stand: a note that may name somebody, a second session like another."""

    note: bool = False
    second: bool = False


@dataclass(frozen=True)
class Origin:
    """Where an entry comes from besides her own hand."""

    actor: Person
    scan: Scan | None = None
    session: Session | None = None
    replaces: HoursEntry | None = None
    reason: str = ""


NOT_SURE = Sure()


def write_entry(
    *, person: Person, agency: Agency, told: Told, sure: Sure, client_key: UUID | None, origin: Origin
) -> HoursEntry:
    """Look at everything once, and record the entry."""
    zone = told.zone or origin.actor.profile.time_zone
    when = by_the_clock(told, zone)
    _has_happened(when, told.held_on, zone)
    _whom_she_met(person, agency, told)
    _fits_her_book(person, agency, told, when, sure, origin.replaces)
    names_nobody(told.note, sure, known=[person, told.supervisor, agency])
    note, digest = write_note(told.note)
    entry = HoursEntry(
        person=person, agency=agency, ledger=LEDGER_OF[told.kind], kind=told.kind, format=told.format, mode=told.mode,
        language=told.language, interpreter=told.interpreter, held_on=told.held_on, minutes=when.minutes,
        starts_at=when.starts_at, ends_at=when.ends_at, zone=zone, worked_on=list(told.worked_on),
        session=origin.session, supervisor=told.supervisor, entered_by=origin.actor, on_paper=origin.scan is not None,
        scan=origin.scan.name if origin.scan else "", scan_sha256=origin.scan.sha256 if origin.scan else "",
        supersedes=origin.replaces, correction_reason=origin.reason, client_key=client_key or uuid4(),
        late_days=rules.late_days(told.held_on, clock.today(zone), agency.late_after_days), note=note, note_digest=digest,
    )  # fmt: skip
    with in_words(sentences.HOURS):
        record(entry)
    if origin.session is None:
        _tell_sent(entry)
    return entry


def by_the_clock(told: Told, zone: str) -> rules.Slot:
    """Minutes and instants of what was told; what a clock change makes unclear is asked for in words."""
    if told.minutes is not None and not 1 <= told.minutes <= rules.A_DAY:
        raise Refused(sentences.HOURS["hours_minutes_of_a_day"], code="hours_minutes_of_a_day", field="minutes")
    try:
        if told.start and told.minutes and not told.end:
            span = rules.span_of_minutes(told.held_on, told.start, told.minutes, zone)
        elif told.start and told.end:
            span = rules.span(told.held_on, told.start, told.end, zone)
        elif told.start or told.end or not told.minutes:
            raise Refused(
                _("Please give the minutes, or both the start and the end."), code="no_duration", field="minutes"
            )
        else:
            return rules.Slot(told.held_on, told.minutes, kind=told.kind, group=told.format == Format.GROUP)
    except rules.Unclear as unclear:
        raise _ask(unclear) from None
    if told.minutes and told.minutes != span.minutes:
        raise Refused(
            _("From start to end it is %(minutes)d minutes. Please give one or the other.") % {"minutes": span.minutes},
            code="minutes_differ",
            field="minutes",
        )
    return rules.Slot(
        told.held_on, span.minutes, span.starts_at, span.ends_at, kind=told.kind, group=told.format == Format.GROUP
    )


def _ask(unclear: rules.Unclear) -> Refused:
    at = formats.time_format(unclear.at) if unclear.at else ""
    said = {
        "skipped": _(
            "There was no %(time)s that night: the clocks went forward. Please give the minutes instead of the times."
        ),
        "twice": _(
            "%(time)s came twice that night: the clocks went back. Please give the minutes instead of the times."
        ),
        "nothing": _("The start and the end are the same. Please check the times."),
        "backwards": _("The end is before the start. Please check the times."),
    }[unclear.code]
    return Refused(said % {"time": at}, code=f"clock_{unclear.code}", field="start")


def _has_happened(when: rules.Slot, held_on: date, zone: str) -> None:
    if held_on > clock.today(zone):
        raise Refused(sentences.HOURS["hours_not_in_the_future"], code="hours_not_in_the_future", field="held_on")
    if when.ends_at and when.ends_at > clock.now():
        raise Refused(
            _("This session has not ended yet. Write it down afterwards."), code="hours_not_in_the_future", field="end"
        )


def _whom_she_met(person: Person, agency: Agency, told: Told) -> None:
    """Assigned to her that day; or, for days nobody of today was there, assigned today and looking at the records."""
    refuse_unless(told.kind in SUPERVISED_KINDS, code="kind")
    if person == told.supervisor:
        raise Refused(sentences.SIGNATURE["signature_not_by_herself"], code="not_oneself", field="supervisor")
    group = told.format == Format.GROUP
    days = (told.held_on, agency.today())
    if not any(assignment_for(told.supervisor, person, agency, told.kind, day, group=group) for day in days):
        raise Refused(
            _(
                "%(name)s is not assigned for this kind of session on that day. Choose somebody else, or ask the coordinator."
            )
            % {"name": told.supervisor.get_full_name()},
            code="not_assigned",
            field="supervisor",
        )


def _fits_her_book(
    person: Person, agency: Agency, told: Told, when: rules.Slot, sure: Sure, replaces: HoursEntry | None
) -> None:
    book = book_of(person, agency, told.kind, told.held_on, without=replaces)
    clash = rules.overlapping(when, book)
    if clash:
        raise Refused(_overlap_sentence(person, clash), code="hours_do_not_overlap", field="start")
    if not sure.second and rules.comes_twice(when, book):
        raise Refused(
            _(
                "Hours like these are in the list already: same day, same kind, same minutes. If it was a second session, say so below."
            ),
            code="comes_twice",
            field="second_session",
        )
    if rules.over_a_day(when, book):
        raise Refused(sentences.HOURS["hours_at_most_a_day"], code="hours_at_most_a_day", field="minutes")


def _overlap_sentence(person: Person, clash: rules.Slot) -> str:
    zone = ZoneInfo(person.profile.time_zone)
    start, end = (_shown(moment, zone) for moment in (clash.starts_at, clash.ends_at))
    return _("There are hours at that time already: %(day)s, %(start)s to %(end)s. Is it the same session?") % {
        "day": formats.date_format(clash.held_on, "DATE_FORMAT"), "start": start, "end": end,
    }  # fmt: skip


def _shown(moment: datetime | None, zone: ZoneInfo) -> str:
    return formats.time_format(moment.astimezone(zone)) if moment else ""


def names_nobody(note: str, sure: Sure, known: Sequence[Person | Agency]) -> None:
    names = [thing.name if isinstance(thing, Agency) else thing.get_full_name() for thing in known]
    if not sure.note and rules.personal_details(note, known=names):
        raise Refused(
            _("Your note may name somebody or hold a number. Please take out names, dates of birth, phone and case numbers. "
              "If it is nothing like that, say so below and send it as it is."),
            code="note_names_somebody",
            field="note",
        )  # fmt: skip


def _tell_sent(entry: HoursEntry) -> None:
    """One notice a day, however much was sent."""
    notify(
        person=entry.supervisor,
        agency=entry.agency,
        kind="supervision-hours-sent",
        key=f"supervision-hours-sent:{entry.supervisor.uuid}:{entry.agency.today()}",
        url=reverse("supervision:waiting"),
    )
