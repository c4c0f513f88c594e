"""A person's language goes with her: on every screen, in every letter, whatever her browser or the worker speaks."""

from datetime import date

from django.core import mail
from django.forms import DateInput
from django.test import Client
from django.urls import reverse
from django.utils import formats, translation

from ledger import jobs
from people.actions import invite, notify
from people.models import Agency, Person
from people.queries import link_to
from people.words import Role
from tests.people.conftest import SignedIn

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en-US,en"}


def _speaks_spanish(person: Person) -> Person:
    person.profile.language = "es"
    person.profile.save()
    return person


def test_her_screens_speak_her_language_and_not_her_browsers(ana: Person, bea: Person, signed_in: SignedIn) -> None:
    for person, lang, words in ((_speaks_spanish(ana), "es", "Nada nuevo"), (bea, "en", "Nothing new")):
        page = signed_in(person).get("/me/notices/", HTTP_ACCEPT_LANGUAGE="fr").content.decode()
        assert f'<html lang="{lang}"' in page
        assert words in page


def test_a_notice_of_the_worker_is_in_her_language(ana: Person, bea: Person, agency: Agency) -> None:
    for person in (_speaks_spanish(ana), bea):
        about = {"by": "Gwen", "day": "2026-03-31"}
        notify(person=person, agency=agency, kind="supervision-hours-entered", key=f"test:{person.pk}", about=about)
    assert jobs.sweep() == 2
    spanish, english = mail.outbox
    assert spanish.subject == "Hay algo nuevo para usted en Been There"
    assert spanish.body.startswith("Hola, Ana:")
    assert "Gwen anotó horas para usted, del 31 de marzo" in spanish.body
    assert "Gwen wrote down hours for you" in english.body


def test_an_invitation_speaks_its_language_and_so_does_the_page_behind_it(cleo: Person, agency: Agency) -> None:
    invitation = invite(
        actor=cleo, agency=agency, email="nora@example.org", role=Role.VOLUNTEER, name="Nora", language="es"
    )
    jobs.sweep()
    assert mail.outbox[0].subject == "Una invitación para usted"
    assert "le invita a participar" in mail.outbox[0].body
    page = Client().get(link_to(invitation).removeprefix("http://localhost:8000"), **ENGLISH).content.decode()
    assert '<html lang="es"' in page
    assert "Díganos quién es y elija una contraseña" in page


def test_a_new_password_is_written_about_in_her_language(ana: Person, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": _speaks_spanish(ana).email}, **ENGLISH)
    assert mail.outbox[0].body.startswith("Hola:")
    assert "pidió una contraseña nueva" in mail.outbox[0].body


def test_before_signing_in_the_browser_is_asked(db: None, client: Client) -> None:
    assert (
        "Qué bueno verle de nuevo"
        in client.get(reverse("account_login"), HTTP_ACCEPT_LANGUAGE="es-US,es").content.decode()
    )
    assert "Welcome back" in client.get(reverse("account_login"), **ENGLISH).content.decode()


def test_dates_and_numbers_are_written_as_families_here_write_them() -> None:
    with translation.override("es"):
        assert formats.date_format(date(2026, 11, 21), "DATE_FORMAT") == "21 de noviembre de 2026"
        assert formats.date_format(date(2026, 11, 21), "SHORT_DATE_FORMAT") == "21 nov 2026"
        assert formats.localize(1.5) == "1.5"


def test_a_date_field_of_the_browser_understands_her_form() -> None:
    with translation.override("es"):
        assert DateInput(attrs={"type": "date"}).format_value(date(2026, 11, 21)) == "2026-11-21"
