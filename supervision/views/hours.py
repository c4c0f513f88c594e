"""A volunteer's own hours: her list, one entry, writing and correcting, and her log on paper."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger import clock
from people.doors import PersonRequest, signed_in
from people.models import Agency
from people.words import Role
from supervision import actions, log
from supervision.forms import CorrectForm, HoursForm, TakeOutForm
from supervision.models import HoursDraft, HoursEntry
from supervision.permissions import may_read_note
from supervision.queries import entries_for_log, my_hours, row_of
from supervision.views.finding import Crumb, own_entry, visible_entry
from supervision.words import SUPERVISED_CHOICES, SUPERVISED_KINDS, EntryState, EraseReason, Kind, TakenOutReason

PAGE = 20


def _here() -> Crumb:
    return Crumb(_("My hours"), reverse("supervision:hours"))


@require_safe
@signed_in
def hours(request: PersonRequest) -> HttpResponse:
    """What counts, what waits and for whom, and every entry."""
    kind = request.GET.get("kind", "")
    mine = my_hours(request.user, kind if kind in SUPERVISED_KINDS else "")
    url = reverse("supervision:hours")
    filters = [("", _("All")), *SUPERVISED_CHOICES]
    context = {
        "page": Paginator(mine.rows, PAGE).get_page(request.GET.get("page")),
        "totals": mine.totals,
        "draft": HoursDraft.objects.filter(person=request.user, corrects=None).order_by("-changed_at").first(),
        "may_write": request.roles.any(Role.VOLUNTEER),
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
    draft = HoursDraft.objects.filter(person=request.user, corrects=None).order_by("-changed_at").first()
    first = {"held_on": clock.today(request.user.profile.time_zone), **(draft.typed if draft else {})}
    first.pop("client_key", None)
    form = HoursForm(request.POST or None, initial=first, person=request.user, agencies=agencies)
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
            messages.success(request, _sent(entry))
            return redirect("supervision:hours")
    context = {"form": form, "draft": draft, "crumbs": [_here(), Crumb(_("Add hours"))], "zone": _zone(request)}
    return render(request, "supervision/record.html", context)


def _zone(request: PersonRequest) -> str:
    return request.user.profile.time_zone.rpartition("/")[2].replace("_", " ")


def _sent(entry: HoursEntry) -> str:
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


@require_POST
@signed_in
def save_draft(request: PersonRequest) -> HttpResponse:
    """Autosave: what stands in the form now, right or not. Nothing is sent to anybody."""
    agencies = _volunteering(request)
    corrects = request.GET.get("corrects")
    entry = get_object_or_404(HoursEntry.objects.of(request.user), uuid=corrects) if corrects else None
    form_class = CorrectForm if entry else HoursForm
    names = [name for name in form_class.base_fields if name != "client_key"]
    typed: dict[str, object] = {
        n: request.POST.getlist(n) if n == "worked_on" else request.POST[n] for n in names if n in request.POST
    }
    agency = entry.agency if entry else agencies[0]
    if agency not in agencies:
        raise Http404
    actions.save_draft(actor=request.user, agency=agency, typed=typed, corrects=entry)
    return HttpResponse(status=204)


@require_POST
@signed_in
def drop_draft(request: PersonRequest) -> HttpResponse:
    actions.drop_draft(actor=request.user)
    return redirect("supervision:new")


@require_safe
@signed_in
def entry(request: PersonRequest, entry: UUID) -> HttpResponse:
    """One entry, whole: what was written, what became of it, and whose turn it is."""
    shown = visible_entry(request, entry)
    newer = list(shown.corrections.filter(voided=None).order_by("pk"))
    is_hers = shown.person_id == request.user.pk
    context = {
        "row": row_of(shown, [shown.pk] if newer else []),
        "entry": shown,
        "is_hers": is_hers,
        "newer": newer[-1] if newer else None,
        "may_read_note": may_read_note(request.user, shown),
        "may_correct": is_hers and not newer and shown.state not in (EntryState.REPLACED, EntryState.TAKEN_OUT),
        "may_take_out": _may_take_out(request, shown),
        "may_erase": shown.note and not shown.note.erased_at and actions.can_erase(request.user, shown),
        "to_look_at": is_hers and shown.entered_by_id != shown.person_id and not hasattr(shown, "acknowledged"),
        "crumbs": [_here(), Crumb(_("One entry"))] if is_hers else [],
    }
    return render(request, "supervision/entry.html", context)


def _may_take_out(request: PersonRequest, entry: HoursEntry) -> bool:
    if entry.state in (EntryState.TAKEN_OUT, EntryState.REPLACED):
        return False
    return entry.person_id != request.user.pk or entry.state != EntryState.CONFIRMED


@signed_in
def correct(request: PersonRequest, entry: UUID) -> HttpResponse:
    """A newer version of her hours, and why. What was confirmed counts until the newer one is."""
    old = own_entry(request, entry)
    draft = HoursDraft.objects.filter(person=request.user, corrects=old).first()
    form = CorrectForm(request.POST or None, person=request.user, agencies=[old.agency], agency=old.agency)
    form.initial = {**CorrectForm.typed_of(old, form.offered), **(draft.typed if draft else {})}
    if request.method == "POST" and form.is_valid():
        new = form.attempt(
            lambda: actions.correct(
                actor=request.user,
                entry=old,
                told=form.told(form.assignment, zone=old.zone),
                reason=form.cleaned_data["reason"],
                client_key=form.cleaned_data["client_key"],
                sure=form.sure,
            )
        )
        if new:
            messages.success(request, _sent(new))
            return redirect("supervision:entry", new.uuid)
    crumbs = [_here(), Crumb(_("One entry"), reverse("supervision:entry", args=[old.uuid])), Crumb(_("Correct"))]
    context = {"form": form, "entry": old, "crumbs": crumbs, "zone": old.zone.rpartition("/")[2].replace("_", " ")}
    return render(request, "supervision/correct.html", context)


@require_POST
@signed_in
def seen(request: PersonRequest, entry: UUID) -> HttpResponse:
    """She has looked at what was entered for her."""
    agrees = request.POST.get("agrees") != "no"
    actions.acknowledge(actor=request.user, entry=own_entry(request, entry), agrees=agrees)
    messages.success(request, _("Thank you for looking."))
    return redirect("supervision:entry", entry)


@signed_in
def take_out(request: PersonRequest, entry: UUID) -> HttpResponse:
    """Take an entry out of the list, with a reason."""
    shown = visible_entry(request, entry)
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = TakenOutReason(form.cleaned_data["reason"])
        if form.attempt(lambda: actions.void_hours(actor=request.user, entry=shown, reason=reason)):
            messages.success(request, _("Taken out. It no longer counts."))
            return redirect("supervision:entry", entry)
    context = {"form": form, "entry": shown, "is_hers": shown.person_id == request.user.pk}
    return render(request, "supervision/take_out.html", context)


@require_POST
@signed_in
def erase_note(request: PersonRequest, entry: UUID) -> HttpResponse:
    """Erase the note of an entry for good; the entry stands."""
    shown = visible_entry(request, entry)
    if not actions.can_erase(request.user, shown):
        raise Http404
    actions.erase_note(actor=request.user, noted=shown, reason=EraseReason.ASKED)
    messages.success(request, _("The words are erased. The entry itself stays."))
    return redirect("supervision:entry", entry)


@require_safe
@signed_in
def scan(request: PersonRequest, entry: UUID) -> HttpResponseBase:
    """The paper an entry came from."""
    shown = visible_entry(request, entry)
    if not shown.scan:
        raise Http404
    name = f"hours-{shown.held_on}.{(shown.scan.name or '').rpartition('.')[2]}"
    answer = FileResponse(shown.scan.open(), as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


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


@require_safe
@signed_in
def log_csv(request: PersonRequest) -> HttpResponse:
    """Everything in her list, as a table for a spreadsheet."""
    return HttpResponse(
        log.csv(my_hours(request.user).rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="hours.csv"'},
    )
