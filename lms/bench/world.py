"""An agency of any size, for measuring: some people told through the actions as in life, the others as rows.

Who is asked for in a measured row has lived everything (training, hours, signatures, sign-offs); the others fill the tables
and their indexes, and the guards of the database look at every one of their facts too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from cms.actions import open_press
from cms.models import Media, RootPage
from courses.actions import Draft, answer_check, complete_step, enrol, freeze, load_course, open_shelf
from courses.models import Course, Edition, EditionStep, Enrolment, Module, ModuleRun, Placement, Progress, StepDone
from courses.queries.draw import keys_asked
from courses.queries.place import place_in
from courses.words import EditionKind, Route, StepKind
from journey.actions import load_framework as load_journey
from ledger import clock
from ledger.jobs import without_the_bell
from lms.demo import world as demo
from lms.demo.seed.pages import orientation
from lms.demo.signins import give_second_step
from people.models import Agency, Membership, Person, PersonLock, Profile
from people.words import Role
from roster.actions import Asks, make_programme
from roster.words import RequirementKind
from supervision.actions import (
    Said,
    Sure,
    Terms,
    Told,
    assign,
    keep_role_play_draft,
    load_framework,
    record_hours,
    send_role_play,
    sign_hours,
    sign_off,
)
from supervision.models import Competency
from supervision.words import EvidenceKind, Kind, Mode

SURE = Sure(note=True, second=True)
FILM_SECONDS = 3600
A_YEAR = timedelta(days=365)
FOUNDATION = demo.HERE / "content" / "foundation"


@dataclass(frozen=True)
class World:
    """What a measurement asks for. `lived` took a third of the training, `film` is a module they all may watch."""

    agency: Agency
    course: Course
    lived: Sequence[Person]
    coordinator: Person
    lesson: tuple[str, str]
    film: tuple[str, str, str]
    public: str


@transaction.atomic
def make_world(people: int, *, lived: int = 16, training: Path = FOUNDATION) -> World:
    """An agency with so many volunteers in an empty database; the first `lived` of them through the actions."""
    if Person.objects.exists():
        raise ValueError("The bench makes its world in an empty database.")
    with without_the_bell():
        root = Person.objects.create_superuser("platform@example.org")
        agency = Agency.objects.create(name="Bench", slug="bench")
        home = open_press(actor=None, agency=agency)
        home.save_revision().publish()
        coordinator = _member("Cleo Bench", agency, Role.COORDINATOR)
        supervisor = _member("Bea Bench", agency, Role.SUPERVISOR)
        course = _course(root, training)
        framework = load_framework(demo.load().framework)
        competencies = list(framework.competencies.order_by("pk"))
        make_programme(
            actor=coordinator,
            agency=agency,
            title="Bench",
            requirements=_asks(course, competencies),
            held_on=agency.today() - A_YEAR,
        )
        volunteers = [_member(f"Volunteer {n}", agency, Role.VOLUNTEER) for n in range(min(lived, people))]
        for person in volunteers:
            _live(person, coordinator, supervisor, agency, course, competencies[:3])
        _fill(range(len(volunteers), people), agency, course)
    film = Module.objects.get(slug="a-long-film")
    step = EditionStep.objects.get(edition__module=film, kind=StepKind.VIDEO)
    edition = Edition.objects.get(module__placements=course.placements.order_by("position", "pk")[0])
    lesson = EditionStep.objects.filter(edition=edition).order_by("position").first()
    found = edition.texts.get(language="en").document["lessons"][0]
    assert lesson is not None and str(lesson.lesson_key) == found["key"]
    return World(
        agency,
        course,
        volunteers,
        coordinator,
        (edition.module.slug, found["slug"]),
        (film.slug, film.slug, str(step.key)),
        home.url,
    )


def _member(name: str, agency: Agency, role: Role) -> Person:
    person = Person.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org")
    Profile.objects.create(person=person, name=name)
    Membership.objects.create(person=person, agency=agency, role=role, starts_on=agency.today() - 2 * A_YEAR)
    if role != Role.VOLUNTEER:
        give_second_step(person)
    return person


def _course(root: Person, training: Path) -> Course:
    """A training (the foundation training as it ships), and one long film."""
    load_journey(demo.HERE / "content" / "journey")
    shelf = open_shelf(actor=root, parent=RootPage.objects.get(locale__language_code="en"))
    film = orientation()
    course = load_course(
        actor=root,
        folder=training,
        parent=shelf,
        title="Foundation training",
        slug="foundation",
        media={"orientation": film},
    )
    module = Module.objects.create(title="A long film", slug="a-long-film")
    freeze(actor=root, module=module, kind=EditionKind.FIRST, drafts=[_film(film)], files=[film])
    Placement.objects.create(course=course, module=module, position=99, required=False)
    return course


def _film(media: Media) -> Draft:
    step = {
        "key": str(uuid4()), "kind": "video", "minutes": 60, "title": "A long film", "media": str(media.uuid),
        "seconds": FILM_SECONDS, "ready": True, "caption": "", "captions": [{"lang": "en", "label": "English"}],
        "cues": [{"start": 0, "text": "Hello."}], "transcript": "<p>Hello.</p>",
    }  # fmt: skip
    lesson = {
        "key": str(uuid4()), "slug": "a-long-film", "title": "A long film", "minutes": 60, "content_note": "",
        "another_way": "", "steps": [step],
    }  # fmt: skip
    module = {"title": "A long film", "summary": "", "minutes": 60, "stages": []}
    return Draft("en", {"version": 1, "module": module, "lessons": [lesson]}, {"version": 1, "checks": {}})


def _asks(course: Course, competencies: Sequence[Competency]) -> list[Asks]:
    return [
        Asks(RequirementKind.COURSE, course.title, course=course),
        Asks(RequirementKind.HOURS, "Peer supervision", hours_kind=Kind.PEER_SUPERVISION, minutes=360),
        *(Asks(RequirementKind.COMPETENCY, one.title, competency=one, level_number=2) for one in competencies),
        Asks(RequirementKind.DECISION, "A talk with your coordinator"),
    ]


def _live(
    person: Person,
    coordinator: Person,
    supervisor: Person,
    agency: Agency,
    course: Course,
    competencies: Sequence[Competency],
) -> None:
    """Five modules done, four hours confirmed, three competencies signed off."""
    enrolment = enrol(actor=coordinator, person=person, course=course, agency=agency)
    for placement in islice(course.placements.select_related("module").order_by("position", "pk"), 5):
        _take(person, enrolment, placement.module)
    since = agency.today() - A_YEAR
    terms = Terms(Kind.PEER_SUPERVISION, starts_on=since, no_conflict=True)
    held = assign(actor=coordinator, agency=agency, supervisor=supervisor, volunteer=person, terms=terms)
    entries = [
        record_hours(
            actor=person,
            agency=agency,
            told=Told(
                Kind.PEER_SUPERVISION, supervisor, agency.today() - timedelta(days=7 * n), Mode.VIDEO, minutes=60
            ),
            sure=SURE,
        )
        for n in range(1, 6)
    ]
    sign_hours(actor=supervisor, entries=entries[1:])
    for one in competencies:
        level = one.framework.levels.get(number=2)
        kinds = [EvidenceKind.OBSERVATION]
        sign_off(actor=supervisor, assignment=held, competency=one, level=level, evidence_kinds=kinds, sure=SURE)


def _take(person: Person, enrolment: Enrolment, module: Module) -> None:
    edition = module.editions.get()
    here = place_in(enrolment, module)
    assert here is not None
    for step in EditionStep.objects.filter(edition=edition, required=True).order_by("position"):
        if step.kind == StepKind.CHECK:
            right = {key.question: sorted(key.right) for key in keys_asked(here, step.key)}
            answer_check(actor=person, enrolment=enrolment, module=module, key=step.key, answers=right)
        elif step.kind == StepKind.ROLEPLAY:
            keep_role_play_draft(actor=person, place=here, step=step.key, said=Said(text="Hi, I am a parent too."))
            send_role_play(actor=person, place=here, step=step.key)
        else:
            route = Route.READ if step.kind == StepKind.READING else Route.TRANSCRIPT
            complete_step(actor=person, enrolment=enrolment, module=module, key=step.key, route=route)


def _fill(numbers: Sequence[int], agency: Agency, course: Course) -> None:
    """The others: a role, an enrolment, and of each of six modules one step done."""
    people = Person.objects.bulk_create([Person(email=f"v{n}@example.org") for n in numbers])
    Profile.objects.bulk_create([Profile(person=one, name=f"Volunteer {one.pk}") for one in people])
    PersonLock.objects.bulk_create([PersonLock(person=one) for one in people], ignore_conflicts=True)
    since = agency.today() - A_YEAR
    Membership.objects.bulk_create(
        [Membership(person=one, agency=agency, role=Role.VOLUNTEER, starts_on=since) for one in people]
    )
    Enrolment.objects.bulk_create([Enrolment(person=one, course=course, agency=agency) for one in people])
    for placement in islice(course.placements.select_related("module").order_by("position", "pk"), 6):
        _begin(people, placement.module)


def _begin(people: Sequence[Person], module: Module) -> None:
    edition = module.editions.get()
    step = EditionStep.objects.filter(edition=edition, required=True).order_by("position").first()
    assert step is not None
    runs = ModuleRun.objects.bulk_create([ModuleRun(person=one, module=module, edition=edition) for one in people])
    today = clock.today("UTC")
    StepDone.objects.bulk_create(
        [
            StepDone(run=run, person_id=run.person_id, step_key=step.key, route=_route(step), held_on=today)
            for run in runs
        ]
    )


def _route(step: EditionStep) -> Route:
    return {StepKind.READING: Route.READ, StepKind.CHECK: Route.ANSWERED}.get(StepKind(step.kind), Route.TRANSCRIPT)


def opened_yesterday(world: World) -> None:
    """Every lived person opened the long film a day ago, so that what is reported of it is plausible."""
    module = Module.objects.get(slug=world.film[0])
    step = EditionStep.objects.get(edition__module=module, kind=StepKind.VIDEO)
    long_ago = datetime.combine(clock.today("UTC") - timedelta(days=1), time(), tzinfo=clock.now().tzinfo)
    for person in world.lived:
        run = ModuleRun.objects.create(person=person, module=module, edition=step.edition)
        Progress.objects.create(run=run, step_key=step.key, opened_at=long_ago)
