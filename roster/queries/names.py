"""The names behind "whose turn it is": supervisors, coordinators, the next workshop, where a course is taken."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from django.db.models import IntegerField, Q
from django.db.models.functions import Cast

from courses.models import Course, Enrolment, LiveSession
from ledger import clock
from people.models import Agency, Agreement, Membership, Person, Profile
from people.words import Role
from roster.queries.one_statement import Found, Row, Shaped, shaped
from roster.queries.record import Asking
from supervision.models import Assignment


@dataclass(frozen=True)
class Coming:
    """The next live session of a kind."""

    uuid: str
    held_on: date
    starts_at: datetime


@dataclass(frozen=True)
class Names:
    """Names at one agency, for the sentences about several people."""

    coordinators: tuple[str, ...] = ()
    # person id → kind of supervision → the name of who supervises her today; None where nobody has looked
    supervisors: Mapping[int, Mapping[str, str]] | None = None
    # kind of session → the next one; "" for any kind; None where nobody has looked
    coming: Mapping[str, Coming] | None = None
    # course id → slug; agreement id → uuid
    courses: Mapping[int, str] = field(default_factory=dict)
    agreements: Mapping[int, str] = field(default_factory=dict)
    # (person id, course id) of whoever may open the course; None where nobody has looked
    enrolled: Collection[tuple[int, int]] | None = None
    # person id → what she is called, and the addresses (slug, uuid) of the page about her
    own: Mapping[int, str] = field(default_factory=dict)
    pages: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    # The coordinator who reads this, if one does: her turn is then "your turn".
    reader_coordinates: bool = False

    def supervisor(self, person: int, kind: str = "") -> str:
        """Who supervises her in this kind, or, if no kind is named, her peer supervisor."""
        hers = (self.supervisors or {}).get(person, {})
        return hers.get(kind or "peer_supervision", "")

    @property
    def coordinator(self) -> str:
        return self.coordinators[0] if self.coordinators else ""


def names_in(found: Found, agency: Agency, people: Collection[Person], reader: Person | None = None) -> Names:
    """The names needed to speak about these people, from rows of `tables`."""
    coordinators = {row.fact: _called(row) for row in found["coordinator"]}
    return Names(
        coordinators=tuple(coordinators.values()),
        reader_coordinates=reader is not None and reader.pk in coordinators,
        pages={person.pk: (agency.slug, str(person.uuid)) for person in people},
        supervisors=_supervisors(found["assigned"]),
        coming=_coming(found["coming"]),
        courses={row.fact or 0: row.word for row in found["course"]},
        agreements={row.fact or 0: str(row.uuid) for row in found["agreement"]},
        enrolled={(row.person or 0, row.fact or 0) for row in found["enrolled"]},
        own={person.pk: person.get_short_name() for person in people},
    )


def tables(at: Asking) -> list[Shaped]:
    """Everybody who is named beside these people today, and what they are led to."""
    held = Membership.objects.on(at.day).filter(agency=at.agency, role=Role.COORDINATOR)
    coordinators = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    assigned = Assignment.objects.on(at.day).with_volunteers_of(at.day).with_supervisors_until()
    sessions = LiveSession.objects.filter(agency=at.agency, starts_at__gt=at.now, cancelled_at=None)
    courses = Course.objects.filter(Q(agency=None) | Q(agency=at.agency))
    enrolled = Enrolment.objects.filter(person__in=at.people, closed_at=None)
    return [
        shaped("coordinator", coordinators, fact="pk", word="profile__name", word_too="profile__preferred_name"),
        shaped(
            "assigned",
            assigned.filter(agency=at.agency, volunteer__in=at.people),
            person="volunteer_id",
            day="starts_on",
            until="supervisor_until",
            number=Cast("cover", IntegerField()),
            word="supervisor__profile__name",
            word_too="supervisor__profile__preferred_name",
            word_also="kind",
        ),
        shaped("coming", sessions, uuid="uuid", written="starts_at", word="kind", word_too="zone"),
        shaped("course", courses, fact="pk", word="slug"),
        shaped("enrolled", enrolled, person="person_id", fact="course_id"),
        shaped("agreement", Agreement.objects.filter(agency=at.agency), fact="pk", uuid="uuid"),
    ]


def _called(row: Row) -> str:
    return Profile(name=row.word, preferred_name=row.word_too).called


def _supervisors(assigned: Collection[Row]) -> Mapping[int, Mapping[str, str]]:
    """Who is assigned today and has not left; somebody who only stands in is named when nobody else is."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    # A day's grace: her role may be of an agency where it is still yesterday.
    since = clock.today("UTC") - timedelta(days=1)
    there = (row for row in assigned if row.until and row.until >= since)
    for row in sorted(there, key=lambda row: (-(row.number or 0), row.day or date.min)):
        found[row.person or 0][row.word_also] = _called(row)
    return found


def _coming(sessions: Collection[Row]) -> Mapping[str, Coming]:
    found: dict[str, Coming] = {}
    for starts_at, row in sorted(((row.written, row) for row in sessions if row.written), key=itemgetter(0)):
        coming = Coming(str(row.uuid), starts_at.astimezone(ZoneInfo(row.word_too)).date(), starts_at)
        found.setdefault("", coming)
        found.setdefault(row.word, coming)
    return found
