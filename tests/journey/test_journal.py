"""Her journal's pages: hers alone, saved when she asks, truly gone when she deletes."""

import logging
import uuid
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.views.debug import get_exception_reporter_filter
from wagtail.search.index import get_indexed_models
from wagtail.snippets.models import get_snippet_models

from journey.models import Reflection
from ledger.models import Job
from people.models import Notice, Person
from tests.factories.journey import make_reflection, make_shared

SECRET = "The sentence nobody else may ever read"
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


def pages_of(reflection):
    own = f"/journey/journal/{reflection.uuid}/"
    return [own, *(f"{own}{what}/" for what in ("edit", "delete", "share", "take-back"))]


def test_she_writes_and_reads_it_again(journey, ana, signed_in):
    client = signed_in(ana)
    answer = client.post(
        "/journey/journal/new/",
        {"text": SECRET, "prompt": "A call on Tuesday", "stages": ["must-act", "part-of-a-system"]},
    )
    reflection = Reflection.objects.get()
    assert answer["Location"] == f"/journey/journal/{reflection.uuid}/"
    assert reflection.author == ana
    page = client.get(answer["Location"]).content.decode()
    assert SECRET in page and "A call on Tuesday" in page and "Growing realization that you must act" in page
    assert SECRET in client.get("/journey/journal/").content.decode()


@pytest.mark.parametrize("address", ["/journey/journal/new/", "edit"])
def test_above_the_box_it_says_who_may_see_it(ana, signed_in, address):
    if address == "edit":
        address = f"/journey/journal/{make_reflection(ana).uuid}/edit/"
    page = signed_in(ana).get(address).content.decode()
    said = "Only you can see this here. Like anything written, a court could ask for it. Paper or thinking counts too."
    assert 0 < page.index(said) < page.index("<textarea")


def test_nothing_saves_by_itself_and_leaving_asks_first(ana, signed_in):
    page = signed_in(ana).get("/journey/journal/new/").content.decode()
    assert "data-confirm-leave" in page
    assert "autosave" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "   "}, "There is nothing here yet"),
        ({"text": "x" * 20_001}, "at most 20000 characters"),
        ({"text": "Kept.", "stages": ["nowhere"]}, "nowhere is not one of the available choices"),
        ({"text": "Kept.", "prompt": "p" * 301}, "at most 300 characters"),
    ],
)
def test_what_cannot_be_saved_is_said_in_words_and_stays_typed(journey, ana, signed_in, typed, said):
    page = signed_in(ana).post("/journey/journal/new/", typed).content.decode()
    assert said in page
    assert typed["text"].strip() in page
    assert not Reflection.objects.exists()


def test_no_request_sets_the_author_the_time_or_who_may_read_it(ana, bea, stan, signed_in):
    forged = {
        "text": "Mine.",
        "author": stan.pk,
        "author_id": stan.pk,
        "uuid": uuid.uuid4(),
        "written_at": "2001-01-01",
        "shared_with": bea.pk,
        "shared_from": "2001-01-01",
        "shared_until": "2099-01-01",
    }
    client = signed_in(ana)
    client.post("/journey/journal/new/", forged)
    reflection = Reflection.objects.get()
    client.post(f"/journey/journal/{reflection.uuid}/edit/", forged | {"text": "Still mine."})
    [kept] = Reflection.objects.all()
    assert (kept.author, kept.uuid, kept.text, kept.shared_with) == (ana, reflection.uuid, "Still mine.", None)
    assert kept.written_at == reflection.written_at
    assert kept.written_at.year > 2001


@pytest.mark.parametrize("method", METHODS)
def test_another_persons_page_does_not_exist_in_any_way(ana, bea, cleo, ada, stan, together, signed_in, method):
    """Not for her supervisor, her coordinator, an admin, a stranger: nothing was shared."""
    reflection = make_reflection(ana, SECRET)
    answers = {404} if method in ("get", "head") else {404, 405}
    for person in (bea, cleo, ada, stan):
        for address in [*pages_of(reflection), f"/journey/journal/shared/{reflection.uuid}/"]:
            answer = getattr(signed_in(person), method)(address, {"text": "Mine now."})
            assert answer.status_code in answers, (person, address)
            assert SECRET not in answer.content.decode()
    reflection.refresh_from_db()
    assert (reflection.text, reflection.author, reflection.shared_with) == (SECRET, ana, None)


