"""The supervisor's desk: people first, those with nothing logged among them, and what waits for her."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import Max
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import clock
from people.leave import on_leave_today
from people.models import Agency, Person
from supervision.models import Assignment, HoursEntry, RolePlay, SignOffRequest, SignOffWithdrawn
from supervision.permissions import (
    assignments_to_sign,
    hours_to_sign,
    hours_within,
    requests_within,
    role_plays_within,
)
from supervision.rules import gap_in_days
from supervision.words import EvidenceKind, Format, Kind, duration

Pair = tuple[int, int, str]  # volunteer, agency, kind
T = TypeVar("T", SignOffRequest, RolePlay)


@dataclass(frozen=True)
class DeskRow:
    """One of her people: what waits, how long since the two last met beside what they agreed, and one thing to do."""

    assignment: Assignment
    entries: tuple[HoursEntry, ...] = ()
    requests: tuple[SignOffRequest, ...] = ()
    role_plays: tuple[RolePlay, ...] = ()
    withdrawals: tuple[SignOffWithdrawn, ...] = ()
    last_on: date | None = None
    # On leave: no day is counted, and nothing is expected.
    on_leave: bool = False
    # No longer a volunteer here: she stands here only while hours from before wait.
    left: bool = False

    @property
    def person(self) -> Person:
        return self.assignment.volunteer

    @property
    def agency(self) -> Agency:
        return self.assignment.agency

    @property
    def name(self) -> str:
        return self.person.get_full_name()

    @property
    def url(self) -> str:
        return self.action_url if self.left else reverse("supervision:person", args=[self.assignment.uuid])

    @property
    def things(self) -> int:
        """How many things wait for her here."""
        return len(self.entries) + len(self.requests) + len(self.role_plays) + len(self.withdrawals)

    @property
    def days_since(self) -> int | None:
        return gap_in_days(self.last_on, self.agency.today())

    @property
    def waiting(self) -> str:
        """What waits, in words; the first of several."""
        if self.withdrawals:
            return _("You would like to talk about: %(title)s") % {"title": self.withdrawals[0].signoff.competency.name}
        if len(self.entries) > 1:
            total = duration(sum(entry.minutes for entry in self.entries))
            return ngettext(
                "%(count)d session to confirm, %(total)s", "%(count)d sessions to confirm, %(total)s", len(self.entries)
            ) % {"count": len(self.entries), "total": total}
        if self.entries:
            return _("%(duration)s to confirm, %(day)s") % {
                "duration": duration(self.entries[0].minutes),
                "day": short_day(self.entries[0].held_on),
            }
        if self.requests:
            return _("Asks for a sign-off: %(title)s") % {"title": self.requests[0].competency.name}
        if self.role_plays:
            return _("Sent a role-play, %(day)s") % {"day": short_day(self.role_plays[0].held_on)}
        return ""

    @property
    def waiting_detail(self) -> str:
        """What else waits; else her own words beside the one entry, or how she showed what she asks for."""
        said = 1 if self.withdrawals else len(self.entries) or len((*self.requests, *self.role_plays)[:1])
        others = self.things - said
        if others:
            return ngettext("and %(count)d more thing", "and %(count)d more things", others) % {"count": others}
        if len(self.entries) == 1 and self.entries[0].note and self.entries[0].note.text:
            return f"“{self.entries[0].note.text}”"
        if self.requests:
            return ", ".join(str(EvidenceKind(kind).label) for kind in self.requests[0].evidence_kinds)
        return ""

    @property
    def since(self) -> str:
        """How long since the two met, beside what they agreed. Never anybody's fault."""
        if self.left:
            return _("No longer a volunteer here. What was before can still be confirmed.")
        if self.on_leave:
            return _("Taking a break. No days are counted.")
        if self.assignment.groups_only:
            return _("Comes to your group")
        agreed = self._agreed()
        if self.last_on is None:
            return " ".join(filter(None, (_("No session yet."), agreed)))
        return " ".join(filter(None, (_met(self.days_since or 0), agreed)))

    def _agreed(self) -> str:
        every = self.assignment.every_days
        if not every:
            return ""
        return ngettext("You two agreed every day.", "You two agreed every %(count)d days.", every) % {"count": every}

    @property
    def action(self) -> str:
        if self.withdrawals:
            return _("Open")
        if self.entries:
            return _("Confirm")
        if self.requests or self.role_plays:
            return _("Answer")
        return _("Say hello") if self.last_on is None and not self.on_leave else _("Open")

    @property
    def action_url(self) -> str:
        if self.withdrawals or not self.things:
            return self.url
        if len(self.entries) == 1:
            return reverse("supervision:confirm", args=[self.entries[0].uuid])
        if self.entries:
            return f"{reverse('supervision:waiting')}?person={self.person.uuid}"
        if self.requests:
            return reverse("supervision:answer-request", args=[self.requests[0].uuid])
        return reverse("supervision:answer-role-play", args=[self.role_plays[0].uuid])


def _met(days: int) -> str:
    if days == 0:
        return _("You met today.")
    if days == 1:
        return _("You met yesterday.")
    return ngettext("You met %(count)d day ago.", "You met %(count)d days ago.", days) % {"count": days}


