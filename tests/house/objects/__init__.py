"""What stands at an address, room by room, for the permission table and for the attacks on facts.

A room's file `tests/house/objects/<room>.py` may define

- `KEYWORDS`: keyword of an address (`"invitation_uuid"`) → function of the world (`tests.house.world.World`) that makes the
  object of the *own* agency and gives the keyword's value; enough for most addresses;
- `ADDRESSES`: URL name (with its namespace, `"supervision:entry"`) → function of the world that gives all
  keywords of the address, where they belong together (or the whole path as text);
- `BODIES`: URL name → function of the world that gives what an honest person would post there (default: nothing);
- `FACTS`: fact label (`"supervision.HoursEntry"`) → function of the world that makes one.
"""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from tests.house.world import World

Maker = Callable[[World], Any]


def _gathered(what: str) -> dict[str, Maker]:
    found: dict[str, Maker] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= getattr(importlib.import_module(f"{__name__}.{module.name}"), what, {})
    return found


KEYWORDS = {
    "agency_slug": lambda world: world.agency.slug,
    "person_uuid": lambda world: world.volunteer.uuid,
    **_gathered("KEYWORDS"),
}
ADDRESSES = _gathered("ADDRESSES")
BODIES = _gathered("BODIES")
FACTS = _gathered("FACTS")
