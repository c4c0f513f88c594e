"""Who may do what for whom. Decided on the server, from memberships in force today."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ledger.prepared import Prepared
from ledger.refusals import Refused
from people.models import Agency, AgreementSigned, Membership, Person
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
    if isinstance(person, AnonymousUser) or not person.is_active:
        return Roles(())
    return Roles(tuple(membership for membership in _HELD(person.pk) if membership.in_force()))


_HELD = Prepared(lambda person: Membership.objects.filter(person=person).select_related("agency"), int)


def has_role(person: Person, agency: Agency, *roles: Role) -> bool:
    """Does she hold one of these roles at the agency today?"""
    held = Membership.objects.filter(person=person, agency=agency, role__in=roles).on(agency.today())
    return person.is_active and held.exists()


def can_manage_people(actor: Person, agency: Agency) -> bool:
    return has_role(actor, agency, Role.COORDINATOR, Role.ADMIN)


def can_set_agency(actor: Person, agency: Agency) -> bool:
    return has_role(actor, agency, Role.ADMIN)


def grantable(actor: Person, agency: Agency) -> frozenset[Role]:
    """The roles she may grant and end at this agency today: downward only."""
    if not actor.is_active:
        return frozenset()
    held = Membership.objects.filter(person=actor, agency=agency).on(agency.today())
    return frozenset().union(*(MAY_GRANT.get(Role(role), frozenset()) for role in held.values_list("role", flat=True)))


def can_grant(actor: Person, agency: Agency, role: Role) -> bool:
    """Roles are granted downward only."""
    return role in grantable(actor, agency)


def stands_above(actor: Person, person: Person, agency: Agency) -> bool:
    """She manages people here, and may grant every role the other holds here today. Never above herself."""
    theirs = Membership.objects.filter(person=person, agency=agency).on(agency.today()).values_list("role", flat=True)
    may = grantable(actor, agency)
    return actor != person and bool(may) and all(Role(role) in may for role in theirs)


def people_visible_to(actor: Person) -> QuerySet[Person]:
    """Herself, and everyone who ever belonged to an agency she coordinates or administers today."""
    agencies = roles_of(actor).agencies(Role.COORDINATOR, Role.ADMIN)
    return Person.objects.filter(Q(pk=actor.pk) | Q(memberships__agency__in=agencies)).distinct()


def scans_visible_to(actor: Person) -> QuerySet[AgreementSigned]:
    """Scans of her own agreements, and of those of the agencies she coordinates or administers today."""
    agencies = roles_of(actor).agencies(Role.COORDINATOR, Role.ADMIN)
    seen = Q(person=actor) | Q(version__agreement__agency__in=agencies)
    return AgreementSigned.objects.filter(seen).exclude(scan="")


def refuse_unless(allowed: bool, code: str = "not_yours") -> None:
    """Stop an action that is not hers to do."""
    if not allowed:
        raise Refused(_("This is not yours to do here. Ask your agency's coordinator or admin."), code=code)
