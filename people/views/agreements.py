"""What she is asked to read and sign."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledger.refusals import Refused
from people.actions import sign_agreement, take_back_signature
from people.doors import PersonRequest, signed_in
from people.forms import SignForm
from people.queries import AskedToSign, agreements_of
from people.words import AgreementKind, UnsignedFor


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    asked = agreements_of(request.user, request.roles.agencies())
    return render(
        request,
        "people/agreements.html",
        {"waiting": [one for one in asked if not one.signed], "signed": [one for one in asked if one.signed]},
    )


def _asked_or_404(request: PersonRequest, agreement_uuid: str) -> AskedToSign:
    for asked in agreements_of(request.user, request.roles.agencies()):
        if asked.agreement.uuid == agreement_uuid:
            return asked
    raise Http404


@signed_in
def read(request: PersonRequest, agreement_uuid: str) -> HttpResponse:
    """The wording in force, and her yes to exactly this wording."""
    asked = _asked_or_404(request, agreement_uuid)
    shown = {"version": asked.current.uuid, "language": asked.current.language}
    form = SignForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            if not form.shows(asked.current):
                raise Refused(_("The wording was changed meanwhile. Please read the new one below."), code="changed")
            sign_agreement(actor=request.user, version=asked.current, language=form.cleaned_data["language"])
        except Refused as refused:
            form = SignForm(initial=shown)
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Signed. Thank you."))
            return redirect("people:agreements")
    return render(request, "people/agreement.html", {"asked": asked, "form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PersonRequest, agreement_uuid: str) -> HttpResponse:
    """A consent is hers to take back at any time."""
    asked = _asked_or_404(request, agreement_uuid)
    if asked.agreement.kind != AgreementKind.CONSENT or not asked.signatures:
        raise Http404
    if request.method != "POST":
        return render(request, "people/agreement_take_back.html", {"asked": asked})
    for signed in asked.signatures:
        try:
            take_back_signature(actor=request.user, signed=signed, reason=UnsignedFor.CONSENT_WITHDRAWN)
        except Refused as refused:
            messages.warning(request, str(refused))
    messages.success(request, _("Your consent is taken back."))
    return redirect("people:agreements")
