"""Who listens to what. Higher rooms register in `AppConfig.ready()`; a lower room never knows them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from ledger.models import Fact

Listener = Callable[[Any], None]
_listeners: dict[type[Fact], list[Listener]] = defaultdict(list)


def listen(fact: type[Fact], listener: Listener) -> None:
    """Call `listener(fact)` in the transaction that records such a fact. Registering twice is once."""
    if listener not in _listeners[fact]:
        _listeners[fact].append(listener)


def listeners_of(fact: type[Fact]) -> tuple[Listener, ...]:
    return tuple(_listeners[fact])


def who_listens() -> list[tuple[str, str]]:
    """(fact, listener) names in order: what `manage.py listeners` prints and a house test pins."""
    return sorted(
        (fact._meta.label, f"{listener.__module__}.{listener.__qualname__}")
        for fact, listeners in _listeners.items()
        for listener in listeners
    )
