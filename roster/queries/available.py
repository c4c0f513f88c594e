"""Who can be matched now. A query, never a column."""

from datetime import date

from django.db.models import QuerySet

from people.models import Agency, Person
from roster.models import Listing


def available_support_parents(agency: Agency, on: date | None = None) -> QuerySet[Person]:
    """Trained (behind the gate), willing, not away, with room, not on hold: on a day, by default the agency's today."""
    listings = Listing.objects.filter(agency=agency).available(on or agency.today())
    return Person.objects.filter(pk__in=listings.values("person"))
