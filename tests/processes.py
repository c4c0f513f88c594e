"""The web process and the worker as an installation starts them, against a test's own database; and killed without a word."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.databases import address

QUEUE = f"killed-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{os.getpid()}"

_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_tries = count(os.getpid())  # two runs on one machine do not begin with the same port


def wait_for(what: str, so: Callable[[], bool], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < until, f"{what} did not come about"
        time.sleep(0.02)


class Processes:
    """Granian and a worker as an installation starts them, against this test's database."""

    def __init__(self, log: Path) -> None:
        self.port = _free_port()
        self.broker_port = 0
        self.log = log.open("wb")
        self.running: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ,
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "lms.settings",
            "CELERY_BROKER_URL": os.environ.get("CELERY_BROKER_URL") or "filesystem://localhost/",
            "SECRET_KEY": settings.SECRET_KEY,
            "VAR_DIR": str(settings.VAR_DIR),
        }

    def web(self) -> subprocess.Popen[bytes]:
        return self._run("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1",
                         "--blocking-threads", "2", "--no-ws", "lms.wsgi:application")  # fmt: skip

    def worker(self, *more: str) -> subprocess.Popen[bytes]:
        return self._run("celery", "-A", "lms", "worker", "--pool", "solo", "-Q", QUEUE, "--without-gossip",
                         "--without-mingle", "--without-heartbeat", *more)  # fmt: skip

    def broker(self) -> subprocess.Popen[bytes] | None:
        """A broker of this test's own, for the web process and the worker that follow. None where there is no Redis: files then."""
        if shutil.which("redis-server") is None:
            return None
        if not self.broker_port:
            self.broker_port = _free_port()
            self.environment["CELERY_BROKER_URL"] = f"redis://127.0.0.1:{self.broker_port}/0"
        process = self._start(
            str(shutil.which("redis-server")), "--port", str(self.broker_port), "--bind", "127.0.0.1", "--save", "",
            "--appendonly", "no", "--dir", str(Path(self.log.name).parent),
        )  # fmt: skip
        wait_for("a broker", self._broker_answers)
        return process

    def lose(self, broker: subprocess.Popen[bytes] | None) -> None:
        """It is killed, and what it held is gone."""
        if broker:
            self.kill(broker)
            return
        from lms.celery import app

        with app.connection_for_write() as there:
            there.default_channel.queue_purge(QUEUE)

    def _broker_answers(self) -> bool:
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.broker_port)) == 0

    def ring(self, task: Any, *arguments: object) -> None:
        """At this test's own broker, if it has one."""
        from kombu import Connection

        if not self.broker_port:
            ring(task, *arguments)
            return
        with Connection(self.environment["CELERY_BROKER_URL"]) as there:
            ring(task, *arguments, connection=there)

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        return self._start(sys.executable, "-m", *command)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
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


def _free_port() -> int:
    """Of a range of this worker's own, below those which the system gives to connections and to whoever asks for any: what is
    free now is still free when the process comes to it."""
    for _each in range(200):
        port = 20_000 + 200 * _worker + next(_tries) % 200
        with socket.socket() as door, suppress(OSError):
            door.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("No port is free.")


def ring(task: Any, *arguments: object, connection: Any = None) -> None:
    from lms.celery import app

    eager, app.conf.task_always_eager = app.conf.task_always_eager, False
    try:
        task.apply_async(arguments, queue=QUEUE, **({"connection": connection} if connection else {}))
    finally:
        app.conf.task_always_eager = eager


@pytest.fixture
def processes(fresh_database: None, tmp_path: Path) -> Iterator[Processes]:
    found = Processes(tmp_path / "log")
    yield found
    found.stop()
