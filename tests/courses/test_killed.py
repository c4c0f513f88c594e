"""Web process, worker and broker are killed while they work: what was acknowledged is there, and all of it once."""

import http.client
import json
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, Enrolment, HeardEvent, Progress
from ledger import clock
from ledger.jobs import enqueue, without_the_bell
from ledger.models import Job, Note
from people.models import Person
from tests.courses.conftest import World
from tests.processes import Processes, wait_for

TOKEN = "k" * 32
JOBS, BATCH = 14, 5


class Phone(threading.Thread):
    """Sends batches one after the other, and each again until it is acknowledged."""

    def __init__(self, port: int, session: str, make: Callable[[], list[dict[str, Any]]]) -> None:
        super().__init__(daemon=True)
        self.port, self.make, self.enough = port, make, threading.Event()
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/json",
        }
        self.acknowledged: set[str] = set()
        self.tries = 0
        self.batches = 0

    def run(self) -> None:
        while not self.enough.is_set():
            body = json.dumps({"events": self.make()})
            while not self._sent(body):
                time.sleep(0.05)
            self.batches += 1

    def _sent(self, body: str) -> bool:
        self.tries += 1
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            there.request("POST", reverse("courses:events"), body, self.headers)
            answer = there.getresponse()
            said = json.loads(answer.read())["events"]
        except (OSError, http.client.HTTPException, ValueError):
            return False
        finally:
            there.close()
        assert all(one["outcome"] == "kept" for one in said), said
        self.acknowledged |= {one["id"] for one in said if "score" in one}
        return True


def done() -> int:
    found = Job.objects.exclude(done_at=None).count()
    connection.close()
    return found


def test_what_was_acknowledged_outlives_web_worker_and_broker(
    processes: Processes, client: Client, world: World, learning: Enrolment, ana: Person
) -> None:
    from ledger.tasks import run_job, sweep

    def batch() -> list[dict[str, Any]]:
        where = {"course": world.course.slug, "module": world.listening.slug}
        wrong = {**where, "kind": "answered", "step": str(world.check_key), "answers": world.answers(False, False)}
        watched = {**where, "kind": "watched", "step": str(world.video_key), "at": 1, "position": 7, "intervals": []}
        return [{**one, "id": str(uuid4())} for one in (*[wrong] * BATCH, watched)]

    client.force_login(ana)
    session = client.cookies["sessionid"].value
    phones = [Phone(processes.port, session, batch) for _ in range(2)]
    with without_the_bell():
        jobs = [enqueue(kind="tests.slow_work", key=f"job {n}", payload={"name": f"job {n}"}) for n in range(JOBS)]
    connection.close()
    broker = processes.broker()
    web, worker = processes.web(), processes.worker("-I", "tests.courses.slow_work")
    for job in jobs[: JOBS - 4]:
        processes.ring(run_job, job.pk)
    for phone in phones:
        phone.start()

    # In the middle of it.
    wait_for("events and jobs", lambda: min(phone.batches for phone in phones) > 3 and done() > 1)
    processes.kill(web)
    processes.kill(worker)
    processes.lose(broker)
    before = [(phone.batches, phone.tries) for phone in phones]
    left = done()
    assert 1 < left < JOBS

    # The web process is back before the others: it takes events without a broker.
    processes.web()
    wait_for(
        "more events", lambda: all(phone.batches > was + 3 for phone, (was, _) in zip(phones, before, strict=True))
    )

    # A quarter of an hour later.
    Job.objects.filter(done_at=None).update(leased_until=clock.now() - timedelta(seconds=1))
    connection.close()
    processes.broker()
    processes.worker("-I", "tests.courses.slow_work")
    processes.ring(sweep)
    for phone in phones:
        phone.enough.set()
        phone.join(120)
        assert not phone.is_alive(), "her last batch was never acknowledged"
    wait_for("every job", lambda: done() == JOBS)

    acknowledged = set.union(*(phone.acknowledged for phone in phones))
    assert {str(name) for name in HeardEvent.objects.values_list("event", flat=True)} == acknowledged
    assert Attempt.objects.count() == len(acknowledged) == sum(phone.batches for phone in phones) * BATCH
    for phone, (batches, tries) in zip(phones, before, strict=True):
        assert phone.tries - tries > phone.batches - batches, "she was told nothing, and asked again"
    assert Progress.objects.get().position_ms == 7000
    assert sorted(Note.objects.values_list("text", flat=True)) == sorted(f"job {n}" for n in range(JOBS))
