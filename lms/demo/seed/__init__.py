"""Seeding the demo: the world of `lms/demo/world`, told day by day through the same actions as in life."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation

from journey.actions import load_framework as load_journey
from ledger import clock
from ledger.jobs import sweep, without_the_bell
from ledger.models import Job
from lms.demo import world
from lms.demo.seed import pages, people, role_plays, roster, sessions, supervision, training
from lms.demo.seed.cast import Cast
from lms.demo.seed.story import Story
from people.models import Notice

FRESH = timedelta(days=6)


def seed() -> int:
    """Everything a newcomer meets, in an empty database; all of it or nothing. Answers how many things happened."""
    with translation.override("en"), transaction.atomic(), without_the_bell():
        cast = Cast(world.load(), Story())
        people.agencies(cast)
        people.people(cast)
        roster.codes(cast)
        load_journey(world.HERE / "content" / "journey")
        supervision.frameworks(cast)
        film = pages.orientation()
        pages.front_page()
        pages.pages(cast, film)
        training.course(cast, film)
        happened = tell(cast)
        let_it_rest(cast)
    return happened


def tell(cast: Cast) -> int:
    """Plan everything that happens, then let it happen in its order."""
    for plan in (
        people.agreements,
        roster.programmes,
        people.signed,
        training.learning,
        supervision.assignments,
        supervision.hours,
        supervision.groups,
        supervision.competencies,
        role_plays.answers,
        sessions.live_sessions,
        roster.decisions,
        roster.offers,
    ):
        plan(cast)
    return cast.story.tell()


def let_it_rest(cast: Cast) -> None:
    """What is past was read and done; only what is fresh still waits to be read."""
    past = cast.story.now - FRESH
    Notice.objects.filter(created_at__lt=past).update(read_at=past, emailed_at=past)
    Notice.objects.filter(created_at__gte=past).update(emailed_at=clock.now())
    sweep(limit=10_000)
    Job.objects.filter(done_at=None, not_before__lt=past).update(done_at=clock.now())
