"""Two agencies with one person in each role: everybody who may knock at an address."""

from dataclasses import dataclass, field
from functools import cached_property

from people.models import Agency, Person
from people.words import Role
from tests.factories.people import make_agency, make_member


def _somebody_in_each_role(agency: Agency) -> dict[Role, Person]:
    return {role: make_member(f"{role.value} of {agency.slug}", agency, role) for role in Role}


@dataclass
class World:
    """`own` are the people of the agency an address is about, `elsewhere` those of another. Objects are made when asked for."""

    agency: Agency = field(default_factory=lambda: make_agency("Willow County Parent to Parent", slug="willow"))
    other_agency: Agency = field(default_factory=lambda: make_agency("Harbor Parent Allies", slug="harbor"))

    @cached_property
    def own(self) -> dict[Role, Person]:
        return _somebody_in_each_role(self.agency)

    @cached_property
    def elsewhere(self) -> dict[Role, Person]:
        return _somebody_in_each_role(self.other_agency)

    @property
    def volunteer(self) -> Person:
        """Whose records an address is about, where it is about somebody's."""
        return self.own[Role.VOLUNTEER]

    @property
    def supervisor(self) -> Person:
        return self.own[Role.SUPERVISOR]

    @property
    def coordinator(self) -> Person:
        return self.own[Role.COORDINATOR]
