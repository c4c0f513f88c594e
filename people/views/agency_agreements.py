"""The agreements of an agency, version by version."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.refusals import Refused
from people.actions import set_agreement_in_use, write_agreement, write_version
from people.doors import PersonRequest, agency_or_404, for_roles
from people.drafting import drafted, sent
from people.forms import AgreementForm, NextVersionForm, explain, initial_in
from people.models import Agency, Agreement, AgreementVersion
from people.views.people import MANAGERS
from people.words import AgreementKind


def _agreement_or_404(request: PersonRequest, agency_slug: str, agreement_uuid: str) -> tuple[Agency, Agreement]:
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    return agency, get_object_or_404(agency.agreements.select_related("agency"), uuid=agreement_uuid)


def _versions(agreement: Agreement) -> list[AgreementVersion]:
    """Newest first, each with the number of signatures that hold."""
    live = Count("signed", filter=Q(signed__isnull=False, signed__unsigned=None))
    return list(agreement.versions.annotate(holds=live).order_by("-number"))


@for_roles(*MANAGERS)
@require_safe
def index(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    agreements = agency.agreements.select_related("agency").prefetch_related("versions")
    today = agency.today()
    listed = [
        (agreement, next((v for v in reversed(agreement.versions.all()) if v.held_on <= today), None))
        for agreement in agreements
    ]
    return render(request, "people/agency_agreements.html", {"agency": agency, "listed": listed})


@for_roles(*MANAGERS)
@require_safe
def page(request: PersonRequest, agency_slug: str, agreement_uuid: str) -> HttpResponse:
    agency, agreement = _agreement_or_404(request, agency_slug, agreement_uuid)
    context = {
        "agency": agency,
        "agreement": agreement,
        "current": agreement.current(),
        "versions": _versions(agreement),
        "today": agency.today(),
    }
    return render(request, "people/agency_agreement.html", context)


@for_roles(*MANAGERS)
def new(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    form = AgreementForm(request.POST or None, initial={"in_force_from": agency.today()}, agency=agency)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            version = write_agreement(
                actor=request.user,
                agency=agency,
                kind=AgreementKind(said["kind"]),
                title=said["title"],
                text=said["text"],
                in_force_from=said["in_force_from"],
                translations=form.translations,
            )
        except Refused as refused:
            explain(form, refused)
        else:
            sent(request)
            messages.success(request, _("The agreement is saved."))
            return redirect("people:agency-agreement", agency.slug, version.agreement.uuid)
    return render(request, "people/agency_agreement_write.html", {"agency": agency, "form": form})


@for_roles(*MANAGERS)
def new_version(request: PersonRequest, agency_slug: str, agreement_uuid: str) -> HttpResponse:
    """A new wording, starting from the one before."""
    agency, agreement = _agreement_or_404(request, agency_slug, agreement_uuid)
    latest = agreement.versions.last()
    initial = {
        "text": latest.text if latest else "",
        "in_force_from": agency.today(),
        **initial_in(agreement, "title"),
        **initial_in(latest, "text"),
    }
    form = NextVersionForm(request.POST or None, initial=initial, agency=agency)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            write_version(
                actor=request.user,
                agreement=agreement,
                text=said["text"],
                in_force_from=said["in_force_from"],
                translations=form.translations,
            )
        except Refused as refused:
            explain(form, refused)
        else:
            sent(request)
            messages.success(request, _("The new wording is saved. Earlier signatures stay as they are."))
            return redirect("people:agency-agreement", agency.slug, agreement.uuid)
    context = {"agency": agency, "agreement": agreement, "form": form}
    return render(request, "people/agency_agreement_write.html", context)


@for_roles(*MANAGERS)
@require_POST
def in_use(request: PersonRequest, agency_slug: str, agreement_uuid: str) -> HttpResponse:
    agency, agreement = _agreement_or_404(request, agency_slug, agreement_uuid)
    set_agreement_in_use(actor=request.user, agreement=agreement, in_use=request.POST.get("in_use") == "yes")
    return redirect("people:agency-agreement", agency.slug, agreement.uuid)
