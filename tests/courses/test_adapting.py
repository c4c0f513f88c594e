"""A library module in an agency: followed, or adapted as a copy; its authors hear once what a new edition changed, and say what they did."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.models import AgencyPage, RootPage
from courses.actions import adapt_module, answer_original, make_course, open_shelf, place_module, release_module
from courses.actions.adapting import tell_of_edition
from courses.models import Adaptation, Edition, LessonPage, Module, ModulePage, ModulesPage
from courses.queries.library import library_rows, original_of
from courses.words import EditionKind
from ledger.refusals import Refused
from people.models import Agency, Notice, Person
from people.words import Role
from tests.factories.cms import make_press
from tests.factories.courses import make_module
from tests.factories.people import make_member


@pytest.fixture
def keeper(db: None) -> Person:
    return Person.objects.create_superuser("press@example.org")


@pytest.fixture
def library(keeper: Person) -> ModulePage:
    """A module of the library, released once."""
    shelf = open_shelf(actor=keeper, parent=RootPage.objects.get())
    page: ModulePage = shelf.add_child(instance=ModulePage(title="Listening", slug="listening", summary="First."))
    body = [("text", "<p>Let her finish.</p>"), ("reflection", {"prompt": "Who listened to you?"})]
    page.add_child(instance=LessonPage(title="The pause", slug="the-pause", minutes=5, body=body))
    release_module(actor=keeper, page=page, kind=EditionKind.FIRST)
    return page


@pytest.fixture
def shelf(agency: Agency, pat: Person) -> ModulesPage:
    return open_shelf(actor=pat, parent=make_press(agency))


def changed(keeper: Person, library: ModulePage, words: str) -> Edition:
    """The library says something else, and releases it."""
    lesson = LessonPage.objects.get(pk=LessonPage.objects.child_of(library).get().pk)
    raw = [dict(block) for block in lesson.body.raw_data]
    raw[0]["value"] = f"<p>{words}</p>"
    lesson.body = raw
    lesson.save()
    return release_module(actor=keeper, page=ModulePage.objects.get(pk=library.pk), kind=EditionKind.CHANGED)


def module_of(page: ModulePage) -> Module:
    return Module.objects.get(uuid=page.translation_key)


def test_an_adapted_module_is_drafts_of_the_agencys_own_and_remembers_where_it_comes_from(
    agency: Agency, pat: Person, library: ModulePage, shelf: ModulesPage
) -> None:
    copy = adapt_module(actor=pat, shelf=shelf, module=module_of(library))
    there, here = LessonPage.objects.child_of(library).get(), LessonPage.objects.child_of(copy).get()
    assert (copy.agency, copy.live, here.live, here.title) == (agency, False, False, "The pause")
    assert [block["id"] for block in here.body.raw_data] == [block["id"] for block in there.body.raw_data]
    assert {copy.translation_key, here.translation_key}.isdisjoint({library.translation_key, there.translation_key})
    kept = Adaptation.objects.get()
    assert (kept.agency, kept.came_from.number, kept.adapted_by) == (agency, 1, pat)
    # A second press is the same copy.
    assert adapt_module(actor=pat, shelf=shelf, module=module_of(library)).pk == copy.pk
    assert Adaptation.objects.count() == 1


def test_a_new_edition_is_told_once_to_the_authors_who_adapted_or_follow_it_and_to_nobody_else(
    agency: Agency,
    other_agency: Agency,
    pat: Person,
    bea: Person,
    keeper: Person,
    library: ModulePage,
    shelf: ModulesPage,
) -> None:
    stranger = make_member("Wes Tanaka", other_agency, Role.PUBLISHER)
    copy = adapt_module(actor=pat, shelf=shelf, module=module_of(library))
    course = make_course(actor=pat, agency=agency, title="Evenings")
    place_module(actor=pat, course=course, module=module_of(library))
    edition = changed(keeper, library, "Let her finish, and wait.")
    tell_of_edition(edition)
    told = {notice.kind: notice for notice in Notice.objects.filter(person=pat)}
    assert set(told) == {"courses-original-adapted", "courses-original-followed"}
    assert Notice.objects.count() == 2
    assert not Notice.objects.filter(person__in=[bea, stranger]).exists()
    assert told["courses-original-adapted"].url == reverse("modules:original", args=[copy.pk])
    assert told["courses-original-followed"].url == reverse(
        "modules:library-module", args=[shelf.pk, module_of(library).uuid]
    )
    # Whoever begins the course now reads the new edition: a followed module needs nobody to do anything.
    assert course.placements.get().module.editions.order_by("-number").first() == edition


def test_the_difference_stands_until_it_is_taken_over_and_seen_is_not_taken_over(
    client: Client, pat: Person, keeper: Person, library: ModulePage, shelf: ModulesPage
) -> None:
    copy = adapt_module(actor=pat, shelf=shelf, module=module_of(library))
    client.force_login(pat)
    address = reverse("modules:original", args=[copy.pk])
    assert "Nothing in it has changed" in client.get(address).content.decode()
    changed(keeper, library, "Let her finish, and wait.")
    page = " ".join(client.get(address).content.decode().split())
    assert "from edition 1 to 2" in page
    assert "and wait." in page
    assert (
        "The original is at edition 2 now" in client.get(reverse("modules:overview", args=[copy.pk])).content.decode()
    )
    client.post(address, {"edition": "2", "do": "seen"})
    found = original_of(copy)
    assert found and (found.is_new, found.is_unseen) == (True, False)
    # What somebody read is marked, not what came meanwhile.
    changed(keeper, library, "Let her finish, and wait longer.")
    client.post(address, {"edition": "2", "do": "taken-over"})
    found = original_of(copy)
    assert found and (found.adaptation.taken_over.number, found.latest.number, found.is_unseen) == (2, 3, True)
    client.post(address, {"edition": "3", "do": "taken-over"})
    found = original_of(copy)
    assert found and not found.is_new
    client.post(address, {"edition": "1", "do": "taken-over"})
    assert Adaptation.objects.get().taken_over.number == 3
    assert client.post(address, {"edition": "9", "do": "seen"}).status_code == 404


def test_the_list_of_the_library_says_what_the_agency_does_with_each_in_as_many_queries_for_three_as_for_one(
    client: Client, agency: Agency, pat: Person, library: ModulePage, shelf: ModulesPage, django_assert_num_queries
) -> None:
    copy = adapt_module(actor=pat, shelf=shelf, module=module_of(library))
    with django_assert_num_queries(6):
        assert [(row.module.title, row.minutes, row.page) for row in library_rows(agency)] == [
            ("Listening", 5, copy.pk)
        ]
    course = make_course(actor=pat, agency=agency, title="Evenings")
    for title in ("Reaching out", "Resting"):
        place_module(actor=pat, course=course, module=make_module(title))
    with django_assert_num_queries(6):
        rows = library_rows(agency)
    assert [(row.module.title, len(row.courses), row.page) for row in rows] == [
        ("Listening", 0, copy.pk),
        ("Reaching out", 1, None),
        ("Resting", 1, None),
    ]
    client.force_login(pat)
    page = client.get(reverse("modules:library", args=[shelf.pk])).content.decode()
    assert "Your copy of Listening" in page
    there = reverse("modules:library-lesson", args=[shelf.pk, module_of(library).uuid, "the-pause"])
    assert "Let her finish." in client.get(there).content.decode()


def test_nobody_adapts_or_answers_for_another_agency(
    agency: Agency, other_agency: Agency, pat: Person, library: ModulePage, shelf: ModulesPage
) -> None:
    stranger = make_member("Wes Tanaka", other_agency, Role.PUBLISHER)
    with pytest.raises(Refused):
        adapt_module(actor=stranger, shelf=shelf, module=module_of(library))
    adapt_module(actor=pat, shelf=shelf, module=module_of(library))
    with pytest.raises(Refused):
        answer_original(
            actor=stranger, adaptation=Adaptation.objects.get(), edition=Edition.objects.get(), taken_over=True
        )
    with pytest.raises(Refused, match="not in the library"):
        adapt_module(actor=pat, shelf=shelf, module=make_module("Ours", agency=agency))


class TestInTheListOfPages:
    def test_a_lesson_says_whether_learners_have_it(self, keeper: Person, library: ModulePage) -> None:
        lesson = LessonPage.objects.child_of(library).get()
        assert lesson.status_string == "In edition 1 of its module"
        later = library.add_child(instance=LessonPage(title="Later", slug="later", minutes=5, body=[]))
        assert later.status_string == "Published draft – not in edition 1"
        alone = library.get_parent().add_child(instance=ModulePage(title="New", slug="new", summary="New."))
        new = alone.add_child(instance=LessonPage(title="First", slug="first", minutes=5, body=[]))
        assert new.status_string == "Published draft – its module is not released"

    def test_its_authors_find_it_by_its_title_and_others_do_not(
        self, client: Client, other_agency: Agency, pat: Person, shelf: ModulesPage
    ) -> None:
        shelf.add_child(instance=ModulePage(title="Wintergreen evenings", slug="w", summary="New."))
        for person, found in ((pat, True), (make_member("Wes Tanaka", other_agency, Role.PUBLISHER), False)):
            client.force_login(person)
            page = client.get(reverse("wagtailadmin_pages:search"), {"q": "Wintergreen"}).content.decode()
            assert ("Wintergreen evenings" in page) == found

    def test_a_copy_without_a_place_is_asked_again(self, client: Client, pat: Person, shelf: ModulesPage) -> None:
        page = shelf.add_child(instance=ModulePage(title="Evenings", slug="evenings", summary="New."))
        client.force_login(pat)
        before = Page.objects.count()
        for place in ({}, {"new_parent_page": ""}, {"new_parent_page": "999999"}):
            answer = client.post(
                reverse("wagtailadmin_pages:copy", args=[page.pk]), {"new_title": "A", "new_slug": "a", **place}
            )
            assert answer.status_code in (302, 404)
        assert Page.objects.count() == before
        home = AgencyPage.objects.get()
        assert client.get(reverse("wagtailadmin_explore", args=[home.pk])).status_code == 200
