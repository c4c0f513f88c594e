"""A job is written with what causes it, done once, tried three times, and found again when a worker is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from ledger import clock, jobs
from ledger.models import Job
from ledger.words import JobState

MOMENT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def done():
    """Payloads that the test's own kind of job was done with."""
    return []


@pytest.fixture(autouse=True)
def kinds(done):
    def fail(**payload):
        raise LookupError("the words of a fault may quote what people wrote")

    jobs._handlers.update({"test.do": lambda **payload: done.append(payload), "test.fail": fail})
    yield
    del jobs._handlers["test.do"], jobs._handlers["test.fail"]


@pytest.fixture
def _waits(db):
    """Nothing rings in a test that is rolled back: jobs wait for the sweep."""


def _enqueue(key="one", kind="test.do", **more):
    return jobs.enqueue(kind=kind, key=key, payload={"id": 7}, **more)


def test_the_same_key_is_one_job(_waits, done):
    assert _enqueue() == _enqueue()
    assert jobs.sweep() == 1
    assert jobs.sweep() == 0
    assert done == [{"id": 7}]
    assert Job.objects.get().state == JobState.DONE


def test_a_job_for_later_waits_for_its_time(_waits, done):
    with clock.pretend(MOMENT):
        _enqueue(not_before=MOMENT + timedelta(hours=1))
        assert jobs.sweep() == 0
    with clock.pretend(MOMENT + timedelta(hours=1)):
        assert jobs.sweep() == 1


def test_a_leased_job_is_left_alone_until_its_lease_is_over(_waits, done):
    with clock.pretend(MOMENT):
        job = _enqueue()
        assert jobs._lease(job.pk) is not None  # a worker took it and was lost
    with clock.pretend(MOMENT + jobs.LEASE - timedelta(seconds=1)):
        assert jobs.sweep() == 0
        assert not jobs.run(job.pk)
    with clock.pretend(MOMENT + jobs.LEASE + timedelta(seconds=1)):
        assert jobs.sweep() == 1
    assert done == [{"id": 7}]


def test_a_long_job_is_nobody_elses_while_its_worker_says_it_lives(_waits, monkeypatch):
    taken, told = [], []

    def work(**payload):
        for minutes in (0, 2, 4, 6):
            with clock.pretend(MOMENT + timedelta(minutes=minutes)):
                jobs.still_at_it()
                taken.append(jobs.run(job.pk))

    monkeypatch.setitem(jobs._long, "test.long", jobs.Long("films", lambda **payload: told.append(payload)))
    monkeypatch.setitem(jobs._handlers, "test.long", work)
    with clock.pretend(MOMENT):
        job = _enqueue(kind="test.long")
        assert jobs.run(job.pk)
    assert taken == [False] * 4 and told == []
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_job_that_three_workers_were_lost_by_is_set_aside_and_a_long_one_says_so(_waits, monkeypatch):
    told = []
    monkeypatch.setitem(jobs._long, "test.do", jobs.Long("films", lambda **payload: told.append(payload)))
    with clock.pretend(MOMENT):
        job = _enqueue()
    for lost in range(3):
        with clock.pretend(MOMENT + timedelta(hours=lost)):
            assert jobs._lease(job.pk) is not None
    with clock.pretend(MOMENT + timedelta(hours=3)):
        assert not jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.fault) == (JobState.PARKED, 3, "WorkerLost")
    assert told == [{"id": 7}]


def test_a_job_that_fails_three_times_is_set_aside_and_says_no_word_of_the_fault(_waits):
    job = _enqueue(kind="test.fail")
    moment = job.not_before
    for attempt in (1, 2, 3):
        moment += timedelta(hours=1)
        with clock.pretend(moment):
            assert jobs.sweep() == 0
        job.refresh_from_db()
        assert job.attempts == attempt
    assert job.state == JobState.PARKED
    assert job.fault == "LookupError"
    with clock.pretend(moment + timedelta(days=30)):
        assert jobs.sweep() == 0
    assert Job.objects.get().attempts == 3


def test_a_job_that_fails_waits_longer_each_time(_waits):
    with clock.pretend(MOMENT):
        job = _enqueue(kind="test.fail")
        jobs.sweep()
        job.refresh_from_db()
        assert job.not_before == MOMENT + timedelta(minutes=2)
        assert jobs.sweep() == 0
    assert job.attempts == 1


def test_what_a_failing_job_wrote_is_undone(_waits):
    def write_and_fail(**payload):
        Job.objects.create(kind="test.do", key="left behind")
        raise RuntimeError

    jobs._handlers["test.fail"] = write_and_fail
    _enqueue(kind="test.fail")
    jobs.sweep()
    assert not Job.objects.filter(key="left behind").exists()


def test_the_bell_rings_after_the_commit_and_a_broker_that_is_down_harms_nobody(
    fresh_database, done, monkeypatch, settings
):
    from kombu.exceptions import OperationalError

    from ledger.tasks import run_job

    def down(*_args, **_kwargs):
        raise OperationalError("nobody answers")

    monkeypatch.setattr(run_job, "apply_async", down)
    job = _enqueue()
    assert Job.objects.get(pk=job.pk).state == JobState.WAITING
    assert jobs.sweep() == 1
