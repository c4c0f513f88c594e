"""Drafts as a page meets them: saved while she types, thrown away when she asks."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from ledger.refusals import Refused
from people import drafting
from people.actions import drop_draft
from people.doors import PersonRequest, signed_in
from people.models import Draft


@csrf_exempt  # the proof in the form says the same, and holds when her session has ended or begun anew
@sensitive_post_parameters()
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Autosave. Nothing is sent to anybody."""
    try:
        also = drafting.save(request)
    except Refused as refused:
        if not str(refused):
            raise Http404 from refused
        status = 429 if refused.code == "too_often" else 413
        return JsonResponse({"kept": False, "sorry": str(refused)}, status=status)
    return JsonResponse({"kept": True, "also": also})


@require_POST
@signed_in
def drop(request: PersonRequest, draft_uuid: UUID) -> HttpResponse:
    """She throws one away, and is back at the form."""
    draft = get_object_or_404(Draft.objects.of(request.user), uuid=draft_uuid)
    drop_draft(actor=request.user, draft=draft)
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "home")
