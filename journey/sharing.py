"""With whom may she share a reflection? Higher rooms know; they register here at start."""

from collections.abc import Callable, Iterable

from people.models import Person

Companions = Callable[[Person], Iterable[Person]]
_companions: list[Companions] = []


def register(companions: Companions) -> None:
    """`companions(person)` names the people she may share with today (her supervisors). Registering twice is once."""
    if companions not in _companions:
        _companions.append(companions)


def companions_of(person: Person) -> list[Person]:
    """Everybody she may share with today, by name. Nobody registered, nobody to share with."""
    found = {other.pk: other for companions in _companions for other in companions(person) if other.pk != person.pk}
    return sorted(found.values(), key=lambda other: other.get_full_name())
