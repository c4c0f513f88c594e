"""One entry of hours: what was written, what became of it, correcting and taking out."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.doors import PersonRequest, signed_in
from people.drafting import drafted, sent
from supervision import actions
from supervision.forms import CorrectForm, TakeOutForm
from supervision.models import HoursEntry
from supervision.permissions import may_read_note
from supervision.queries import row_of
from supervision.views.finding import Crumb, own_entry, place_of, visible_entry
from supervision.views.hours import sent_words, to_hours
from supervision.words import EntryState, EraseReason, TakenOutReason


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
        "crumbs": [to_hours(), Crumb(_("One entry"))] if is_hers else [],
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
    form = CorrectForm(request.POST or None, person=request.user, agencies=[old.agency], agency=old.agency)
    form.initial = CorrectForm.typed_of(old, form.offered)
    drafted(request, form)
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
            sent(request)
            messages.success(request, sent_words(new))
            return redirect("supervision:entry", new.uuid)
    crumbs = [to_hours(), Crumb(_("One entry"), reverse("supervision:entry", args=[old.uuid])), Crumb(_("Correct"))]
    context = {"form": form, "entry": old, "crumbs": crumbs, "zone": place_of(old.zone)}
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
    name = f"hours-{shown.held_on}.{str(shown.scan.name).rpartition('.')[2]}"
    answer = FileResponse(shown.scan.open(), as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