def test_no_one_breaks_the_glass(ana, signed_in):
    root = Person.objects.create_superuser("root@example.org", "x")
    reflection = make_reflection(ana, SECRET)
    for address in [*pages_of(reflection), f"/journey/journal/shared/{reflection.uuid}/"]:
        assert signed_in(root).get(address).status_code == 404
    assert SECRET not in signed_in(root).get("/journey/journal/").content.decode()


def test_whoever_is_not_signed_in_is_asked_to(ana):
    reflection = make_reflection(ana, SECRET)
    for address in ["/journey/journal/", "/journey/journal/new/", "/journey/journal/shared/", *pages_of(reflection)]:
        assert Client().get(address)["Location"].startswith("/accounts/login/")


def test_deleting_asks_first_and_then_it_is_gone(ana, signed_in):
    reflection = make_reflection(ana, SECRET)
    client, address = signed_in(ana), f"/journey/journal/{reflection.uuid}/delete/"
    assert "Delete this page for good?" in client.get(address).content.decode()
    assert Reflection.objects.exists()
    assert client.post(address)["Location"] == "/journey/journal/"
    assert not Reflection.objects.exists()
    assert client.get(f"/journey/journal/{reflection.uuid}/").status_code == 404
    assert client.post(address).status_code == 404


def test_a_visit_changes_nothing(ana, bea, signed_in):
    reflection = make_shared(make_reflection(ana), bea)
    before = Reflection.objects.values().get()
    for address in pages_of(reflection):
        signed_in(ana).get(address)
    assert Reflection.objects.values().get() == before


def test_the_journal_asks_the_same_number_of_times_for_one_and_for_three(
    journey, ana, bea, signed_in, django_assert_num_queries
):
    client = signed_in(ana)
    make_shared(make_reflection(ana, stages=tuple(journey.stages.all())), bea)
    client.get("/journey/journal/")
    with django_assert_num_queries(7):
        assert client.get("/journey/journal/").content.decode().count("journal-glimpse") == 1
    for number in range(2):
        make_shared(make_reflection(ana, f"{number}", stages=tuple(journey.stages.all())), bea)
    with django_assert_num_queries(7):
        assert client.get("/journey/journal/").content.decode().count("journal-glimpse") == 3


def test_a_long_journal_has_pages(ana, signed_in):
    for number in range(12):
        make_reflection(ana, f"Thought {number}.")
    page = signed_in(ana).get("/journey/journal/?page=2").content.decode()
    assert page.count("journal-glimpse") == 2


def test_not_a_word_of_it_reaches_a_log_an_e_mail_a_notice_or_a_job(ana, bea, together, signed_in, caplog):
    caplog.set_level(logging.DEBUG)
    client = signed_in(ana)
    client.post("/journey/journal/new/", {"text": SECRET, "prompt": SECRET})
    reflection = Reflection.objects.get()
    days = {"from_day": reflection.today, "last_day": reflection.today + timedelta(days=1)}
    client.post(f"/journey/journal/{reflection.uuid}/share/", {"who": bea.uuid, **days})
    client.post(f"/journey/journal/{reflection.uuid}/edit/", {"text": SECRET + "!"})
    signed_in(bea).get(f"/journey/journal/shared/{reflection.uuid}/")
    client.post(f"/journey/journal/{reflection.uuid}/delete/")
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not any(SECRET in line for line in said)
    assert (mail.outbox, Notice.objects.count(), Job.objects.count()) == ([], 0, 0)
    assert SECRET not in str(reflection)


@pytest.mark.parametrize("address", ["new", "edit"])
def test_a_report_of_a_fault_leaves_out_what_she_typed(ana, signed_in, settings, address):
    if address == "edit":
        address = f"{make_reflection(ana).uuid}/edit"
    request = signed_in(ana).post(f"/journey/journal/{address}/", {"text": SECRET, "prompt": SECRET}).wsgi_request
    settings.DEBUG = False
    reported = get_exception_reporter_filter(request).get_post_parameters(request)
    assert set(reported) == {"text", "prompt"}
    assert SECRET not in str(reported)


def test_no_admin_no_search_and_no_press_room_knows_the_journal():
    assert not apps.is_installed("django.contrib.admin")
    assert Reflection not in get_indexed_models()
    assert Reflection not in get_snippet_models()
