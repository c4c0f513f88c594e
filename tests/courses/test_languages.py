"""One module, two languages: each reader has her own, and whatever she does counts the same."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import AgencyPage, RootPage
from courses.actions import answer_check, complete_step, freeze, load_course, open_shelf
from courses.models import Attempt, Course, Edition, EditionText, LessonPage, Module, ModuleCompletion, ModulePage
from courses.queries import outline
from courses.queries.called import title_of
from courses.queries.document import document_of, keys_for
from courses.queries.library import library_rows
from courses.queries.review import review
from courses.words import EditionKind
from ledger.refusals import Refused
from people.models import Agency, Notice, Person
from tests.factories.cms import make_press
from tests.factories.courses import check_step, do_course, lesson, make_draft, make_enrolment, question, text_step

LESSON = """\
---
title: {title}
slug: {slug}
minutes: 5
---
{text}

:::callout heading="{heading}"
{text}
:::

:::check
intro: {intro}
questions:
  - ask: {ask}
    kind: single
    choices:
      - {{text: {yes}, right: true, because: {text}}}
      - {{text: {no}, right: false, because: {text}}}
:::
"""
MODULE = "---\ntitle: {title}\nslug: listening\nsummary: {text}\nminutes: 10\nstages: []\n---\n"
ENGLISH = {"text": "Listen first.", "heading": "Keep this", "intro": "Try it.", "ask": "What helps?", "yes": "To listen", "no": "To talk"}  # fmt: skip
SPANISH = {"text": "Primero escuche.", "heading": "Para guardar", "intro": "Pruebe.", "ask": "¿Qué ayuda?", "yes": "Escuchar", "no": "Hablar"}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    module = tmp_path / "01-listening"
    module.mkdir()
    for ending, said, titles in (
        ("", ENGLISH, ("Listening", "On the phone", "At the table")),
        (".es", SPANISH, ("Escuchar", "Por teléfono", "En la mesa")),
    ):
        (module / f"module{ending}.md").write_text(MODULE.format(title=titles[0], **said))
        (module / f"01-phone{ending}.md").write_text(LESSON.format(title=titles[1], slug="phone", **said))
        (module / f"02-table{ending}.md").write_text(LESSON.format(title=titles[2], slug="table", **said))
    return tmp_path


@pytest.fixture
def press(db: None) -> Person:
    return Person.objects.create_superuser("press@example.org")


def load(press: Person, folder: Path, home: AgencyPage | None = None) -> Course:
    parent = home or RootPage.objects.get(locale__language_code="en")
    words = {"es": {"title": "Lo básico", "summary": "Dos lecciones."}}
    said: dict[str, Any] = {"title": "The basics", "slug": "basics", "summary": "Two lessons.", "translations": words}
    return load_course(actor=press, folder=folder, parent=open_shelf(actor=press, parent=parent), **said)


@pytest.fixture
def course(press: Person, folder: Path) -> Course:
    return load(press, folder)


def speaks(person: Person, language: str) -> None:
    person.profile.language = language
    person.profile.save()


def test_both_languages_become_pages_of_one_identity_and_texts_of_one_edition(course: Course) -> None:
    english, spanish = (ModulePage.objects.get(locale__language_code=code) for code in ("en", "es"))
    assert english.translation_key == spanish.translation_key
    assert (english.title, spanish.title) == ("Listening", "Escuchar")
    assert {*english.lesson_pages().values_list("translation_key", "slug")} == {
        *spanish.lesson_pages().values_list("translation_key", "slug")
    }
    edition = Edition.objects.get()
    assert [text.language for text in edition.texts.order_by("pk")] == ["en", "es"]
    assert Module.objects.get().title == "Listening"
    one, same = (document_of(edition.uuid, code) for code in ("en", "es"))
    assert one.required == same.required
    assert [lesson.title for lesson in same.lessons] == ["Por teléfono", "En la mesa"]
    # Nobody has written the front page in Spanish yet: it is not shown.
    assert not RootPage.objects.get(locale__language_code="es").live


def test_loading_again_changes_nothing_and_a_changed_translation_is_a_new_edition(
    press: Person, folder: Path, course: Course
) -> None:
    pages = LessonPage.objects.count(), ModulePage.objects.count(), RootPage.objects.count()
    assert load(press, folder) == course
    assert (LessonPage.objects.count(), ModulePage.objects.count(), RootPage.objects.count()) == pages == (4, 2, 2)
    assert Edition.objects.count() == 1
    path = folder / "01-listening" / "02-table.es.md"
    path.write_text(path.read_text().replace("En la mesa", "A la mesa"))
    load(press, folder)
    changed = Edition.objects.get(number=2)
    assert changed.kind == EditionKind.CHANGED
    assert document_of(changed.uuid, "es").lessons[1].title == "A la mesa"


def test_an_agencys_module_stands_in_its_own_home_in_each_language(press: Person, folder: Path, agency: Agency) -> None:
    load(press, folder, make_press(agency))
    assert {page.agency for page in ModulePage.objects.all()} == {agency}
    homes = AgencyPage.objects.filter(agency=agency).order_by("path")
    assert [(home.locale.language_code, home.live, home.slug) for home in homes] == [
        ("en", True, agency.slug),
        ("es", False, agency.slug),
    ]
    assert homes[0].translation_key == homes[1].translation_key


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("02-table.es.md", None, None, "02-table.es.md: it is missing"),
        ("module.es.md", None, None, "module.es.md: it is missing"),
        ("02-table.md", None, None, "02-table.es.md: it stands beside no 02-table.md"),
        ("01-phone.es.md", "slug: phone", "slug: telefono", "01-phone.es.md: “slug”"),
        ("01-phone.es.md", "minutes: 5", "minutes: 6", "01-phone.es.md: “minutes”"),
        ("01-phone.es.md", "minutes: 5", "minutes: 5\ncontent_note: Duele.", "01-phone.es.md: “content_note”"),
        ("01-phone.es.md", ":::callout", ":::callout heading=\"x\"\ny\n:::\n\n:::callout", "parts are"),
        ("01-phone.es.md", "right: true", "right: false", "01-phone.es.md: “check” has other kinds, right answers"),
        ("01-phone.es.md", "kind: single", "kind: multiple", "01-phone.es.md: “check”"),
        ("module.es.md", "stages: []", "stages: [must-act]", "module.es.md: “stages”"),
    ],
)  # fmt: skip
def test_a_translation_that_is_not_in_step_is_told_with_its_file_and_the_reason(
    press: Person, folder: Path, file: str, old: str | None, new: str | None, why: str
) -> None:
    path = folder / "01-listening" / file
    if old is None or new is None:
        path.unlink()
    else:
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(Refused, match=f"01-listening/.*{why}"):
        load(press, folder)
    assert not ModulePage.objects.exists()


def test_a_language_the_house_does_not_speak_is_refused(press: Person, folder: Path) -> None:
    for path in (folder / "01-listening").glob("*.es.md"):
        path.rename(path.with_name(path.name.replace(".es.", ".v2.")))
    with pytest.raises(Refused, match="“v2”"):
        load(press, folder)


def test_what_is_written_in_the_press_stays_in_step_too(course: Course) -> None:
    """A publisher changes which answer is right, in one language only: the release page names the lesson."""
    spanish = LessonPage.objects.get(locale__language_code="es", slug="phone")
    raw = spanish.body.raw_data
    choices = next(block for block in raw if block["type"] == "check")["value"]["questions"][0]["value"]["choices"]
    for choice in choices:
        choice["value"]["right"] = not choice["value"]["right"]
    spanish.body = spanish.body.stream_block.to_python(list(raw))
    spanish.save_revision().publish()
    for page in ModulePage.objects.all():
        assert [problem.lesson for problem in review(page).problems] == ["On the phone"]


def test_the_release_page_shows_each_page_in_its_own_language_first(course: Course) -> None:
    for page in ModulePage.objects.all():
        assert review(page).document.title == page.title
        assert review(page).unchanged


@pytest.mark.parametrize("change", ["answers", "lessons", "address", "choices"])
def test_an_edition_whose_languages_differ_is_not_frozen(press: Person, change: str) -> None:
    check = check_step(question())
    first = lesson("A lesson", text_step(), check)
    other = {**first, "title": "Una lección"}
    asked = check["questions"][0]
    if change == "answers":
        turned = [{**choice, "right": not choice["right"]} for choice in asked["choices"]]
        other["steps"] = [text_step(), {**check, "questions": [{**asked, "choices": turned}]}]
    if change == "choices":
        other["steps"] = [text_step(), {**check, "questions": [{**asked, "choices": asked["choices"][:2]}]}]
    if change == "address":
        other["slug"] = "una-leccion"
    several = [other, lesson("Otra", text_step())] if change == "lessons" else [other]
    drafts = [make_draft("M", first), make_draft("M", *several, language="es")]
    module = Module.objects.create(title="M", slug="m")
    with pytest.raises(Refused, check=lambda error: error.code == "steps_differ"):
        freeze(actor=press, module=module, kind=EditionKind.FIRST, drafts=drafts)
    assert not EditionText.objects.exists()


def test_a_spanish_reader_meets_spanish_wherever_the_course_is_named(
    course: Course, ana: Person, agency: Agency, client: Client
) -> None:
    speaks(ana, "es")
    make_enrolment(ana, course, agency)
    client.force_login(ana)
    for address in (
        reverse("courses:index"),
        reverse("courses:course", args=["basics"]),
        reverse("courses:lesson", args=["basics", "listening", "phone"]),
    ):
        page = client.get(address)
        assert '<html lang="es"' in page.text
        assert "Lo básico" in page.text and "The basics" not in page.text, address
    assert "Primero escuche." in page.text and "¿Qué ayuda?" in page.text
    assert not any(word in page.text for word in ENGLISH.values())


def test_whoever_looks_after_a_course_reads_its_modules_in_her_language_and_so_does_a_notice(
    course: Course, ana: Person, cleo: Person, agency: Agency, client: Client
) -> None:
    do_course(make_enrolment(ana, course, agency))
    for person in (ana, cleo):
        speaks(person, "es")
    client.force_login(cleo)
    hers = [agency.slug, ana.uuid]
    taking_back = reverse("courses:module-take-back", args=[*hers, ModuleCompletion.objects.get().uuid])
    for address in (
        reverse("courses:learning-record", args=hers),
        reverse("courses:agency-course-edit", args=[agency.slug, "basics"]),
        reverse("courses:agency-numbers", args=[agency.slug, "basics", Module.objects.get().uuid]),
        taking_back,
    ):
        page = client.get(address).text
        assert "Escuchar" in page and "Listening" not in page, address
    assert "“Escuchar”" in client.post(taking_back, {"reason": "again"}, follow=True).text
    assert Notice.objects.get(kind="courses-taken-back").about == {"title": "Escuchar"}
    assert title_of(Module.objects.get(), "vi") == "Listening"  # nobody has written it in this language
    assert [row.title for language in ("es", "vi") for row in library_rows(agency, language)] == [
        "Escuchar",
        "Listening",
    ]


def test_completion_counts_whichever_language_each_part_was_done_in(
    course: Course, ana: Person, agency: Agency, client: Client
) -> None:
    enrolment, edition = make_enrolment(ana, course, agency), Edition.objects.get()
    module, client_at = edition.module, ("basics", "listening")
    phone, table = document_of(edition.uuid, "en").lessons
    client.force_login(ana)

    def answers(key: UUID, language: str) -> dict[str, list[str]]:
        return {one.question: sorted(one.right) for one in keys_for(edition.uuid, language, key)}

    [check] = phone.checks
    complete_step(actor=ana, enrolment=enrolment, module=module, key=phone.key)
    answer_check(actor=ana, enrolment=enrolment, module=module, key=check.key, answers=answers(check.key, "en"))
    speaks(ana, "es")
    # What she answered in English is explained in Spanish.
    page = client.get(reverse("courses:lesson", args=[*client_at, "phone"])).text
    assert "Primero escuche." in page and "Listen first." not in page
    assert outline(enrolment).modules[0].standing.done == 1
    [check] = table.checks
    ana = Person.objects.get(pk=ana.pk)
    wrong = {one.question: [k for k in one.because if k not in one.right] for one in keys_for(edition.uuid, "es", check.key)}  # fmt: skip
    answer_check(actor=ana, enrolment=enrolment, module=module, key=check.key, answers=wrong)
    answer_check(actor=ana, enrolment=enrolment, module=module, key=check.key, answers=answers(check.key, "es"))
    assert [(tried.score, tried.out_of) for tried in Attempt.objects.order_by("pk")] == [(1, 1), (0, 1), (1, 1)]
    assert answers(check.key, "es") == answers(check.key, "en")
    complete_step(actor=ana, enrolment=enrolment, module=module, key=table.key)
    assert ModuleCompletion.objects.get().person == ana
