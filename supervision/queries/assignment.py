"""Who supervises whom at an agency."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from people.models import Agency, Membership, Person
from people.words import Role
from supervision.models import Assignment
from supervision.words import Kind


@dataclass(frozen=True)
class Looked:
    """A volunteer and who is there for her today; the coordinator sees at a glance who has nobody."""

    person: Person
    assignments: tuple[Assignment, ...]

    def _of(self, kind: Kind) -> list[Assignment]:
        """Whom she can turn to: groups aside, and whoever has left or died."""
        return [a for a in self.assignments if a.kind == kind and not a.groups_only and a.is_there]  # type: ignore[attr-defined]

    @property
    def has_supervisor(self) -> bool:
        return bool(self._of(Kind.PEER_SUPERVISION))

    @property
    def has_consultant(self) -> bool:
        return bool(self._of(Kind.CLINICAL_CONSULTATION))


def looked_after(agency: Agency, words: str = "", *, nobody: bool = False) -> list[Looked]:
    """Every volunteer of today with her assignments of today and to come, by name. Two queries."""
    today = agency.today()
    volunteers = (
        Membership.objects.filter(agency=agency, role=Role.VOLUNTEER)
        .on(today)
        .select_related("person__profile")
        .order_by("person__profile__name")
    )
    for word in words.split():
        volunteers = volunteers.filter(
            Q(person__profile__name__icontains=word) | Q(person__profile__preferred_name__icontains=word)
        )
    people = list({membership.person_id: membership.person for membership in volunteers}.values())
    assignments = list(
        Assignment.objects.filter(agency=agency, volunteer__in=people)
        .during(today, None)
        .with_people()
        .with_whether_there()
        .order_by("kind", "starts_on")
    )
    found = [Looked(person, tuple(a for a in assignments if a.volunteer_id == person.pk)) for person in people]
    return [looked for looked in found if not looked.has_supervisor] if nobody else found


def who_may_be_assigned(agency: Agency, role: Role) -> list[Person]:
    """Those who hold the role at this agency today, by name."""
    held = Membership.objects.filter(agency=agency, role=role).on(agency.today()).select_related("person__profile")
    found = {membership.person_id: membership.person for membership in held}
    return sorted(found.values(), key=lambda person: person.get_full_name())


def people_to_choose(people: Sequence[Person]) -> list[tuple[str, str]]:
    """For a form: (uuid, name)."""
    return [(str(person.uuid), person.get_full_name()) for person in people]
