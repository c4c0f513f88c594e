"""A film is asked for, or the questions of its lesson are enough: the author says which, and who watches is heard all the same."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.actions import answer_check, complete_step, record_watched
from courses.exporting import lesson_text
from courses.importing import LessonFile, read_module
from courses.models import Enrolment, Module, ModuleCompletion, ModulePage, StepDone
from courses.queries.building import build
from courses.rules.difference import difference
from courses.rules.document import read
from courses.rules.release import out_of_step
from courses.rules.watched import Played
from courses.words import Route
from ledger import clock
from people.models import Agency, Person
from tests.courses.test_release import asking, module, write  # noqa: F401 (fixtures)
from tests.factories.cms import make_media
from tests.factories.courses import (
    check_step,
    lesson,
    make_course,
    make_draft,
    make_enrolment,
    make_module,
    right_answers,
    video_step,
)

LEFT, ASKED = {"asked": False}, {"asked": True}


@pytest.fixture
def left_to_the_questions(ana: Person, agency: Agency) -> tuple[Enrolment, Module, UUID, UUID, UUID]:
    film, questions = video_step() | LEFT, check_step()
    hello = lesson("Hello", film, questions)
    taught = make_module("A module", hello)
    enrolment = make_enrolment(ana, make_course("A course", taught), agency)
    return enrolment, taught, UUID(hello["key"]), UUID(film["key"]), UUID(questions["key"])


def test_the_questions_are_enough(
    ana: Person, left_to_the_questions: tuple[Enrolment, Module, UUID, UUID, UUID]
) -> None:
    enrolment, taught, hello, _film, questions = left_to_the_questions
    who = {"actor": ana, "enrolment": enrolment, "module": taught}
    answer_check(**who, key=questions, answers=right_answers(enrolment, taught, questions))
    complete_step(**who, key=hello)
    assert ModuleCompletion.objects.get().person == ana


@pytest.mark.parametrize("route", [Route.WATCHED, Route.TRANSCRIPT])
def test_who_watches_or_reads_it_all_the_same_is_heard(
    ana: Person, left_to_the_questions: tuple[Enrolment, Module, UUID, UUID, UUID], route: Route
) -> None:
    enrolment, taught, _hello, film, _questions = left_to_the_questions
    who = {"actor": ana, "enrolment": enrolment, "module": taught, "key": film}
    if route == Route.TRANSCRIPT:
        complete_step(**who, route=route)
    else:
        record_watched(**who, played=Played((), 0, 1))
        with clock.pretend(clock.now() + timedelta(seconds=100)):
            record_watched(**who, played=Played(((0, 95_000),), 95_000, 2))
    assert [(done.step_key, done.route) for done in StepDone.objects.all()] == [(film, route)]


def test_one_that_is_asked_for_keeps_its_lesson_open(client: Client, ana: Person, agency: Agency) -> None:
    film, questions = video_step() | ASKED, check_step()
    taught = make_module("A module", lesson("Hello", film, questions))
    enrolment = make_enrolment(ana, make_course("A course", taught), agency)
    who = {"actor": ana, "enrolment": enrolment, "module": taught}
    answer_check(**who, key=UUID(questions["key"]), answers=right_answers(enrolment, taught, UUID(questions["key"])))
    client.force_login(ana)
    client.post(reverse("courses:done", args=["a-course", "a-module", "hello"]))
    assert not ModuleCompletion.objects.exists()
    complete_step(**who, key=UUID(film["key"]), route=Route.TRANSCRIPT)
    assert ModuleCompletion.objects.exists()


@pytest.mark.parametrize(
    ("step", "counts"), [(LEFT, "The questions below are what counts."), (ASKED, "count the same")]
)
def test_the_page_says_what_counts(client: Client, ana: Person, agency: Agency, step: dict, counts: str) -> None:
    taught = make_module("A module", lesson("Hello", video_step() | step, check_step()))
    make_enrolment(ana, make_course("A course", taught), agency)
    client.force_login(ana)
    assert counts in client.get(reverse("courses:lesson", args=["a-course", "a-module", "hello"])).content.decode()


@pytest.mark.parametrize(
    ("must", "with_questions", "asked"),
    [(False, True, False), (True, True, True), (False, False, True), (True, False, True)],
)
def test_without_questions_it_is_always_asked_for(
    module: ModulePage,  # noqa: F811
    write: Callable,  # noqa: F811
    agency: Agency,
    must: bool,
    with_questions: bool,
    asked: bool,
) -> None:
    film = {"media": make_media(agency).pk, "caption": "", "must": must}
    write({"type": "video", "id": str(uuid4()), "value": film}, *([asking()] if with_questions else []))
    built = build(module)
    [hello] = read(built.document).lessons
    assert hello.players[0].required == asked


def test_a_document_of_before_asks_for_every_film() -> None:
    step = video_step()
    assert "asked" not in step
    [hello] = read(make_draft("A module", lesson("Hello", step, check_step())).document).lessons
    assert UUID(step["key"]) in hello.required


def test_a_release_says_that_it_is_asked_for_now_and_languages_agree_on_it() -> None:
    film, questions = video_step(), check_step()
    hello = lesson("Hello", film | LEFT, questions)
    before = make_draft("A module", hello)
    now = make_draft("A module", {**hello, "steps": [hello["steps"][0] | ASKED, *hello["steps"][1:]]})
    was, new = read(before.document), read(now.document)
    found = difference(was, before.answers["checks"], new, now.answers["checks"])
    assert [str(text.what) for change in found.lessons for text in change.texts] == ["Is it asked for?"]
    assert out_of_step(was, before.answers["checks"], new, now.answers["checks"]) == "Hello"


def test_files_say_it_too(tmp_path: Path) -> None:
    text = '---\ntitle: Hello\nslug: hello\nminutes: 5\n---\n\n:::video key="welcome" asked="yes"\n:::\n\n:::video key="other"\n:::\n'
    (tmp_path / "module.md").write_text("---\ntitle: M\nslug: m\nsummary: S\nstages: []\n---\n")
    (tmp_path / "01-hello.md").write_text(text)
    [hello] = read_module(tmp_path).lessons
    assert isinstance(hello, LessonFile)
    assert [block["value"]["must"] for block in hello.body] == [True, False]
    assert lesson_text(hello) == text
