"""What she offers, and what the coordinator searches by: hers to say, or written down for her where she has no sign-in."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ledger import clock
from ledger.refusals import Refused
from people.locks import lock
from people.models import Agency, Person
from roster.models import Card, Code, Offer
from roster.permissions import is_coordinator, is_volunteer, require_coordinator

MOST_FAMILIES = 20


@transaction.atomic
def set_offer(
    *,
    actor: Person,
    person: Person,
    agency: Agency,
    willing: bool,
    limit: int = 1,
    away_from: date | None = None,
    away_until: date | None = None,
) -> Offer:
    """She says whether she is available, for how many families at a time, and when she is away. No reason is asked.

    For somebody without a sign-in a coordinator writes it down; who did, and when, stays beside it.
    """
    _require_own_offer(actor, person, agency)
    if not 1 <= limit <= MOST_FAMILIES:
        sentence = _("Choose a number from 1 to %(most)s.") % {"most": MOST_FAMILIES}
        raise Refused(sentence, code="limit", field="limit")
    if away_until and not away_from:
        away_from = agency.today()
    if away_from and away_until and away_until < away_from:
        raise Refused(_("The last day away is before the first."), code="away_order", field="away_until")
    lock(person)
    return _change_offer(
        person,
        agency,
        willing=willing,
        limit=limit,
        away_from=away_from,
        away_until=away_until,
        entered_by=None if actor == person else actor,
        entered_at=None if actor == person else clock.now(),
    )


def _require_own_offer(actor: Person, person: Person, agency: Agency) -> None:
    if actor != person:
        _require_words_for_her(actor, person, agency)
    if not is_volunteer(person, agency):
        sentence = (
            _("You are not a volunteer of this agency today.")
            if actor == person
            else _("They are not a volunteer of this agency today.")
        )
        raise Refused(sentence, code="not_a_volunteer")


@transaction.atomic
def set_supporting_now(*, actor: Person, person: Person, agency: Agency, count: int) -> Offer:
    """How many families she supports now: a number, kept by her or by the coordinator."""
    own = actor.pk == person.pk and is_volunteer(actor, agency)
    if not own:
        require_coordinator(actor, agency, person)
    if not 0 <= count <= MOST_FAMILIES:
        sentence = _("Choose a number from 0 to %(most)s.") % {"most": MOST_FAMILIES}
        raise Refused(sentence, code="supporting_now", field="supporting_now")
    lock(person)
    return _change_offer(person, agency, supporting_now=count)


def _change_offer(person: Person, agency: Agency, **changed: object) -> Offer:
    values = {**changed, "changed_at": clock.now()}
    offer, _made = Offer.objects.update_or_create(person=person, agency=agency, defaults=values)
    return offer


@transaction.atomic
def save_card(*, actor: Person, person: Person, agency: Agency, codes: Collection[Code], ask_first: bool) -> Card:
    """What the coordinator may search by. She writes it; for somebody without a sign-in the coordinator does."""
    _require_own_card(actor, person, agency)
    allowed = Code.objects.filter(Q(agency=None) | Q(agency=agency), pk__in=[code.pk for code in codes])
    lock(person)
    card, _made = Card.objects.update_or_create(
        person=person, agency=agency, defaults={"ask_first": ask_first, "confirmed_on": agency.today()}
    )
    card.codes.set(allowed)
    return card


@transaction.atomic
def confirm_card(*, actor: Person, person: Person, agency: Agency) -> Card:
    """What stands there is still right, said today."""
    _require_own_card(actor, person, agency)
    lock(person)
    card, _made = Card.objects.update_or_create(person=person, agency=agency, defaults={"confirmed_on": agency.today()})
    return card


def _require_own_card(actor: Person, person: Person, agency: Agency) -> None:
    if actor != person:
        _require_words_for_her(actor, person, agency)
    elif not is_volunteer(actor, agency):
        raise Refused(_("You are not a volunteer of this agency today."), code="not_a_volunteer")


def _require_words_for_her(actor: Person, person: Person, agency: Agency) -> None:
    """Somebody with a sign-in speaks for herself; for anybody else a coordinator of the agency writes down her words."""
    if person.email or not is_coordinator(actor, agency):
        raise Refused(_("This is theirs to say."), code="hers_to_write")
    require_coordinator(actor, agency, person)
