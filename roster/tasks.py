"""What the roster does later: each night every standing is proved again, and where it differs, looked at."""

from collections.abc import Collection

from celery import shared_task

from ledger import clock
from ledger.jobs import enqueue, handles
from people.models import Agency, Person
from roster.actions.reassess import reassess
from roster.listeners import prove_later
from roster.queries.standing import differing, who_differs


@shared_task(name="roster.prove_all")
def prove_all() -> None:
    """Soon after an agency's midnight: one job an agency and day there, however many beats run."""
    for agency in Agency.objects.all():
        prove_later(agency, agency.today().isoformat())


@handles("roster.prove")
def prove(agency: int, turn: str) -> None:
    """Find whose standing differs from her record; each is looked at in a job of her own."""
    for person in who_differs(Agency.objects.get(pk=agency)):
        look_again_later(agency, person, turn)


@handles("roster.reassess")
def look_again(agency: int, person: int) -> None:
    reassess(person=Person.objects.get(pk=person), agency=Agency.objects.get(pk=agency))


def look_again_soon(agency: Agency, people: Collection[int]) -> None:
    """Somebody is being looked at: where her listing and her record differ, the house looks again, once an hour at most."""
    hour = clock.now().strftime("%Y-%m-%dT%H")
    for person in differing(people, agency):
        look_again_later(agency.pk, person, hour)


def look_again_later(agency: int, person: int, why: str) -> None:
    enqueue(
        kind="roster.reassess",
        key=f"roster.reassess:{agency}:{person}:{why}",
        payload={"agency": agency, "person": person},
    )
