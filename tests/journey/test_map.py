"""The map and its places: credited, without order, and the same for everybody."""

import re

import pytest

from courses.models import CourseCompletion
from journey.models import Framework, Stage
from journey.queries import journey_maps
from tests.factories.courses import do_course, lesson, make_course, make_enrolment, make_module, text_step
from tests.factories.journey import make_reflection
from tests.factories.people import make_member


def main_of(client, address):
    """What stands between <main> and </main>."""
    response = client.get(address)
    assert response.status_code == 200
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_map_leads_to_every_place_from_both_its_arrangements_and_its_list(journey, ana, signed_in):
    main = main_of(signed_in(ana), "/journey/")
    for stage in journey.stages.all():
        assert main.count(f'href="/journey/{stage.key}/"') == 3
        assert main.count(f'aria-label="{stage.title}"') == 2


def test_the_map_names_its_author_and_says_what_it_is_not_for(journey, ana, signed_in):
    words = words_of(main_of(signed_in(ana), "/journey/"))
    assert "after Patricia Miles" in words
    assert journey.attribution in words
    for warning in ("not an assessment", "no hurry", "not a tool for judging", "not a set of labels"):
        assert warning in words


def test_a_place_shows_its_title_its_text_and_what_a_peer_does(journey, ana, signed_in):
    stage = Stage.objects.get(key="part-of-a-system")
    words = words_of(main_of(signed_in(ana), "/journey/part-of-a-system/"))
    assert stage.title in words
    assert "Recognize that you’re now part of a system" in words
    assert "A parent looks up and finds that other people now have a say in family life" in words
    assert all(task in words for task in stage.tasks)
    assert journey.attribution in words


def test_a_place_leads_to_all_the_others_and_to_no_next_one(journey, ana, signed_in):
    here, *others = Stage.objects.all()
    main = main_of(signed_in(ana), f"/journey/{here.key}/")
    assert all(f'href="/journey/{other.key}/"' in main for other in others)
    assert f'href="/journey/{here.key}/"' not in main
    assert not re.search(r'rel="(next|prev)"|>\s*(Next|Previous)\b', main)


def test_the_text_of_a_place_is_cleaned(journey, ana, signed_in):
    Stage.objects.filter(key="must-act").update(text="Hello <script>alert(1)</script> **you**")
    main = main_of(signed_in(ana), "/journey/must-act/")
    assert "<script" not in main
    assert "<strong>you</strong>" in main


def test_places_stand_by_name_and_no_number_is_shown(journey, ana, signed_in):
    [drawn] = journey_maps()
    titles = [stage.title for stage in drawn.stages]
    assert titles == sorted(titles)
    for address in ("/journey/", *(stage.get_absolute_url() for stage in drawn.stages)):
        assert not re.search(r"\d|%", words_of(main_of(signed_in(ana), address)))


def test_two_people_of_different_progress_get_the_same_markup(journey, ana, bea, agency, signed_in):
    module = make_module("Acting", lesson("A first step", text_step()), agency=agency)
    course = make_course("Foundation", module, agency=agency)
    do_course(make_enrolment(ana, course, agency))
    make_reflection(ana, stages=tuple(journey.stages.all()))
    cleo = make_member("Cleo New", agency)
    assert CourseCompletion.objects.filter(person=ana).exists()
    for address in ("/journey/", *(stage.get_absolute_url() for stage in journey.stages.all())):
        assert main_of(signed_in(ana), address) == main_of(signed_in(cleo), address) == main_of(signed_in(bea), address)


def test_the_map_asks_the_database_twice(journey, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(journey_maps()) == 1
    other = Framework.objects.create(key="four", title="Four places", author="N. M.", attribution="By N. M.", text="x")
    for number, word in enumerate(("Surviving", "Searching", "Settling in", "Separating"), start=1):
        Stage.objects.create(framework=other, key=f"f{number}", number_as_given=number, title=word, text="x")
    with django_assert_num_queries(2):
        assert [len(drawn.stages) for drawn in journey_maps()] == [5, 4]


def test_without_a_framework_the_page_says_so(ana, signed_in):
    assert "The map is not here yet" in words_of(main_of(signed_in(ana), "/journey/"))


@pytest.mark.parametrize("address", ["/journey/nowhere/", "/journey/must-act/"])
def test_a_place_that_is_not_there_is_not_found(ana, signed_in, address):
    assert signed_in(ana).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/journey/", "/journey/must-act/"])
def test_whoever_is_not_signed_in_is_asked_to(journey, client, address):
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_a_spanish_reader_meets_spanish_places_with_the_authors_own_title(journey, ana, signed_in):
    ana.profile.language = "es"
    ana.profile.save()
    main = main_of(signed_in(ana), "/journey/")
    names = [stage.translations["es"]["title"] for stage in journey.stages.all()]
    assert all(main.count(f'aria-label="{name}"') == 2 for name in names)
    places = re.findall(r'<a class="place-card[^>]*>([^<]+)<', main)
    assert places == sorted(names)
    assert journey.translations["es"]["attribution"] in words_of(main)
    stage = Stage.objects.get(key="must-act")
    main = main_of(signed_in(ana), "/journey/must-act/")
    assert f"<h1>{stage.translations['es']['title']}</h1>" in main
    assert f'<q lang="en">{stage.title}</q>' in main
    assert main.count(stage.title) == 1
