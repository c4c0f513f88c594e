"""Certificates: the page where anybody checks one, their holder's choices, and what outlasts a course or a name."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from courses.actions import open_shelf, release_module
from courses.models import Course, CourseCertificate, CourseCompletionVoided, LessonPage, Module, ModulePage
from courses.words import EditionKind
from ledger import clock
from ledger.actions import record
from ledger.numbers import as_kept, new_number
from ledger.refusals import Refused
from people.actions import erase_person
from people.models import Agency, Membership, Person, Profile
from people.words import Role
from roster.actions import reassess, share_certificate
from roster.models import CertificateSharing, CertificateVoided, TrainingCertificate
from roster.queries.paper import confirmed, paper_visible_to, papers_of
from roster.words import PaperState, VoidReason
from tests.factories.cms import make_press
from tests.factories.courses import lesson, make_course, make_course_completion, make_module, text_step
from tests.factories.people import make_member
from tests.roster.conftest import World

ADDRESS = "/en/check/"


def ask(client: Client, number: str, name: str = "", address: str = ADDRESS) -> str:
    return client.post(address, {"number": number, "name": name}).content.decode()


@pytest.fixture
def finished(ana: Person, agency: Agency) -> CourseCertificate:
    """Ana finished a course of one module."""
    course = make_course("Listening well", make_module("Hearing", lesson("Hello", text_step())))
    return make_course_completion(ana, course, agency).certificate


# What is said


@pytest.mark.parametrize("typed", ["Ana Reyes", "  ana   REYES", "Ána Reyés"])
def test_number_and_name_are_confirmed_however_they_are_typed(
    typed: str, client: Client, certified: TrainingCertificate
) -> None:
    for number in (certified.number, certified.number.lower().replace("-", " "), certified.number[3:]):
        assert "Yes, this certificate stands" in ask(client, number, typed)


def test_the_answer_names_no_training_role_agency_or_person(client: Client, certified, agency: Agency) -> None:
    said = ask(client, certified.number, "ana reyes")
    programme = certified.version.programme.title
    assert not [word for word in (agency.name, agency.role_word, programme, "Ana Reyes") if word in said]


def test_whatever_is_not_so_gets_the_very_same_answer(client: Client, certified, finished, ana: Person) -> None:
    """Unknown number, wrong name, no name, switched off: nobody learns which it was."""
    paper = paper_visible_to(ana, finished.uuid)
    assert paper
    share_certificate(actor=ana, paper=paper, answers=False, names_agency=True)
    asked = [("BT-2222-2222", "X"), (certified.number, "X"), (finished.number, "Ana Reyes"), ("qwerty", "X")]
    said = set()
    for number, name in asked:
        said.add(ask(client, number, name).replace(number, "…").replace(f'"{name}"', '"…"'))
    assert len(said) == 1
    assert "We cannot confirm this" in said.pop()
    assert confirmed(certified.number, "") is None


def test_looking_at_the_address_of_a_number_confirms_nothing(client: Client, certified) -> None:
    page = client.get(f"{ADDRESS}{certified.number}/").content.decode()
    unknown = client.get(f"{ADDRESS}BT-2222-2222/").content.decode()
    assert page.replace(certified.number, "BT-2222-2222") == unknown


def test_the_page_sets_no_cookie_and_no_engine_lists_it(client: Client, certified) -> None:
    for answer in (client.get(ADDRESS), client.post(ADDRESS, {"number": certified.number, "name": "Ana Reyes"})):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["X-Robots-Tag"].startswith("noindex")
        assert "no-store" in answer["Cache-Control"]
        assert '<meta name="robots" content="noindex' in answer.content.decode()


def test_a_form_of_another_page_needs_no_token_because_nothing_is_changed(certified) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert "Yes, this certificate stands" in ask(strict, certified.number, "Ana Reyes")


def test_the_address_on_paper_leads_to_the_readers_language(client: Client, certified, ana: Person) -> None:
    paper = paper_visible_to(ana, certified.uuid)
    assert paper
    assert "Reyes" not in paper.check_url
    path = paper.check_url.removeprefix("http://localhost:8000").removeprefix("http://testserver")
    for language in ("en", "es"):
        page = client.get(path, HTTP_ACCEPT_LANGUAGE=language, follow=True)
        assert f'lang="{language}"' in page.content.decode()
        assert certified.number in page.content.decode()


def test_numbers_cannot_be_tried_one_after_the_other(client: Client, certified) -> None:
    answers = [client.post(ADDRESS, {"number": new_number(), "name": "Ana Reyes"}).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert "Yes" not in ask(client, certified.number, "Ana Reyes")
    cache.clear()
    assert "Yes" in ask(client, certified.number, "Ana Reyes")


def test_a_number_is_read_back_as_it_is_kept() -> None:
    number = new_number()
    assert as_kept(number.lower()) == as_kept(number.replace("-", "")) == as_kept(number[3:]) == number
    assert as_kept("BT-BT22-3344") == as_kept("bt22 3344") == "BT-BT22-3344"
    assert as_kept("BT-0000-1111") == as_kept("") == as_kept("BT-222") == ""


# Does it stand


def test_what_is_said_after_it_was_taken_back_or_ended(certified, ana: Person, agency: Agency) -> None:
    with clock.pretend(clock.now() + timedelta(days=5000)):
        ended = confirmed(certified.number, "Ana Reyes")
    assert ended and ended.state == (PaperState.ENDED if certified.expires_on else PaperState.STANDS)
    record(CertificateVoided(certificate=certified, by=None, reason=VoidReason.MISTAKE, held_on=agency.today()))
    gone = confirmed(certified.number, "Ana Reyes")
    assert gone and gone.state == PaperState.NOT_ANY_MORE and not gone.printable


def test_a_renewed_certificate_stands_as_long_as_the_newer_one(
    certified, world: World, ana: Person, bea: Person, agency: Agency
) -> None:
    record(CertificateVoided(certificate=certified, by=None, reason=VoidReason.RENEWED, held_on=agency.today()))
    reassess(person=ana, agency=agency)
    newer = TrainingCertificate.objects.get(person=ana, voided=None)
    old = confirmed(certified.number, "Ana Reyes")
    assert old and old.newer == newer and old.stands and not old.printable
    assert [paper.fact for paper in papers_of(ana) if paper.of_training] == [newer]
    record(CertificateVoided(certificate=newer, by=None, reason=VoidReason.MISTAKE, held_on=agency.today()))
    old = confirmed(certified.number, "Ana Reyes")
    assert old and old.state == PaperState.NOT_ANY_MORE


def test_who_leaves_keeps_her_certificate(certified, ana: Person, agency: Agency) -> None:
    Membership.objects.filter(person=ana).update(ends_on=agency.today() - timedelta(days=1))
    reassess(person=ana, agency=agency)
    certified.refresh_from_db()
    assert certified.voided.reason == VoidReason.LEFT
    paper = confirmed(certified.number, "Ana Reyes")
    assert paper and paper.stands and paper.printable


# Her name


def test_a_new_name_reissues_it_and_the_old_one_is_not_confirmed(client: Client, finished, ana: Person) -> None:
    Profile.objects.filter(person=ana).update(name="Ana Morales")
    assert "Yes" in ask(client, finished.number, "ana morales")
    assert "We cannot confirm this" in ask(client, finished.number, "Ana Reyes")
    client.force_login(ana)
    page = client.get(reverse("roster:certificate", args=[finished.uuid])).content.decode()
    assert "Ana Morales" in page and finished.number in page


def test_after_her_name_is_removed_the_number_alone_is_valid(
    client: Client, certified, finished, ana: Person, ada: Person, agency: Agency
) -> None:
    for one in (certified, finished):
        paper = paper_visible_to(ana, one.uuid)
        assert paper
        share_certificate(actor=ana, paper=paper, answers=True, names_agency=True)
    erase_person(actor=ada, person=ana, agency=agency)
    reassess(person=ana, agency=agency)
    for one in (certified, finished):
        for name in ("", "Ana Reyes", "Anybody"):
            said = ask(client, one.number, name)
            assert "Valid, holder’s name removed" in said
            assert agency.name not in said


def test_what_she_switched_off_stays_off_after_her_name_is_removed(
    client: Client, finished, ana: Person, ada: Person, agency: Agency
) -> None:
    paper = paper_visible_to(ana, finished.uuid)
    assert paper
    share_certificate(actor=ana, paper=paper, answers=False, names_agency=False)
    erase_person(actor=ada, person=ana, agency=agency)
    assert "We cannot confirm this" in ask(client, finished.number)


# Her choices


def test_she_lets_the_page_name_training_and_agency(client: Client, certified, agency: Agency, ana: Person) -> None:
    client.force_login(ana)
    address = reverse("roster:certificate-sharing", args=[certified.uuid])
    client.post(address, {"answers": "on", "names_agency": "on"})
    said = ask(Client(), certified.number, "Ana Reyes")
    assert agency.name in said and agency.role_word in said
    client.post(address, {})
    assert "We cannot confirm this" in ask(Client(), certified.number, "Ana Reyes")
    sharing = CertificateSharing.objects.get()
    assert (sharing.answers, sharing.names_agency) == (False, False)


def test_nobody_else_decides_for_her(client: Client, certified, finished, ana, cleo: Person, stan: Person) -> None:
    mia = make_member("Mia Stone", certified.agency, Role.VOLUNTEER)
    for one in (certified, finished):
        for person in (cleo, stan, mia):
            client.force_login(person)
            address = reverse("roster:certificate-sharing", args=[one.uuid])
            assert client.post(address, {"answers": "on", "names_agency": "on"}).status_code == 404
    assert not CertificateSharing.objects.exists()
    paper = paper_visible_to(cleo, certified.uuid)
    assert paper
    with pytest.raises(Refused):
        share_certificate(actor=cleo, paper=paper, answers=False, names_agency=False)


def test_a_certificate_of_completion_is_hers_and_of_those_who_asked_for_the_course(
    client: Client, finished, ana: Person, bea: Person, stan: Person, cleo: Person
) -> None:
    for person, answer in ((ana, 200), (bea, 404), (stan, 404), (cleo, 200)):
        client.force_login(person)
        for name in ("roster:certificate", "roster:certificate-pdf"):
            assert client.get(reverse(name, args=[finished.uuid])).status_code == answer, person


# On paper, and what outlasts what


@pytest.mark.parametrize("language", ["en", "es"])
def test_both_kinds_print_as_tagged_pdf_in_her_language(
    language: str, client: Client, certified, finished, ana: Person
) -> None:
    Profile.objects.filter(person=ana).update(language=language)
    client.force_login(Person.objects.get(pk=ana.pk))
    for one in (certified, finished):
        paper = client.get(reverse("roster:certificate-pdf", args=[one.uuid])).content
        assert paper.startswith(b"%PDF") and b"/StructTreeRoot" in paper and b"<pdfuaid:part>1<" in paper
        assert f"/Lang({language})".encode() in paper
        assert f"/check/{one.number}/".encode() in paper  # the link beside the square code


def test_a_certificate_of_completion_outlasts_new_titles_and_places(client: Client, finished, ana: Person) -> None:
    course = Course.objects.get()
    course.placements.all().delete()
    Course.objects.update(title="Another title")
    client.force_login(ana)
    page = client.get(reverse("roster:certificate", args=[finished.uuid])).content.decode()
    assert "Listening well" in page and "Hearing" in page and "Another title" not in page


def test_a_certificate_survives_the_pages_of_its_course_and_a_course_somebody_finished_stays(
    client: Client, agency: Agency, ana: Person, pat: Person
) -> None:
    shelf = open_shelf(actor=pat, parent=make_press(agency))
    module = shelf.add_child(instance=ModulePage(title="Hearing", slug="hearing", summary="First."))
    said = [{"type": "text", "id": str(uuid4()), "value": "<p>Somewhere tonight.</p>"}]
    asked = [{"type": "reflection", "id": str(uuid4()), "value": "What stays with you?"}]
    page = module.add_child(instance=LessonPage(title="Hello", slug="hello", minutes=10, body=json.dumps(said + asked)))
    page.save_revision().publish()
    release_module(actor=pat, page=module, kind=EditionKind.FIRST)
    course = make_course("Listening well", Module.objects.get())
    paper = make_course_completion(ana, course, agency).certificate
    client.force_login(ana)
    addresses = [reverse("roster:certificate", args=[paper.uuid]), reverse("roster:my-transcript-saved", args=["csv"])]
    before = [client.get(address).content for address in addresses]
    shelf.delete()
    assert not Page.objects.filter(title__in=("Hearing", "Hello")).exists()
    with pytest.raises(ProtectedError):
        course.delete()
    Course.objects.update(published=False)
    assert [_bare(client.get(address).content) for address in addresses] == [_bare(one) for one in before]
    assert b"Hearing" in before[0] and b"Hearing" in before[1]
    assert client.get(reverse("roster:certificate-pdf", args=[paper.uuid])).status_code == 200
    assert "Yes, this certificate stands" in ask(client, paper.number, "Ana Reyes")


def _bare(page: bytes) -> bytes:
    """Without what is new each time a form is shown."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_a_completion_taken_back_does_not_stand_any_more(client: Client, finished, ana: Person, cleo: Person) -> None:
    completion = finished.completion
    record(CourseCompletionVoided(completion=completion, by=cleo, reason="mistake", held_on=finished.held_on))
    assert "This certificate does not stand any more" in ask(client, finished.number, "Ana Reyes")
    client.force_login(ana)
    assert client.get(reverse("roster:certificate-pdf", args=[finished.uuid])).status_code == 404


@pytest.mark.parametrize("wrong", ["agency", "day"])
def test_a_forged_certificate_of_completion_is_refused(
    wrong: str, ana: Person, agency: Agency, other_agency: Agency, finished
) -> None:
    other = make_course_completion(ana, make_course("Other", make_module("More", lesson("Hi", text_step()))), agency)
    forged = CourseCertificate(
        completion=other,
        agency=other_agency if wrong == "agency" else agency,
        held_on=other.held_on - timedelta(days=1 if wrong == "day" else 0),
        number=new_number(),
        title="Other",
        contents=[],
    )
    with pytest.raises(IntegrityError, match="course_certificate_says_what_was_finished"), transaction.atomic():
        forged.save(force_insert=True)


def test_her_list_asks_as_much_for_three_as_for_one(
    client: Client, finished, ana: Person, agency: Agency, django_assert_num_queries: Callable
) -> None:
    client.force_login(ana)
    client.get(reverse("roster:certificates"))
    for more in range(3):
        with django_assert_num_queries(5):
            page = client.get(reverse("roster:certificates"))
        assert len(page.context["papers"]) == 1 + more
        make_course_completion(
            ana, make_course(f"Course {more}", make_module(f"M {more}", lesson("Hi", text_step()))), agency
        )
