"""Everything somebody has learnt, as lines of one shape: for herself all of it, for an agency what that agency may see.

Only what stands is in it, and never a place of the journey. The number of queries does not depend on how much it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.models import Attendance
from courses.queries.learnt import courses_learnt, modules_learnt
from courses.words import SessionKind
from ledger import clock
from people.models import Agency, AgreementSigned, Person
from people.words import AgreementKind
from roster.models import EarlierTraining
from roster.queries.paper import papers_of
from roster.words import Part
from supervision.models import HoursEntry, SignOff
from supervision.words import Kind, duration


@dataclass(frozen=True)
class Line:
    """One thing she has learnt or shown. `minutes` where it has some; `agency` where it belongs to one."""

    part: Part
    what: str
    more: str
    day: date
    until: date | None = None
    minutes: int | None = None
    agency: str = ""

    @property
    def time(self) -> str:
        return duration(self.minutes) if self.minutes else ""


@dataclass(frozen=True)
class Transcript:
    person: Person
    agency: Agency | None
    lines: tuple[Line, ...]

    @property
    def day(self) -> date:
        """Today, where its reader counts days: at the agency, or where she is."""
        return self.agency.today() if self.agency else clock.today(self.person.profile.time_zone)

    @property
    def parts(self) -> list[tuple[Part, list[Line]]]:
        """The parts that have something in them, in their order."""
        found = [(part, [line for line in self.lines if line.part == part]) for part in Part]
        return [(part, lines) for part, lines in found if lines]


def transcript(person: Person, agency: Agency | None = None) -> Transcript:
    """Hers; with `agency`, only what that agency asked for, relies on or keeps itself."""
    lines = (*_learning(person, agency), *_shown(person, agency), *_papers(person, agency))
    return Transcript(person, agency, lines)


def _learning(person: Person, agency: Agency | None) -> Iterator[Line]:
    for course in courses_learnt(person, agency):
        yield Line(Part.COURSE, course.name, course.number, course.held_on, None, course.minutes, course.agency.name)
    for module in modules_learnt(person, get_language() or "en", agency):
        edition = _("edition %(number)s") % {"number": module.edition}
        yield Line(Part.MODULE, module.title, edition, module.held_on, None, module.minutes)
    there = Attendance.objects.filter(person=person, voided=None).select_related("session__agency")
    if agency:
        there = there.filter(session__agency=agency)
    for row in there.order_by("held_on", "pk"):
        kind = str(SessionKind(row.session.kind).label)
        yield Line(Part.SESSION, row.session.title, kind, row.held_on, None, row.minutes, row.session.agency.name)


def _shown(person: Person, agency: Agency | None) -> Iterator[Line]:
    earlier = _here(EarlierTraining.objects.filter(person=person, voided=None), agency)
    for row in earlier.select_related("agency", "what_note", "shown_note").order_by("held_on", "pk"):
        yield Line(Part.EARLIER, row.what, row.shown_by, row.held_on, row.expires_on, row.minutes, row.agency.name)
    yield from _hours(person, agency)
    signed_off = _here(SignOff.objects.filter(person=person, withdrawn=None), agency)
    for row in signed_off.select_related("agency", "competency", "level").order_by("held_on", "pk"):
        yield Line(
            Part.SIGNOFF, row.competency.name, row.level.name, row.held_on, row.valid_until, None, row.agency.name
        )


def _hours(person: Person, agency: Agency | None) -> Iterator[Line]:
    """A line a kind and agency: how much of it was confirmed, up to which day."""
    confirmed = _here(HoursEntry.objects.confirmed().filter(person=person), agency)
    sums = confirmed.values("kind", "agency__name").annotate(
        minutes_all=Sum("minutes"), entries=Count("pk"), last=Max("held_on")
    )
    for row in sums.order_by("kind", "agency__name"):
        count = ngettext("%(count)d session", "%(count)d sessions", row["entries"]) % {"count": row["entries"]}
        kind = str(Kind(row["kind"]).label)
        yield Line(Part.HOURS, kind, count, row["last"], None, row["minutes_all"], row["agency__name"])


def _papers(person: Person, agency: Agency | None) -> Iterator[Line]:
    """Agreements she signed, each in its newest version (a consent is no learning), and certificates that were not taken back."""
    signed = (
        AgreementSigned.objects.live().filter(person=person).exclude(version__agreement__kind=AgreementKind.CONSENT)
    )
    if agency:
        signed = signed.filter(version__agreement__agency=agency)
    newest: dict[int, AgreementSigned] = {}
    for row in signed.select_related("version__agreement__agency").order_by("version__number", "held_on", "pk"):
        newest[row.version.agreement_id] = row
    for row in sorted(newest.values(), key=lambda row: (row.held_on, row.pk)):
        agreement = row.version.agreement
        version = _("version %(number)s") % {"number": row.version.number}
        yield Line(Part.AGREEMENT, agreement.name, version, row.held_on, agency=agreement.agency.name)
    for paper in papers_of(person):
        if paper.of_training and paper.printable and agency in (None, paper.agency):
            yield Line(
                Part.CERTIFICATE, paper.title, paper.number, paper.held_on, paper.until, agency=paper.agency.name
            )


def _here(rows: QuerySet[Any], agency: Agency | None) -> QuerySet[Any]:
    return rows.filter(agency=agency) if agency else rows
