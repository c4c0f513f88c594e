"""When somebody's name is removed: what was hers alone goes, the facts stay."""

from people.models import Person
from roster.models import Card, Offer


def forget(person: Person) -> None:
    """She offers nothing any more, and cannot be searched for."""
    Offer.objects.filter(person=person).delete()
    Card.objects.filter(person=person).delete()
