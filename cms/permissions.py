"""Who may write and publish for an agency."""

from django.db.models import QuerySet
from wagtail.models import Collection

from cms.models import AgencyPage
from cms.words import LIBRARY
from people.models import Agency, Person
from people.permissions import has_role, roles_of
from people.words import Role

PRESS = (Role.PUBLISHER, Role.ADMIN)


def can_edit(person: Person, agency: Agency) -> bool:
    """Publishers and admins of the agency today, and the platform's administrator."""
    return person.is_active and (person.is_superuser or has_role(person, agency, *PRESS))


def can_open_press(person: Person, agency: Agency) -> bool:
    return person.is_active and (person.is_superuser or has_role(person, agency, Role.ADMIN))


def press_agencies(person: Person) -> list[Agency]:
    """The agencies she may publish for today, by name."""
    return roles_of(person).agencies(*PRESS)


def own_collections(agencies: list[Agency]) -> QuerySet[Collection]:
    return Collection.objects.filter(name__in=[collection_name(agency) for agency in agencies])


def usable_collections(agencies: list[Agency]) -> QuerySet[Collection]:
    """Her agencies' files and the library's."""
    return Collection.objects.filter(name__in=[LIBRARY, *(collection_name(agency) for agency in agencies)])


def collection_name(agency: Agency) -> str:
    return f"agency-{agency.slug}"


def group_name(agency: Agency) -> str:
    return f"press of {agency.slug}"


def own_homes(agencies: list[Agency]) -> QuerySet[AgencyPage]:
    return AgencyPage.objects.filter(agency__in=agencies)
