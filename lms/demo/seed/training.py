"""The foundation training: written down in the press, released, and taken by each volunteer as far as she got."""

from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress

from cms.models import Media, RootPage
from courses.actions import answer_check, complete_step, enrol, load_course, open_shelf, set_joining
from courses.models import EditionStep, Enrolment, Placement
from courses.queries.draw import keys_asked
from courses.queries.place import place_in
from courses.words import Route, StepKind
from ledger import clock
from lms.demo.seed import role_plays
from lms.demo.seed.cast import Cast
from lms.demo.signins import PASSWORD, give_second_step
from lms.demo.world import HERE, Row
from people.models import Agency, Person

COURSE = "foundation"
JOINING = "copper-mesa"
FOLDER = HERE / "content" / "foundation"
PLATFORM = "platform@example.org"
LONG_AGO = timedelta(days=1600)


def course(cast: Cast, film: Media) -> None:
    """The library's course, written down by the platform's administrator long before anybody took it."""
    actor = Person.objects.create_superuser(PLATFORM, PASSWORD)
    EmailAddress.objects.create(user=actor, email=PLATFORM, verified=True, primary=True)
    give_second_step(actor)
    with clock.pretend(cast.story.now - LONG_AGO):
        shelf = open_shelf(actor=actor, parent=RootPage.objects.get(locale__language_code="en"))
        cast.courses[COURSE] = load_course(
            actor=actor,
            folder=FOLDER,
            parent=shelf,
            title="Foundation training",
            summary="Sixteen short modules for every parent who walks beside another. Take them in any order, and as slowly as you like.",
            slug=COURSE,
            translations={
                "es": {
                    "title": "Capacitación básica",
                    "summary": "Dieciséis módulos cortos para cada madre o padre que camina al lado de otra familia. Tómelos en el orden que quiera, y tan despacio como guste.",
                }
            },
            media={"orientation": film},
        )


def learning(cast: Cast) -> None:
    """Enrolments on the day she started, and modules spread evenly over the days she took."""
    for row in cast.volunteers():
        training = row.get("training")
        if training and row["key"] in cast.people:
            _schedule(cast, row, training)
    joins_it = cast.agencies[JOINING]
    cast.story.on(joins_it, 0, partial(_newcomers_take_it, cast, joins_it), at="07:00")


def _newcomers_take_it(cast: Cast, agency: Agency) -> None:
    """From now on whoever joins begins with the course open to her."""
    set_joining(actor=cast.runs(agency), agency=agency, course=cast.courses[COURSE], wanted=True)


def _schedule(cast: Cast, row: Row, training: Row) -> None:
    agency = cast.home(row)
    cast.story.on(agency, training["started"], partial(_enrol, cast, row, agency), at="18:00")
    modules = Placement.objects.filter(course=cast.courses[COURSE]).count()
    count = modules if "done" in training else training["modules_done"]
    last = training.get("done", -2)
    for number in range(count):
        day = training["started"] + round((last - training["started"]) * (number + 1) / max(count, 1))
        cast.story.on(agency, day, partial(_take, cast, row, number), at=f"{20 + number % 2}:{10 + number:02}")


def _enrol(cast: Cast, row: Row, agency: Agency) -> Enrolment:
    person = cast.people[row["key"]]
    return enrol(actor=cast.decides_for(agency, person), person=person, course=cast.courses[COURSE], agency=agency)


def _take(cast: Cast, row: Row, number: int) -> None:
    """She takes one module: reads, answers, and reads the words of what plays."""
    person = cast.people[row["key"]]
    enrolment = Enrolment.objects.select_related("course").get(person=person, course=cast.courses[COURSE])
    placement = (
        Placement.objects.filter(course=enrolment.course).select_related("module").order_by("position", "pk")[number]
    )
    edition = placement.module.editions.order_by("number").last()
    for step in EditionStep.objects.filter(edition=edition, required=True).order_by("position"):
        if step.kind == StepKind.CHECK:
            _answer(person, enrolment, placement, step)
        elif step.kind == StepKind.ROLEPLAY:
            role_plays.send(person, enrolment, placement.module, step.key)
        else:
            route = Route.READ if step.kind == StepKind.READING else Route.TRANSCRIPT
            complete_step(actor=person, enrolment=enrolment, module=placement.module, key=step.key, route=route)


def _answer(person: Person, enrolment: Enrolment, placement: Placement, step: EditionStep) -> None:
    here = place_in(enrolment, placement.module)
    assert here is not None
    answers = {key.question: sorted(key.right) for key in keys_asked(here, step.key)}
    answer_check(actor=person, enrolment=enrolment, module=placement.module, key=step.key, answers=answers)
