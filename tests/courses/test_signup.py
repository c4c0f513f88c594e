"""Places at a session: first come first served, never one too many, and the next one hears of a free place at once."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from courses.actions import call_off_session, change_session, sign_off, sign_up
from courses.forms.session import TOLD
from courses.models import LiveSession, SignUp
from ledger import clock
from ledger.refusals import Refused
from people.actions import erase_person
from people.models import Agency, Notice, Person
from people.words import Role
from tests.factories.courses import make_live_session
from tests.factories.people import make_agency, make_member

IN_THREE_DAYS = timedelta(days=3)


def refused(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def volunteers(agency: Agency, many: int) -> list[Person]:
    return [make_member(f"Volunteer {n}", agency, Role.VOLUNTEER) for n in range(many)]


@pytest.fixture
def session(agency: Agency, fay: Person) -> LiveSession:
    """A webinar in three days, with two places."""
    return make_live_session(
        agency, fay, starts_at=clock.now() + IN_THREE_DAYS, capacity=2, link="https://meet.example.org/first-calls"
    )


def change(session: LiveSession, actor: Person, **changed: object) -> None:
    told = {name: getattr(session, name) for name in (*TOLD, "starts_at")} | changed
    change_session(actor=actor, session=session, facilitators=list(session.facilitators.all()), **told)


def test_the_third_of_two_waits_and_gets_the_place_that_becomes_free(session: LiveSession, agency: Agency) -> None:
    one, two, three, four = (sign_up(actor=person, session=session) for person in volunteers(agency, 4))
    assert [asked.has_place for asked in (one, two, three, four)] == [True, True, False, False]
    sign_off(actor=two.person, asked=two)
    three.refresh_from_db()
    four.refresh_from_db()
    assert (three.has_place, four.has_place) == (True, False)
    assert Notice.objects.get(kind="courses-place-free").person == three.person


def test_signed_up_twice_is_signed_up_once_and_whoever_comes_back_stands_at_the_end(
    session: LiveSession, agency: Agency
) -> None:
    one, _two, three = (sign_up(actor=person, session=session) for person in volunteers(agency, 3))
    assert sign_up(actor=one.person, session=session) == one
    sign_off(actor=one.person, asked=one)
    assert not sign_up(actor=one.person, session=session).has_place
    assert SignUp.objects.standing().get(person=three.person).has_place


def test_more_places_go_to_who_waits_and_fewer_than_are_given_are_refused(
    session: LiveSession, agency: Agency, fay: Person
) -> None:
    for person in volunteers(agency, 4):
        sign_up(actor=person, session=session)
    change(session, fay, capacity=3)
    assert SignUp.objects.standing().filter(has_place=True).count() == 3
    with refused("places_given_stay"):
        change(session, fay, capacity=2)
    session.refresh_from_db()
    change(session, fay, capacity=None)
    assert not SignUp.objects.waiting().exists()


def test_who_left_the_agency_is_passed_over(session: LiveSession, agency: Agency) -> None:
    one, _two, three, four = (sign_up(actor=person, session=session) for person in volunteers(agency, 4))
    three.person.memberships.update(ends_on=agency.today() - timedelta(days=1))
    sign_off(actor=one.person, asked=one)
    four.refresh_from_db()
    assert four.has_place


def test_nobody_signs_up_where_she_does_not_belong_nor_for_what_has_begun_or_was_called_off(
    session: LiveSession, agency: Agency, ana: Person, fay: Person, stan: Person
) -> None:
    with refused("stranger"):
        sign_up(actor=stan, session=session)
    with refused("leads"):
        sign_up(actor=fay, session=session)
    with refused("session_has_begun"):
        sign_up(actor=ana, session=make_live_session(agency, fay))
    asked = sign_up(actor=ana, session=session)
    call_off_session(actor=fay, session=session)
    assert Notice.objects.get(kind="courses-session-called-off").person == ana
    with refused("called_off"):
        sign_off(actor=ana, asked=asked)


def test_only_who_leads_it_or_coordinates_signs_others_up_and_off(
    session: LiveSession, agency: Agency, ana: Person, bea: Person, fay: Person, cleo: Person, stan: Person
) -> None:
    paper = make_member("Nora Paper", agency, Role.VOLUNTEER, sign_in=False)
    for actor in (ana, bea, stan):
        with refused("not_yours"):
            sign_up(actor=actor, session=session, person=paper)
    asked = sign_up(actor=cleo, session=session, person=paper)
    assert (asked.has_place, asked.asked_by) == (True, cleo)
    with refused("not_yours"):
        sign_off(actor=ana, asked=asked)
    sign_off(actor=fay, asked=asked)
    assert not SignUp.objects.standing().exists()


def test_a_name_that_is_removed_gives_its_place_on(session: LiveSession, agency: Agency, ada: Person) -> None:
    one, _two, three = (sign_up(actor=person, session=session) for person in volunteers(agency, 3))
    erase_person(actor=ada, person=one.person, agency=agency)
    three.refresh_from_db()
    assert three.has_place


@pytest.mark.parametrize("attack", ["insert", "update", "capacity"])
def test_the_database_gives_no_place_that_is_not_there(session: LiveSession, agency: Agency, attack: str) -> None:
    people = volunteers(agency, 3)
    for person in people:
        sign_up(actor=person, session=session)
    new = make_member("Somebody Else", agency, Role.VOLUNTEER)
    attacks = {
        "insert": lambda: SignUp.objects.bulk_create(
            [SignUp(session=session, person=new, has_place=True, asked_by=new)]
        ),
        "update": lambda: SignUp.objects.filter(has_place=False).update(has_place=True),
        "capacity": lambda: LiveSession.objects.filter(pk=session.pk).update(capacity=1),
    }
    name = "places_given_stay" if attack == "capacity" else "no_more_places_than_there_are"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        attacks[attack]()


def test_five_at_once_for_two_places_fill_two(fresh_database: None) -> None:
    """The same on both databases; and the places taken back at once go to exactly as many."""
    agency = make_agency()
    fay = make_member("Fay Duarte", agency, Role.FACILITATOR)
    session = make_live_session(agency, fay, starts_at=clock.now() + IN_THREE_DAYS, capacity=2)
    people = volunteers(agency, 5)
    _at_once(*(lambda person=person: sign_up(actor=person, session=session) for person in people))
    given = list(SignUp.objects.standing().filter(has_place=True))
    assert (len(given), SignUp.objects.waiting().count()) == (2, 3)
    _at_once(*(lambda asked=asked: sign_off(actor=fay, asked=asked) for asked in given))
    assert SignUp.objects.standing().filter(has_place=True).count() == 2
    assert SignUp.objects.waiting().count() == 1
    assert Notice.objects.filter(kind="courses-place-free").count() == 2


def _at_once(*acts) -> None:
    start, faults = threading.Barrier(len(acts), timeout=120), []

    def run(act) -> None:
        start.wait()
        try:
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


# Pages


def test_the_link_is_shown_to_who_has_a_place_only(
    client: Client, session: LiveSession, agency: Agency, ana: Person, bea: Person, fay: Person
) -> None:
    at, link = reverse("courses:session", args=[session.uuid]), session.link
    file = reverse("courses:session-calendar", args=[session.uuid])
    client.force_login(ana)
    assert link not in client.get(at).content.decode()
    assert link not in client.get(file).content.decode().replace("\r\n ", "")
    shown = client.post(reverse("courses:sign-up", args=[session.uuid]), follow=True).content.decode()
    assert "You have a place." in shown
    assert link in shown
    assert link in client.get(file).content.decode().replace("\r\n ", "")
    others = volunteers(agency, 2)
    sign_up(actor=others[0], session=session)
    client.force_login(bea)
    assert "you are the next one when somebody cannot come" in client.get(at).content.decode()
    sign_up(actor=others[1], session=session)
    assert "Every place is taken, and 1 person waits already." in client.get(at).content.decode()
    SignUp.objects.standing().waiting().get().delete()
    shown = client.post(reverse("courses:sign-up", args=[session.uuid]), follow=True).content.decode()
    assert "On the waiting list, number 1" in shown
    assert link not in shown
    client.force_login(ana)
    shown = client.post(reverse("courses:sign-off", args=[session.uuid]), follow=True).content.decode()
    assert link not in shown
    client.force_login(bea)
    assert link in client.get(at).content.decode()


def test_who_leads_it_signs_somebody_up_and_off_on_the_list(
    client: Client, session: LiveSession, agency: Agency, fay: Person
) -> None:
    paper = make_member("Nora Paper", agency, Role.VOLUNTEER, sign_in=False)
    client.force_login(fay)
    at = reverse("courses:places", args=[session.uuid])
    assert "Nora Paper has a place." in client.post(at, {"person": paper.pk}, follow=True).content.decode()
    asked = SignUp.objects.get()
    shown = client.post(reverse("courses:place-end", args=[session.uuid, asked.uuid]), follow=True).content.decode()
    assert "Nora Paper is signed off." in shown


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_places_costs_the_same_for_one_and_for_three(
    client: Client, session: LiveSession, agency: Agency, fay: Person, django_assert_num_queries, many: int
) -> None:
    for person in volunteers(agency, many):
        sign_up(actor=person, session=session)
    client.force_login(fay)
    with django_assert_num_queries(11):
        client.get(reverse("courses:places", args=[session.uuid]))
