"""Signing in, a new password, the second step: allauth's pages wear our look, speak our words and can be used by everyone."""

import re
from html.parser import HTMLParser

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.factories.people import make_person, make_second_factor

PASSWORD = "four chairs by the window"


class Outline(HTMLParser):
    """What a screen reader finds: the language, landmarks, headings, names of fields; and what our policy would block."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language, self.tags, self.fields, self.labels = "", [], [], set()
        self.blocked: list[str] = []
        self.open_label = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "label":
            self.labels.add(given.get("for"))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden" and "hidden" not in given:
            self.fields.append(given.get("id"))
        if "style" in given or any(key.startswith("on") for key in given):
            self.blocked.append(self.get_starttag_text() or tag)
        if tag == "style" or (tag == "script" and not given.get("src") and given.get("type") != "application/json"):
            self.blocked.append(tag)

    @property
    def unnamed(self) -> list[str | None]:
        return [name for name in self.fields if name not in self.labels]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    html = str(response.content.decode())
    outline = Outline(html)
    assert outline.language == "en"
    assert outline.tags.count("main") == 1
    assert outline.tags.count("h1") == 1
    assert outline.unnamed == []
    assert outline.blocked == []
    assert "/static/css/components.css" in html
    return html


@pytest.fixture
def nora(db: None) -> Person:
    """Somebody with a password."""
    return make_person("Nora Blum", password=PASSWORD)


@pytest.fixture
def inside(client: Client, nora: Person) -> Client:
    """Nora's browser, signed in, and asked just now whether it is really her."""
    client.post(reverse("account_login"), {"login": nora.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def heading(html: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    assert found
    return found[1].strip()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_login", "Welcome back"),
        ("account_signup", "You come here by invitation"),
        ("account_reset_password", "A new password"),
        ("account_reset_password_done", "Look in your e-mail"),
        ("account_reset_password_from_key_done", "Your new password works"),
        ("account_email_verification_sent", "Look in your e-mail"),
        ("account_inactive", "This sign-in is asleep"),
    ],
)
def test_pages_before_signing_in(client: Client, db: None, name: str, words: str) -> None:
    assert heading(page(client, reverse(name))) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_logout", "Sign out?"),
        ("account_change_password", "Change your password"),
        ("account_email", "Your e-mail address"),
        ("account_reauthenticate", "Is it really you?"),
        ("mfa_index", "The second step when you sign in"),
        ("mfa_activate_totp", "An app on your phone"),
        ("mfa_add_webauthn", "Add a security key"),
        ("mfa_list_webauthn", "Your security keys"),
    ],
)
def test_pages_of_someone_signed_in(inside: Client, name: str, words: str) -> None:
    assert heading(page(inside, reverse(name))) == words


def test_a_wrong_password_is_said_above_the_form_and_the_address_is_kept(client: Client, nora: Person) -> None:
    response = client.post(reverse("account_login"), {"login": nora.email, "password": "not this one"})
    html = response.content.decode()
    assert 'id="form-errors"' in html
    assert f'value="{nora.email}"' in html
    assert "not this one" not in html
    assert "The address and the password do not go together." in html


def test_many_wrong_passwords_are_answered_with_a_pause_and_no_word_of_failing(client: Client, nora: Person) -> None:
    for _ in range(7):
        response = client.post(reverse("account_login"), {"login": nora.email, "password": "not this one"})
    html = response.content.decode()
    assert "Please wait a few minutes" in html or "A short pause, please" in html
    assert "failed" not in html.lower()


def test_signing_in_says_nothing_twice_and_signing_out_says_the_place_is_kept(client: Client, nora: Person) -> None:
    greeted = client.post(reverse("account_login"), {"login": nora.email, "password": PASSWORD})
    assert [str(message) for message in get_messages(greeted.wsgi_request)] == []
    left = client.post(reverse("account_logout"))
    assert [str(message) for message in get_messages(left.wsgi_request)] == ["You are signed out. Your place is kept."]


def test_a_link_to_a_new_password_works_once(client: Client, nora: Person) -> None:
    key = f"{user_pk_to_url_str(nora)}-{default_token_generator.make_token(nora)}"
    address = reverse(
        "account_reset_password_from_key", kwargs=dict(zip(("uidb36", "key"), key.split("-", 1), strict=True))
    )
    form = client.get(address).headers["Location"]
    assert heading(page(client, form)) == "Choose a new password"
    client.post(form, {"password1": "another kitchen table", "password2": "another kitchen table"})
    nora.refresh_from_db()
    assert nora.check_password("another kitchen table")
    assert heading(page(Client(), address)) == "This link has been used or is too old"


def test_the_mail_with_the_link_is_short_and_its_subject_names_no_role(client: Client, nora: Person) -> None:
    client.post(reverse("account_reset_password"), {"email": nora.email})
    (sent,) = mail.outbox
    assert sent.subject == "A new password"
    assert "/accounts/password/reset/key/" in sent.body
    assert "Bad Token" not in sent.body and len(sent.body.splitlines()) < 15


def test_an_unknown_address_gets_the_same_page_and_a_kind_mail(client: Client, db: None) -> None:
    response = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert heading(response.content.decode()) == "Look in your e-mail"
    assert "Nobody here uses it to sign in." in mail.outbox[0].body


def test_an_address_is_confirmed_by_pressing_a_button(client: Client, nora: Person) -> None:
    address = EmailAddress.objects.create(user=nora, email="nora@new.example", verified=False)
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    assert heading(page(client, link)) == "Is this your e-mail address?"
    client.post(link)
    address.refresh_from_db()
    assert address.verified
    assert (
        heading(page(client, reverse("account_confirm_email", args=["gone"])))
        == "This link has been used or is too old"
    )


def test_the_second_step_names_its_field_and_offers_a_way_out(client: Client, nora: Person) -> None:
    make_second_factor(nora)
    client.post(reverse("account_login"), {"login": nora.email, "password": PASSWORD})
    html = page(client, reverse("mfa_authenticate"))
    assert heading(html) == "One more step"
    assert "Use a security key" in html and 'form="logout-from-stage"' in html
    wrong = client.post(reverse("mfa_authenticate"), {"code": "no code"}).content.decode()
    assert 'id="form-errors"' in wrong


def test_spare_codes_and_the_app_can_be_seen_and_left(inside: Client, nora: Person) -> None:
    make_second_factor(nora)
    codes = page(inside, reverse("mfa_view_recovery_codes"))
    assert heading(codes) == "Your spare codes" and codes.count("<li>") >= 10
    assert heading(page(inside, reverse("mfa_generate_recovery_codes"))) == "Make new spare codes?"
    assert heading(page(inside, reverse("mfa_deactivate_totp"))) == "Stop using the app?"
    assert "In use" in page(inside, reverse("mfa_index"))


def test_a_page_that_is_not_there_is_answered_in_words_without_a_cookie(client: Client, db: None) -> None:
    response = client.get("/en/no-such-place/")
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()
    assert "Leave this page" in response.content.decode()
    assert not response.cookies and "Cookie" not in response.headers.get("Vary", "")


def test_a_form_sent_too_late_is_answered_in_words(nora: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("account_login"), {"login": nora.email, "password": PASSWORD})
    assert response.status_code == 403
    assert "This page waited a little too long" in response.content.decode()
