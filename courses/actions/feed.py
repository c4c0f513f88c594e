"""Her private calendar address: made, made anew, ended. Hers alone."""

from uuid import uuid4

from django.db import transaction

from courses.models import CalendarFeed
from ledger import clock
from people.models import Person


@transaction.atomic
def make_feed(*, actor: Person) -> CalendarFeed:
    """A new address. The one before, if there was one, answers no longer."""
    feed, _made = CalendarFeed.objects.update_or_create(
        person=actor, defaults={"uuid": uuid4(), "made_at": clock.now()}
    )
    return feed


@transaction.atomic
def end_feed(*, actor: Person) -> None:
    CalendarFeed.objects.filter(person=actor).delete()
