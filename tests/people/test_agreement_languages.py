"""An agreement in two languages: read and signed in one of them, and kept in the words she signed."""

import html
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import translation

from ledger.actions import record
from ledger.models import Chain
from ledger.queries import broken_chains, hash_of
from ledger.refusals import Refused
from people.actions import enter_paper, sign_agreement, write_agreement, write_version
from people.forms import AgencyForm
from people.models import Agency, Agreement, AgreementSigned, AgreementVersion, Notice, Person
from people.queries.export import export_of
from people.words import AgreementKind, Role
from tests.factories.people import make_agreement, make_agreement_version, make_member, make_signature
from tests.people.conftest import SignedIn

ENGLISH, SPANISH = "I keep what families tell me to myself.", "Guardo en privado lo que me cuentan."
WORDS = {"es": {"title": "Compromiso", "text": SPANISH}}


@pytest.fixture
def pledge(agency: Agency) -> Agreement:
    return make_agreement(agency, "Pledge", text=ENGLISH, translations=WORDS)


@pytest.fixture
def ana(ana: Person) -> Person:
    return _reads(ana, "es")


def _reads(person: Person, language: str) -> Person:
    person.profile.language = language
    person.profile.save()
    return person


def _page(browser: Client, pledge: Agreement) -> str:
    return html.unescape(browser.get(f"/me/agreements/{pledge.uuid}/").content.decode())


def _sign(browser: Client, pledge: Agreement, language: str) -> None:
    version = pledge.current()
    assert version
    browser.post(f"/me/agreements/{pledge.uuid}/", {"version": version.uuid, "language": language, "agree": "on"})


# Reading and signing


def test_she_reads_signs_and_keeps_it_in_her_language(ana: Person, pledge: Agreement, signed_in: SignedIn) -> None:
    browser = signed_in(ana)
    page = _page(browser, pledge)
    assert "Compromiso" in page and SPANISH in page and ENGLISH not in page
    assert 'name="language" value="es"' in page and 'lang="es"' in page
    _sign(browser, pledge, "es")
    signed = AgreementSigned.objects.get(person=ana)
    assert (signed.language, signed.words) == ("es", SPANISH)
    _reads(ana, "en")
    page = _page(browser, pledge)
    assert "Pledge" in page and SPANISH in page and ENGLISH not in page  # what she signed stays in the words she signed
    [row] = export_of(ana)["about_you"]["people.AgreementSigned"]  # type: ignore[index]
    assert row["language"] == "es"


def test_whoever_reads_the_first_words_signs_those(bea: Person, pledge: Agreement, signed_in: SignedIn) -> None:
    browser = signed_in(bea)
    assert ENGLISH in _page(browser, pledge)
    _sign(browser, pledge, "")
    signed = AgreementSigned.objects.get(person=bea)
    _reads(bea, "es")
    assert (signed.language, signed.words) == ("", ENGLISH)
    assert ENGLISH in _page(browser, pledge)


def test_what_nobody_translated_is_read_and_signed_as_it_was_written(ana, agency, signed_in) -> None:
    pledge, browser = make_agreement(agency, "Pledge", text=ENGLISH), signed_in(ana)
    page = _page(browser, pledge)
    assert ENGLISH in page and f'agreement-text" lang="{agency.language}"' in page
    _sign(browser, pledge, "")
    assert AgreementSigned.objects.get(person=ana).language == ""


def test_a_language_it_is_not_written_in_is_refused_in_words(ana, pledge, signed_in) -> None:
    with pytest.raises(Refused, match="not written in that language"):
        sign_agreement(actor=ana, version=pledge.current(), language="fr")
    _sign(signed_in(ana), pledge, "fr")
    assert not AgreementSigned.objects.exists()


# What the database keeps


