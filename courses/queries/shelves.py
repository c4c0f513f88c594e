"""The modules somebody writes: those of her agencies, or the library's, and what learners have of each."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Max, Q
from wagtail.models import Locale, Page

from cms.models import RootPage
from cms.permissions import own_homes, press_agencies
from courses.models import Edition, ModulePage, ModulesPage
from people.models import Agency, Person


@dataclass(frozen=True)
class ShelfRow:
    """A module, and the edition that learners read (none: it was never released)."""

    page: ModulePage
    edition: int | None


@dataclass(frozen=True)
class Shelf:
    """Where modules of one agency (or, without one, the library's) stand. `page` is None until the first is written."""

    agency: Agency | None
    home: Page
    page: ModulesPage | None
    rows: tuple[ShelfRow, ...]


def shelves(person: Person) -> list[Shelf]:
    """In the house's own language, where modules begin. A constant number of queries for any number of agencies."""
    own = Locale.get_default()
    homes: list[tuple[Agency | None, Page]] = [
        (home.agency, home)
        for home in own_homes(press_agencies(person))
        .filter(locale=own)
        .select_related("agency")
        .order_by("agency__name")
    ]
    if person.is_superuser:
        homes += [(None, home) for home in RootPage.objects.filter(locale=own)]
    above = {page.path[: -Page.steplen]: page for page in ModulesPage.objects.filter(locale=own)}
    found = [(agency, home, above.get(home.path)) for agency, home in homes]
    below: dict[str, list[ModulePage]] = {shelf.path: [] for _agency, _home, shelf in found if shelf}
    hers = reduce(or_, (Q(path__startswith=path) for path in below), Q(pk__in=[]))
    for module in ModulePage.objects.filter(hers).order_by("path"):
        below[module.path[: -Page.steplen]].append(module)
    keys = [module.translation_key for several in below.values() for module in several]
    editions = dict(
        Edition.objects.filter(module__uuid__in=keys)
        .order_by()
        .values("module__uuid")
        .annotate(latest=Max("number"))
        .values_list("module__uuid", "latest")
    )
    return [
        Shelf(
            agency,
            home,
            shelf,
            tuple(ShelfRow(one, editions.get(one.translation_key)) for one in below[shelf.path]) if shelf else (),
        )
        for agency, home, shelf in found
    ]
