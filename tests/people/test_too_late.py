"""A form that comes when nobody is signed in any more, or with an old key: no word of it is lost, and nobody else gets it."""

import pytest
from django.test import Client

from journey.models import Reflection
from people.models import Draft
from supervision.models import HoursEntry, Returned
from tests.drafts import Page, forms_in, kept
from tests.factories.journey import make_reflection
from tests.factories.supervision import make_assignment, make_hours

pytestmark = pytest.mark.django_db
HOURS, WRITE, AGREEMENT = "/hours/new/", "/journey/journal/new/", "/agency/willow/agreements/new/"
WORDS = "She asked how to end a call.\nWe practised it."


def client_of(person, *, checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks)
    client.force_login(person)
    return client


@pytest.fixture
def supervised(ana, bea, agency):
    return make_assignment(bea, ana, agency)


def signs_in(client: Client, person, answer) -> object:
    """She gives address and password on the page she was led to, and is led on."""
    person.set_password("A long walk home 7")
    person.save()
    page = client.get(answer["Location"])
    [form] = [form for form in forms_in(page.content.decode()) if "password" in form["fields"]]
    return client.post(form["action"], {**form["fields"], "login": person.email, "password": "A long walk home 7"})


def test_hours_sent_after_a_time_out_stand_in_the_form_when_she_has_signed_in_again(ana, supervised):
    page = Page(client_of(ana), HOURS).type(note=WORDS, minutes="45")
    page.save()
    page.client.session.flush()
    answer = page.type(note=f"{WORDS} Twice.").send()
    assert answer["Location"] == "/accounts/login/?next=/hours/new/"
    led = signs_in(page.client, ana, answer)
    assert led["Location"] == HOURS
    again = Page(page.client, HOURS)
    assert (again.fields["note"], again.fields["minutes"]) == (f"{WORDS} Twice.", "45")
    assert "draft-other" not in again.html
    assert not HoursEntry.objects.exists()


def test_somebody_else_who_signs_in_on_that_device_finds_nothing_of_it(ana, bea, supervised):
    page = Page(client_of(ana), HOURS).type(note=WORDS)
    page.client.session.flush()
    answer = page.send()
    signs_in(page.client, bea, answer)
    assert WORDS[:20] not in page.client.get(HOURS).content.decode()
    assert kept(ana, HOURS)[0]["note"] == [WORDS]
    assert kept(bea, HOURS) == []


def test_a_key_that_is_too_old_loses_nothing_and_the_form_is_there_again(ana, supervised):
    client = client_of(ana, checks=True)
    page = Page(client, HOURS).type(note=WORDS, csrfmiddlewaretoken="a" * 64)
    answer = page.send()
    assert (answer.status_code, answer["Location"]) == (302, HOURS)
    again = Page(client, HOURS)
    assert again.fields["note"] == WORDS
    assert "Your words are here. Please send them once more." in again.html


def test_a_key_that_is_too_old_without_a_proof_is_still_refused(ana, bea, supervised):
    client = client_of(ana, checks=True)
    page = Page(client, HOURS).type(note=WORDS, csrfmiddlewaretoken="a" * 64)
    for proof in ("", "forged", Page(client_of(bea), "/supervise/sessions/new/").fields["draft-proof"]):
        assert page.type(**{"draft-proof": proof}).send().status_code == 403
    assert not Draft.objects.exists()


def test_a_proof_for_one_form_opens_no_other(ana, bea, agency, supervised):
    """An old key with a proof changes nothing: it keeps words, and asks her to send them herself."""
    client = client_of(bea, checks=True)
    entry = make_hours(ana, bea, agency)
    page = Page(client, f"/supervise/hours/{entry.uuid}/give-back/").type(code="minutes", csrfmiddlewaretoken="a" * 64)
    assert client.post("/supervise/sessions/new/", page.fields).status_code == 403
    assert page.send().status_code == 302
    assert not Returned.objects.exists()


def test_a_session_that_has_shown_no_second_key_keeps_what_was_sent(ada):
    page = Page(client_of(ada), AGREEMENT).type(text=WORDS)
    alone = Client()
    alone.force_login(ada)
    session = alone.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session["account_authentication_methods_user"] = str(ada.pk)
    session.save()
    answer = page.send(alone)
    assert answer["Location"].startswith("/accounts/2fa/reauthenticate/?next=%2Fagency%2Fwillow%2Fagreements%2Fnew%2F")
    assert kept(ada, AGREEMENT)[0]["text"] == [WORDS]


