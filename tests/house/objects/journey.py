"""The journey's pages."""

from tests.factories.journey import make_journey
from tests.house.world import World


def _first_stage(world: World) -> dict[str, object]:
    return {"key": make_journey().stages.first().key}


ADDRESSES = {"journey:stage": _first_stage}
