"""A module in one view: what each lesson holds, how it reads, what is missing, and which courses it stands in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.actions import open_shelf
from courses.models import LessonPage, Module, ModulePage
from courses.queries.overview import overview
from courses.rules.reading import reading
from people.models import Agency, Person
from tests.factories.cms import make_press
from tests.factories.courses import make_course

EASY = "You can call her. She is glad. The kids run in the sun. It is a good day for a walk. " * 5
HARD = (
    "Organizational accountability considerations necessitate comprehensive documentation procedures, "
    "notwithstanding individual practitioners' considerable professional responsibilities. "
) * 8
FACIL = "Usted puede llamar. La niña corre. Es un buen día. Ella le da las gracias. Hoy hay sol. " * 5
DIFICIL = (
    "Las consideraciones organizacionales relativas a la responsabilidad institucional necesitan procedimientos "
    "comprensivos de documentación, independientemente de las responsabilidades profesionales individuales. "
) * 6


@pytest.mark.parametrize(
    ("text", "language", "least", "most"),
    [(EASY, "en", 1, 3), (HARD, "en", 13, 99), (FACIL, "es", 4, 5), (DIFICIL, "es", 12, 13)],
)
def test_a_text_is_as_hard_as_its_words_and_sentences(text: str, language: str, least: int, most: int) -> None:
    found = reading(text, language)
    assert found is not None and least <= found.grade <= most
    assert found.hard == (least > 10)


def test_nothing_is_said_of_a_few_words_or_of_another_language() -> None:
    assert reading("A few words.", "en") is None
    assert reading(EASY, "hmn") is None


@pytest.fixture
def module(agency: Agency, pat: Person) -> ModulePage:
    shelf = open_shelf(actor=pat, parent=make_press(agency))
    page: ModulePage = shelf.add_child(instance=ModulePage(title="Listening", slug="listening", summary="First."))
    return page


def add(module: ModulePage, number: int, *, live: bool = True) -> LessonPage:
    body: list[Any] = [("text", f"<p>{EASY}</p>")]
    if live:
        body.append(("reflection", {"prompt": "Who listened to you?"}))
    page = LessonPage(title=f"Lesson {number}", slug=f"lesson-{number}", minutes=number, body=body, live=live)
    added: LessonPage = module.add_child(instance=page)
    return added


def test_the_page_shows_order_minutes_reading_what_is_missing_and_the_courses(
    client: Client, agency: Agency, pat: Person, module: ModulePage
) -> None:
    add(module, 1)
    add(module, 2, live=False)
    made = Module.objects.create(uuid=module.translation_key, slug="listening", title="Listening", agency=agency)
    make_course("Foundation training", made, agency=agency)
    client.force_login(pat)
    page = " ".join(client.get(reverse("modules:overview", args=[module.pk])).content.decode().split())
    for words in (
        "Foundation training",
        "About grade",
        "Reflection</td>".lower(),
        "Not published",
        "As a learner: Lesson 1",
    ):
        assert words in page
    assert "Add a knowledge check, a scenario or a reflection" in page
    assert "1 (3 with lessons that are not published)" in page
    listing = client.get(reverse("wagtailadmin_explore", args=[module.pk])).content.decode()
    assert reverse("modules:overview", args=[module.pk]) in listing


def test_what_the_module_itself_lacks_is_said_as_well(client: Client, pat: Person, module: ModulePage) -> None:
    client.force_login(pat)
    address = reverse("modules:overview", args=[module.pk])
    assert "The module has no published lesson yet." in client.get(address).content.decode()
    add(module, 1)
    page = client.get(address).content.decode()
    assert "thing to change" not in page and "no published lesson" not in page
    ModulePage.objects.filter(pk=module.pk).update(summary="")
    page = client.get(address).content.decode()
    assert "1 thing to change" in page and "what the module is about" in page


def test_three_lessons_are_read_in_as_many_queries_as_one(
    module: ModulePage, django_assert_num_queries: Callable[[int], Any]
) -> None:
    asked = 16
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            add(module, number)
        with django_assert_num_queries(asked):
            seen = overview(ModulePage.objects.get(pk=module.pk))
    assert [row.lesson.minutes for row in seen.rows] == [1, 2, 3]
    assert seen.minutes == 6
