"""Who may see, confirm and assign. Every right to sign comes from a dated assignment, and is looked at again when it is used."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from people.models import Agency, Person
from people.permissions import can_manage_people, roles_of
from people.words import Role
from supervision.models import (
    Assignment,
    Competency,
    HoursEntry,
    Recording,
    RolePlay,
    SignOff,
    SignOffRequest,
)
from supervision.models.assignment import ROLE_OF, AssignmentQuerySet
from supervision.models.hours import HoursEntryQuerySet
from supervision.models.role_play import RolePlayQuerySet
from supervision.words import Format, Kind

MANAGERS = (Role.COORDINATOR, Role.ADMIN)


def assignments_today(supervisor: Person) -> list[Assignment]:
    """Whom she supervises or consults with today, each by its agency's calendar; not who has left. One query."""
    return Assignment.objects.filter(supervisor=supervisor).standing_today()


def assignments_to_sign(supervisor: Person) -> list[Assignment]:
    """Those of today, and of those who have left and whose assignment was not ended: what was before may be signed. One query."""
    hers = Assignment.objects.filter(supervisor=supervisor).with_people().with_whether_there()
    return [a for a in hers if a.in_force() and a.is_there]  # type: ignore[attr-defined]


def supervised_today(volunteer: Person) -> list[Assignment]:
    """Who supervises or consults with her today; not who has left or died. One query."""
    return Assignment.objects.filter(volunteer=volunteer).standing_today()


def supervisors_of(volunteer: Person) -> list[Person]:
    """The people she may share a reflection with today: those assigned to her, groups aside."""
    return list({a.supervisor_id: a.supervisor for a in supervised_today(volunteer) if not a.groups_only}.values())


def _within(assignments: list[Assignment], person: str = "person") -> Exists:
    """The rows (with agency and kind) that lie within one of these assignments."""
    mine = Assignment.objects.filter(pk__in=[a.pk for a in assignments], volunteer=OuterRef(person))
    fits = Q(groups_only=False) | Q(Exists(HoursEntry.objects.filter(pk=OuterRef(OuterRef("pk")), format=Format.GROUP)))
    return Exists(mine.filter(fits, agency=OuterRef("agency"), kind=OuterRef("kind")))


def hours_to_sign(actor: Person) -> HoursEntryQuerySet:
    """Entries she may look at and confirm, of people who have left too. A consultant's are consultations only."""
    return hours_within(assignments_to_sign(actor))


def hours_within(assignments: list[Assignment]) -> HoursEntryQuerySet:
    """Entries of the people, agencies and kinds of these assignments."""
    return HoursEntry.objects.filter(_within(assignments))


def hours_visible_to(actor: Person) -> HoursEntryQuerySet:
    """Her own, those within her assignments today, and those of the agencies she coordinates or administers."""
    managed = roles_of(actor).agencies(*MANAGERS)
    return HoursEntry.objects.filter(
        Q(person=actor) | Q(agency__in=managed) | Q(_within(assignments_to_sign(actor)))
    ).distinct()


def may_read_note(actor: Person, entry: HoursEntry) -> bool:
    """An entry's note is for her, for whoever wrote it down, and for those assigned to her in that kind today."""
    if actor.pk in (entry.person_id, entry.entered_by_id):
        return True
    return hours_to_sign(actor).filter(pk=entry.pk).exists()


def assignments_visible_to(actor: Person) -> AssignmentQuerySet:
    """Her own of today as a supervisor, and all of the agencies she coordinates or administers."""
    mine = [a.pk for a in assignments_today(actor)]
    return Assignment.objects.filter(Q(pk__in=mine) | Q(agency__in=roles_of(actor).agencies(*MANAGERS)))


def competencies_visible_to(actor: Person) -> QuerySet[Competency]:
    """Those for all, and those of the agencies she belongs to or supervises for."""
    agencies = {agency.pk for agency in roles_of(actor).agencies()}
    agencies |= {assignment.agency_id for assignment in assignments_today(actor)}
    return Competency.objects.filter(Q(framework__agency=None) | Q(framework__agency__in=agencies))


