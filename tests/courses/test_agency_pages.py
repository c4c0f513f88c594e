"""Courses of an agency: lists that cost the same with one row and with three, and enrolling in words."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Course, Enrolment
from courses.queries import course_records
from people.actions import erase_person
from people.models import Agency, Person
from people.words import Role
from tests.factories.courses import (
    do_course,
    do_lesson,
    lesson,
    make_attendance,
    make_course,
    make_enrolment,
    make_live_session,
    make_module,
    text_step,
)
from tests.factories.people import make_member


def url(name: str, agency: Agency, *more: str) -> str:
    return reverse(f"courses:{name}", args=[agency.slug, *more])


@pytest.fixture
def hers(client: Client, cleo: Person) -> Client:
    client.force_login(cleo)
    return client


@pytest.fixture
def course(agency: Agency) -> Course:
    return make_course("Foundation training", make_module("Welcome", lesson("Hello", text_step()), lesson("Again")))


def volunteers(agency: Agency, many: int) -> list[Person]:
    return [make_member(f"Volunteer {number}", agency, Role.VOLUNTEER) for number in range(many)]


def asked(hers: Client, address: str, queries: int, counting: Any) -> str:
    """The page, in so many queries, once the house has read what it reads once a process."""
    hers.get(address)
    with counting(queries):
        return hers.get(address).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_courses_costs_the_same(
    many: int, hers: Client, agency: Agency, django_assert_num_queries: Any
) -> None:
    module = make_module("Welcome")
    for number in range(many):
        taker = make_member(f"Taker {number}", agency, Role.VOLUNTEER)
        make_enrolment(taker, make_course(f"Course {number}", module, agency=agency), agency)
    page = asked(hers, url("agency-courses", agency), 9, django_assert_num_queries)
    assert page.count("1 takes it") == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_people_of_a_course_cost_the_same(
    many: int, hers: Client, agency: Agency, course: Course, django_assert_num_queries: Any
) -> None:
    for person in volunteers(agency, many):
        do_lesson(make_enrolment(person, course, agency), course.placements.get().module, "hello")
    page = asked(hers, url("agency-course", agency, course.slug), 13, django_assert_num_queries)
    assert page.count("1 of 2 lessons") == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_choice_of_people_costs_the_same(
    many: int, hers: Client, agency: Agency, course: Course, django_assert_num_queries: Any
) -> None:
    volunteers(agency, many)
    page = asked(hers, url("agency-enrol", agency, course.slug), 7, django_assert_num_queries)
    assert page.count("Volunteer ") == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_modules_of_a_course_cost_the_same(
    many: int, client: Client, ada: Person, agency: Agency, django_assert_num_queries: Any
) -> None:
    client.force_login(ada)
    course = make_course("Our own", *(make_module(f"Module {n}", agency=agency) for n in range(many)), agency=agency)
    page = asked(client, url("agency-course-edit", agency, course.slug), 10, django_assert_num_queries)
    assert all(f"Module {n}" in page for n in range(many))


@pytest.mark.parametrize("many", [1, 3])
def test_course_records_of_many_cost_as_much_as_of_one(
    many: int, agency: Agency, course: Course, fay: Person, django_assert_num_queries: Any
) -> None:
    people = volunteers(agency, many)
    second = make_course("Second course", make_module("Second"), agency=agency)
    for person in people:
        do_course(make_enrolment(person, course, agency))
        make_enrolment(person, second, agency)
        make_attendance(person, make_live_session(agency, fay))
    course_records(people)
    with django_assert_num_queries(5):
        found = course_records(people)
    assert [(len(f.completions), len(f.taking), len(f.attended)) for f in found.values()] == [(1, 2, 1)] * many


# Enrolling


def test_several_are_enrolled_at_once_and_sent_again_it_is_said_kindly(
    hers: Client, agency: Agency, course: Course
) -> None:
    several = [person.uuid for person in volunteers(agency, 3)]
    address = url("agency-enrol", agency, course.slug)
    page = hers.post(address, {"people": several}, follow=True).content.decode()
    assert "3 people are enrolled." in page
    assert hers.post(address, {"people": several}).status_code == 200  # nobody left to choose among them
    assert Enrolment.objects.count() == 3


def test_nobody_chosen_and_a_stranger_chosen_are_refused_in_words(
    hers: Client, agency: Agency, course: Course, stan: Person
) -> None:
    address = url("agency-enrol", agency, course.slug)
    volunteers(agency, 1)
    assert "Choose at least one person." in hers.post(address, {"x": "1"}).content.decode()
    assert hers.post(address, {"people": [stan.uuid]}).status_code == 200
    assert not Enrolment.objects.exists()


def test_a_course_that_is_not_open_enrolls_nobody(hers: Client, agency: Agency) -> None:
    closed = make_course("Being written", make_module("Draft"), agency=agency, published=False)
    [person] = volunteers(agency, 1)
    page = hers.post(url("agency-enrol", agency, closed.slug), {"people": [person.uuid]}).content.decode()
    assert "This course is not open for enrollment yet." in page
    assert not Enrolment.objects.exists()


def test_an_ended_enrollment_leaves_the_list_and_keeps_what_was_done(
    hers: Client, agency: Agency, course: Course
) -> None:
    [person] = volunteers(agency, 1)
    enrolment = make_enrolment(person, course, agency)
    do_course(enrolment)
    address = url("agency-close", agency, course.slug, str(enrolment.uuid))
    assert "What was done stays" in hers.get(address).content.decode()
    for _press in range(2):
        hers.post(address)
    enrolment.refresh_from_db()
    assert enrolment.closed_at is not None and enrolment.closed_at - enrolment.created_at < timedelta(minutes=1)
    assert course_records([person])[person.pk].completed(course.pk) is not None
    assert "Nobody takes this course yet" in hers.get(url("agency-course", agency, course.slug)).content.decode()


def test_whose_name_was_removed_takes_no_course_and_what_was_finished_stays(
    hers: Client, agency: Agency, course: Course, ada: Person
) -> None:
    [person] = volunteers(agency, 1)
    do_course(make_enrolment(person, course, agency))
    erase_person(actor=ada, person=person, agency=agency)
    assert "Nobody takes this course yet" in hers.get(url("agency-course", agency, course.slug)).content.decode()
    assert course_records([person])[person.pk].completed(course.pk) is not None
