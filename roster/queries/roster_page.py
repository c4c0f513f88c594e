"""The roster as the coordinator sees it: who is available now, who is nearly there and what helps, who is not now and why."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from math import ceil

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.prepared import Prepared, Several
from people.models import Agency, Person
from roster.explain import Line, Told, day_in_words, tell
from roster.models import Card, Hold, Listing, Offer
from roster.permissions import volunteers_on
from roster.queries.mine import standing
from roster.queries.names import names_in
from roster.queries.names import tables as of_names
from roster.queries.one_statement import Shaped
from roster.queries.readiness import asked, readiness_in
from roster.queries.readiness import tables as of_readiness
from roster.queries.record import Asking, Moment
from roster.words import CodeKind, Confirmed, Group, Standing

PAGE = 25
# On the page with all three groups, so many of each; "See all" shows the rest.
FIRST_OF_EACH = {Group.AVAILABLE: 25, Group.ON_THE_WAY: 6, Group.NOT_NOW: 6}
# Up to so many are ordered by what is left to do; more are ordered by name.
SORTED_BY_WHAT_IS_LEFT = 200


@dataclass(frozen=True)
class Filters:
    """What the coordinator searches by. Codes by kind: the key of a language, an area, an experience, a child's age."""

    words: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    confirmed: str = ""
    share_without_asking: bool = False

    def apply(self, people: QuerySet[Person], agency: Agency) -> QuerySet[Person]:
        """Narrow a list of people to those whose card says so."""
        cards = Card.objects.filter(agency=agency, person=OuterRef("pk"))
        for word in self.words.split():
            people = people.filter(Q(profile__name__icontains=word) | Q(profile__preferred_name__icontains=word))
        for kind, key in self.codes.items():
            people = people.filter(Exists(cards.filter(codes__kind=kind, codes__key=key)))
        if self.share_without_asking:
            people = people.filter(Exists(cards.filter(ask_first=False)))
        return self._confirmed(people, cards, agency.today())

    def _confirmed(self, people: QuerySet[Person], cards: QuerySet[Card], today: date) -> QuerySet[Person]:
        if not self.confirmed:
            return people
        fresh = Exists(cards.filter(confirmed_on__gte=today - timedelta(days=Confirmed.days(self.confirmed))))
        return people.filter(~fresh if self.confirmed == Confirmed.LONG_AGO else fresh)

    @property
    def any(self) -> bool:
        return bool(self.words or self.codes or self.confirmed or self.share_without_asking)


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


@dataclass(frozen=True)
class Section:
    """One group, or the beginning of it."""

    group: Group
    rows: tuple[Row, ...]
    count: int
    number: int = 1
    pages: int = 1
    by_what_is_left: bool = False

    @property
    def more(self) -> int:
        return self.count - len(self.rows) if self.number == 1 else 0

    @property
    def pager(self) -> Page[int]:
        """This page among the others, for the links below it."""
        return Paginator(range(self.count), PAGE).page(self.number)


@dataclass(frozen=True)
class RosterPage:
    agency: Agency
    sections: tuple[Section, ...]
    counts: dict[str, int]

    @property
    def everyone(self) -> int:
        return sum(self.counts.values())

    def look_again(self) -> list[int]:
        """Ids of those whose listing says less than their record."""
        return [row.person.pk for section in self.sections for row in section.rows if row.looked_at_again]


def roster_page(
    agency: Agency,
    filters: Filters | None = None,
    *,
    group: Group | None = None,
    number: int = 1,
    size: int = 0,
    reader: Person | None = None,
) -> RosterPage:
    """All three groups, or one of them page by page. `reader`: the coordinator it is told to."""
    looked = _Looked(agency, agency.today(), filters if filters and filters.any else None)
    counts = looked.counts()
    found = [
        _part(looked, which, counts[which], number, size or _size(which, group))
        for which in ([group] if group else list(Group))
    ]
    on_the_way = [person for part in found if part.group == Group.ON_THE_WAY for person in part.people]
    everyone = [person for part in found for person in part.people]
    rows = {row.person.pk: row for row in rows_of(everyone, agency, in_words=on_the_way, reader=reader)}
    return RosterPage(agency, tuple(part.section([rows[one.pk] for one in part.people]) for part in found), counts)


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


def in_group(people: QuerySet[Person], agency: int, group: Group, day: date) -> QuerySet[Person]:
    """Of these people those who stand so at an agency (id) on a day."""
    standing_now = Listing.objects.filter(agency=agency).standing(day)
    available = Listing.objects.filter(agency=agency).available(day)
    here = {"person": OuterRef("pk")}
    match group:
        case Group.AVAILABLE:
            return people.filter(Exists(available.filter(**here)))
        case Group.NOT_NOW:
            return people.filter(Exists(standing_now.filter(**here)), ~Exists(available.filter(**here)))
    return people.filter(~Exists(standing_now.filter(**here)))


