"""What was finished is taken back: by a coordinator, never her own, and nothing that was done is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.actions import answer_check, complete_step, take_back_course, take_back_module
from courses.models import (
    CourseCompletion,
    CourseCompletionVoided,
    Enrolment,
    ModuleCompletion,
    ModuleCompletionVoided,
    ModuleRun,
    StepDone,
)
from courses.queries import course_record
from courses.queries.place import place_in
from courses.queries.taking_back import learnt_at
from courses.words import LearningTakenBack
from ledger.refusals import Refused
from people.models import Agency, Notice, Person
from people.words import Role
from tests.courses.conftest import World
from tests.factories.courses import do_course, do_module, make_course, make_enrolment, make_module
from tests.factories.people import make_agency, make_member, make_membership

AGAIN = LearningTakenBack.AGAIN


@pytest.fixture
def finished(learning: Enrolment) -> CourseCompletion:
    return do_course(learning)


def module_of(person: Person, title: str) -> ModuleCompletion:
    return ModuleCompletion.objects.get(person=person, module__title=title)


def of_phone(person: Person) -> ModuleCompletion:
    return module_of(person, "Reaching out by phone")


def test_a_module_taken_back_takes_the_course_with_it_and_can_be_taken_again(
    finished: CourseCompletion, world: World, ana: Person, cleo: Person, agency: Agency
) -> None:
    steps = StepDone.objects.count()
    take_back_module(actor=cleo, agency=agency, completion=of_phone(ana), reason=AGAIN)
    assert CourseCompletionVoided.objects.get().completion == finished
    assert course_record(ana).completions == ()
    assert StepDone.objects.count() == steps  # what she did stays
    again = Enrolment.objects.visible_to(ana).get()
    assert (again.cycle, again.created_at) == (2, finished.person.enrolments.get(cycle=1).created_at)
    here = place_in(again, world.phone)
    assert here is not None and here.run is None
    do_module(again, world.phone)
    assert ModuleRun.objects.filter(person=ana, module=world.phone).count() == 2
    assert CourseCompletion.objects.get(voided=None).cycle == 2  # the other module was not asked again


def test_a_course_taken_back_takes_its_modules_and_what_rests_on_them_elsewhere(
    finished: CourseCompletion, world: World, ana: Person, cleo: Person, agency: Agency
) -> None:
    shared = make_course("Phone calls only", world.phone)
    alone = make_module("On its own")
    make_enrolment(ana, shared, agency)
    do_course(make_enrolment(ana, make_course("Apart from it", alone), agency))
    assert CourseCompletion.objects.filter(voided=None).count() == 3
    take_back_course(actor=cleo, agency=agency, completion=finished, reason=AGAIN)
    assert [c.course.title for c in CourseCompletion.objects.filter(voided=None)] == ["Apart from it"]
    assert [m.module for m in ModuleCompletion.objects.filter(voided=None)] == [alone]


def test_pressed_twice_it_is_once(
    finished: CourseCompletion, ana: Person, cleo: Person, agency: Agency, client: Client
) -> None:
    module = of_phone(ana)
    client.force_login(cleo)
    address = reverse("courses:module-take-back", args=[agency.slug, ana.uuid, module.uuid])
    for _press in range(2):
        answer = client.post(address, {"reason": AGAIN}, follow=True)
        assert "is taken back" in answer.content.decode()
    assert ModuleCompletionVoided.objects.count() == CourseCompletionVoided.objects.count() == 1
    assert Enrolment.objects.filter(person=ana).count() == 2
    assert Notice.objects.filter(person=ana, kind="courses-taken-back").count() == 1
    first = take_back_module(actor=cleo, agency=agency, completion=module, reason=LearningTakenBack.MISTAKE)
    assert first.reason == AGAIN


def test_the_page_asks_why_says_what_follows_and_keeps_still_without_a_reason(
    finished: CourseCompletion, ana: Person, cleo: Person, agency: Agency, client: Client
) -> None:
    client.force_login(cleo)
    record = client.get(reverse("courses:learning-record", args=[agency.slug, ana.uuid])).content.decode()
    address = reverse("courses:module-take-back", args=[agency.slug, ana.uuid, of_phone(ana).uuid])
    assert address in record
    page = client.get(address).content.decode()
    for words in ("“Foundation training” no longer counts", "leaves the list", "stays in the record", "taken again"):
        assert words in page
    assert "Choose why." in client.post(address, {}).content.decode()
    assert not ModuleCompletionVoided.objects.exists()
    client.post(address, {"reason": LearningTakenBack.PERSON})
    record = client.get(reverse("courses:learning-record", args=[agency.slug, ana.uuid])).content.decode()
    assert "Somebody else did these lessons" in record


def test_her_notice_is_plain_and_says_no_reason(
    finished: CourseCompletion, ana: Person, cleo: Person, agency: Agency, client: Client
) -> None:
    take_back_course(actor=cleo, agency=agency, completion=finished, reason=LearningTakenBack.PERSON)
    client.force_login(ana)
    page = client.get(reverse("people:notices")).content.decode()
    assert "“Foundation training” is no longer marked as finished." in page
    assert "Somebody else" not in page


def test_nobody_takes_back_her_own(world: World, agency: Agency, cleo: Person, client: Client) -> None:
    make_membership(cleo, agency, Role.VOLUNTEER)
    hers = do_course(make_enrolment(cleo, world.course, agency))
    for act, completion in ((take_back_course, hers), (take_back_module, of_phone(cleo))):
        with pytest.raises(Refused) as refused:
            act(actor=cleo, agency=agency, completion=completion, reason=AGAIN)  # type: ignore[operator]
        assert refused.value.code == "oneself"
    client.force_login(cleo)
    page = client.get(reverse("courses:learning-record", args=[agency.slug, cleo.uuid])).content.decode()
    assert "This is your own record" in page and "/take-back/" not in page
    assert not CourseCompletionVoided.objects.exists()


def test_a_supervisor_or_an_agency_that_only_relies_on_it_takes_nothing_back(
    finished: CourseCompletion, learning: Enrolment, ana: Person, bea: Person, agency: Agency, client: Client
) -> None:
    other = make_agency("Harbor Parent Allies")
    dora = make_member("Dora", other, Role.COORDINATOR)
    make_membership(ana, other, Role.VOLUNTEER)
    learning.also_for.add(other)
    for actor, there, code in (
        (bea, agency, "not_allowed"),
        (dora, agency, "not_allowed"),
        (dora, other, "asked_elsewhere"),
    ):
        with pytest.raises(Refused) as refused:
            take_back_course(actor=actor, agency=there, completion=finished, reason=AGAIN)
        assert refused.value.code == code
    client.force_login(dora)
    assert (
        client.get(reverse("courses:course-take-back", args=[other.slug, ana.uuid, finished.uuid])).status_code == 404
    )
    assert not CourseCompletionVoided.objects.exists()


def test_both_agencies_stay_with_a_course_that_begins_again(
    finished: CourseCompletion, learning: Enrolment, ana: Person, cleo: Person, agency: Agency
) -> None:
    other = make_agency("Harbor Parent Allies")
    learning.also_for.add(other)
    take_back_course(actor=cleo, agency=agency, completion=finished, reason=AGAIN)
    again = Enrolment.objects.visible_to(ana).get()
    assert (again.agency, list(again.also_for.all())) == (agency, [other])


def test_an_optional_module_taken_back_leaves_the_course_finished(ana: Person, cleo: Person, agency: Agency) -> None:
    needed, extra = make_module("Needed"), make_module("If you like")
    enrolment = make_enrolment(ana, make_course("Short course", needed, optional=(extra,)), agency)
    do_module(enrolment, extra)
    do_course(enrolment)
    take_back_module(actor=cleo, agency=agency, completion=module_of(ana, "If you like"), reason=AGAIN)
    assert CourseCompletion.objects.filter(voided=None).count() == 1
    assert Enrolment.objects.filter(person=ana).count() == 1


def test_what_was_begun_on_the_old_run_does_not_finish_the_new_one(
    finished: CourseCompletion, world: World, ana: Person, cleo: Person, agency: Agency
) -> None:
    take_back_module(actor=cleo, agency=agency, completion=module_of(ana, world.listening.title), reason=AGAIN)
    again = Enrolment.objects.visible_to(ana).get()
    who = {"actor": ana, "enrolment": again, "module": world.listening}
    answer_check(**who, key=world.check_key, answers=world.answers(True, True))
    complete_step(**who, key=world.welcome_key)
    [learnt] = learnt_at(ana, agency)
    assert (learnt.lessons_done, learnt.lessons, learnt.completion) == (2, 3, None)
    assert [len(m.taken_back) for m in learnt.modules] == [1, 0]


@pytest.mark.parametrize("courses", [1, 3])
def test_the_record_asks_as_much_for_one_course_as_for_three(
    courses: int, ana: Person, cleo: Person, agency: Agency, django_assert_num_queries: object
) -> None:
    for number in range(courses):
        do_course(make_enrolment(ana, make_course(f"Course {number}", make_module(f"Module {number}")), agency))
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert len(learnt_at(ana, agency)) == courses
