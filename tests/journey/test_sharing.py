"""Sharing a page of the journal: said before, for days, with one person, taken back at once."""

from datetime import timedelta

import pytest

from journey.models import Reflection
from tests.factories.journey import make_reflection, make_shared
from tests.factories.supervision import make_assignment

SECRET = "The sentence only Bea may read"


def shares(client, reflection, who, first=0, last=7):
    days = {"from_day": reflection.today + timedelta(days=first), "last_day": reflection.today + timedelta(days=last)}
    return client.post(f"/journey/journal/{reflection.uuid}/share/", {"who": getattr(who, "uuid", who), **days})


def test_before_she_shares_it_says_that_harm_may_have_to_be_reported(ana, together, signed_in):
    page = signed_in(ana).get(f"/journey/journal/{make_reflection(ana).uuid}/share/").content.decode()
    assert 0 < page.index("Your supervisor may have a duty to report harm.") < page.index("Share it")
    assert "Bea Olsen" in page


def test_her_supervisor_reads_it_and_not_which_places_she_named(journey, ana, bea, together, signed_in):
    reflection = make_reflection(ana, SECRET, prompt="A question", stages=tuple(journey.stages.all()))
    shares(signed_in(ana), reflection, bea)
    page = signed_in(bea).get(f"/journey/journal/shared/{reflection.uuid}/").content.decode()
    assert SECRET in page and "A question" in page and "Ana Reyes" in page
    assert not any(stage.title in page or f"stage-{stage.hue}" in page for stage in journey.stages.all())
    assert "Ana Reyes" in signed_in(bea).get("/journey/journal/shared/").content.decode()
    assert "Somebody shares a page with you" in signed_in(bea).get("/journey/journal/").content.decode()


def test_while_it_is_shared_she_sees_with_whom_and_until_when(ana, bea, together, signed_in):
    reflection = make_shared(make_reflection(ana), bea)
    for address in ("/journey/journal/", f"/journey/journal/{reflection.uuid}/"):
        assert "Bea Olsen may read this until" in signed_in(ana).get(address).content.decode()
    edit = signed_in(ana).get(f"/journey/journal/{reflection.uuid}/edit/").content.decode()
    assert "Bea Olsen may read this until" in edit and "Only you can see this here" not in edit


def test_taken_back_it_is_not_there_any_more(ana, bea, together, signed_in):
    reflection = make_shared(make_reflection(ana, SECRET), bea)
    address = f"/journey/journal/shared/{reflection.uuid}/"
    assert signed_in(bea).get(address).status_code == 200
    signed_in(ana).get(f"/journey/journal/{reflection.uuid}/take-back/")
    assert signed_in(bea).get(address).status_code == 200
    signed_in(ana).post(f"/journey/journal/{reflection.uuid}/take-back/")
    assert signed_in(bea).get(address).status_code == 404
    assert "Ana Reyes" not in signed_in(bea).get("/journey/journal/shared/").content.decode()


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (1, 9)])
def test_outside_its_days_it_is_not_there(ana, bea, together, signed_in, first, last):
    reflection = make_shared(make_reflection(ana, SECRET), bea, first=first, last=last)
    assert signed_in(bea).get(f"/journey/journal/shared/{reflection.uuid}/").status_code == 404
    assert "Ana Reyes" not in signed_in(bea).get("/journey/journal/shared/").content.decode()


def test_reading_gives_no_right_to_change_delete_or_pass_on(ana, bea, stan, together, signed_in):
    reflection = make_shared(make_reflection(ana, SECRET), bea)
    own = f"/journey/journal/{reflection.uuid}/"
    for address in (own, f"{own}edit/", f"{own}delete/", f"{own}share/", f"{own}take-back/"):
        assert signed_in(bea).get(address).status_code == 404
        assert signed_in(bea).post(address, {"text": "x", "who": stan.uuid}).status_code == (
            405 if address == own else 404
        )
    assert signed_in(bea).post(f"/journey/journal/shared/{reflection.uuid}/").status_code == 405
    assert Reflection.objects.get().text == SECRET


def test_a_page_shared_with_bea_is_not_there_for_anybody_else(ana, bea, cleo, ada, stan, together, signed_in):
    reflection = make_shared(make_reflection(ana, SECRET), bea)
    for person in (cleo, ada, stan, ana):
        assert signed_in(person).get(f"/journey/journal/shared/{reflection.uuid}/").status_code == 404
        assert (
            "Ana Reyes" not in signed_in(person).get("/journey/journal/shared/").content.decode().partition("<main")[2]
        )


def test_who_reads_as_staff_needs_the_second_step(ana, bea, together, signed_in):
    reflection = make_shared(make_reflection(ana, SECRET), bea)
    bea.authenticator_set.all().delete()
    for address in ("/journey/journal/shared/", f"/journey/journal/shared/{reflection.uuid}/"):
        assert signed_in(bea).get(address)["Location"].startswith("/accounts/2fa/")


@pytest.mark.parametrize("who", ["cleo", "stan", "ana", "nobody"])
def test_nobody_but_her_supervisor_can_be_chosen(request, ana, together, signed_in, who):
    reflection = make_reflection(ana)
    other = who if who == "nobody" else request.getfixturevalue(who)
    assert "form-errors" in shares(signed_in(ana), reflection, other).content.decode()
    assert Reflection.objects.get().shared_with is None


@pytest.mark.parametrize(("first", "last", "said"), [(5, 2, "comes before the first one"), (-9, -1, "is over already")])
def test_days_that_make_no_sense_get_an_answer(ana, bea, together, signed_in, first, last, said):
    reflection = make_reflection(ana)
    assert said in shares(signed_in(ana), reflection, bea, first, last).content.decode()
    assert Reflection.objects.get().shared_with is None


def test_without_a_supervisor_the_page_says_so(ana, signed_in):
    page = signed_in(ana).get(f"/journey/journal/{make_reflection(ana).uuid}/share/").content.decode()
    assert "There is nobody to share with yet" in page


def test_the_shared_list_asks_the_same_number_of_times_for_one_and_for_three(
    ana, bea, cleo, pat, agency, signed_in, django_assert_num_queries
):
    client = signed_in(bea)
    make_shared(make_reflection(ana), bea)
    client.get("/journey/journal/shared/")
    with django_assert_num_queries(5):
        assert client.get("/journey/journal/shared/").content.decode().count("person-row") == 1
    for author in (cleo, pat):
        make_assignment(bea, author, agency)
        make_shared(make_reflection(author), bea)
    with django_assert_num_queries(5):
        assert client.get("/journey/journal/shared/").content.decode().count("person-row") == 3
