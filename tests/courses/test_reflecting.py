"""A prompt in a lesson: she writes right there, for herself alone; and nothing waits for it."""

import logging
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Enrolment, StepDone
from journey.models import Reflection
from people.models import Agency, Person
from tests.factories.courses import lesson, make_course, make_enrolment, make_module, reflection_step, text_step

AT = ("listening", "being-heard", "a-quiet-evening")
WORDS = "The chairs were orange, and nobody asked."
SENTENCES = "Only you can see this here. Like anything written, a court could ask for it. Paper or thinking counts too."


@pytest.fixture
def prompt(ana: Person, agency: Agency) -> UUID:
    """Ana takes a lesson with a prompt in it."""
    step = reflection_step("When were you last heard?")
    module = make_module("Being heard", lesson("A quiet evening", text_step(), step))
    make_enrolment(ana, make_course("Listening", module), agency)
    return UUID(step["key"])


@pytest.fixture
def her(client: Client, ana: Person) -> Client:
    client.force_login(ana)
    return client


def write(client: Client, prompt: UUID, text: str) -> str:
    return client.post(reverse("courses:reflect", args=[*AT, prompt]), {"text": text}, follow=True).content.decode()


def page(client: Client) -> str:
    return client.get(reverse("courses:lesson", args=AT)).content.decode()


def test_she_writes_under_the_prompt_and_finds_it_there_again(her: Client, prompt: UUID, ana: Person) -> None:
    assert SENTENCES in page(her)
    assert not Reflection.objects.exists()  # looking keeps nothing
    assert "Saved. Only you can open it." in write(her, prompt, WORDS)
    kept = Reflection.objects.get()
    assert (kept.author, kept.text, kept.prompt) == (ana, WORDS, "When were you last heard?")
    assert WORDS in page(her)


def test_written_again_it_is_the_same_page_changed(her: Client, prompt: UUID) -> None:
    for words in (WORDS, WORDS, "Somebody did ask, later."):
        write(her, prompt, words)
    assert Reflection.objects.get().text == "Somebody did ask, later."


def test_deleted_it_is_gone_and_the_box_is_empty(her: Client, prompt: UUID) -> None:
    write(her, prompt, WORDS)
    address = reverse("journey:delete", args=[Reflection.objects.get().uuid])
    assert address in page(her)
    her.post(address)
    assert not Reflection.objects.exists()
    assert WORDS not in page(her)


def test_an_empty_box_is_no_fault_and_words_that_are_too_long_stay_in_it(her: Client, prompt: UUID) -> None:
    answer = her.post(reverse("courses:reflect", args=[*AT, prompt]), {"text": "  "})
    assert answer.status_code == 422
    assert "paper or thinking counts too" in answer.content.decode()
    long = "word " * 4_001
    answer = her.post(reverse("courses:reflect", args=[*AT, prompt]), {"text": long})
    assert long in answer.content.decode()
    assert not Reflection.objects.exists()


@pytest.mark.parametrize("wrote", [True, False])
def test_the_part_counts_when_she_says_so_whether_or_not_she_wrote(her: Client, prompt: UUID, wrote: bool) -> None:
    if wrote:
        write(her, prompt, WORDS)
    assert not StepDone.objects.exists()  # writing is never what counts
    assert "You are done with this part." not in page(her)
    her.post(reverse("courses:done", args=AT))
    assert "You are done with this part." in page(her)
    assert StepDone.objects.count() == 1


def test_nobody_else_sees_it_at_the_same_prompt(
    her: Client, prompt: UUID, bea: Person, cleo: Person, agency: Agency
) -> None:
    write(her, prompt, WORDS)
    course = Enrolment.objects.get().course
    for other in (bea, cleo):
        make_enrolment(other, course, agency)
        browser = Client()
        browser.force_login(other)
        assert WORDS not in page(browser)
        write(browser, prompt, "My own words.")
    assert Reflection.objects.filter(text=WORDS).count() == 1
    assert Reflection.objects.count() == 3


def test_a_prompt_of_no_lesson_of_hers_keeps_nothing(her: Client, prompt: UUID) -> None:
    here = make_module("Elsewhere", lesson("Elsewhere", reflection_step())).editions.get().steps.get(kind="reflection")
    write(her, here.key, WORDS)
    assert not Reflection.objects.exists()


def test_her_words_never_reach_a_log(her: Client, prompt: UUID, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        write(her, prompt, WORDS)
        her.post(reverse("courses:reflect", args=[*AT, prompt]), {"text": WORDS + " x" * 20_000})
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert said
    assert not any("orange" in line for line in said)
