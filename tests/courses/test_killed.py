"""Web process, worker and broker are killed while they work: what was acknowledged is there, and all of it once."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, Enrolment, HeardEvent, Progress
from ledger import clock
from ledger.jobs import enqueue, without_the_bell
from ledger.models import Job, Note
from people.models import Person
from tests.courses.conftest import World
from tests.databases import address

QUEUE = f"killed-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{os.getpid()}"
TOKEN = "k" * 32
JOBS, BATCH = 14, 5


def wait_for(what: str, so: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < until, f"{what} did not come about"
        time.sleep(0.02)


class Processes:
    """Granian and a worker as an installation starts them, against this test's database."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = door.getsockname()[1]
        self.log, self.running = log.open("wb"), []
        self.environment = {
            **os.environ,
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "lms.settings",
            "CELERY_BROKER_URL": os.environ.get("CELERY_BROKER_URL") or "filesystem://localhost/",
            "SECRET_KEY": settings.SECRET_KEY,
            "VAR_DIR": str(settings.VAR_DIR),
        }

    def start(self) -> None:
        self.web = self._run("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1",
                             "--blocking-threads", "2", "--no-ws", "lms.wsgi:application")  # fmt: skip
        self.worker = self._run("celery", "-A", "lms", "worker", "-I", "tests.courses.slow_work", "--pool", "solo", "-Q", QUEUE,
                                "--without-gossip", "--without-mingle", "--without-heartbeat")  # fmt: skip

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """-9, with its children: nobody says goodbye."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.running:
            self.kill(process)
        self.log.close()


@pytest.fixture
def processes(fresh_database: None, tmp_path: Path) -> Iterator[Processes]:
    found = Processes(tmp_path / "log")
    yield found
    found.stop()


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


def ring(task: Any, *arguments: object) -> None:
    from lms.celery import app

    eager, app.conf.task_always_eager = app.conf.task_always_eager, False
    try:
        task.apply_async(arguments, queue=QUEUE)
    finally:
        app.conf.task_always_eager = eager


def lose_the_broker() -> None:
    from lms.celery import app

    with app.connection_for_write() as there:
        there.default_channel.queue_purge(QUEUE)


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
    processes.start()
    for job in jobs[: JOBS - 4]:
        ring(run_job, job.pk)
    for phone in phones:
        phone.start()

    # In the middle of it.
    wait_for("events and jobs", lambda: min(phone.batches for phone in phones) > 3 and done() > 1)
    processes.kill(processes.web)
    processes.kill(processes.worker)
    before = [(phone.batches, phone.tries) for phone in phones]
    left = done()
    assert 1 < left < JOBS
    lose_the_broker()

    # A quarter of an hour later.
    Job.objects.filter(done_at=None).update(leased_until=clock.now() - timedelta(seconds=1))
    connection.close()
    processes.start()
    ring(sweep)
    wait_for(
        "more events", lambda: all(phone.batches > was + 3 for phone, (was, _) in zip(phones, before, strict=True))
    )
    for phone in phones:
        phone.enough.set()
        phone.join(30)
    wait_for("every job", lambda: done() == JOBS)

    acknowledged = set.union(*(phone.acknowledged for phone in phones))
    assert {str(name) for name in HeardEvent.objects.values_list("event", flat=True)} == acknowledged
    assert Attempt.objects.count() == len(acknowledged) == sum(phone.batches for phone in phones) * BATCH
    for phone, (batches, tries) in zip(phones, before, strict=True):
        assert phone.tries - tries > phone.batches - batches, "she was told nothing, and asked again"
    assert Progress.objects.get().position_ms == 7000
    assert sorted(Note.objects.values_list("text", flat=True)) == sorted(f"job {n}" for n in range(JOBS))
