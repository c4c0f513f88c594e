"""The names behind "whose turn it is": supervisors, coordinators, the next workshop, where a course is taken."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from courses.models import Course, LiveSession
from ledger import clock
from people.models import Agency, Membership, Person
from people.words import Role
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
    # person id → kind of supervision → the name of who supervises her today
    supervisors: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    # kind of session → the next one; "" for any kind; None where nobody has looked
    coming: Mapping[str, Coming] | None = None
    # course id → slug; agreement id → uuid
    courses: Mapping[int, str] = field(default_factory=dict)
    agreements: Mapping[int, str] = field(default_factory=dict)
    # person id → what she is called, and the addresses (slug, uuid) of the page about her
    own: Mapping[int, str] = field(default_factory=dict)
    pages: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    # The coordinator who reads this, if one does: her turn is then "your turn".
    reader_coordinates: bool = False

    def supervisor(self, person: int, kind: str = "") -> str:
        """Who supervises her in this kind, or, if no kind is named, her peer supervisor."""
        hers = self.supervisors.get(person, {})
        return hers.get(kind or "peer_supervision", "")

    @property
    def coordinator(self) -> str:
        return self.coordinators[0] if self.coordinators else ""


def names_at(agency: Agency, people: Collection[Person], reader: Person | None = None) -> Names:
    """The names needed to speak about these people, in five queries."""
    coordinators = _coordinators(agency)
    return Names(
        coordinators=tuple(coordinator.get_short_name() for coordinator in coordinators),
        reader_coordinates=reader in coordinators,
        pages={person.pk: (agency.slug, str(person.uuid)) for person in people},
        supervisors=_supervisors(agency, [person.pk for person in people]),
        coming=_coming(agency),
        courses=dict(Course.objects.filter(Q(agency=None) | Q(agency=agency)).values_list("pk", "slug")),
        agreements={pk: str(uuid) for pk, uuid in agency.agreements.values_list("pk", "uuid")},
        own={person.pk: person.get_short_name() for person in people},
    )


def _coordinators(agency: Agency) -> list[Person]:
    held = Membership.objects.on(agency.today()).filter(agency=agency, role=Role.COORDINATOR)
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


def _supervisors(agency: Agency, people: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """Who is assigned today; somebody who only stands in is named when nobody else is."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    assigned = Assignment.objects.on(agency.today()).filter(agency=agency, volunteer__in=people)
    for row in assigned.select_related("supervisor__profile").order_by("-cover", "starts_on"):
        found[row.volunteer_id][row.kind] = row.supervisor.get_short_name()
    return found


def _coming(agency: Agency) -> Mapping[str, Coming]:
    sessions = LiveSession.objects.filter(agency=agency, starts_at__gt=clock.now(), cancelled_at=None)
    found: dict[str, Coming] = {}
    for session in sessions.order_by("starts_at")[:20]:
        coming = Coming(str(session.uuid), session.held_on, session.starts_at)
        found.setdefault("", coming)
        found.setdefault(session.kind, coming)
    return found
