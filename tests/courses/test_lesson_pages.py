"""Lessons in the browser, without any script: what is shown, what is sent, and what no request can do."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, Enrolment, FeedbackAnswer, ModuleCompletion, ModuleRun, Progress, StepDone
from courses.words import EditionKind, Route
from ledger import clock
from people.models import Agency, Person
from tests.courses.conftest import World
from tests.factories.courses import (
    check_step,
    do_course,
    do_lesson,
    feedback_step,
    lesson,
    make_course,
    make_edition,
    make_enrolment,
    make_module,
    note_step,
    question,
    reflection_step,
    scenario_step,
    text_step,
    video_step,
)

AT = ("foundation-training", "listening-before-helping", "welcome-to-the-table")
FILM = ("foundation-training", "listening-before-helping", "what-it-sounds-like-to-be-heard")


def url(name: str, *at: object) -> str:
    return reverse(f"courses:{name}", args=at)


@pytest.fixture
def her(client: Client, ana: Person, learning: Enrolment) -> Client:
    client.force_login(ana)
    return client


def post_answers(client: Client, world: World, *right: bool, **headers: str):
    said = {f"q-{question}": chosen for question, chosen in world.answers(*right).items()}
    return client.post(url("answer", *AT, world.check_key), said, headers=headers)


# Shown


def test_a_lesson_shows_its_steps_and_none_of_its_answers(her: Client, world: World) -> None:
    page = her.get(url("lesson", *AT)).content.decode()
    assert "Welcome to the table" in page
    assert "lesson 1 of 2" in page
    assert "about 10 minutes" in page
    for asked in world.check["questions"]:
        for choice in asked["choices"]:
            assert choice["text"] in page
            assert choice["because"] not in page


def test_an_answer_explains_what_was_chosen_and_gives_nothing_else_away(her: Client, world: World) -> None:
    response = post_answers(her, world, False, True)
    assert response.url == f"{url('lesson', *AT)}#step-{world.check_key}"
    page = her.get(response.url).content.decode()
    first, second = world.check["questions"]
    chosen = world.answers(False, True)[first["key"]]
    for choice in first["choices"]:
        assert (choice["because"] in page) == (choice["key"] in chosen)
    assert all(choice["because"] in page for choice in second["choices"])
    assert "1 of 2 fits" in page
    assert "Try again" in page


def test_what_was_chosen_is_still_chosen_after_the_answer(her: Client, world: World) -> None:
    post_answers(her, world, False, True)
    page = her.get(url("lesson", *AT)).content.decode()
    chosen = {key for keys in world.answers(False, True).values() for key in keys}
    for asked in world.check["questions"]:
        for choice in asked["choices"]:
            marked = f'value="{choice["key"]}" checked' in page
            assert marked == (choice["key"] in chosen)


def test_a_question_left_open_is_named_and_nothing_typed_is_lost(her: Client, world: World) -> None:
    first = world.check["questions"][0]
    chosen = first["choices"][0]["key"]
    response = her.post(url("answer", *AT, world.check_key), {f"q-{first['key']}": chosen})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Answer each question first." in page
    assert f'value="{chosen}" checked' in page
    assert not Attempt.objects.exists()


def test_a_phone_that_opens_its_page_again_is_led_to_the_lesson(her: Client, world: World) -> None:
    """A browser that threw the page away asks for the address it stood at, and not with what was sent there."""
    stood = url("answer", *AT, world.check_key)
    assert her.post(stood, {}).status_code == 422
    assert her.get(stood).headers["Location"] == f"{url('lesson', *AT)}#step-{world.check_key}"
    assert her.get(url("done", *AT)).headers["Location"] == url("lesson", *AT)
    assert not Attempt.objects.exists()
    assert not StepDone.objects.exists()


def test_with_htmx_only_the_step_and_the_end_come_back(her: Client, world: World) -> None:
    page = post_answers(her, world, True, True, **{"HX-Request": "true"}).content.decode()
    assert page.count("<section") == 2
    assert "<html" not in page
    assert "hx-swap-oob" in page
    assert "Every question is answered well" in page


def test_another_way_counts_the_same(her: Client, world: World) -> None:
    page = her.get(url("lesson", *FILM)).content.decode()
    assert "A hard night." in page
    assert "There is another way that counts the same." in page
    short = her.get(url("lesson", *FILM) + "?way=short").content.decode()
    assert "In short." in short
    assert "<video" not in short
    assert "I have read it" not in short  # no film is asked for on this way


def test_the_other_way_is_finished_without_the_film_and_nobody_can_tell(her: Client, world: World) -> None:
    short = her.get(url("lesson", *FILM) + "?way=short").content.decode()
    assert "the video, or its words" not in short
    assert 'name="way" value="short"' in short
    her.post(url("done", *FILM), {"way": "short"})
    done = dict(StepDone.objects.values_list("step_key", "route"))
    assert done == {world.heard_key: Route.READ, world.video_key: Route.TRANSCRIPT}


def test_without_another_way_saying_so_does_not_open_one(her: Client, world: World) -> None:
    her.post(url("done", *AT), {"way": "short"})
    assert list(StepDone.objects.values_list("step_key", flat=True)) == [world.welcome_key]
    assert 'id="another-way"' not in her.get(url("lesson", *AT) + "?way=short").content.decode()


def test_whoever_answers_on_the_other_way_stays_on_it(her: Client, ana: Person, agency: Agency) -> None:
    check = check_step()
    hard = lesson("Hard", note_step(), check, video_step(), another_way="<p>In short.</p>", content_note="Hard.")
    make_enrolment(ana, make_course("A course", make_module("A module", hard)), agency)
    at = ("a-course", "a-module", "hard")
    asked = check["questions"][0]
    said = {f"q-{asked['key']}": asked["choices"][0]["key"], "way": "short"}
    back = her.post(url("answer", *at, check["key"]), said).url
    assert "?way=short#" in back
    page = her.get(back).content.decode()
    assert "In short." in page and "A hospital night." not in page
    some = her.post(url("answer", *at, check["key"]), said, headers={"HX-Request": "true"}).content.decode()
    assert 'name="way" value="short"' in some


def test_the_other_way_is_offered_at_every_step_that_may_be_hard(her: Client, ana: Person, agency: Agency) -> None:
    steps = (note_step(), video_step(), scenario_step(), reflection_step())
    hard = lesson("Hard", text_step(), *steps, another_way="<p>In short.</p>", content_note="A hard night.")
    plain = lesson("Plain", text_step(), *(video_step(), scenario_step(), reflection_step()))
    make_enrolment(ana, make_course("A course", make_module("A module", hard, plain)), agency)
    pages = [her.get(url("lesson", "a-course", "a-module", slug)).content.decode() for slug in ("hard", "plain")]
    assert [page.count("?way=short#another-way") for page in pages] == [5, 0]


def test_a_film_is_listened_to_without_its_picture_and_counts_the_same(her: Client, world: World) -> None:
    seen = her.get(url("lesson", *FILM)).content.decode()
    address = f"?listen={world.video_key}#step-{world.video_key}"
    assert address in seen and "<video" in seen
    heard = her.get(url("lesson", *FILM) + address).content.decode()
    assert "<video" not in heard and "<audio controls" in heard
    for page, file, other in ((seen, "cms:media", "cms:sound"), (heard, "cms:sound", "cms:media")):
        there, not_there = (f'src="{reverse(one, args=[world.video["media"]])}"' for one in (file, other))
        assert there in page and not_there not in page
        assert url("played", *FILM, world.video_key) in page
        assert "I have read it" in page


def test_a_break_leads_to_my_training_and_back_to_the_very_step(her: Client, world: World, learning: Enrolment) -> None:
    call = ("foundation-training", "reaching-out-by-phone", "the-first-call")
    assert her.post(url("break", *call)).url == reverse("desks:learn")
    assert url("lesson", *call) in her.get(reverse("desks:learn")).content.decode()
    assert not StepDone.objects.exists()
    her.post(url("done", *AT))  # read; its check is still open
    her.post(url("break", *AT))
    assert f"{url('lesson', *AT)}#step-{world.check_key}" in her.get(reverse("desks:learn")).content.decode()
    run = ModuleRun.objects.get(module=world.listening)
    Progress.objects.create(run=run, step_key=world.video_key, position_ms=42_000, position_seq=1)
    her.post(url("break", *FILM))
    page = her.get(reverse("desks:learn")).content.decode()
    assert f"{url('lesson', *FILM)}#step-{world.video_key}" in page
    assert "0:42" in page
    assert 'data-position="42' in her.get(url("lesson", *FILM)).content.decode()


def test_a_supervisor_who_learns_takes_her_break_at_her_courses(
    client: Client, world: World, bea: Person, agency: Agency
) -> None:
    make_enrolment(bea, world.course, agency)
    client.force_login(bea)
    assert client.post(url("break", *AT)).url == url("index")


def test_the_words_of_a_film_are_read_and_confirmed_without_script(her: Client, world: World) -> None:
    response = her.post(url("words", *FILM, world.video_key))
    assert response.url == f"{url('lesson', *FILM)}#step-{world.video_key}"
    assert "You are done with this part." in her.get(response.url).content.decode()


# Done


def test_i_am_done_says_kindly_what_is_left_and_keeps_the_rest(her: Client, world: World) -> None:
    response = her.post(url("done", *AT))
    assert response.url == f"{url('lesson', *AT)}?open={world.check_key}#step-{world.check_key}"
    page = her.get(response.url).content.decode()
    assert "What you read is kept. This part is still open." in page
    assert StepDone.objects.get().step_key == world.welcome_key


def test_i_am_done_leads_on_to_the_next_lesson(her: Client, world: World) -> None:
    post_answers(her, world, True, True)
    assert her.post(url("done", *AT)).url == url("lesson", *FILM)


def test_the_last_lesson_leads_back_to_the_course(her: Client, world: World, learning: Enrolment) -> None:
    do_lesson(learning, world.listening, AT[2])
    her.post(url("words", *FILM, world.video_key))
    response = her.post(url("done", *FILM), follow=True)
    page = response.content.decode()
    assert response.redirect_chain[-1][0] == url("course", AT[0])
    assert "You have finished “Listening before helping”." in page
    assert "3 of 3 lessons" not in page
    assert "2 of 3 lessons" in page


def test_pressing_twice_is_once(her: Client, world: World) -> None:
    for _ in range(2):
        post_answers(her, world, True, True)
        her.post(url("done", *AT))
    assert (StepDone.objects.count(), Attempt.objects.count(), ModuleRun.objects.count()) == (2, 1, 1)


def test_looking_changes_nothing(her: Client, world: World) -> None:
    for address in (url("lesson", *AT), url("lesson", *FILM), url("course", AT[0]), url("index")):
        assert her.get(address).status_code == 200
    assert not ModuleRun.objects.exists()


def test_a_lesson_she_finished_can_be_read_again(her: Client, world: World, learning: Enrolment) -> None:
    do_course(learning)
    page = her.get(url("lesson", *AT)).content.decode()
    assert "You are done with this lesson." in page
    assert "You finished this course" in her.get(url("course", AT[0])).content.decode()


def test_the_course_page_continues_where_she_was(her: Client, world: World) -> None:
    before = her.get(url("course", AT[0])).content.decode()
    assert "Begin" in before
    assert "0 of 3 lessons" in before
    her.post(url("words", *FILM, world.video_key))
    after = her.get(url("course", AT[0])).content.decode()
    assert f'href="{url("lesson", *FILM)}"' in after.partition('class="modules"')[0]
    assert "Continue" in after


# Nothing that is not hers


def test_a_stranger_is_told_there_is_no_such_page(
    client: Client, world: World, learning: Enrolment, bea: Person
) -> None:
    client.force_login(bea)
    for address in (url("course", AT[0]), url("module", *AT[:2]), url("lesson", *AT)):
        assert client.get(address).status_code == 404
    for address in (url("done", *AT), url("answer", *AT, world.check_key), url("words", *FILM, world.video_key)):
        assert client.post(address).status_code == 404
    assert not ModuleRun.objects.exists()


def test_a_course_she_left_is_closed(her: Client, learning: Enrolment) -> None:
    Enrolment.objects.filter(pk=learning.pk).update(closed_at=clock.now())
    assert her.get(url("lesson", *AT)).status_code == 404
    assert her.post(url("done", *AT)).status_code == 404


def test_no_field_of_a_request_sets_a_score_a_time_or_a_person(
    her: Client, world: World, bea: Person, other_agency: Agency
) -> None:
    forged = {
        "score": "2",
        "passed": "true",
        "out_of": "1",
        "person": str(bea.uuid),
        "route": "watched",
        "held_on": "2020-01-01",
        "agency": other_agency.slug,
        "minutes": "500",
    }
    wrong = {f"q-{key}": chosen for key, chosen in world.answers(False, False).items()}
    her.post(url("answer", *AT, world.check_key), wrong | forged)
    her.post(url("done", *AT), forged)
    attempt, done = Attempt.objects.get(), StepDone.objects.get()
    assert (attempt.score, attempt.out_of, attempt.passed) == (0, 2, False)
    assert (done.person.get_short_name(), done.route, done.step_key) == ("Ana", Route.READ, world.welcome_key)
    assert done.held_on == clock.today(done.person.profile.time_zone)


def test_no_step_is_done_outside_her_edition(her: Client, world: World) -> None:
    for name, step in (
        ("answer", uuid4()),
        ("words", uuid4()),
        ("words", world.check_key),
        ("answer", world.video_key),
    ):
        her.post(url(name, *AT, step), {"q-x": "y"})
    assert not StepDone.objects.exists()
    assert not Attempt.objects.exists()


def test_an_answer_that_was_never_offered_is_not_marked(her: Client, world: World) -> None:
    asked = {f"q-{key}": chosen for key, chosen in world.answers(True, True).items()}
    key = world.check["questions"][0]["key"]
    for forged in (str(uuid4()), ""):
        her.post(url("answer", *AT, world.check_key), asked | {f"q-{key}": forged})
    both = [choice["key"] for choice in world.check["questions"][0]["choices"]]
    her.post(url("answer", *AT, world.check_key), asked | {f"q-{key}": both})
    her.post(url("answer", *AT, world.check_key), asked | {"q-made-up": "x"})
    assert not Attempt.objects.exists()


# The player


def play(client: Client, world: World, said: object):
    return client.post(url("played", *FILM, world.video_key), json.dumps(said), content_type="application/json")


def test_a_player_is_believed_as_far_as_the_clock_runs(her: Client, world: World) -> None:
    start = clock.now()
    with clock.pretend(start):
        assert play(her, world, {"intervals": [], "position": 0, "seq": 1}).json() == {"kept": True, "done": False}
        assert play(her, world, {"intervals": [[0, 100]], "position": 100, "seq": 2}).json()["kept"] is False
    with clock.pretend(start + timedelta(seconds=50)):
        answer = play(her, world, {"intervals": [[0, 95.5]], "position": 95.5, "seq": 3})
        assert answer.json() == {"kept": True, "done": True}
    assert StepDone.objects.get().route == Route.WATCHED
    assert 'data-position="95.5"' in her.get(url("lesson", *FILM)).content.decode()


@pytest.mark.parametrize(
    "said",
    [
        [],
        "x",
        {"intervals": [[0]]},
        {"intervals": [["a", "b"]]},
        {"intervals": [[0, True]]},
        {"intervals": [[0, 1]] * 501},
        {"position": "9"},
        {"seq": -1},
        {"seq": 1.5},
    ],
)
def test_a_report_that_cannot_be_read_changes_nothing(her: Client, world: World, said: object) -> None:
    answer = play(her, world, said)
    assert (answer.status_code, answer.json()["kept"]) == (400, False)
    assert not Progress.objects.exists()


def test_numbers_that_are_no_numbers_are_refused(her: Client, world: World) -> None:
    for body in ('{"intervals": [[0, Infinity]]}', '{"position": NaN}', "{", ""):
        response = her.post(url("played", *FILM, world.video_key), body, content_type="application/json")
        assert response.status_code == 400
    assert not Progress.objects.exists()


def test_a_device_whose_clock_runs_ahead_does_not_keep_the_place(her: Client, world: World) -> None:
    start = clock.now()
    with clock.pretend(start):
        play(her, world, {"intervals": [], "position": 0, "seq": 2**52})
    with clock.pretend(start + timedelta(seconds=60)):
        later = int((start + timedelta(seconds=59)).timestamp() * 1000)
        play(her, world, {"intervals": [[0, 30]], "position": 30, "seq": later})
    assert Progress.objects.get().position_ms == 30_000


# Closing questions


@pytest.fixture
def closing(ana: Person, agency: Agency) -> tuple[str, str, str, dict]:
    asked = feedback_step()
    module = make_module("The end", lesson("Goodbye", text_step(), asked))
    course = make_course("Short", module)
    make_enrolment(ana, course, agency)
    return course.slug, module.slug, "goodbye", asked


def test_closing_answers_are_kept_without_her(client: Client, ana: Person, closing) -> None:
    *at, asked = closing
    client.force_login(ana)
    scale, text = asked["questions"]
    said = {f"q-{scale['key']}": "4", f"q-{text['key']}": "More about fathers."}
    response = client.post(url("feedback", *at, asked["key"]), said)
    assert "Your answers are kept without your name." in client.get(response.url).content.decode()
    assert sorted(FeedbackAnswer.objects.values_list("scale", "text"), key=str) == [
        (4, ""),
        (None, "More about fathers."),
    ]
    fields = {field.name for field in FeedbackAnswer._meta.get_fields()}
    assert fields == {"uuid", "edition", "step_key", "question_key", "scale", "text", "month"}
    assert all(answer.month.day == 1 for answer in FeedbackAnswer.objects.all())
    assert not StepDone.objects.exists()


def test_a_closing_answer_off_the_scale_is_refused(client: Client, ana: Person, closing) -> None:
    *at, asked = closing
    client.force_login(ana)
    for said in ("9", "x", ""):
        client.post(url("feedback", *at, asked["key"]), {f"q-{asked['questions'][0]['key']}": said})
    assert not FeedbackAnswer.objects.exists()


# Costs


def test_a_lesson_costs_the_same_in_a_module_of_one_and_of_three(
    client: Client, ana: Person, agency: Agency, django_assert_num_queries
) -> None:
    def one(n: int) -> dict:
        return lesson(f"Lesson {n}", text_step(), check_step(question()))

    one_lesson = make_course("One", make_module("A", one(1)))
    three = make_course("Three", make_module("B", one(1), one(2), one(3)), make_module("C"), make_module("D"))
    client.force_login(ana)
    for course, module in ((one_lesson, "a"), (three, "b")):
        enrolment = make_enrolment(ana, course, agency)
        do_lesson(enrolment, course.placements.first().module, "lesson-1")
        client.get(url("lesson", course.slug, module, "lesson-1"))
        with django_assert_num_queries(
            5
        ):  # the session (with Redis it is in the cache), she, her place, what is hers, her roles
            client.get(url("lesson", course.slug, module, "lesson-1"))


def test_a_film_and_a_prompt_cost_a_lesson_no_query_more(
    client: Client, ana: Person, agency: Agency, django_assert_num_queries
) -> None:
    steps = (text_step(), check_step(), video_step(), reflection_step())
    course = make_course("All of it", make_module("A", lesson("Lesson 1", *steps)))
    make_enrolment(ana, course, agency)
    client.force_login(ana)
    client.get(url("lesson", course.slug, "a", "lesson-1"))
    with django_assert_num_queries(5):
        client.get(url("lesson", course.slug, "a", "lesson-1"))


def test_a_players_report_costs_little(her: Client, world: World, django_assert_num_queries) -> None:
    def report(n: int) -> None:
        said = json.dumps({"position": n, "seq": n, "intervals": []})
        her.post(url("played", *FILM, world.video_key), said, content_type="application/json")

    report(1)
    # The session, she; to begin; her lock, her place, the film as known, the film, where she is; to end.
    with django_assert_num_queries(9):
        report(2)


def test_an_outline_costs_the_same_with_one_module_and_with_three(
    client: Client, ana: Person, agency: Agency, django_assert_num_queries
) -> None:
    client.force_login(ana)
    for title, modules in (("One", "a"), ("Three", "bcd")):
        course = make_course(title, *(make_module(f"Module {name}") for name in modules))
        make_enrolment(ana, course, agency)
        client.get(url("course", course.slug))
        with django_assert_num_queries(7):
            client.get(url("course", course.slug))


def test_a_learner_never_meets_what_was_not_released(her: Client, world: World) -> None:
    make_edition(world.phone, lesson("A new lesson"), kind=EditionKind.CHANGED)
    assert her.get(url("lesson", AT[0], "reaching-out-by-phone", "a-new-lesson")).status_code == 200
    assert her.get(url("lesson", AT[0], "reaching-out-by-phone", "the-first-call")).status_code == 404


def test_the_end_of_everything_is_a_completion(her: Client, world: World, learning: Enrolment) -> None:
    do_course(learning)
    assert ModuleCompletion.objects.count() == 2
