"""Where people stand in the house: every model field that holds a person says what it is.

A room registers its fields in `AppConfig.ready()`; a house test fails for one that is not registered. What is *about*
her goes into the copy of her data; what she did *for* somebody else is only counted there. Erasing blanks who she is and
keeps the facts, so a field needs nothing more, unless the room keeps her words: then it registers an eraser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from people.models import Person

Eraser = Callable[[Person], None]
Welcomer = Callable[..., object]
Names = tuple[str, ...]


class How(Enum):
    ABOUT = "about"  # stands in the copy of her data
    BY = "by"  # is counted there
    SAYS_NOTHING = "says nothing"  # a lock, a cursor


@dataclass(frozen=True)
class Held:
    """A field that holds a person: the row is about her, or she acted in it, or it says nothing of her."""

    model: str  # "people.Membership"
    field: str  # "person", or the way to it: "signed__person"
    how: How


_held: dict[tuple[str, str], Held] = {}
_erasers: list[Eraser] = []
_welcomers: list[Welcomer] = []


def holds(model: str, *, about: Names = (), by: Names = (), says_nothing: Names = ()) -> None:
    """Register a model's fields: rows `about` a person, who acted (`by`), or neither. Registering twice is once."""
    for how, names in ((How.ABOUT, about), (How.BY, by), (How.SAYS_NOTHING, says_nothing)):
        for name in names:
            _held[model, name] = Held(model=model, field=name, how=how)


def held() -> tuple[Held, ...]:
    return tuple(_held[key] for key in sorted(_held))


def on_erasure(eraser: Eraser) -> None:
    """Call `eraser(person)` in the transaction that removes her name."""
    if eraser not in _erasers:
        _erasers.append(eraser)


def erasers() -> tuple[Eraser, ...]:
    return tuple(_erasers)


def on_joining(welcomer: Welcomer) -> None:
    """Call `welcomer(membership=…)` in the transaction that gives somebody a role: a higher room may have something for her."""
    if welcomer not in _welcomers:
        _welcomers.append(welcomer)


def welcomers() -> tuple[Welcomer, ...]:
    return tuple(_welcomers)
