"""Releasing a module: checked in words, previewed, frozen; and what a release means for those who took it before."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.actions import complete_step, open_shelf, release_module
from courses.models import CourseCompletion, Edition, Enrolment, LessonPage, Module, ModulePage, ModuleRun
from courses.queries.place import place_in
from courses.queries.review import review
from courses.rules.document import read
from courses.rules.release import problems
from courses.words import EditionKind
from ledger.refusals import Refused
from people.models import Agency, Person
from people.words import Role
from tests.factories.cms import make_media, make_press
from tests.factories.courses import (
    check_step,
    do_course,
    lesson,
    make_course,
    make_draft,
    make_enrolment,
    note_step,
    question,
    scenario_step,
    text_step,
    video_step,
)
from tests.factories.people import make_membership

Json = dict[str, Any]


def said_of(*steps: Json, minutes: int = 10, **more: str) -> list[str]:
    """What stands between a lesson of these steps (and something to think about) and its release."""
    draft = make_draft("A module", lesson("A lesson", *steps, scenario_step(), minutes=minutes, **more))
    return [str(problem.sentence) for problem in problems(read(draft.document), draft.answers["checks"])]


def picture(alt: str) -> Json:
    return {"key": str(uuid4()), "kind": "picture", "minutes": 0, "image": str(uuid4()), "alt": alt, "caption": ""}


def without_reasons(asked: Json) -> Json:
    return {**asked, "choices": [{**choice, "because": " "} for choice in asked["choices"]]}


def test_a_lesson_with_everything_there_may_be_released() -> None:
    steps = (text_step(), picture("A kitchen table"), video_step(), video_step(kind="audio"), check_step())
    assert said_of(*steps) == []
    assert said_of(note_step(), another_way="<p>In short.</p>") == []


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (picture("  "), "A picture has no words for people who cannot see it."),
        ({**video_step(), "captions": []}, "“A night in the hallway” has no captions."),
        ({**video_step(), "transcript": ""}, "“A night in the hallway” has no transcript."),
        ({**video_step(kind="audio"), "transcript": ""}, "“A night in the hallway” has no transcript."),
        ({**video_step(), "ready": False}, "“A night in the hallway” is still being prepared."),
        ({**video_step(), "seconds": 0}, "We could not read how long “A night in the hallway” is."),
        (check_step(question("What helps?", right=())), "“What helps?” needs exactly one right answer."),
        (check_step(question("What helps?", right=(0, 1))), "“What helps?” needs exactly one right answer."),
        (
            check_step(question("What helps?", kind="multiple", right=())),
            "“What helps?” needs at least one right answer.",
        ),
        (check_step(question("What helps?", right=(0,), choices=1)), "“What helps?” needs at least two choices."),
        (check_step(without_reasons(question("What helps?"))), "In “What helps?” every choice needs an explanation."),
        (note_step(), "The lesson has a content note. Write another way through it that counts the same."),
    ],
)
def test_each_kind_of_block_says_what_it_lacks(step: Json, sentence: str) -> None:
    [said] = said_of(step)
    assert said.startswith(sentence)


def test_a_lesson_says_what_it_lacks() -> None:
    assert said_of(text_step(), minutes=0) == ["Say how many minutes the lesson takes."]
    assert said_of(text_step(), content_note="A hard night.") == [
        "The lesson has a content note. Write another way through it that counts the same."
    ]
    empty = make_draft("A module")
    empty_lesson = make_draft("A module", {**lesson("A lesson"), "steps": []})
    assert [str(p.sentence) for p in problems(read(empty.document), {})] == [
        "The module has no published lesson yet. Publish at least one."
    ]
    assert "The lesson is empty." in [str(p.sentence) for p in problems(read(empty_lesson.document), {})]


# A module of pages, as its publisher writes it


def choice(text: str, right: bool) -> Json:
    return {"type": "item", "id": str(uuid4()), "value": {"text": text, "right": right, "because": f"Since {text}."}}


def asking(right: bool = True) -> Json:
    asked = {"ask": "What helps?", "kind": "single", "choices": [choice("A word", right), choice("A form", False)]}
    questions = [{"type": "item", "id": str(uuid4()), "value": asked}]
    return {"type": "check", "id": str(uuid4()), "value": {"intro": "", "questions": questions}}


def words(text: str = "<p>Somewhere tonight.</p>") -> Json:
    return {"type": "text", "id": str(uuid4()), "value": text}


@pytest.fixture
def module(agency: Agency, pat: Person) -> ModulePage:
    shelf = open_shelf(actor=pat, parent=make_press(agency))
    page: ModulePage = shelf.add_child(instance=ModulePage(title="Listening", slug="listening", summary="First."))
    return page


@pytest.fixture
def write(module: ModulePage) -> Callable[..., LessonPage]:
    """Write the module's only lesson, or write it anew, and publish it."""

    def write(*blocks: Json) -> LessonPage:
        page = LessonPage.objects.child_of(module).first() or LessonPage(title="Hello", slug="hello", minutes=10)
        page.body = json.dumps(blocks)
        if page.pk is None:
            module.add_child(instance=page)
        page.save_revision().publish()
        return page

    return write


