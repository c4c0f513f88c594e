"""People of an agency's roster as rows: how each stands, what she offers, and what helps next."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.prepared import Prepared, Several
from people.models import Agency, Person
from roster.explain import Line, Told, day_in_words, tell
from roster.models import Card, Hold, Listing, Offer
from roster.queries.mine import standing
from roster.queries.names import names_in
from roster.queries.names import tables as of_names
from roster.queries.one_statement import Shaped
from roster.queries.readiness import asked, readiness_in
from roster.queries.readiness import tables as of_readiness
from roster.queries.record import Asking, Moment
from roster.words import CodeKind, Standing


@dataclass(frozen=True)
class Row:
    """One person on the roster."""

    person: Person
    standing: Standing
    today: date
    codes: dict[str, tuple[str, ...]]
    offer: Offer | None = None
    hold: Hold | None = None
    card: Card | None = None
    told: Told | None = None

    @property
    def name(self) -> str:
        return self.person.get_full_name()

    @property
    def where(self) -> str:
        """Where she is and which languages she speaks."""
        return " · ".join(part for part in (self.said(CodeKind.AREA), self.said(CodeKind.LANGUAGE)) if part)

    @property
    def been_through(self) -> str:
        """What she has lived through, and how old the child is."""
        ages = self.said(CodeKind.CHILD_AGE)
        child = _("Child: %(ages)s") % {"ages": ages} if ages else ""
        return ". ".join(part for part in (self.said(CodeKind.EXPERIENCE), child) if part)

    def said(self, kind: str) -> str:
        return ", ".join(self.codes.get(kind, ()))

    @property
    def room(self) -> str:
        if self.offer is None:
            return ""
        free = max(0, self.offer.limit - self.offer.supporting_now)
        return ngettext("Room for %(free)d family", "Room for %(free)d families", free) % {"free": free}

    @property
    def why_not(self) -> str:
        """Why she is not offered now: never a reason of hers."""
        match self.standing:
            case Standing.ON_HOLD:
                return self._until(_("On hold"), _("On hold until %(day)s"), self.hold.ends_on if self.hold else None)
            case Standing.AWAY:
                return self._until(_("Away"), _("Away until %(day)s"), self.offer.away_until if self.offer else None)
            case Standing.FULL:
                assert self.offer is not None
                return _("Supports %(count)s of %(limit)s") % {
                    "count": self.offer.supporting_now,
                    "limit": self.offer.limit,
                }
            case Standing.NOT_WILLING:
                return _("Has not said “I am available”")
        return ""

    def _until(self, open_end: str, until: str, day: date | None) -> str:
        return until % {"day": day_in_words(day, self.today)} if day else open_end

    @property
    def confirmed(self) -> str:
        on = self.card.confirmed_on if self.card else None
        return _("Confirmed %(day)s") % {"day": day_in_words(on, self.today)} if on else _("Never confirmed")

    @property
    def ask_first(self) -> bool:
        """Unless she said otherwise, her number is not shared before she is asked."""
        return self.card is None or self.card.ask_first

    @property
    def next(self) -> Line | None:
        return self.told.next if self.told else None

    @property
    def looked_at_again(self) -> bool:
        """All is done, and she is not listed yet: the house has to look again."""
        return self.standing == Standing.ON_THE_WAY and self.told is not None and self.told.ready


_SHOWN = Several(int, 256)
_STANDING = Prepared(
    lambda agency, day, people: (
        Listing.objects.standing(day).filter(agency=agency, person__in=people).values_list("person_id", flat=True)
    ),
    int,
    date,
    _SHOWN,
)
# What they offer, with who wrote it down for somebody without a sign-in.
_OFFERS = Prepared(
    lambda agency, people: Offer.objects.filter(agency=agency, person__in=people).select_related("entered_by__profile"),
    int,
    _SHOWN,
)
_HOLDS = Prepared(
    lambda agency, day, people: Hold.objects.on(day).filter(agency=agency, person__in=people), int, date, _SHOWN
)
_CARDS = Prepared(lambda agency, people: Card.objects.filter(agency=agency, person__in=people), int, _SHOWN)
_CODES = Prepared(
    lambda cards: (
        Card.codes.through.objects.filter(card__in=cards)
        .select_related("card", "code")
        .order_by("code__position", "code__label")
    ),
    _SHOWN,
)


def rows_of(
    people: Sequence[Person], agency: Agency, *, in_words: Sequence[Person] = (), reader: Person | None = None
) -> list[Row]:
    """These people as rows, in their order; of those `in_words`, what is done and what helps next."""
    day, ids = agency.today(), [person.pk for person in people]
    listed = set(_STANDING(agency.pk, day, ids))
    offers = {offer.person_id: offer for offer in _OFFERS(agency.pk, ids)}
    holds = {hold.person_id: hold for hold in _HOLDS(agency.pk, day, ids)}
    cards = {card.person_id: card for card in _CARDS(agency.pk, ids)}
    codes = _codes(cards.values())
    told = _told(in_words, agency, reader)
    return [
        Row(
            person=person,
            standing=standing(
                listed=person.pk in listed, offer=offers.get(person.pk), held=person.pk in holds, today=day
            ),
            today=day,
            codes=codes.get(person.pk, {}),
            offer=offers.get(person.pk),
            hold=holds.get(person.pk),
            card=cards.get(person.pk),
            told=told.get(person.pk),
        )
        for person in people
    ]


def _told(people: Sequence[Person], agency: Agency, reader: Person | None) -> dict[int, Told]:
    if not people:
        return {}
    ids, at = [person.pk for person in people], Moment(agency, agency.today())
    found = asked(_tables, ids, at)
    names = names_in(found, agency, people, reader)
    return {pk: tell(ready, pk, names, to_herself=False) for pk, ready in readiness_in(found, ids, at).items()}


def _tables(at: Asking) -> list[Shaped]:
    return [*of_readiness(at), *of_names(at)]


def _codes(cards: Collection[Card]) -> dict[int, dict[str, tuple[str, ...]]]:
    """person id → kind of code → labels, in the reader's language."""
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in _CODES([card.pk for card in cards]):
        hers = found[row.card.person_id]
        hers[row.code.kind] = (*hers.get(row.code.kind, ()), row.code.name)
    return found
