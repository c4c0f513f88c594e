"""Signatures on paper: entered with a scan, shown to whom they concern, taken back when entered by mistake."""

import mimetypes

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledger.refusals import Refused
from people.actions import enter_paper, take_back_signature
from people.doors import PersonRequest, for_roles, signed_in
from people.forms import PaperForm, explain
from people.models import AgreementSigned
from people.permissions import scans_visible_to
from people.views.people import MANAGERS
from people.views.person import person_or_404
from people.words import AgreementKind, SignedBy, UnsignedFor


@signed_in
@require_safe
def scan(request: PersonRequest, signed_uuid: str) -> HttpResponseBase:
    """The paper's scan, to save: for her, and for those who keep the agency's people."""
    signed = get_object_or_404(scans_visible_to(request.user), uuid=signed_uuid)
    try:
        file = signed.scan.open("rb")
    except FileNotFoundError:  # removed with her name
        raise Http404 from None
    kind = str(signed.scan).rpartition(".")[2]
    response = FileResponse(file, as_attachment=True, filename=f"agreement-{signed.held_on}.{kind}")
    response["Content-Type"] = mimetypes.types_map.get(f".{kind}", "application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@for_roles(*MANAGERS)
def enter(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = person_or_404(request, agency_slug, person_uuid)
    if person == request.user:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None, agency=agency, person=person)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            enter_paper(
                actor=request.user,
                person=person,
                version=said["version"],
                signed_on=said["signed_on"],
                language=said.get("language", ""),
                scan=said["scan"],
            )
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(request, _("The paper is entered, and marked as signed on paper."))
            return redirect("people:person", agency.slug, person.uuid)
    return render(request, "people/paper.html", {"agency": agency, "person": person, "form": form})


@for_roles(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PersonRequest, agency_slug: str, person_uuid: str, signed_uuid: str) -> HttpResponse:
    """A paper that was entered by mistake, or a consent she took back by telling somebody."""
    agency, person = person_or_404(request, agency_slug, person_uuid)
    of_agency = AgreementSigned.objects.live().filter(version__agreement__agency=agency, person=person)
    signed = get_object_or_404(of_agency.select_related("version__agreement__agency"), uuid=signed_uuid)
    if person == request.user:
        raise Http404
    consent = signed.version.agreement.kind == AgreementKind.CONSENT
    reasons = [
        *([UnsignedFor.ENTERED_BY_MISTAKE] if signed.how == SignedBy.PAPER else []),
        *([UnsignedFor.CONSENT_WITHDRAWN] if consent else []),
    ]
    if not reasons:
        raise Http404
    if request.method == "POST" and request.POST.get("reason") in reasons:
        try:
            take_back_signature(actor=request.user, signed=signed, reason=UnsignedFor(request.POST["reason"]))
            messages.success(request, _("Taken back."))
        except Refused as refused:
            messages.warning(request, str(refused))
        return redirect("people:person", agency.slug, person.uuid)
    context = {"agency": agency, "person": person, "signed": signed, "reasons": reasons}
    return render(request, "people/paper_take_back.html", context)
