"""What an agency says about itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from people.actions import set_agency
from people.doors import PersonRequest, agency_or_404, for_roles
from people.forms import AgencyForm
from people.models import Agency
from people.words import Role


@for_roles(Role.ADMIN)
def page(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, Role.ADMIN)
    form = AgencyForm(request.POST or None, instance=Agency.objects.get(pk=agency.pk))
    if request.method == "POST" and form.is_valid():
        set_agency(actor=request.user, agency=agency, **form.own_words)
        messages.success(request, _("Your agency's settings are saved."))
        return redirect("people:agency-settings", agency.slug)
    return render(request, "people/agency_settings.html", {"agency": agency, "form": form})
