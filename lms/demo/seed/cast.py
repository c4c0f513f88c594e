"""Who is who while the story is told."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from courses.models import Course
from journey.models import Stage
from lms.demo.seed.story import Story
from lms.demo.world import Row, World
from people.models import Agency, Agreement, Person
from roster.models import Programme
from supervision.models import CompetencyFramework


@dataclass
class Cast:
    """The rows of the world, and what they became in the database, by the keys they are written with."""

    world: World
    story: Story
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    agreements: dict[tuple[str, str], Agreement] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    frameworks: dict[str, CompetencyFramework] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)

    def home(self, row: Row) -> Agency:
        """The agency where she is a volunteer; else her first."""
        roles = row["roles"]
        own = next((role for role in roles if role["role"] == "volunteer"), roles[0])
        return self.agencies[own["agency"]]

    def volunteers(self) -> list[Row]:
        return [row for row in self.world.people if any(role["role"] == "volunteer" for role in row["roles"])]

    def first(self, agency: Agency, *roles: str) -> Person:
        """The first person of the agency who holds one of the roles, in this order of roles."""
        for role in roles:
            for row in self.world.people:
                if any(held["agency"] == agency.slug and held["role"] == role for held in row["roles"]):
                    return self.people[row["key"]]
        raise LookupError(f"{agency.slug} has nobody for {roles}")

    def runs(self, agency: Agency) -> Person:
        """Whoever runs the agency's programme: its coordinator, else its admin."""
        return self.first(agency, "coordinator", "admin")

    def decides_for(self, agency: Agency, person: Person) -> Person:
        """Whoever decides about this person: never herself."""
        runs = self.runs(agency)
        return runs if runs != person else self.first(agency, "admin")

    def date(self, agency: Agency, day: int) -> date:
        """The calendar day `day` days from today at the agency."""
        return self.story.now.astimezone(ZoneInfo(agency.time_zone)).date() + timedelta(days=day)

    def level(self, key: str) -> int:
        """The number of a level of the framework, from 1."""
        return 1 + [level["key"] for level in self.world.framework["levels"]].index(key)

    def competencies_asked(self, agency: Agency) -> list[str]:
        """Keys of the competencies the agency's programme asks for before matching."""
        rows = [row for row in self.world.programmes if row["agency"] == agency.slug]
        return [
            key for row in rows for asked in row["requirements"] if asked["kind"] == "competencies"
            for key in asked["competencies"]
        ]  # fmt: skip

    def stages(self, keys: list[str]) -> list[Stage]:
        return list(Stage.objects.filter(key__in=keys))
