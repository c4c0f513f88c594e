"""Her certificates: a list, each one with what it rests on, the paper, and who may check it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.refusals import Refused
from people.doors import PersonRequest, signed_in
from roster import certificate_pdf
from roster.actions import share_certificate
from roster.forms.certificate import SharingForm
from roster.queries.certificate import covers
from roster.queries.paper import Paper, paper_visible_to, papers_of


def _paper_or_404(request: PersonRequest, uuid: str) -> Paper:
    paper = paper_visible_to(request.user, uuid)
    if paper is None:
        raise Http404
    return paper


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    return render(request, "roster/certificates.html", {"papers": papers_of(request.user)})


@signed_in
@require_safe
def page(request: PersonRequest, certificate_uuid: str) -> HttpResponse:
    paper = _paper_or_404(request, certificate_uuid)
    own = paper.person == request.user
    context = {
        "paper": paper,
        "agency": paper.agency,
        "covers": covers(paper),
        "own": own,
        "languages": settings.LANGUAGES,
        "form": SharingForm(initial={"answers": paper.answers, "names_agency": paper.names_agency}) if own else None,
    }
    return render(request, "roster/certificate.html", context)


@signed_in
@require_safe
def pdf(request: PersonRequest, certificate_uuid: str) -> HttpResponse:
    """The certificate as a tagged PDF, in its holder's language or the one asked for."""
    paper = _paper_or_404(request, certificate_uuid)
    if not paper.printable:
        raise Http404
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else paper.person.profile.language
    response = HttpResponse(certificate_pdf.write(paper, language), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{paper.number}.pdf"'
    return response


@signed_in
@require_POST
def sharing(request: PersonRequest, certificate_uuid: str) -> HttpResponse:
    """The holder's choice. A coordinator reads the page and decides nothing here."""
    paper = _paper_or_404(request, certificate_uuid)
    if paper.person != request.user:
        raise Http404
    form = SharingForm(request.POST)
    form.is_valid()  # two boxes: nothing can be wrong
    try:
        share_certificate(actor=request.user, paper=paper, **form.cleaned_data)
        messages.success(request, _("Saved. You can change this whenever you like."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("roster:certificate", paper.uuid)
