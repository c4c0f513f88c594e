"""How a view finds what it shows: only by way of what the person may see. A stranger is told there is no such page."""

from typing import NamedTuple
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from people.doors import PersonRequest
from supervision.models import Assignment, HoursEntry
from supervision.permissions import assignments_today, hours_to_sign, hours_visible_to
from supervision.words import Kind


class Crumb(NamedTuple):
    """One step of the way to a page; the last has no address."""

    label: str
    url: str = ""


def own_entry(request: PersonRequest, entry: UUID) -> HoursEntry:
    """One of her own entries."""
    return get_object_or_404(HoursEntry.objects.of(request.user).with_state(), uuid=entry)


def visible_entry(request: PersonRequest, entry: UUID) -> HoursEntry:
    return get_object_or_404(HoursEntry.objects.with_state().filter(pk__in=hours_visible_to(request.user)), uuid=entry)


def entry_to_sign(request: PersonRequest, entry: UUID) -> HoursEntry:
    """An entry within her assignments of today."""
    return get_object_or_404(hours_to_sign(request.user).with_state(), uuid=entry)


def own_assignment(request: PersonRequest, assignment: UUID, *, peer: bool = False) -> Assignment:
    """One of the people she supervises or consults with today; `peer`: as her peer supervisor."""
    for mine in assignments_today(request.user):
        full = mine.kind == Kind.PEER_SUPERVISION and not mine.groups_only
        if mine.uuid == assignment and (full or not peer):
            return mine
    raise Http404


def place_of(zone: str) -> str:
    """A time zone by its city: "America/New_York" is New York."""
    return zone.rpartition("/")[2].replace("_", " ")
