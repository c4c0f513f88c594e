"""Her own pages: when she is available, and what others may search by."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.refusals import Refused
from people.doors import PersonRequest, agency_or_404, signed_in
from people.words import Role
from roster.actions import confirm_card, save_card, set_offer, set_supporting_now
from roster.forms import CardForm, OfferForm, explain, posted
from roster.queries import my_standing, my_standings


@signed_in
@require_safe
def availability(request: PersonRequest) -> HttpResponse:
    """At one agency the page itself; at several, which one."""
    agencies = request.roles.agencies(Role.VOLUNTEER)
    if not agencies:
        raise Http404
    if len(agencies) == 1:
        return redirect("roster:availability-at", agencies[0].slug)
    return render(request, "roster/availability_where.html", {"standings": my_standings(request.user, agencies)})


@signed_in
def availability_at(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, Role.VOLUNTEER)
    mine = my_standing(request.user, agency)
    form = OfferForm(posted(request), initial=OfferForm.initial_of(mine.offer))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        supporting = said.pop("supporting_now")
        try:
            with transaction.atomic():
                set_offer(actor=request.user, person=request.user, agency=agency, **said)
                set_supporting_now(actor=request.user, person=request.user, agency=agency, count=supporting)
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(request, _("Saved. You can change this whenever you like."))
            return redirect("roster:availability-at", agency.slug)
    return render(request, "roster/availability.html", {"agency": agency, "mine": mine, "form": form})


@signed_in
def card(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """What others can search by."""
    agency = agency_or_404(request, agency_slug, Role.VOLUNTEER)
    mine = my_standing(request.user, agency)
    form = CardForm(posted(request), agency=agency, initial=CardForm.initial_of(mine.card))
    if request.method == "POST" and form.is_valid():
        try:
            save_card(
                actor=request.user,
                person=request.user,
                agency=agency,
                codes=form.codes,
                ask_first=form.cleaned_data["ask_first"],
            )
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("roster:availability-at", agency.slug)
    return render(request, "roster/my_card.html", {"agency": agency, "mine": mine, "form": form})


@signed_in
@require_POST
def confirm(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, Role.VOLUNTEER)
    try:
        confirm_card(actor=request.user, person=request.user, agency=agency)
        messages.success(request, _("Thank you. Confirmed today."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("roster:availability-at", agency.slug)
