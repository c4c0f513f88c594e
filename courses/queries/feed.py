"""Her sessions for her own calendar program, at an address that nobody can guess."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from courses.models import CalendarFeed, LiveSession
from courses.queries.session import calendar_of, session_rows
from ledger import clock
from people.models import Person
from people.words import PersonState

BEHIND = timedelta(days=90)


def proof_of(feed_uuid: UUID) -> str:
    """What makes the address unguessable, even for whoever reads the database: it is made with the house's key."""
    return salted_hmac("courses.calendar", str(feed_uuid), algorithm="sha256").hexdigest()[:40]


def feed_at(feed_uuid: UUID, proof: str) -> CalendarFeed | None:
    """The calendar at an address, while it stands and its person is here."""
    if not constant_time_compare(proof, proof_of(feed_uuid)):
        return None
    here = CalendarFeed.objects.filter(person__state=PersonState.HERE, person__is_active=True)
    return here.filter(uuid=feed_uuid).select_related("person__profile").first()


def feed_of(person: Person, address_of: Callable[[LiveSession], str]) -> bytes:
    """The sessions she has a place at or leads, while she belongs there; what was called off is marked so."""
    mine = Q(sign_ups__person=person, sign_ups__has_place=True, sign_ups__ended_at=None) | Q(facilitators=person)
    found = LiveSession.objects.visible_to(person).filter(mine, starts_at__gte=clock.now() - BEHIND)
    return calendar_of(session_rows(found.select_related("agency").distinct(), person), address_of)
