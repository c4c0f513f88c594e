"""*Modules* in the press room: what she writes, brings in or takes from the library is reached from its menu, in few presses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.actions import open_shelf
from courses.models import Module, ModulePage, ModulesPage
from courses.queries.shelves import shelves
from courses.words import EditionKind
from people.models import Agency, Person
from people.words import Role
from tests.factories.cms import make_press
from tests.factories.courses import lesson, make_edition
from tests.factories.people import make_member, make_membership


@pytest.fixture
def hers(client: Client, agency: Agency, pat: Person) -> Client:
    make_press(agency)
    client.force_login(pat)
    return client


def written(shelf: ModulesPage, title: str) -> ModulePage:
    page: ModulePage = shelf.add_child(instance=ModulePage(title=title, summary="It begins with listening."))
    return page


def test_the_menu_leads_to_modules_and_from_there_to_all_that_can_be_done(
    hers: Client, agency: Agency, pat: Person
) -> None:
    assert reverse("modules:index") in hers.get("/cms/").content.decode()
    page = hers.get(reverse("modules:index")).content.decode()
    assert "No modules yet" in page and reverse("courses:agency-courses", args=[agency.slug]) in page
    [found] = shelves(pat)
    assert found.page is None and not ModulesPage.objects.exists(), "looking opens nothing"
    for do, name in (("library", "modules:library"), ("write", "wagtailadmin_pages:add")):
        answer = hers.post(reverse("modules:index"), {"home": found.home.pk, "do": do})
        shelf = ModulesPage.objects.get()
        more = ["courses", "modulepage"] if do == "write" else []
        assert answer.url == reverse(name, args=[*more, shelf.pk])
        assert hers.get(answer.url).status_code == 200
    listing = hers.get(reverse("wagtailadmin_explore", args=[shelf.pk])).content.decode()
    assert reverse("modules:library", args=[shelf.pk]) in listing
    assert reverse("modules:bring-in", args=[shelf.pk]) in listing


def test_each_module_says_what_learners_read(hers: Client, agency: Agency, pat: Person) -> None:
    shelf = open_shelf(actor=pat, parent=make_press(agency))
    released, new = written(shelf, "Listening"), written(shelf, "Resting")
    module = Module.objects.create(uuid=released.translation_key, slug="listening", title="Listening", agency=agency)
    for kind in (EditionKind.FIRST, EditionKind.CHANGED):
        make_edition(module, lesson("The pause"), kind=kind)
    [found] = shelves(pat)
    assert [(row.page.pk, row.edition) for row in found.rows] == [(released.pk, 2), (new.pk, None)]
    page = hers.get(reverse("modules:index")).content.decode()
    assert reverse("modules:overview", args=[new.pk]) in page and "Edition 2" in page


def test_another_agency_s_shelf_is_neither_shown_nor_opened(hers: Client, agency: Agency, other_agency: Agency) -> None:
    theirs = make_press(other_agency)
    wes = make_member("Wes Tanaka", other_agency, Role.PUBLISHER)
    written(open_shelf(actor=wes, parent=theirs), "Their own words")
    assert "Their own words" not in hers.get(reverse("modules:index")).content.decode()
    assert hers.post(reverse("modules:index"), {"home": theirs.pk, "do": "write"}).url == reverse("modules:index")


def test_two_agencies_and_many_modules_are_read_in_as_many_queries_as_one(
    agency: Agency, other_agency: Agency, pat: Person, django_assert_num_queries: Callable[[int], Any]
) -> None:
    shelf = open_shelf(actor=pat, parent=make_press(agency))
    written(shelf, "Listening")
    for more in (0, 2):
        if more:
            make_membership(pat, other_agency, Role.PUBLISHER)
            theirs = open_shelf(actor=pat, parent=make_press(other_agency))
            for number in range(more):
                written(theirs, f"Theirs {number}")
        anew = Person.objects.get(pk=pat.pk)
        with django_assert_num_queries(6):
            found = shelves(anew)
        assert sorted(len(one.rows) for one in found) == ([1, more] if more else [1])
