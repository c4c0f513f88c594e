"""When somebody's name is removed, her reflections go with it."""

from journey.models import Reflection
from people.models import Person


def forget(person: Person) -> None:
    """Truly deleted, whoever they were shared with."""
    Reflection.objects.filter(author=person).delete()
