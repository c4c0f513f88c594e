"""What no log may keep, however much an installation logs."""

from collections.abc import MutableMapping
from typing import Any

import structlog

# The page with numbers to call: nobody is told that somebody looked there. A private calendar address is its own key.
UNRECORDED = ("/talk/", "/calendar/")


def leave_out(logger: object, method: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A step of the log: lines about such a page are dropped before anything is written."""
    _method, _space, path = str(said.get("request", "")).partition(" ")
    if path.startswith(UNRECORDED):
        raise structlog.DropEvent
    return said
