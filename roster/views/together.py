from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from ledger.refusals import Refused
from people.doors import PersonRequest, agency_or_404, for_roles
from roster.actions import recognise_earlier_training_together
from roster.forms import TogetherForm, explain, posted
from roster.permissions import COORDINATES


@for_roles(*COORDINATES)
def earlier_training(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """The same earlier training of several people, recognized at once: all of them, or none."""
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    form = TogetherForm(posted(request), agency=agency, actor=request.user)
    if request.method == "POST" and form.is_valid():
        people = list(form.cleaned_data["people"])
        try:
            recognise_earlier_training_together(
                actor=request.user, people=people, agency=agency, recognised=form.recognised
            )
        except Refused as refused:
            explain(form, refused)
        else:
            done = ngettext("Recognized for %(n)d person.", "Recognized for %(n)d people.", len(people))
            messages.success(request, done % {"n": len(people)})
            return redirect("roster:roster", agency.slug)
    return render(request, "roster/earlier_training_together.html", {"agency": agency, "form": form})
