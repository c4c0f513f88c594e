"""Who takes what she sends from a role-play? A higher room knows (whoever supervises her is there); it registers here at start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.queries.place import Place


@dataclass(frozen=True)
class Shown:
    """What stands in the lesson below a role-play: a template of the higher room, and what is hers there."""

    template: str
    hers: Any


Taker = Callable[[Place, Sequence[UUID]], Mapping[UUID, Shown]]
_takers: list[Taker] = []


def register(taker: Taker) -> None:
    """`taker(place, steps)` says what stands below each role-play of a lesson of hers. Registering twice is once."""
    if taker not in _takers:
        _takers.append(taker)


def shown(place: Place, steps: Sequence[UUID]) -> dict[UUID, Shown]:
    """Below each of these role-plays. Asks nobody where the lesson has none."""
    return {key: one for taker in _takers for key, one in taker(place, steps).items()} if steps else {}