def test_a_part_of_a_page_is_never_filled_with_the_sign_in(ana, supervised):
    page = Page(client_of(ana), HOURS).type(note=WORDS)
    answer = page.send(Client(), headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/accounts/login/?next=/hours/new/")


def test_a_button_pressed_too_late_leads_back_to_its_page_after_signing_in():
    """What a form is sent to cannot always be looked at."""
    there = {"HTTP_REFERER": "http://testserver/learn/basics/first/lesson/?way=short"}
    answer = Client().post("/learn/basics/first/lesson/done/", **there)
    assert answer["Location"] == "/accounts/login/?next=/learn/basics/first/lesson/%3Fway%3Dshort"
    elsewhere = Client().post("/learn/basics/first/lesson/done/", HTTP_REFERER="https://elsewhere.example/trap/")
    assert elsewhere["Location"] == "/accounts/login/?next=/learn/basics/first/lesson/done/"


def test_a_page_still_open_after_the_session_ended_goes_on_saving(ana, bea, supervised):
    page = Page(client_of(ana), HOURS)
    page.client.session.flush()
    assert page.type(note=WORDS).save() == {"kept": True, "also": False}
    assert Page(client_of(ana), HOURS).fields["note"] == WORDS


def test_a_reflection_sent_too_late_is_given_back_and_kept_nowhere(ana):
    page = Page(client_of(ana), WRITE).type(text=WORDS, prompt="A call")
    page.client.session.flush()
    answer = page.send()
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (401, True)
    [form] = [form for form in forms_in(answer.content.decode()) if "draft-proof" in form["fields"]]
    assert (form["action"], form["fields"]["text"], form["fields"]["prompt"]) == (WRITE, WORDS, "A call")
    assert not Draft.objects.exists() and not Reflection.objects.exists()
    assert page.client.post("/drafts/", {**page.fields, "draft-hand": "0" * 32, "draft-seq": 1}).status_code == 404
    # On another page she signs in; then she presses the button here.
    page.client.force_login(ana)
    saved = page.client.post(form["action"], form["fields"])
    assert (saved.status_code, Reflection.objects.get().text) == (302, WORDS)
    assert not Draft.objects.exists()


def test_a_reflection_with_an_old_key_is_given_back_and_asks_for_the_button_once_more(ana):
    client = client_of(ana, checks=True)
    answer = Page(client, WRITE).type(text=WORDS, csrfmiddlewaretoken="a" * 64).send()
    assert answer.status_code == 403 and "press the button once more" in answer.content.decode()
    [form] = [form for form in forms_in(answer.content.decode()) if "draft-proof" in form["fields"]]
    assert client.post(form["action"], form["fields"]).status_code == 302
    assert Reflection.objects.get().text == WORDS


def test_a_reflection_is_not_saved_by_somebody_else_who_signed_in_meanwhile(ana, bea):
    page = Page(client_of(ana), WRITE).type(text=WORDS, csrfmiddlewaretoken="a" * 64)
    answer = page.send(client_of(bea, checks=True))
    assert "Somebody else is signed in on this device now" in answer.content.decode()
    assert not Reflection.objects.exists()


def test_a_reflection_changed_on_two_pages_shows_both(ana):
    reflection = make_reflection(ana, text="First words")
    address = f"/journey/journal/{reflection.uuid}/edit/"
    phone, desk = (Page(client_of(ana), address) for _ in range(2))
    assert phone.type(text="From the phone").send().status_code == 302
    answer = desk.type(text="From the desk").send().content.decode()
    assert "This was changed after you opened it" in answer
    assert "From the phone" in answer and "From the desk" in answer
    reflection.refresh_from_db()
    assert reflection.text == "From the phone"
    [form] = [form for form in forms_in(answer) if "seen" in form["fields"]]
    assert form["fields"]["text"] == "From the desk"
    assert desk.client.post(address, form["fields"]).status_code == 302
    reflection.refresh_from_db()
    assert reflection.text == "From the desk"


@pytest.mark.parametrize(
    ("address", "field", "first", "second"),
    [
        ("/me/", "preferred_name", "Annie", "Anita"),
        ("/agency/willow/settings/", "hours", "Mon–Thu", "Tue–Fri"),
    ],
)
def test_a_record_changed_on_two_pages_shows_both(ada, address, field, first, second):
    one, two = (Page.__new__(Page) for _ in range(2))
    for page in (one, two):
        page.client, page.address = client_of(ada), address
        [page.form] = [f for f in forms_in(page.client.get(address).content.decode()) if "seen" in f["fields"]]
        page.fields = page.form["fields"]
    assert one.type(**{field: first}).send().status_code == 302
    answer = two.type(**{field: second}).send().content.decode()
    assert "This was changed after you opened it" in answer and first in answer and second in answer
    [form] = [form for form in forms_in(answer) if "seen" in form["fields"]]
    assert two.client.post(address, form["fields"]).status_code == 302
    assert second in two.client.get(address).content.decode()


def test_the_same_change_sent_twice_is_no_quarrel(ada):
    client = client_of(ada)
    [form] = [f for f in forms_in(client.get("/me/").content.decode()) if "seen" in f["fields"]]
    changed = {**form["fields"], "preferred_name": "Annie"}
    assert [client.post("/me/", changed).status_code for _ in range(2)] == [302, 302]
