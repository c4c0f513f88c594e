"""The roster: who is available now, who is nearly there and what helps, who is not now."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people import sheets
from people.doors import PersonRequest, agency_or_404, for_roles
from people.models import Agency
from roster.forms import RosterSearchForm
from roster.permissions import COORDINATES, volunteers_today
from roster.queries.roster_page import Filters, in_group, roster_page
from roster.queries.roster_row import Row, rows_of
from roster.tasks import look_again_soon
from roster.words import CodeKind, Group, Standing

BATCH = 200


@for_roles(*COORDINATES)
@require_safe
def index(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    form = RosterSearchForm(request.GET, agency=agency)
    group = _group(request)
    page = roster_page(agency, form.filters, group=group, number=_number(request), reader=request.user)
    look_again_soon(agency, page.look_again())
    return render(request, "roster/roster.html", {"agency": agency, "form": form, "page": page, "group": group})


def _group(request: PersonRequest) -> Group | None:
    said = request.GET.get("group", "")
    return Group(said) if said in Group.values else None


def _number(request: PersonRequest) -> int:
    said = request.GET.get("page", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1


@for_roles(*COORDINATES)
@require_safe
def export(request: PersonRequest, agency_slug: str, kind: str) -> HttpResponse:
    """The same people as on the page, with the same search; all groups unless one is asked for."""
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    filters = RosterSearchForm(request.GET, agency=agency).filters
    group = _group(request)
    header = [
        *(_("Name"), _("Standing"), _("Why not now"), _("Languages"), _("Areas"), _("Has been through")),
        *(_("Age of their child"), _("Room for"), _("Confirmed"), _("Phone"), _("Ask first")),
        *(_("Done"), _("To go"), _("What helps next"), _("Whose turn")),
    ]
    lines = (line for which in ([group] if group else list(Group)) for line in _lines(agency, filters, which))
    return sheets.download(f"{agency.slug}-roster", kind, header, lines)


def _lines(agency: Agency, filters: Filters, group: Group) -> Iterator[list[object]]:
    people = in_group(filters.apply(volunteers_today(agency), agency), agency.pk, group, agency.today())
    everyone = list(people.order_by("profile__name", "pk"))
    for start in range(0, len(everyone), BATCH):
        batch = everyone[start : start + BATCH]
        for row in rows_of(batch, agency, in_words=batch if group == Group.ON_THE_WAY else ()):
            yield _line(row)


def _line(row: Row) -> list[object]:
    told, following = row.told, row.next
    helps = (
        [told.done, told.left, f"{following.label}: {following.detail}", following.who] if told and following else []
    )
    free = row.offer.limit - row.offer.supporting_now if row.offer and row.standing == Standing.AVAILABLE else ""
    return [
        row.name,
        str(row.standing.label),
        row.why_not,
        *(row.said(kind) for kind in (CodeKind.LANGUAGE, CodeKind.AREA, CodeKind.EXPERIENCE, CodeKind.CHILD_AGE)),
        free,
        row.card.confirmed_on if row.card else "",
        row.person.profile.phone,
        _("yes") if row.ask_first else _("no"),
        *(helps or [""] * 4),
    ]
