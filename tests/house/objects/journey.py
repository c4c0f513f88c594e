"""The journey's places, and a page of the own volunteer's journal: nobody else's, whatever the role."""

from datetime import timedelta

from tests.factories.journey import make_journey, make_reflection, make_shared
from tests.factories.supervision import make_assignment
from tests.house.world import World


def _page_of_the_volunteer(world: World) -> object:
    return make_reflection(world.volunteer).uuid


def _shared_with_her_supervisor(world: World) -> dict[str, object]:
    return {"reflection_uuid": make_shared(make_reflection(world.volunteer), world.supervisor).uuid}


def _to_her_supervisor(world: World) -> dict[str, object]:
    make_assignment(world.supervisor, world.volunteer, world.agency)
    today = world.agency.today()
    return {"who": world.supervisor.uuid, "from_day": today, "last_day": today + timedelta(days=7)}


KEYWORDS = {
    "stage_key": lambda world: make_journey().stages.first().key,
    "reflection_uuid": _page_of_the_volunteer,
}
ADDRESSES = {"journey:shared-reflection": _shared_with_her_supervisor}
BODIES = {
    "journey:write": lambda world: {"text": "A line."},
    "journey:edit": lambda world: {"text": "Another line."},
    "journey:share": _to_her_supervisor,
}