@dataclass(frozen=True)
class _Looked:
    """Who is looked at: the agency's volunteers of a day, or those a search leaves."""

    agency: Agency
    day: date
    filters: Filters | None

    @property
    def people(self) -> QuerySet[Person]:
        everyone = volunteers_on(self.day, self.agency.pk)
        return self.filters.apply(everyone, self.agency) if self.filters else everyone

    def counts(self) -> dict[str, int]:
        """How many stand where, in one query."""
        asked = self.agency.pk, self.day
        rows = _standings(self.people, *asked) if self.filters else _STANDINGS(*asked)
        counted: dict[str, int] = dict.fromkeys(Group, 0)
        for stands, free, many in rows:
            counted[Group.AVAILABLE if free else Group.NOT_NOW if stands else Group.ON_THE_WAY] += many
        return counted

    def first(self, group: Group, most: int) -> list[Person]:
        """The first of a group by name."""
        if self.filters:
            return list(_by_name(self.people, self.agency.pk, self.day, group)[:most])
        return _first(group, most)(self.agency.pk, self.day)

    def some(self, group: Group, window: slice) -> list[Person]:
        return list(_by_name(self.people, self.agency.pk, self.day, group)[window])


def _standings(people: QuerySet[Person], agency: int, day: date) -> "QuerySet[Person, tuple[bool, bool, int]]":
    """(on the roster, free to be matched, how many)"""
    listings, here = Listing.objects.filter(agency=agency), {"person": OuterRef("pk")}
    stands, free = listings.standing(day).filter(**here), listings.available(day).filter(**here)
    grouped = people.order_by().annotate(stands=Exists(stands), free=Exists(free)).values_list("stands", "free")
    return grouped.annotate(many=Count("pk"))


def _by_name(people: QuerySet[Person], agency: int, day: date, group: Group) -> QuerySet[Person]:
    return in_group(people, agency, group, day).order_by("profile__name", "pk")


_STANDINGS = Prepared(lambda agency, day: _standings(volunteers_on(day, agency), agency, day), int, date)


@cache
def _first(group: Group, most: int) -> Prepared:
    return Prepared(
        lambda agency, day: _by_name(volunteers_on(day, agency), agency, day, group)[:most],
        int,
        date,
    )


def _size(which: Group, only: Group | None) -> int:
    return PAGE if only else FIRST_OF_EACH[which]


@dataclass(frozen=True)
class _Part:
    """Who of one group is looked at: its page, or all of it where what is left says who comes first."""

    group: Group
    people: Sequence[Person]
    count: int
    number: int
    pages: int
    window: slice
    by_what_is_left: bool

    def section(self, rows: list[Row]) -> Section:
        if self.by_what_is_left:
            rows = sorted(rows, key=lambda row: (row.told.left if row.told else 0, row.name))[self.window]
        return Section(self.group, tuple(rows), self.count, self.number, self.pages, self.by_what_is_left)


def _part(looked: _Looked, group: Group, count: int, number: int, size: int) -> _Part:
    pages = max(1, ceil(count / size))
    number = min(max(1, number), pages)
    window = slice((number - 1) * size, number * size)
    by_what_is_left = group == Group.ON_THE_WAY and count <= SORTED_BY_WHAT_IS_LEFT
    if by_what_is_left:
        shown = looked.first(group, SORTED_BY_WHAT_IS_LEFT)
    else:
        shown = looked.first(group, size) if number == 1 else looked.some(group, window)
    return _Part(group, shown, count, number, pages, window, by_what_is_left)


def _told(people: Sequence[Person], agency: Agency, reader: Person | None) -> dict[int, Told]:
    if not people:
        return {}
    ids, at = [person.pk for person in people], Moment(agency, agency.today())
    found = asked(_tables, ids, at)
    names = names_in(found, agency, people, reader)
    return {pk: tell(ready, pk, names, to_herself=False) for pk, ready in readiness_in(found, ids, at).items()}


def _tables(at: Asking) -> list[Shaped]:
    return [*of_readiness(at), *of_names(at)]


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


def _codes(cards: Collection[Card]) -> dict[int, dict[str, tuple[str, ...]]]:
    """person id → kind of code → labels, in the reader's language."""
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in _CODES([card.pk for card in cards]):
        hers = found[row.card.person_id]
        hers[row.code.kind] = (*hers.get(row.code.kind, ()), row.code.name)
    return found
