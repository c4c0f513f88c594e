"""One lock a person: take it first, several in one order, and nothing else is locked."""

from people.models import Person, PersonLock


def lock(*people: Person) -> None:
    """Hold these people's records until the transaction ends. Call inside `atomic`, before reading what you decide on."""
    ids = sorted({person.pk for person in people})
    list(PersonLock.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
