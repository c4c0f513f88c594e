"""How many hours does her program ask for before matching? A higher room knows; it registers here at start."""

from collections import Counter
from collections.abc import Callable, Collection

from people.models import Agency, Person

Asked = Callable[[Person, Agency], dict[str, int]]
_known: list[Asked] = []


def register(asked: Asked) -> None:
    """`asked(person, agency)` says the minutes by kind that the agency asks of her. Registering twice is once."""
    if asked not in _known:
        _known.append(asked)


def minutes_asked(person: Person, agencies: Collection[Agency]) -> dict[str, int]:
    """Minutes by kind, of these agencies together; a kind nobody asks for is not in it."""
    together: Counter[str] = Counter()
    for asked in _known:
        for agency in agencies:
            together.update(asked(person, agency))
    return dict(together)
