"""Modules from writers' files become pages, editions and a course; loading them again changes nothing."""

from pathlib import Path

import pytest

from cms.models import Media, RootPage
from courses.actions import load_course, load_module, open_shelf
from courses.importing import Unreadable, read_module, read_modules
from courses.models import Course, Edition, EditionStep, LessonPage, ModulePage, ModulesPage
from courses.queries.building import build
from journey.models import Framework, Stage
from ledger.refusals import Refused
from people.models import Person

FOUNDATION = Path(__file__).parents[2] / "lms" / "demo" / "content" / "foundation"


@pytest.fixture
def press(db: None) -> Person:
    return Person.objects.create_superuser("press@example.org")


@pytest.fixture
def shelf(press: Person) -> ModulesPage:
    return open_shelf(actor=press, parent=RootPage.objects.get())


@pytest.fixture
def stages(db: None) -> None:
    framework = Framework.objects.create(
        key="miles", title="The journey", author="Patricia Miles", attribution="a", text="t"
    )
    keys = {key for module in read_modules(FOUNDATION) for key in module.stages}
    for number, key in enumerate(sorted(keys), start=1):
        Stage.objects.create(framework=framework, key=key, number_as_given=number, title=key, text="t")


def test_every_file_of_the_foundation_training_can_be_read() -> None:
    modules = read_modules(FOUNDATION)
    assert [module.slug for module in modules][:2] == ["welcome-and-role", "how-matching-works"]
    assert sum(len(module.lessons) for module in modules) >= 16
    welcome = modules[0].lessons[0]
    assert [block["type"] for block in welcome.body] == ["video", "markdown", "callout", "check", "reflection"]


def test_a_translation_beside_a_lesson_is_no_lesson_of_its_own(tmp_path: Path) -> None:
    for path in (FOUNDATION / "01-welcome-and-role").glob("*.md"):
        (tmp_path / path.name).write_text(path.read_text())
    alone = read_module(tmp_path)
    for path in list(tmp_path.glob("*.md")):
        path.with_suffix(".es.md").write_text(path.read_text())
    assert read_module(tmp_path) == alone


def test_the_same_file_always_has_the_same_ids() -> None:
    folder = FOUNDATION / "01-welcome-and-role"
    assert read_module(folder) == read_module(folder)


def test_a_module_becomes_pages_and_loading_it_again_changes_nothing(
    press: Person, shelf: ModulesPage, stages: None
) -> None:
    folder = FOUNDATION / "11-boundaries-and-staying-in-the-lane"
    page = load_module(actor=press, folder=folder, parent=shelf)
    before = build(page)
    assert load_module(actor=press, folder=folder, parent=shelf).pk == page.pk
    assert build(ModulePage.objects.get(pk=page.pk)).hash == before.hash
    assert page.lesson_pages().count() == len(before.document["lessons"])
    assert LessonPage.objects.count() == 2 * page.lesson_pages().count()  # in both languages
    assert "'right':" not in str(before.document)
    assert "'because':" not in str(before.document)
    assert all(lesson["steps"] for lesson in before.document["lessons"])


def test_a_course_is_loaded_and_released_once(press: Person, shelf: ModulesPage, stages: None, tmp_path: Path) -> None:
    for name in ("04-becoming-defined-by-the-situation", "11-boundaries-and-staying-in-the-lane"):
        (tmp_path / name).symlink_to(FOUNDATION / name)
    said = {"actor": press, "folder": tmp_path, "parent": shelf, "title": "Foundation training", "slug": "foundation"}
    course = load_course(**said)
    assert load_course(**said) == course
    assert Edition.objects.count() == course.placements.count() == 2
    assert Course.objects.get().published
    stage_module = Edition.objects.get(module__slug="becoming-defined-by-the-situation")
    assert not EditionStep.objects.filter(edition=stage_module, kind="check").exists()


def test_a_film_that_is_not_there_is_named(press: Person, shelf: ModulesPage) -> None:
    with pytest.raises(Refused, match="orientation"):
        load_module(actor=press, folder=FOUNDATION / "01-welcome-and-role", parent=shelf)


def test_a_stranger_loads_nothing(ana: Person, shelf: ModulesPage) -> None:
    with pytest.raises(Refused):
        load_module(actor=ana, folder=FOUNDATION / "01-welcome-and-role", parent=shelf, media={"orientation": Media()})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("no front matter", "does not begin"),
        ("---\ntitle: A\n---\n", "does not say its minutes"),
        ("---\ntitle: A\nslug: a\nminutes: 1\n---\n:::check\nintro: x\n", "never closed"),
        ("---\ntitle: A\nslug: a\nminutes: 1\n---\n:::quiz\nx: 1\n:::\n", "not known"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "module.md").write_text("---\ntitle: M\nslug: m\nsummary: s\nstages: []\n---\n")
    (tmp_path / "01-a.md").write_text(text)
    with pytest.raises(Unreadable, match=why):
        read_module(tmp_path)
