"""Who may do what for whom. Decided on the server, from memberships in force today."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from people.models import Agency, Membership, Person
from people.words import MAY_GRANT, STAFF_ROLES, Role


@dataclass(frozen=True)
class Roles:
    """The roles a person holds today, agency by agency. Read once a request (`request.roles`)."""

    memberships: tuple[Membership, ...]

    def has(self, agency: Agency, *roles: Role) -> bool:
        return any(m.agency_id == agency.pk and m.role in roles for m in self.memberships)

    def any(self, *roles: Role) -> bool:
        return any(m.role in roles for m in self.memberships)

    def agencies(self, *roles: Role) -> list[Agency]:
        """The agencies where she holds one of the roles (any role if none is named), by name."""
        found = {m.agency_id: m.agency for m in self.memberships if not roles or m.role in roles}
        return sorted(found.values(), key=lambda agency: agency.name)

    @property
    def staff(self) -> bool:
        return any(m.role in STAFF_ROLES for m in self.memberships)


def roles_of(person: Person | AnonymousUser) -> Roles:
    """The roles in force today, each by its agency's calendar. One query."""
    if not person.is_authenticated or not person.is_active:
        return Roles(())
    held = Membership.objects.filter(person=person).select_related("agency")
    return Roles(tuple(membership for membership in held if membership.in_force()))


def has_role(person: Person, agency: Agency, *roles: Role) -> bool:
    """Does she hold one of these roles at the agency today?"""
    held = Membership.objects.filter(person=person, agency=agency, role__in=roles).on(agency.today())
    return person.is_active and held.exists()


def can_manage_people(actor: Person, agency: Agency) -> bool:
    return has_role(actor, agency, Role.COORDINATOR, Role.ADMIN)


def can_grant(actor: Person, agency: Agency, role: Role) -> bool:
    """Roles are granted downward only."""
    return any(has_role(actor, agency, mine) and role in granted for mine, granted in MAY_GRANT.items())


def people_visible_to(actor: Person) -> QuerySet[Person]:
    """Herself, and everyone who ever belonged to an agency she coordinates or administers today."""
    agencies = roles_of(actor).agencies(Role.COORDINATOR, Role.ADMIN)
    return Person.objects.filter(Q(pk=actor.pk) | Q(memberships__agency__in=agencies)).distinct()
