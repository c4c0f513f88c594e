"""Everything somebody has learnt, to read, to print and to save: hers whole, and a coordinator's part of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people import sheets
from people.doors import PersonRequest, for_roles, signed_in
from roster import transcript_pdf
from roster.permissions import COORDINATES
from roster.queries.transcript import Transcript, transcript
from roster.views.person import volunteer_or_404


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    saved = {kind: reverse("roster:my-transcript-saved", args=[kind]) for kind in ("pdf", "csv", "xlsx")}
    return render(request, "roster/transcript.html", {"said": transcript(request.user), "saved": saved, "own": True})


@signed_in
@require_safe
def mine_saved(request: PersonRequest, kind: str) -> HttpResponse:
    return _saved(transcript(request.user), kind)


@for_roles(*COORDINATES)
@require_safe
def theirs(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    """What the agency asked for, relies on or keeps itself; nothing of another agency."""
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    here = [agency.slug, person.uuid]
    saved = {kind: reverse("roster:transcript-saved", args=[*here, kind]) for kind in ("pdf", "csv", "xlsx")}
    context = {"said": transcript(person, agency), "saved": saved, "agency": agency, "person": person}
    return render(request, "roster/transcript.html", context)


@for_roles(*COORDINATES)
@require_safe
def theirs_saved(request: PersonRequest, agency_slug: str, person_uuid: str, kind: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    return _saved(transcript(person, agency), kind)


def _saved(said: Transcript, kind: str) -> HttpResponse:
    name = _("transcript")
    if kind == "pdf":
        response = HttpResponse(transcript_pdf.write(said), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return response
    header = [_("Part"), _("What"), _("More about it"), _("Date"), _("Good until"), _("Minutes"), _("Agency")]
    lines = [
        [line.part.label, line.what, line.more, line.day, line.until or "", line.minutes or "", line.agency]
        for line in said.lines
    ]
    return sheets.download(name, kind, header, lines)
