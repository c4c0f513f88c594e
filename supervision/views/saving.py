"""The lists of the room as files to save, filtered as they are on the page."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people import sheets
from people.doors import PersonRequest, agency_or_404, for_roles, signed_in
from supervision import tables
from supervision.queries import desk, hours_at, looked_after, my_hours, waiting_for
from supervision.tables import Table
from supervision.views.assignment import MANAGERS, live_signoffs
from supervision.views.desk import THOSE_WHO_CONFIRM
from supervision.views.finding import own_assignment
from supervision.words import SUPERVISED_KINDS


def _saved(name: str, kind: str, table: Table) -> HttpResponse:
    return sheets.download(name, kind, table.headings, table.lines)


@require_safe
@signed_in
def hours(request: PersonRequest, kind: str) -> HttpResponse:
    """Her own hours, of one kind if she chose one."""
    chosen = request.GET.get("kind", "")
    mine = my_hours(request.user, chosen if chosen in SUPERVISED_KINDS else "")
    return _saved(_("hours"), kind, tables.of_hours(mine.rows, notes=True))


@require_safe
@for_roles(*THOSE_WHO_CONFIRM)
def person(request: PersonRequest, assignment: UUID, kind: str) -> HttpResponse:
    """What the two share: hours of one of her people, of the kind she is there for."""
    mine = own_assignment(request, assignment)
    theirs = my_hours(mine.volunteer, mine.kind, agency=mine.agency, groups_only=mine.groups_only)
    return _saved(_("hours"), kind, tables.of_hours(theirs.rows, notes=True))


@require_safe
@for_roles(*THOSE_WHO_CONFIRM)
def people(request: PersonRequest, kind: str) -> HttpResponse:
    """Her people."""
    found = desk(request.user).find(request.GET.get("q", ""), waiting="waiting" in request.GET)
    return _saved(_("people"), kind, tables.of_people(found.rows))


@require_safe
@for_roles(*THOSE_WHO_CONFIRM)
def waiting(request: PersonRequest, kind: str) -> HttpResponse:
    """What waits for her."""
    entries = waiting_for(request.user, request.GET.get("person", ""), request.GET.get("q", ""))
    return _saved(_("to-confirm"), kind, tables.of_waiting(entries))


@require_safe
@for_roles(*MANAGERS)
def assignments(request: PersonRequest, agency_slug: str, kind: str) -> HttpResponse:
    """Who supervises whom."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    found = looked_after(agency, request.GET.get("q", ""), nobody=request.GET.get("nobody") == "1")
    return _saved(f"{agency.slug}-assignments", kind, tables.of_assignments(found))


@require_safe
@for_roles(*MANAGERS)
def agency_hours(request: PersonRequest, agency_slug: str, kind: str) -> HttpResponse:
    """Everybody's hours at the agency, without a word of a note."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    rows = hours_at(agency, request.GET.get("q", ""))
    return _saved(f"{agency.slug}-hours", kind, tables.of_hours(rows, notes=False))


@require_safe
@for_roles(*MANAGERS)
def signoffs(request: PersonRequest, agency_slug: str, kind: str) -> HttpResponse:
    """Every sign-off of the agency that stands."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    found = live_signoffs(request.user, agency, request.GET.get("q", ""))
    return _saved(f"{agency.slug}-sign-offs", kind, tables.of_signoffs(found))
