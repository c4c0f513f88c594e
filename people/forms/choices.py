"""What can be chosen: time zones as people say them, languages, an agency's roles."""

import functools
from collections.abc import Iterable
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Agency
from people.words import Role

Choices = list[tuple[str, str | Promise]]

HERE: Choices = [
    ("America/New_York", _("Eastern time (New York)")),
    ("America/Chicago", _("Central time (Chicago)")),
    ("America/Denver", _("Mountain time (Denver)")),
    ("America/Phoenix", _("Mountain time, all year the same (Phoenix)")),
    ("America/Los_Angeles", _("Pacific time (Los Angeles)")),
    ("America/Anchorage", _("Alaska (Anchorage)")),
    ("Pacific/Honolulu", _("Hawaii (Honolulu)")),
    ("America/Puerto_Rico", _("Puerto Rico and Virgin Islands (San Juan)")),
    ("Pacific/Guam", _("Guam (Chamorro time)")),
]
REGIONS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def time_zones() -> list[tuple[str | Promise, Choices]]:
    """The zones of the United States first, then all others by region and city."""
    return [(_("United States"), HERE), (_("Elsewhere"), _elsewhere())]


def time_zone_in_words(zone: str) -> str:
    return str(dict(HERE).get(zone, zone.replace("_", " ").replace("/", " – ")))


@functools.cache
def _elsewhere() -> Choices:
    here = {zone for zone, _label in HERE}
    zones = sorted(zone for zone in available_timezones() if zone.startswith(REGIONS) and zone not in here)
    return [(zone, time_zone_in_words(zone)) for zone in zones]


def languages() -> Choices:
    return list(settings.LANGUAGES)


def roles(agency: Agency, among: Iterable[Role]) -> Choices:
    """Roles in the house's order, the volunteer's by the agency's own word."""
    among = set(among)
    return [(r.value, agency.volunteer_word if r == Role.VOLUNTEER else r.label) for r in Role if r in among]
