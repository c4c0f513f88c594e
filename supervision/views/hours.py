"""A volunteer's own hours: her list, one entry, writing and correcting, and her log on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger import clock
from people.doors import PersonRequest, signed_in
from people.drafting import drafted, sent
from people.models import Agency
from people.queries import drafts_at
from people.words import Role
from supervision import actions, log
from supervision.asked import minutes_asked
from supervision.forms import HoursForm
from supervision.models import HoursEntry
from supervision.queries import entries_for_log, my_hours, my_month, was_ever_assigned
from supervision.views.finding import Crumb, place_of
from supervision.words import SUPERVISED_CHOICES, SUPERVISED_KINDS, Kind

PAGE = 20


def to_hours() -> Crumb:
    return Crumb(_("My hours"), reverse("supervision:hours"))


@require_safe
@signed_in
def hours(request: PersonRequest) -> HttpResponse:
    """What counts, what waits and for whom, and every entry."""
    kind = request.GET.get("kind", "")
    mine = my_hours(request.user)
    chosen = [row for row in mine.rows if kind not in SUPERVISED_KINDS or row.entry.kind == kind]
    url = reverse("supervision:hours")
    filters = [("", _("All")), *SUPERVISED_CHOICES]
    context = {
        "page": Paginator(chosen, PAGE).get_page(request.GET.get("page")),
        "totals": mine.totals,
        "asked": minutes_asked(request.user, request.roles.agencies(Role.VOLUNTEER)),
        "month": my_month(request.user, (row.entry for row in mine.rows), request.GET.get("month", "")),
        "draft": next(iter(drafts_at(request.user, reverse("supervision:new"))), None),
        "volunteers": request.roles.any(Role.VOLUNTEER),
        "may_write": request.roles.any(Role.VOLUNTEER) and (mine.rows or was_ever_assigned(request.user)),
        "filters": [
            {"label": label, "url": f"{url}?kind={value}" if value else url, "current": value == kind, "count": mine.counts[value]}
            for value, label in filters
        ],
    }  # fmt: skip
    return render(request, "supervision/hours.html", context)


def _volunteering(request: PersonRequest) -> list[Agency]:
    """Where she is a volunteer today; nobody else writes hours down for herself."""
    agencies = request.roles.agencies(Role.VOLUNTEER)
    if not agencies:
        raise Http404
    return agencies


@signed_in
def record(request: PersonRequest) -> HttpResponse:
    """Write hours down and send them. What was typed earlier is still there."""
    agencies = _volunteering(request)
    first = {"held_on": clock.today(request.user.profile.time_zone)}
    form = HoursForm(request.POST or None, initial=first, person=request.user, agencies=agencies)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        entry = form.attempt(
            lambda: actions.record_hours(
                actor=request.user,
                agency=form.assignment.agency,
                told=form.told(form.assignment),
                client_key=form.cleaned_data["client_key"],
                sure=form.sure,
            )
        )
        if entry:
            sent(request)
            messages.success(request, sent_words(entry))
            return redirect("supervision:hours")
    context = {
        "form": form,
        "crumbs": [to_hours(), Crumb(_("Add hours"))],
        "zone": place_of(request.user.profile.time_zone),
    }
    return render(request, "supervision/record.html", context)


def sent_words(entry: HoursEntry) -> str:
    said = _("Sent to %(name)s. They count once confirmed.") % {"name": entry.supervisor.get_short_name()}
    if entry.crosses_a_clock_change:
        return f"{said} " + _("The clocks changed that night: %(minutes)d minutes really passed.") % {
            "minutes": entry.minutes
        }
    if entry.late_days:
        return f"{said} " + _("It has been %(days)d days, so we marked it as late. That is all right.") % {
            "days": entry.late_days
        }
    return said


@require_safe
@signed_in
def log_pdf(request: PersonRequest) -> HttpResponse:
    """Her log of one kind, by supervisor, to print and to sign."""
    kind = request.GET.get("kind", Kind.PEER_SUPERVISION)
    kind = Kind(kind) if kind in SUPERVISED_KINDS else Kind.PEER_SUPERVISION
    written = log.pdf(request.user, kind, entries_for_log(request.user, kind))
    name = f"hours-{kind}-{clock.today(request.user.profile.time_zone)}.pdf".replace("_", "-")
    return HttpResponse(
        written, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
