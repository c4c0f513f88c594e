"""A real worker on the broker in use does a job that was rung for, and a killed worker's job is found again."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from ledger import jobs
from ledger.models import Job
from tests.databases import address


@pytest.fixture
def worker(fresh_database, tmp_path):
    """`celery -A lms worker` as an installation starts it, against this test's database."""
    broker = os.environ.get("CELERY_BROKER_URL") or "filesystem://localhost/"
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "CELERY_BROKER_URL": broker,
        "VAR_DIR": str(settings.VAR_DIR),
        "LOG_LEVEL": "INFO",
    }
    connection.close()
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "celery",
                "-A",
                "lms",
                "worker",
                "--pool",
                "solo",
                "--loglevel",
                "info",
                "-Q",
                _queue(),
            ],
            env=environment,
            stdout=log,
            stderr=log,
        )
        yield process
        process.kill()
        process.wait()


def _queue():
    return f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{os.getpid()}"


def test_a_worker_does_a_job_that_was_rung_for(worker):
    from ledger.tasks import run_job
    from lms.celery import app

    eager, app.conf.task_always_eager = app.conf.task_always_eager, False
    job = Job.objects.create(kind="no.such.kind", key="one")
    try:
        run_job.apply_async((job.pk,), queue=_queue())
    finally:
        app.conf.task_always_eager = eager
    until = time.monotonic() + 60
    while time.monotonic() < until and worker.poll() is None:
        job.refresh_from_db()
        connection.close()
        if job.attempts:
            break
        time.sleep(0.2)
    assert (job.attempts, job.fault) == (1, "KeyError")
    assert jobs.run(job.pk) is False
