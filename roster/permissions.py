"""Who may do what on the roster."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.refusals import Refused
from people.models import Agency, Membership, Person
from people.permissions import has_role
from people.words import Role

COORDINATES = (Role.COORDINATOR, Role.ADMIN)


def is_coordinator(actor: Person, agency: Agency) -> bool:
    return has_role(actor, agency, *COORDINATES)


def can_coordinate(actor: Person, agency: Agency, person: Person) -> bool:
    """A coordinator of the agency, for somebody who belongs or belonged to it as a volunteer, and never for herself."""
    return (
        actor.pk != person.pk and is_coordinator(actor, agency) and volunteers_of(agency).filter(pk=person.pk).exists()
    )


def volunteers_of(agency: Agency) -> QuerySet[Person]:
    """Everyone who is or was a volunteer of the agency."""
    held = Membership.objects.filter(agency=agency, role=Role.VOLUNTEER)
    return Person.objects.filter(pk__in=held.values("person"))


def volunteers_today(agency: Agency) -> QuerySet[Person]:
    """The volunteers whose membership is in force today."""
    return volunteers_on(agency.today(), agency.pk)


def volunteers_on(day: date, agency: int) -> QuerySet[Person]:
    """Those of an agency (id) whose membership is in force on a day."""
    held = Membership.objects.on(day).filter(agency=agency, role=Role.VOLUNTEER)
    return Person.objects.filter(pk__in=held.values("person"))


def is_volunteer(person: Person, agency: Agency) -> bool:
    return has_role(person, agency, Role.VOLUNTEER)


def require_coordinator(actor: Person, agency: Agency, person: Person) -> None:
    """Refuse whoever may not decide about this person, in words."""
    if actor.pk == person.pk:
        raise Refused(_("Somebody else at your agency has to do this for you."), code="not_for_oneself")
    if not can_coordinate(actor, agency, person):
        raise Refused(_("Only a coordinator of this agency can do this."), code="not_a_coordinator")


def require_programme_owner(actor: Person, agency: Agency) -> None:
    if not is_coordinator(actor, agency):
        raise Refused(_("Only a coordinator of this agency can do this."), code="not_a_coordinator")