@dataclass(frozen=True)
class Desk:
    """Her people, peer supervision and consultation apart; what waits first, then by name."""

    person: Person
    peers: tuple[DeskRow, ...] = ()
    consultations: tuple[DeskRow, ...] = ()

    @property
    def rows(self) -> tuple[DeskRow, ...]:
        return self.peers + self.consultations

    @property
    def things(self) -> int:
        return sum(row.things for row in self.rows)

    @property
    def entries(self) -> tuple[HoursEntry, ...]:
        return tuple(entry for row in self.rows for entry in row.entries)

    def find(self, words: str = "", *, waiting: bool = False) -> "Desk":
        """Those with these words in their name; `waiting`: of them, those for whom something waits."""
        parts = words.casefold().split()

        def fits(row: DeskRow) -> bool:
            return all(part in row.name.casefold() for part in parts) and (not waiting or row.things > 0)

        return replace(
            self, peers=tuple(filter(fits, self.peers)), consultations=tuple(filter(fits, self.consultations))
        )

    @property
    def headline(self) -> str:
        if not self.rows:
            return _("Nobody is assigned to you yet")
        if not self.things:
            return _("Nothing is waiting for you")
        return ngettext(
            "One thing is waiting for you", "%(count)d things are waiting for you", self.things
        ) % {"count": self.things}  # fmt: skip


def desk(person: Person) -> Desk:
    """Everybody assigned to her today, and whoever has left while hours wait. The number of queries does not depend on how many they are."""
    hers = assignments_to_sign(person)
    assignments = [assignment for assignment in hers if assignment.stands()]
    waiting = _by_pair(
        hours_within(hers).waiting().select_related("note", "person__profile", "agency").order_by("held_on", "pk")
    )
    met = _last_sessions(person, assignments)
    requests = _of_volunteer(requests_within(assignments).filter(answered_at=None).select_related("competency", "note"))
    role_plays = _of_volunteer(role_plays_within(assignments).exclude(person=person).waiting().order_by("pk"))
    talks = _withdrawals(assignments)
    resting = on_leave_today([(a.volunteer_id, a.agency_id) for a in assignments])
    rows = []
    for assignment in hers:
        pair = (assignment.volunteer_id, assignment.agency_id, assignment.kind)
        peer = assignment.kind == Kind.PEER_SUPERVISION and not assignment.groups_only
        entries = [e for e in waiting[pair] if not assignment.groups_only or e.format == Format.GROUP]
        left = assignment not in assignments
        if left and not entries:
            continue
        rows.append(
            DeskRow(
                assignment=assignment,
                entries=tuple(entries),
                requests=tuple(requests[pair[:2]]) if peer else (),
                role_plays=tuple(role_plays[pair[:2]]) if peer else (),
                withdrawals=tuple(talks[pair[:2]]) if peer else (),
                last_on=met.get(pair),
                on_leave=pair[:2] in resting,
                left=left,
            )
        )
    return _arranged(person, rows)


def _arranged(person: Person, rows: Iterable[DeskRow]) -> Desk:
    """One row a person, agency and kind; of two assignments the full one. What waits first, then by name."""
    first: dict[Pair, DeskRow] = {}
    for row in sorted(rows, key=lambda row: (row.assignment.groups_only, row.assignment.cover)):
        first.setdefault((row.assignment.volunteer_id, row.assignment.agency_id, row.assignment.kind), row)
    ordered = sorted(first.values(), key=lambda row: (not row.things, row.name))
    return Desk(
        person,
        peers=tuple(row for row in ordered if row.assignment.kind == Kind.PEER_SUPERVISION),
        consultations=tuple(row for row in ordered if row.assignment.kind == Kind.CLINICAL_CONSULTATION),
    )


def _by_pair(entries: Iterable[HoursEntry]) -> dict[Pair, list[HoursEntry]]:
    found: dict[Pair, list[HoursEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.person_id, entry.agency_id, entry.kind].append(entry)
    return found


def _of_volunteer(waiting: Iterable[T]) -> dict[tuple[int, int], list[T]]:
    found: dict[tuple[int, int], list[T]] = defaultdict(list)
    for one in waiting:
        found[one.person_id, one.agency_id].append(one)
    return found


def _withdrawals(assignments: list[Assignment]) -> dict[tuple[int, int], list[SignOffWithdrawn]]:
    """Sign-offs taken back about which nobody has spoken with her yet."""
    found: dict[tuple[int, int], list[SignOffWithdrawn]] = defaultdict(list)
    people = [a.volunteer_id for a in assignments if a.kind == Kind.PEER_SUPERVISION and not a.groups_only]
    untold = SignOffWithdrawn.objects.filter(
        signoff__person__in=people, spoken=None, tell_from__gt=clock.now()
    ).select_related("signoff__competency")
    for withdrawal in untold:
        found[withdrawal.signoff.person_id, withdrawal.signoff.agency_id].append(withdrawal)
    return found


def _last_sessions(supervisor: Person, assignments: list[Assignment]) -> dict[Pair, date]:
    """The last day the two met, whether confirmed yet or not."""
    met = (
        HoursEntry.objects.live()
        .filter(supervisor=supervisor, person__in=[a.volunteer_id for a in assignments])
        .values_list("person_id", "agency_id", "kind")
        .annotate(last=Max("held_on"))
        .order_by()
    )
    return {(person, agency, kind): last for person, agency, kind, last in met}


def short_day(day: date) -> str:
    """A day as people say it: "November 24"."""
    return formats.date_format(day, "MONTH_DAY_FORMAT")


def waiting_for(supervisor: Person, person_uuid: str = "", words: str = "") -> list[HoursEntry]:
    """Everything she may confirm today, by person and day; of one person, or of names with these words, if asked."""
    entries = hours_to_sign(supervisor).waiting().with_state().order_by("person__profile__name", "held_on", "pk")
    for word in words.split():
        entries = entries.filter(person__profile__name__icontains=word)
    return [entry for entry in entries if not person_uuid or str(entry.person.uuid) == person_uuid]
