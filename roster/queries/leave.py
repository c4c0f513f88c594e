"""Who is on leave today. Lower rooms ask this through people.leave, so that no clock runs meanwhile."""

from collections.abc import Collection

from ledger import clock
from roster.models import Offer


def on_leave_today(pairs: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of these (person, agency), those who said that they are away today, by the agency's calendar. One query."""
    offers = Offer.objects.filter(
        person__in={person for person, _agency in pairs}, away_from__isnull=False
    ).select_related("agency")
    away = {(o.person_id, o.agency_id) for o in offers if o.away_on(clock.today(o.agency.time_zone))}
    return away & set(pairs)