def _of_her_volunteers(assignments: list[Assignment]) -> Exists:
    """The rows (with person and agency) of those she supervises as a peer, groups aside."""
    peers = [a.pk for a in assignments if a.kind == Kind.PEER_SUPERVISION and not a.groups_only]
    return Exists(Assignment.objects.filter(pk__in=peers, volunteer=OuterRef("person"), agency=OuterRef("agency")))


def signoffs_to_keep(actor: Person) -> QuerySet[SignOff]:
    """Sign-offs she may take back: of those she supervises today, her own, and of the agencies she manages."""
    managed = roles_of(actor).agencies(*MANAGERS)
    theirs = Q(_of_her_volunteers(assignments_today(actor)))
    return SignOff.objects.filter(Q(assessor=actor) | Q(agency__in=managed) | theirs).exclude(person=actor)


def requests_to_answer(actor: Person) -> QuerySet[SignOffRequest]:
    """Requests of those she supervises as a peer today."""
    return requests_within(assignments_today(actor))


def requests_within(assignments: list[Assignment]) -> QuerySet[SignOffRequest]:
    return SignOffRequest.objects.filter(_of_her_volunteers(assignments))


def role_plays_to_answer(actor: Person) -> RolePlayQuerySet:
    """Role-plays of those she supervises as a peer today; never her own. Nobody else opens them: no coordinator, no press."""
    return role_plays_within(assignments_today(actor)).exclude(person=actor)


def role_plays_within(assignments: list[Assignment]) -> RolePlayQuerySet:
    return RolePlay.objects.filter(_of_her_volunteers(assignments))


def own_recordings(actor: Person) -> QuerySet[Recording]:
    """Her own voice, in a draft or sent, while it is not erased."""
    return Recording.objects.filter(Q(drafts__person=actor) | Q(sent__person=actor)).exclude(file="").distinct()


def holds_role_for(person: Person, kind: str, agency: Agency) -> bool:
    """She is a peer supervisor (or consultant) today: at this agency, or as a guest from another one."""
    return roles_of(person).any(ROLE_OF[Kind(kind)]) and person.is_active


def assignment_for(
    actor: Person,
    volunteer: Person,
    agency: Agency,
    kind: str,
    day: date,
    *,
    group: bool = False,
    of_before: bool = False,
) -> Assignment | None:
    """The assignment of the two that is in force on a day, if there is one. Full ones before those for groups.

    `of_before`: also when the volunteer has left since, to sign for what was before.
    """
    found = Assignment.objects.filter(supervisor=actor, volunteer=volunteer, agency=agency, kind=kind).on(day)
    if not of_before:
        found = found.with_volunteers_of(day)
    if not group:
        found = found.filter(groups_only=False)
    return found.order_by("groups_only", "-starts_on").first()


def from_records_of(actor: Person, entries: Iterable[HoursEntry]) -> set[int]:
    """Ids of the entries she would confirm from records: somebody else held them, or they were before her time. One query."""
    entries = list(entries)
    hers = list(Assignment.objects.filter(supervisor=actor, volunteer__in=[entry.person_id for entry in entries]))
    return {
        entry.pk
        for entry in entries
        if entry.supervisor_id != actor.pk or not any(_covers(assignment, entry) for assignment in hers)
    }


def _covers(assignment: Assignment, entry: HoursEntry) -> bool:
    same = (assignment.volunteer_id, assignment.agency_id, assignment.kind) == (
        entry.person_id,
        entry.agency_id,
        entry.kind,
    )
    fits = not assignment.groups_only or entry.format == Format.GROUP
    return same and fits and assignment.in_force(entry.held_on)


def can_assign(actor: Person, agency: Agency, volunteer: Person) -> bool:
    """Coordinators and admins; nobody chooses who signs for herself."""
    return actor != volunteer and can_manage_people(actor, agency)


def can_enter_from_paper(actor: Person, person: Person, agency: Agency) -> bool:
    """A coordinator or admin, or whoever supervises her today. Never her own paper."""
    if actor == person:
        return False
    supervises = any(a.volunteer_id == person.pk and a.agency_id == agency.pk for a in assignments_today(actor))
    return supervises or can_manage_people(actor, agency)
