"""The roster as the coordinator sees it: who is available now, who is nearly there and what helps, who is not now and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from math import ceil

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ledger.prepared import Prepared
from people.models import Agency, Person
from roster.models import Card, Listing
from roster.permissions import volunteers_on
from roster.queries.roster_row import Row, rows_of
from roster.words import Confirmed, Group

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
