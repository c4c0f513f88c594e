"""Her own details, and a copy of everything kept about her."""

import json

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.actions import edit_details
from people.doors import PersonRequest, signed_in
from people.forms import ChangeDetailsForm, DetailsForm
from people.queries import export_of


@signed_in
def details(request: PersonRequest) -> HttpResponse:
    profile = request.user.profile
    form = ChangeDetailsForm(request.POST or None, initial=DetailsForm.initial_of(profile))
    if request.method == "POST" and form.is_valid():
        called = profile.name
        profile = edit_details(actor=request.user, person=request.user, details=form.details)
        translation.activate(profile.language)
        messages.success(request, _("Your details are saved."))
        if profile.name != called:
            messages.info(request, _("What you save as PDF from now on carries your new name, certificates too."))
        return redirect("people:details")
    return render(request, "people/details.html", {"form": form, "memberships": request.roles.memberships})


@signed_in
@require_safe
def copy(request: PersonRequest) -> HttpResponse:
    """Everything the house keeps about her, as a file she can read or take elsewhere."""
    kept = json.dumps(export_of(request.user), cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
    response = HttpResponse(kept, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="been-there.json"'
    return response
