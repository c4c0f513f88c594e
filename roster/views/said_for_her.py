"""For somebody without a sign-in: what she said, written down by her coordinator and marked so."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.doors import PersonRequest, for_roles
from people.models import Agency, Person
from roster.actions import confirm_card, save_card, set_offer, set_supporting_now
from roster.forms import CardForm, OfferForHerForm, posted
from roster.models import Card, Offer
from roster.permissions import COORDINATES
from roster.views.person import asked, done_or_told, volunteer_or_404


def without_sign_in_or_404(request: PersonRequest, agency_slug: str, person_uuid: str) -> tuple[Agency, Person]:
    """Whoever signs in says it herself, on her own page."""
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    if person.email:
        raise Http404
    return agency, person


@for_roles(*COORDINATES)
def offer(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    """Whether she is available, for how many families, and when she is away."""
    agency, person = without_sign_in_or_404(request, agency_slug, person_uuid)
    kept = Offer.objects.filter(person=person, agency=agency).select_related("entered_by").first()
    form = OfferForHerForm(posted(request), initial=OfferForHerForm.initial_of(kept))

    def act(said: dict[str, Any]) -> object:
        offered = {**said}
        count = offered.pop("supporting_now")
        with transaction.atomic():
            set_offer(actor=request.user, person=person, agency=agency, **offered)
            return set_supporting_now(actor=request.user, person=person, agency=agency, count=count)

    done = _("Written down, with your name and the day.")
    return asked(request, agency, person, "roster/offer.html", form, act, done, kept=kept)


@for_roles(*COORDINATES)
def card(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    """What the coordinator may search by, as she said it."""
    agency, person = without_sign_in_or_404(request, agency_slug, person_uuid)
    kept = Card.objects.filter(person=person, agency=agency).prefetch_related("codes").first()
    form = CardForm(posted(request), agency=agency, initial=CardForm.initial_of(kept))

    def act(said: dict[str, Any]) -> object:
        return save_card(
            actor=request.user, person=person, agency=agency, codes=form.codes, ask_first=said["ask_first"]
        )

    return asked(request, agency, person, "roster/card.html", form, act, _("Saved."))


@for_roles(*COORDINATES)
@require_POST
def confirm(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = volunteer_or_404(request, agency_slug, person_uuid)
    return done_or_told(
        request,
        agency,
        person,
        lambda: confirm_card(actor=request.user, person=person, agency=agency),
        _("Confirmed today."),
    )
