"""A module kept on her phone, from the server's side: what is handed out, to whom, and since when her clock runs."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cms.models import Media, Sound, Stream
from courses.actions import answer_check, close_enrolment, freeze, keep_module, take_back_module
from courses.middleware import COOKIE
from courses.models import (
    BundleIssued,
    Enrolment,
    HeardEvent,
    Module,
    ModuleCompletion,
    ModuleRun,
    Progress,
    StepDone,
)
from courses.queries import next_step
from courses.queries.kept import files_of, handed_out, kept_key, sizes, standings
from courses.queries.place import place_in
from courses.rules.document import Document
from courses.shell import FILES, shell
from courses.words import EditionKind, LearningTakenBack, Route
from journey.actions import answer_prompt
from ledger import clock
from ledger.refusals import Refused
from people.models import Agency, Person
from tests.courses.conftest import World
from tests.factories.cms import make_image, make_media, make_press
from tests.factories.courses import (
    check_step,
    do_lesson,
    do_module,
    feedback_step,
    lesson,
    make_course,
    make_draft,
    make_edition,
    make_enrolment,
    make_module,
    note_step,
    reflection_step,
    scenario_step,
    text_step,
    video_step,
)

LISTENING = ("foundation-training", "listening-before-helping")
WROTE = "What I would never say aloud."


def url(name: str, *at: object) -> str:
    return reverse(f"courses:{name}", args=at)


@pytest.fixture
def her(client: Client, ana: Person, learning: Enrolment) -> Client:
    client.force_login(ana)
    return client


def bundle_for(client: Client, course: str = LISTENING[0], module: str = LISTENING[1]) -> dict[str, Any]:
    said: dict[str, Any] = client.post(url("keep", course, module)).json()
    return said


def document_of(enrolment: Enrolment, module: Module) -> Document:
    here = place_in(enrolment, module)
    assert here is not None
    return here.document


# What is handed out


def test_a_bundle_names_every_lesson_and_what_is_handed_out_is_written_down(
    her: Client, ana: Person, world: World
) -> None:
    said = bundle_for(her)
    issued = BundleIssued.objects.get()
    assert (said["bundle"], said["key"]) == (str(issued.uuid), kept_key(ana))
    assert [one["title"] for one in said["lessons"]] == ["Welcome to the table", "What it sounds like to be heard"]
    assert (issued.enrolment.person, issued.edition, issued.language) == (ana, world.listening.editions.get(), "en")
    assert ana.profile.called not in json.dumps(said)


def test_a_kept_lesson_has_no_name_no_answer_no_progress_and_no_word_of_hers(
    client: Client, ana: Person, agency: Agency
) -> None:
    """She did all of it online before. None of it goes along."""
    check, prompt = check_step(), reflection_step()
    steps = (text_step(), check, note_step(), video_step(), scenario_step(), prompt, feedback_step())
    one = lesson("One", *steps, content_note="Hard.", another_way="<p>In short.</p>")
    module = make_module("A module", one)
    enrolment = make_enrolment(ana, make_course("A course", module), agency)
    do_lesson(enrolment, module, "one")
    answer_prompt(actor=ana, prompt_key=UUID(prompt["key"]), prompt=prompt["prompt"], text=WROTE)
    client.force_login(ana)
    said = bundle_for(client, "a-course", "a-module")
    page = client.get(said["lessons"][0]["kept"]).content.decode()
    film = steps[3]["key"]
    assert f'data-left-out="{film} "' in page  # what the other way does not ask for
    for what in ("What helps first?", "A first call.", "In short.", "What stays with you?", "Orange plastic."):
        assert what in page, what
    names = [ana.profile.called, ana.profile.name, str(ana.email), str(ana.uuid)]
    answers = [choice["because"] for asked in check["questions"] for choice in asked["choices"]]
    for what in [*names, *answers, WROTE, "csrf", " checked", "You are done", "<textarea", "/me/", "/talk/"]:
        assert what not in page, what


def test_only_she_gets_it_and_only_while_she_takes_the_course(
    her: Client, ana: Person, stan: Person, cleo: Person, agency: Agency, learning: Enrolment
) -> None:
    page = bundle_for(her)["lessons"][0]["kept"]
    stranger = Client()
    assert stranger.get(page).status_code == 302
    stranger.force_login(stan)
    assert stranger.get(page).status_code == 404
    assert stranger.post(url("keep", *LISTENING)).status_code == 404
    assert her.get(page).status_code == 200
    close_enrolment(actor=cleo, enrolment=learning, agency=agency)
    assert her.get(page).status_code == 404
    with pytest.raises(Refused):
        keep_module(actor=ana, enrolment=learning, module=learning.course.placements.all()[0].module)
    with pytest.raises(Refused):
        keep_module(actor=stan, enrolment=learning, module=learning.course.placements.all()[0].module)


def test_nothing_is_issued_by_looking(her: Client) -> None:
    assert "about" in her.get(url("keep", *LISTENING)).content.decode()
    assert not BundleIssued.objects.exists()
    assert not ModuleRun.objects.exists()


# What it takes of her phone


@pytest.fixture
def filmed(ana: Person, agency: Agency) -> tuple[Enrolment, Module, Media]:
    """A lesson with a picture and a film that comes in sizes, and as sound alone."""
    home = make_press(agency)
    film, image = make_media(home.agency), make_image(agency)
    Stream.objects.create(
        media=film, lines=240, width=320, height=240, bandwidth=1, codecs="a", playlist="", file=film.file.name,
        sha256="0" * 64, size=10,
    )  # fmt: skip
    Sound.objects.create(media=film, file=film.file.name, sha256="0" * 64, size=3)
    shown = {**video_step(), "media": str(film.uuid)}
    picture = {
        "key": str(uuid4()),
        "kind": "picture",
        "minutes": 0,
        "image": str(image.uuid),
        "alt": "A",
        "caption": "",
    }
    module = Module.objects.create(title="With a film", slug="with-a-film")
    by = Person.objects.create_superuser("press@example.org")
    draft = make_draft(module.title, lesson("One", shown, picture))
    freeze(actor=by, module=module, kind=EditionKind.FIRST, drafts=[draft], files=[film, image])
    return make_enrolment(ana, make_course("A course", module), agency), module, film


def test_the_size_is_told_beforehand_without_films_and_with_the_smallest(
    client: Client, filmed: tuple[Enrolment, Module, Media]
) -> None:
    enrolment, module, film = filmed
    document = document_of(enrolment, module)
    files = files_of({UUID(int=1): document})[UUID(int=1)]
    taken = sizes(document, files)
    assert [(one.size, one.source.endswith("/stream/240.mp4")) for one in files if one.film] == [(10, True)]
    assert [(one.address, one.size) for one in files if one.sound] == [(film.sound_url, 3)]
    assert (taken.all, taken.without_films) == (taken.words + 10, taken.words + 3)
    assert taken.words > shell()[1] + sum(one.size for one in files if not (one.film or one.sound)) > 0
    client.force_login(enrolment.person)
    page = client.get(url("keep", "a-course", "with-a-film")).content.decode()
    assert "in their smallest size" in page and "You hear the films or read their words." in page
    said = bundle_for(client, "a-course", "with-a-film")
    assert {one["address"] for one in said["files"]} == {one.address for one in files}
    assert [one["film"] for one in said["files"] if one["sound"]] == [False]
    for kind in ("/pictures/", "/sound/"):
        assert client.get(next(one["source"] for one in said["files"] if kind in one["source"])).status_code == 200
    film.sound.delete()
    page = client.get(url("keep", "a-course", "with-a-film")).content.decode()
    assert "You read the words of the films." in page


def test_a_film_whose_people_took_their_consent_back_leaves_the_phone(
    client: Client, filmed: tuple[Enrolment, Module, Media]
) -> None:
    enrolment, module, film = filmed
    bundle = keep_module(actor=enrolment.person, enrolment=enrolment, module=module)
    _what, files = standings(enrolment.person, [bundle.uuid])[bundle.uuid]
    assert film.url in files and film.sound_url in files
    Media.objects.filter(pk=film.pk).update(shows_people=True)  # and nobody has signed
    what, files = standings(enrolment.person, [bundle.uuid])[bundle.uuid]
    assert what == "good" and film.url not in files and film.sound_url not in files


def test_the_shell_is_there_and_changes_its_name_with_its_contents() -> None:
    version, size, addresses = shell()
    assert len(version) == 16 and size > 50_000
    assert {f"/static/{name}" for name in FILES} <= set(addresses)


# What still stands


def test_a_bundle_is_good_until_there_is_a_newer_edition_or_she_has_left(
    her: Client, ana: Person, cleo: Person, agency: Agency, learning: Enrolment, world: World
) -> None:
    kept = [keep_module(actor=ana, enrolment=learning, module=one) for one in (world.listening, world.phone)]

    def standing() -> list[str]:
        asked = {"bundle": [str(one.uuid) for one in kept] + [str(uuid4())]}
        said = her.get(url("kept-state"), asked).json()
        assert said["key"] == kept_key(ana)
        return [one["standing"] for one in said["bundles"].values()]

    assert standing() == ["good", "good", "gone"]
    ana.profile.language = "es"
    ana.profile.save(update_fields=["language"])
    assert standing() == ["newer", "newer", "gone"]
    close_enrolment(actor=cleo, enrolment=learning, agency=agency)
    assert standing() == ["gone", "gone", "gone"]


def test_what_she_took_along_can_be_finished_whatever_is_released_meanwhile(
    her: Client, learning: Enrolment, world: World
) -> None:
    kept = bundle_for(her, LISTENING[0], world.phone.slug)
    make_edition(world.phone, lesson("All new"), kind=EditionKind.CHANGED)
    said = her.get(url("kept-state"), {"bundle": kept["bundle"]}).json()
    assert said["bundles"][kept["bundle"]]["standing"] == "good"
    told = post(her, done(world.phone.slug, world.call_key))
    assert [one["outcome"] for one in told] == ["done"]
    assert StepDone.objects.filter(step_key=world.call_key).count() == 1


def test_keeping_a_module_does_not_change_where_she_goes_on(her: Client, ana: Person, world: World) -> None:
    post(her, done(world.listening.slug, world.welcome_key))
    bundle_for(her, LISTENING[0], world.phone.slug)
    onward = next_step(ana)
    assert onward is not None and onward.module == "Listening before helping"
    assert ModuleRun.objects.get(module=world.phone).lesson_key is None


@pytest.mark.parametrize("number", [1, 3])
def test_asking_what_stands_takes_as_many_queries_for_three_as_for_one(
    ana: Person, agency: Agency, number: int, django_assert_num_queries: Any
) -> None:
    make_press(agency)
    bundles = []
    for n in range(3):
        module = make_module(f"Module {n}", lesson(f"One {n}", {**video_step(), "media": str(make_media(agency).uuid)}))
        enrolment = make_enrolment(ana, make_course(f"Course {n}", module), agency)
        bundles.append(keep_module(actor=ana, enrolment=enrolment, module=module).uuid)
    standings(ana, bundles)  # texts are read once a process
    with django_assert_num_queries(5):
        assert len(standings(ana, bundles[:number])) == number


# What she did without a connection


def done(module: str, step: UUID, route: Route = Route.READ) -> dict[str, Any]:
    return said_of("done", module, step, route=route.value)


def said_of(kind: str, module: str, step: UUID, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "kind": kind, "course": LISTENING[0], "module": module, "step": str(step), **more}


def post(client: Client, *events: dict[str, Any], **headers: str) -> list[dict[str, Any]]:
    answer = client.post(
        url("events"), json.dumps({"events": events}), content_type="application/json", headers=headers
    )
    told: list[dict[str, Any]] = answer.json().get("events", [answer.json()])
    return told


def test_her_clock_runs_since_the_bundle_was_issued(her: Client, world: World) -> None:
    """A film of a hundred seconds, watched on the bus: told at once, more than a moment after it was taken along."""
    film = said_of("watched", world.listening.slug, world.video_key, intervals=[[0, 100]], position=100)
    with clock.pretend(clock.now() - timedelta(seconds=60)):
        bundle_for(her)
    assert post(her, film)[0]["outcome"] == "done"
    assert Progress.objects.get().watched_ms == 100_000


def test_a_bundle_of_another_module_starts_no_clock(her: Client, world: World) -> None:
    with clock.pretend(clock.now() - timedelta(hours=1)):
        bundle_for(her, LISTENING[0], world.phone.slug)
    film = said_of("watched", world.listening.slug, world.video_key, intervals=[[0, 100]], position=100)
    assert post(her, film)[0]["code"] == "too_soon"


def test_what_was_taken_along_before_it_was_taken_back_starts_no_clock(
    her: Client, ana: Person, cleo: Person, agency: Agency, learning: Enrolment, world: World
) -> None:
    with clock.pretend(clock.now() - timedelta(hours=2)):
        bundle_for(her)
        do_module(learning, world.listening)
    edition = world.listening.editions.get().uuid
    assert list(handed_out(ana, [world.listening.slug])) == [edition]
    completion = ModuleCompletion.objects.get(module=world.listening)
    take_back_module(actor=cleo, agency=agency, completion=completion, reason=LearningTakenBack.MISTAKE)
    assert handed_out(ana, [world.listening.slug]) == {}
    film = said_of("watched", world.listening.slug, world.video_key, intervals=[[0, 100]], position=100)
    assert post(her, film)[0]["code"] == "too_soon"
    bundle_for(her)
    assert list(handed_out(ana, [world.listening.slug])) == [edition]


def test_kept_twice_in_a_day_is_written_down_once(her: Client) -> None:
    assert bundle_for(her)["bundle"] == bundle_for(her)["bundle"]
    assert BundleIssued.objects.count() == 1


def test_what_somebody_else_did_on_this_phone_is_not_counted_for_her(
    her: Client, ana: Person, stan: Person, world: World
) -> None:
    event = done(world.listening.slug, world.welcome_key)
    [refused] = post(her, event, **{"X-Kept-For": kept_key(stan)})
    assert refused["code"] == "not_hers"
    assert not HeardEvent.objects.exists()
    [kept] = post(her, event, **{"X-Kept-For": kept_key(ana)})
    assert kept["outcome"] == "done"


# A phone that several people use


def test_signing_out_tells_the_browser_to_forget(her: Client) -> None:
    bundle_for(her)
    assert her.cookies[COOKIE]["httponly"]
    response = her.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert her.cookies[COOKIE].value == ""
    assert "_auth_user_id" not in her.session


def test_who_is_not_in_yet_loses_nothing_by_turning_back(client: Client) -> None:
    assert not client.post(reverse("account_logout")).has_header("Clear-Site-Data")


def test_somebody_else_who_signs_in_here_finds_nothing(her: Client, ana: Person, stan: Person) -> None:
    bundle_for(her)
    assert not her.get(reverse("courses:index")).has_header("Clear-Site-Data")
    kept = her.cookies[COOKIE].value
    next_one = Client()
    next_one.cookies[COOKIE] = kept
    assert not next_one.get("/en/").has_header("Clear-Site-Data")
    next_one.force_login(stan)
    first = next_one.get(reverse("people:details"))
    assert first["Clear-Site-Data"] == '"cache", "storage"'
    assert not next_one.get(reverse("people:details")).has_header("Clear-Site-Data")


def test_what_answers_she_gave_before_is_not_in_what_she_takes_along(
    her: Client, ana: Person, learning: Enrolment, world: World
) -> None:
    answers = world.answers(False, False)
    answer_check(actor=ana, enrolment=learning, module=world.listening, key=world.check_key, answers=answers)
    page = her.get(bundle_for(her)["lessons"][0]["kept"]).content.decode()
    assert "Because of" not in page and " checked" not in page


# The app itself


def test_the_manifest_is_the_same_for_everybody_and_its_colours_are_ours(client: Client, ana: Person) -> None:
    before = client.get("/manifest.webmanifest").json()
    client.force_login(ana)
    assert client.get("/manifest.webmanifest").json() == before
    tokens = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    page = client.get(reverse("courses:index")).content.decode()
    for day, night in [("#fbf7f0", "#1b1917")]:
        assert f"--paper: light-dark({day}, {night})" in tokens
        assert f'content="{day}" media="(prefers-color-scheme: light)"' in page
        assert f'content="{night}" media="(prefers-color-scheme: dark)"' in page
    assert (before["theme_color"], before["start_url"]) == ("#fbf7f0", "/learn/")


def test_the_worker_has_nothing_outside_the_training_in_its_hands(client: Client) -> None:
    answer = client.get("/learn/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert not answer.has_header("Service-Worker-Allowed")
    policy = answer["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "manifest-src 'self'" in policy
