import json
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.module_loading import import_string

from courses.models import Edition
from courses.queries.document import keys_for
from courses.words import StepKind
from lms.bench.world import World, make_world, opened_yesterday
from people.models import Person


class Command(BaseCommand):
    help = "Make the bench's agency in an empty database, and write down who may be asked for in measured requests."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=1000)
        parser.add_argument("--to", type=Path, required=True, help="the file for addresses and sessions, as JSON")

    def handle(self, *args: object, people: int, to: Path, **options: object) -> None:
        if settings.ROOT_URLCONF != "lms.bench.urls":
            raise CommandError("Only under DJANGO_SETTINGS_MODULE=lms.bench.settings, in a database of its own.")
        try:
            world = make_world(people)
        except ValueError as refusal:
            raise CommandError(str(refusal)) from refusal
        opened_yesterday(world)
        to.write_text(json.dumps(plan_of(world)))
        to.chmod(0o600)


def plan_of(world: World) -> dict[str, object]:
    """Addresses by the name of their row, and the cookies of those who ask."""
    course = world.course.slug
    module, lesson = world.lesson
    film, film_lesson, step = world.film
    return {
        "pages": {
            "ceiling": f"/bench/ceiling/{module}/",
            "lesson": reverse("courses:lesson", args=[course, module, lesson]),
            "home": reverse("desks:learn"),
            "public": world.public,
            "roster": reverse("roster:roster", args=[world.agency.slug]),
        },
        "event": reverse("courses:played", args=[course, film, film_lesson, step]),
        "batch": _batch(world),
        "learners": [_session(person) for person in world.lived],
        "coordinator": _session(world.coordinator),
    }


def _batch(world: World) -> dict[str, object]:
    """Where the events of a batch happen: in the long film, and in a lesson with a check that everyone has done."""
    course, (module, _lesson), (film, _film, step) = world.course.slug, world.lesson, world.film
    edition = Edition.objects.get(module__slug=module)
    check = edition.steps.filter(kind=StepKind.CHECK).first()
    assert check is not None
    taken = {"course": course, "module": module}
    where = {
        "film": {"course": course, "module": film, "step": step},
        "lesson": {**taken, "step": str(check.lesson_key)},
        "check": {**taken, "step": str(check.key)},
    }
    answers = {key.question: sorted(key.right) for key in keys_for(edition.uuid, "en", check.key)}
    return {"url": reverse("courses:events"), "where": where, "answers": answers}


def _session(person: Person) -> str:
    """A session as signing in makes it."""
    store: SessionBase = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)
