"""Where people stand in the house: every model field that holds a person says what it is.

A room registers its fields in `AppConfig.ready()`; a house test fails for one that is not registered. What is *about*
her goes into the copy of her data; what she did *for* somebody else is only counted there. Erasing blanks who she is and
keeps the facts, so a field needs nothing more, unless the room keeps her words: then it registers an eraser.
"""

from collections.abc import Callable
from dataclasses import dataclass

from people.models import Person

Eraser = Callable[[Person], None]


@dataclass(frozen=True)
class Held:
    """A field that holds a person, and whether the row is about her or she only acted in it."""

    model: str  # "people.Membership"
    field: str  # "person"
    about_her: bool


_held: dict[tuple[str, str], Held] = {}
_erasers: list[Eraser] = []


def holds(model: str, *, about: tuple[str, ...] = (), by: tuple[str, ...] = ()) -> None:
    """Register a model's fields: rows `about` a person, and who acted (`by`). Registering twice is once."""
    for names, about_her in ((about, True), (by, False)):
        for name in names:
            _held[model, name] = Held(model=model, field=name, about_her=about_her)


def held() -> tuple[Held, ...]:
    return tuple(_held[key] for key in sorted(_held))


def on_erasure(eraser: Eraser) -> None:
    """Call `eraser(person)` in the transaction that removes her name."""
    if eraser not in _erasers:
        _erasers.append(eraser)


def erasers() -> tuple[Eraser, ...]:
    return tuple(_erasers)
