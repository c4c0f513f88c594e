"""Every form of ours with room for words keeps them, wherever it stands: each is opened, filled in and sent too late.

The pages are those of the permission table, opened by somebody whom it lets in. The press room (/cms/) has Wagtail's own saving.
"""

import pytest
from django.db import transaction
from django.test import Client

from journey.models import Reflection
from people.models import Draft, Person
from people.words import Role
from tests.cms.conftest import files_here  # noqa: F401 (a fixture)
from tests.drafts import forms_in
from tests.factories.supervision import make_assignment
from tests.house.addresses import Address, ours, path_of, rows
from tests.house.world import World

WORDS = "Two words\nand a second line"
LESSON = "learn/<slug:course>/<slug:module>/<slug:lesson>/"
# A form is sent to the page it stands on; those of a lesson to addresses of their own.
SENT_TO = {row["address"] for row in rows() if row["method"] == "POST" and row["volunteer"] != "405"} | {LESSON}
OPEN = {row["address"]: row for row in rows() if row["method"] == "GET" and row["address"] in SENT_TO}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_here")]
# Every page that has room for words. A new one is found by this test; one that is gone is taken out.
WITH_WORDS = {
    LESSON,
    "agency/<slug:agency_slug>/agreements/<uuid:agreement_uuid>/new/",
    "agency/<slug:agency_slug>/agreements/new/",
    "agency/<slug:agency_slug>/courses/<slug:course>/edit/",
    "agency/<slug:agency_slug>/courses/new/",
    "competencies/<uuid:competency>/",
    "hours/<uuid:entry>/correct/",
    "hours/new/",
    "journey/journal/<uuid:reflection_uuid>/edit/",
    "journey/journal/new/",
    "roster/<slug:agency_slug>/people/<uuid:person_uuid>/decide/",
    "supervise/hours/<uuid:entry>/give-back/",
    "supervise/people/<uuid:assignment>/paper/",
    "supervise/people/<uuid:assignment>/sign-off/<uuid:competency>/",
    "supervise/requests/<uuid:asked>/",
    "supervise/sessions/new/",
    "supervise/sign-offs/<uuid:signoff>/take-back/",
}


def _who_is_let_in(world: World, row: dict[str, str]) -> Person | None:
    return next((world.own[role] for role in Role if row[role.value] == "yes"), None)


def _with_words(world: World, address: Address) -> tuple[Person | None, str, list[dict]]:
    """The forms with room for words at an address, and who was let in."""
    person = _who_is_let_in(world, OPEN[address.route])
    if person is None:
        return None, "", []
    path = path_of(address, world)
    page = client_of(person).get(path)
    kind = page.headers.get("Content-Type", "")
    if page.streaming or not kind.startswith("text/html"):
        if page.streaming:
            b"".join(page.streaming_content)
        return person, path, []
    return person, path, [form for form in forms_in(page.content.decode()) if form["areas"]]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _lost(person: Person, path: str, form: dict) -> str:
    """Fill in every box, send it when nobody is signed in, sign in, come back. Empty where all words are there."""
    if "draft-proof" not in form["fields"]:
        return "has no proof"
    typed = {**form["fields"], **dict.fromkeys(form["areas"], WORDS)}
    answer = Client().post(form["action"].partition("#")[0] or path, typed)
    if answer.status_code == 401:
        [held] = [again for again in forms_in(answer.content.decode()) if again["areas"]]
        kept_here = Draft.objects.exists() or Reflection.objects.filter(text=WORDS).exists()
        return "" if all(held["fields"][name] == WORDS for name in form["areas"]) and not kept_here else "not held"
    if not Draft.objects.of(person).exists():
        return "is not kept"
    again = client_of(person).get(path).content.decode()
    found = [one for one in forms_in(again) if set(form["areas"]) <= set(one["areas"])]
    return "" if any(one["fields"][name] == WORDS for one in found for name in form["areas"]) else "does not come back"


def test_every_form_with_room_for_words_keeps_them_through_a_time_out():
    world, lost, seen = World(), [], set()
    assert world.own and world.elsewhere  # before anything is undone
    make_assignment(world.supervisor, world.volunteer, world.agency)
    for address in ours():
        if address.route not in OPEN:
            continue
        with transaction.atomic():
            person, path, forms = _with_words(world, address)
            for form in forms:
                assert person is not None
                seen.add(address.route)
                with transaction.atomic():
                    if said := _lost(person, path, form):
                        lost.append(f"{address.route} ({', '.join(form['areas'])}): {said}")
                    transaction.set_rollback(True)
            transaction.set_rollback(True)
    assert lost == []
    assert seen >= WITH_WORDS, "These pages had room for words when this was written."