@pytest.mark.parametrize("language", ["fr", 'es"."text', "x' OR 'x'"[:10]])
def test_the_database_refuses_a_language_the_version_is_not_written_in(ana, pledge, language: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_signature(ana, pledge, language=language)
    make_signature(ana, pledge, language="es")


def test_the_language_and_the_words_never_change(ana, pledge) -> None:
    signed = make_signature(ana, pledge, language="es")
    changes = [
        lambda: AgreementSigned.objects.filter(pk=signed.pk).update(language=""),
        lambda: AgreementVersion.objects.filter(pk=signed.version_id).update(translations={}),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_hash_of_a_signature_covers_its_language(ana, pledge) -> None:
    signed = make_signature(ana, pledge, language="es")
    assert list(broken_chains()) == []
    signed.language = ""
    assert hash_of(signed) != signed.hash


def test_a_signature_of_before_verifies_as_it_was_hashed_then(ana, pledge) -> None:
    """It was written when there was no language: version 1 of the hash does not know one, and can say none."""
    before = AgreementSigned(
        person=ana, version=pledge.current(), entered_by=ana, held_on=pledge.agency.today(), position=1
    )
    before.hash = hash_of(before)
    before.save(force_insert=True)
    Chain.objects.create(key=ana.uuid, head=before.hash, length=1)
    assert before.hash_version == 1
    assert list(broken_chains()) == []
    other = make_agreement(pledge.agency, "Code", text=ENGLISH, translations=WORDS)
    forged = AgreementSigned(
        person=ana, version=other.current(), language="es", entered_by=ana, held_on=pledge.agency.today(), hash="x"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save(force_insert=True)


# Writing


def test_a_coordinator_writes_both_languages_and_says_that_they_agree(cleo, agency, signed_in) -> None:
    browser, address = signed_in(cleo), "/agency/willow/agreements/new/"
    day = agency.today().isoformat()
    said = {"title": "Pledge", "kind": "pledge", "text": ENGLISH, "in_force_from": day}
    said |= {"title_es": "Compromiso", "text_es": SPANISH}
    assert "compare the texts" in browser.post(address, said).content.decode()
    assert not Agreement.objects.exists()
    browser.post(address, said | {"same": "on"})
    agreement = Agreement.objects.get()
    version = agreement.current()
    assert agreement.translations == {"es": {"title": "Compromiso"}}
    assert version and version.translations == {"es": {"text": SPANISH}}
    page = html.unescape(browser.get(f"/agency/willow/agreements/{agreement.uuid}/new/").content.decode())
    assert SPANISH in page and 'value="Compromiso"' in page


def test_one_more_language_is_a_new_version_and_the_same_words_are_none(cleo, ana, agency) -> None:
    pledge = make_agreement(agency, "Pledge", text=ENGLISH)
    make_signature(ana, pledge, held_on=agency.today())
    more = {"actor": cleo, "agreement": pledge, "text": ENGLISH, "in_force_from": agency.today()}
    with pytest.raises(Refused, match="Nothing was changed"):
        write_version(**more)
    version = write_version(**more, translations=WORDS)
    assert (version.number, version.text, version.said("text", "es")) == (2, ENGLISH, SPANISH)
    assert Notice.objects.get(person=ana).about == {"title": "Compromiso"}  # she is told in her language
    with pytest.raises(Refused, match="Nothing was changed"):
        write_version(**more, translations=WORDS)


def test_a_paper_is_entered_in_the_language_it_was_signed_in(cleo, mia_on_paper, pledge) -> None:
    scan = SimpleUploadedFile("p.pdf", b"%PDF-1.4 signed")
    day = pledge.agency.today() - timedelta(days=1)
    signed = enter_paper(
        actor=cleo, person=mia_on_paper, version=pledge.current(), signed_on=day, scan=scan, language="es"
    )
    assert signed.words == SPANISH


@pytest.fixture
def mia_on_paper(agency: Agency) -> Person:
    return make_member("Mia Stone", agency, Role.VOLUNTEER, sign_in=False)


def test_a_paper_is_asked_for_its_language_only_where_there_are_two(cleo, mia_on_paper, agency, signed_in) -> None:
    address = f"/agency/willow/people/{mia_on_paper.uuid}/paper/"
    browser = signed_in(cleo)
    pledge = make_agreement(agency, "Pledge", text=ENGLISH)
    assert 'name="language"' not in browser.get(address).content.decode()
    record(
        AgreementVersion(
            agreement=pledge, number=2, text=ENGLISH, translations={"es": {"text": SPANISH}}, held_on=agency.today()
        )
    )
    assert 'name="language"' in browser.get(address).content.decode()


def test_the_agencys_word_for_a_volunteer_is_said_in_the_readers_language(cleo, agency, signed_in) -> None:
    agency.translations = {"es": {"role_word": "Madre o padre de apoyo", "crisis_name": "Línea 988"}}
    agency.save()
    with translation.override("es"):
        assert (agency.volunteer_word, agency.crisis_line) == ("Madre o padre de apoyo", "Línea 988")
        assert agency.answers_when == agency.hours  # nobody translated it
    assert agency.volunteer_word == "Support Parent"


def test_an_admin_gives_the_agencys_words_in_spanish(agency, signed_in) -> None:

    browser = signed_in(make_member("Gwen Ito", agency, Role.ADMIN))
    form = AgencyForm(instance=agency)
    said = {name: form[name].value() or "" for name in form.fields} | {"role_word_es": "Madre o padre de apoyo"}
    assert browser.post("/agency/willow/settings/", said).status_code == 302
    assert Agency.objects.get(pk=agency.pk).translations == {"es": {"role_word": "Madre o padre de apoyo"}}


def test_queries_do_not_grow_with_languages(ana, agency, signed_in, questions) -> None:
    browser = signed_in(ana)
    make_agreement(agency, "One", text=ENGLISH)
    one = questions(lambda: browser.get("/me/agreements/"))
    for title in ("Two", "Three"):
        make_agreement(agency, title, text=ENGLISH, translations=WORDS)
    assert questions(lambda: browser.get("/me/agreements/")) == one


def test_writing_an_agreement_in_two_languages_by_action(cleo, agency) -> None:
    version = write_agreement(
        actor=cleo,
        agency=agency,
        kind=AgreementKind.CODE,
        title="Code",
        text=ENGLISH,
        in_force_from=agency.today(),
        translations=WORDS,
    )
    make_agreement_version(version.agreement, text="Other words.")
    with translation.override("es"):
        assert str(version) == "Compromiso, versión 1"
        assert version.agreement.current().words == "Other words."  # a version without Spanish is read as written
