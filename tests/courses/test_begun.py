"""Answers that are not sent yet: they stand in the lesson again, on any device; what is hers alone is never a draft."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, FeedbackAnswer, Module
from courses.words import EditionKind
from journey.models import Reflection
from people.actions import keep_draft
from people.models import Agency, Draft, Person
from tests.drafts import Page, forms_in
from tests.factories.courses import (
    check_step,
    feedback_step,
    lesson,
    make_course,
    make_edition,
    make_enrolment,
    make_module,
    match_question,
    question,
    reflection_step,
    short_question,
    text_step,
)

AT = ("listening", "being-heard", "a-quiet-evening")
LESSON = f"/learn/{'/'.join(AT)}/"


@pytest.fixture
def check(ana: Person, agency: Agency) -> dict:
    """Ana takes a lesson with questions of three kinds, a prompt and closing questions."""
    step = check_step(question(), match_question(), short_question())
    made = make_module("Being heard", lesson("A quiet evening", text_step(), step, reflection_step(), feedback_step()))
    make_enrolment(ana, make_course("Listening", made), agency)
    return step


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def answered(check: dict) -> dict:
    """Half an answer: a choice, one line of three, a few words."""
    first, match, short = check["questions"]
    line, to = match["items"][1]["key"], match["choices"][2]["key"]
    return {
        f"q-{first['key']}": [first["choices"][1]["key"]],
        f"q-{match['key']}": ["", f"{line}:{to}", ""],
        f"q-{short['key']}": "I would ask",
    }


def in_form(page: Page, check: dict) -> dict:
    return {name: page.fields.get(name) for name in answered(check)}


def the_check(person: Person, address: str = LESSON) -> Page:
    return Page(client_of(person), address, "draft-hand")


def test_answers_of_every_kind_stand_in_the_lesson_again(ana: Person, check: dict) -> None:
    said = answered(check)
    the_check(ana).type(**said).save()
    again = the_check(ana)
    assert in_form(again, check) == said
    assert "It is not sent" in again.html
    assert not Attempt.objects.exists()


def test_a_draft_of_answers_goes_when_they_are_sent_and_what_was_read_stays(ana: Person, check: dict) -> None:
    first, match, _short = check["questions"]
    lines = [f"{item['key']}:{match['choices'][0]['key']}" for item in match["items"]]
    whole = {**answered(check), f"q-{match['key']}": lines}
    page = the_check(ana).type(**whole)
    page.save()
    page.send()
    assert Attempt.objects.count() == 1
    assert not Draft.objects.of(ana).exists()
    other = first["choices"][0]["key"]
    the_check(ana).type(**{f"q-{first['key']}": [other]}).save()
    again = the_check(ana)
    assert again.fields[f"q-{first['key']}"] == [other]
    assert "Try again" in again.html and "It is not sent" in again.html


def test_with_htmx_the_part_that_comes_back_is_a_page_of_its_own(ana: Person, check: dict) -> None:
    page = the_check(ana).type(**answered(check))
    page.save()
    part = page.send(headers={"HX-Request": "true"}).content.decode()
    [form] = [form for form in forms_in(part) if "draft-hand" in form["fields"]]
    assert form["fields"]["draft-hand"] != page.fields["draft-hand"]
    assert (
        f'name="back" value="{LESSON}' not in part and f'href="{LESSON}#step-{check["key"]}" data-autosave-also' in part
    )


def test_two_devices_in_one_check_lose_neither(ana: Person, check: dict) -> None:
    first, _match, short = check["questions"]
    phone, desk = the_check(ana), the_check(ana)
    phone.type(**{f"q-{short['key']}": "From the phone"}).save()
    desk.type(**{f"q-{first['key']}": [first["choices"][0]["key"]], f"q-{short['key']}": "From the desk"}).save()
    page = the_check(ana)
    assert page.fields[f"q-{short['key']}"] == "From the desk"
    assert "You also wrote this, on another page or device</summary>" in page.html and "From the phone" in page.html
    other = Draft.objects.order_by("pk").first()
    chosen = the_check(ana, f"{LESSON}?draft={other.uuid}")
    assert chosen.fields[f"q-{short['key']}"] == "From the phone"
    assert first["choices"][0]["text"] in chosen.html


def test_answers_sent_after_a_time_out_are_there_when_she_is_back(ana: Person, check: dict) -> None:
    said = answered(check)
    page = the_check(ana).type(**said)
    answer = page.send(Client())
    assert answer["Location"] == f"/accounts/login/?next={LESSON}%23step-{check['key']}"
    assert in_form(the_check(ana), check) == said
    assert not Attempt.objects.exists()


def test_a_lesson_that_changed_while_she_wrote_loses_no_word(ana: Person, check: dict) -> None:
    """Its new edition asks something else, and has no prompt any more."""
    short = check["questions"][2]
    page = the_check(ana).type(**answered(check))
    [thought] = [form for form in forms_in(page.html) if "/reflect/" in form["action"]]
    asks_other = {**check, "questions": [question("What now?"), short]}
    make_edition(Module.objects.get(), lesson("A quiet evening", text_step(), asks_other), kind=EditionKind.CHANGED)
    assert page.send()["Location"] == LESSON
    assert the_check(ana).fields[f"q-{short['key']}"] == "I would ask"
    said = client_of(ana).post(
        thought["action"].partition("#")[0], {**thought["fields"], "text": "I was heard."}, follow=True
    )
    assert "What you wrote is in your journal." in said.content.decode()
    assert Reflection.objects.of(ana).get().text == "I was heard."


def test_the_other_way_is_kept_through_a_time_out(ana: Person, agency: Agency) -> None:
    step = check_step(question())
    hard = lesson("A quiet evening", text_step(), step, content_note="A loss.", another_way="<p>Shorter.</p>")
    make_enrolment(ana, make_course("Listening", make_module("Being heard", hard)), agency)
    page = the_check(ana, f"{LESSON}?way=short")
    answer = page.send(Client())
    assert answer["Location"] == f"/accounts/login/?next={LESSON}%3Fway%3Dshort%23step-{step['key']}"


def test_a_lesson_with_a_draft_costs_one_question_more(ana: Person, check: dict, django_assert_num_queries) -> None:
    client = client_of(ana)
    for number in range(3):
        client.get(LESSON)
        # The session, she, her place, what is hers, her roles; with drafts also these, however many.
        with django_assert_num_queries(5 + bool(number)):
            client.get(LESSON)
        the_check(ana).type(**answered(check), **{"draft-from": ""}).save()


def test_a_draft_of_another_lesson_or_person_stands_nowhere_else(
    ana: Person, bea: Person, agency: Agency, check: dict
) -> None:
    make_enrolment(bea, ana.enrolments.get().course, agency)
    short = check["questions"][2]["key"]
    the_check(ana).type(**{f"q-{short}": "Mine alone"}).save()
    assert "Mine alone" not in the_check(bea).html
    keep_draft(
        actor=ana, form="/learn/else/where/now/answer/x/", hand=uuid4(), seq=1, typed={f"q-{short}": ["Elsewhere"]}
    )
    assert "Elsewhere" not in the_check(ana).html


def test_closing_questions_and_reflections_are_never_a_draft(ana: Person, check: dict) -> None:
    html = client_of(ana).get(LESSON).content.decode()
    alone = [form for form in forms_in(html) if "draft-proof" in form["fields"] and "draft-hand" not in form["fields"]]
    assert len(alone) == 2
    for form in alone:
        body = {**form["fields"], "draft-hand": str(uuid4()), "draft-seq": 1, form["areas"][0]: "Not for keeping"}
        assert client_of(ana).post("/drafts/", body).status_code == 404
        late = Client().post(form["action"].partition("#")[0], body)
        assert (late.status_code, "Not for keeping" in late.content.decode()) == (401, True)
    assert not Draft.objects.exists() and not Reflection.objects.exists() and not FeedbackAnswer.objects.exists()


def test_what_she_wrote_under_a_prompt_on_two_pages_shows_both(ana: Person, check: dict) -> None:
    def pages() -> list[dict]:
        html = client_of(ana).get(LESSON).content.decode()
        return next(form for form in forms_in(html) if "/reflect/" in form["action"])

    phone, desk = pages(), pages()
    address = phone["action"].partition("#")[0]
    client_of(ana).post(address, {**phone["fields"], "text": "From the phone"})
    answer = client_of(ana).post(address, {**desk["fields"], "text": "From the desk"})
    html = answer.content.decode()
    assert answer.status_code == 422 and "This was changed after you opened it" in html
    assert "From the phone" in html and "From the desk" in html
    assert Reflection.objects.get().text == "From the phone"
    [form] = [form for form in forms_in(html) if "/reflect/" in form["action"]]
    client_of(ana).post(reverse("courses:reflect", args=[*AT, address.split("/")[-2]]), form["fields"])
    assert Reflection.objects.get().text == "From the desk"