@pytest.fixture
def pats(client: Client, pat: Person, module: ModulePage) -> Client:
    client.force_login(pat)
    return client


def address(module: ModulePage) -> str:
    return reverse("modules:release", args=[module.pk])


def test_what_is_not_ready_is_said_on_the_page_and_refused_by_the_action(
    pats: Client, pat: Person, module: ModulePage, write: Callable[..., LessonPage]
) -> None:
    write(asking(right=False))
    page = pats.get(address(module)).content.decode()
    assert "“What helps?” needs exactly one right answer." in page
    assert '<button type="submit" class="button">Release this module' not in page
    pats.post(address(module), {"kind": EditionKind.FIRST})
    with pytest.raises(Refused) as refused:
        release_module(actor=pat, page=module, kind=EditionKind.FIRST)
    assert refused.value.code == "not_ready"
    assert not Edition.objects.exists()


def test_the_press_room_says_whether_learners_have_it_and_offers_no_public_view(
    pats: Client, module: ModulePage, write: Callable[..., LessonPage]
) -> None:
    written = write(words(), asking())
    above, editor = reverse("wagtailadmin_explore", args=[module.get_parent().pk]), _editor(module)
    assert "Published draft – not released to learners" in pats.get(above).content.decode()
    page = pats.get(editor).content.decode()
    assert "Published draft – not released to learners" in page and f'class="button" href="{address(module)}"' in page
    pats.post(address(module), {"kind": EditionKind.FIRST})
    for shown in (pats.get(above).content.decode(), pats.get(editor).content.decode()):
        assert "Released as edition 1" in shown
    for shown in (above, editor, reverse("wagtailadmin_explore", args=[module.pk]), _editor(written)):
        text = pats.get(shown).content.decode()
        assert "View live" not in text and "Visit the live page" not in text
        assert "not be accessible" not in text


def _editor(page: ModulePage | LessonPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_page_previews_as_a_learner_sees_it_and_releases(
    pats: Client, module: ModulePage, write: Callable[..., LessonPage]
) -> None:
    write(words(), asking())
    page = pats.get(address(module)).content.decode()
    assert "Everything is there." in page and "no learner has seen it yet" in page
    preview = pats.get(reverse("modules:preview", args=[module.pk, "hello"])).content.decode()
    assert "Somewhere tonight." in preview and "Since A word." not in preview
    assert pats.post(address(module), {"kind": EditionKind.FIRST}).status_code == 302
    edition = Edition.objects.get()
    assert (edition.number, edition.kind, edition.module.uuid) == (1, EditionKind.FIRST, module.translation_key)
    assert "Nothing has changed since the last release." in pats.get(address(module)).content.decode()
    assert review(module).unchanged


def test_the_editors_preview_shows_the_other_way_and_a_film_without_its_picture(
    pats: Client, write: Callable[..., LessonPage], agency: Agency
) -> None:
    film = make_media(agency)
    block = {"type": "video", "id": str(uuid4()), "value": {"media": film.pk, "caption": "", "must": False}}
    page = write(block, asking())
    page.content_note, page.another_way = "A hard night.", "<p>In short.</p>"
    page.save_revision()
    at = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    plain, heard, short = (
        pats.get(at + asked).content.decode() for asked in ("", f"?listen={block['id']}", "?way=short")
    )
    assert "<video" in plain and "In short." not in plain
    assert "<video" not in heard and film.sound_url in heard
    assert "In short." in short and "<video" not in short


def test_a_change_that_is_not_published_is_named_and_left_out(
    pats: Client, module: ModulePage, write: Callable[..., LessonPage]
) -> None:
    page = write(words(), asking())
    page.title = "Hello again"
    page.save_revision()
    assert "Not part of it, because the last changes are not published: Hello" in " ".join(
        pats.get(address(module)).content.decode().split()
    )


def test_a_release_that_says_nothing_about_those_before_is_asked_again(
    pats: Client, module: ModulePage, write: Callable[..., LessonPage]
) -> None:
    lesson_page = write(words(), asking())
    pats.post(address(module), {"kind": EditionKind.FIRST})
    write(words("<p>New words.</p>"), *lesson_page.body.raw_data[1:])
    for kind in ("", EditionKind.FIRST):
        pats.post(address(module), {"kind": kind})
    assert Edition.objects.count() == 1


def test_what_she_did_not_see_is_not_released_under_her_hand(
    pats: Client, module: ModulePage, write: Callable[..., LessonPage]
) -> None:
    lesson_page = write(words(), asking())
    shown = re.search(r'name="shown" value="(\w+)"', pats.get(address(module)).content.decode())
    assert shown
    write(words("<p>Meanwhile.</p>"), *lesson_page.body.raw_data[1:])
    page = pats.post(address(module), {"kind": EditionKind.FIRST, "shown": shown[1]}).content.decode()
    assert "after you opened this page" in page and not Edition.objects.exists()
    now = re.search(r'name="shown" value="(\w+)"', page)
    assert now and now[1] != shown[1]
    assert pats.post(address(module), {"kind": EditionKind.FIRST, "shown": now[1]}).status_code == 302
    # Pressed twice, or by two people: the second hears that it is done.
    again = pats.post(address(module), {"kind": EditionKind.FIRST, "shown": now[1]}).content.decode()
    assert Edition.objects.count() == 1 and "Nothing has changed since the last release." in again


@pytest.mark.parametrize("kind", [EditionKind.TYPO, EditionKind.CHANGED, EditionKind.RETAKEN])
def test_who_is_in_it_stays_who_finished_has_finished_and_only_a_retake_opens_a_new_cycle(
    pats: Client,
    module: ModulePage,
    write: Callable[..., LessonPage],
    kind: EditionKind,
    ana: Person,
    bea: Person,
    cleo: Person,
    agency: Agency,
) -> None:
    lesson_page = write(words(), asking())
    pats.post(address(module), {"kind": EditionKind.FIRST})
    released = Module.objects.get()
    course = make_course("A course", released, agency=agency)
    make_membership(bea, agency, Role.VOLUNTEER)
    begun, finished = make_enrolment(ana, course, agency), make_enrolment(bea, course, agency)
    complete_step(actor=ana, enrolment=begun, module=released, key=lesson_page.translation_key)
    completion = do_course(finished)

    write(words("<p>New words.</p>"), *lesson_page.body.raw_data[1:])
    shown = " ".join(pats.get(address(module)).content.decode().split())
    assert "1 person has finished, and keeps it." in shown and "1 person is in the middle of it" in shown
    assert "0 people are enrolled and have not begun" in shown and "What changes since edition 1" in shown
    assert "New words.</ins>" in shown and "Somewhere tonight.</del>" in shown
    assert pats.post(address(module), {"kind": kind}).status_code == 302
    newest = Edition.objects.get(number=2)
    assert newest.cycle == (2 if kind == EditionKind.RETAKEN else 1)
    hers = place_in(begun, released)
    assert hers is not None and hers.run is not None
    assert hers.run.edition.number == 1  # in progress: she stays on hers
    do_course(begun)
    assert CourseCompletion.objects.filter(voided=None).count() == 2
    assert CourseCompletion.objects.get(person=bea) == completion  # finished: it never drops

    again = make_enrolment(bea, course, agency)
    assert again.cycle == (2 if kind == EditionKind.RETAKEN else 1)
    if kind == EditionKind.RETAKEN:
        do_course(Enrolment.objects.get(pk=again.pk))
        assert ModuleRun.objects.filter(person=bea).latest("pk").edition == newest
        assert CourseCompletion.objects.filter(person=bea, voided=None).count() == 2
