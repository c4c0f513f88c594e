"""Jobs: written in the transaction that causes them, done at least once, each with effects of once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from ledger import clock
from ledger.models import Job

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=15)
PARK_AFTER = 3

_silent: ContextVar[bool] = ContextVar("silent", default=False)

Handler = Callable[..., None]
_handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Name the function that does a kind of job. It takes the payload as keywords and is idempotent."""

    def name(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return name


def enqueue(*, kind: str, key: str, payload: Mapping[str, object], not_before: datetime | None = None) -> Job:
    """Write a job once a key, and ring the bell when the transaction is through. Payloads hold ids, never text."""
    job, made = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "payload": dict(payload), "not_before": not_before or clock.now()}
    )
    if made and not _silent.get():
        transaction.on_commit(lambda: _ring(job.pk))
    return job


@contextmanager
def without_the_bell() -> Iterator[None]:
    """Write many jobs and ring for none: whoever does so (a seed, an import) sweeps afterwards."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def _ring(job_id: int) -> None:
    """Ask a worker to look now. A broker that is down is no fault of the person's: the sweep comes by."""
    from ledger.tasks import run_job

    try:
        run_job.apply_async((job_id,), retry=False)
    except Exception as fault:  # the broker's client may raise anything; the job row is safe
        log.warning("the bell did not ring", job=job_id, fault=type(fault).__name__)


def run(job_id: int) -> bool:
    """Do one job if nobody else is at it. True when it was done now."""
    job = _lease(job_id)
    if job is None:
        return False
    try:
        with transaction.atomic():
            _handlers[job.kind](**job.payload)
            Job.objects.filter(pk=job.pk).update(done_at=clock.now(), leased_until=None, fault="")
    except Exception as fault:  # any fault is the job's, and is counted on its row
        _failed(job, fault)
        return False
    return True


def _lease(job_id: int) -> Job | None:
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    took = Job.objects.filter(free, pk=job_id, done_at=None, parked_at=None, not_before__lte=now).update(
        leased_until=now + LEASE
    )
    return Job.objects.get(pk=job_id) if took else None


def _failed(job: Job, fault: Exception) -> None:
    """Count the try; three and it is set aside for a person to look at. Never the fault's own words: they may quote text."""
    job.attempts += 1
    parked = clock.now() if job.attempts >= PARK_AFTER else None
    Job.objects.filter(pk=job.pk).update(
        attempts=job.attempts,
        fault=type(fault).__name__[:200],
        parked_at=parked,
        leased_until=None,
        not_before=clock.now() + timedelta(minutes=2**job.attempts),
    )
    log.error("job failed", kind=job.kind, job=str(job.uuid), attempts=job.attempts, fault=type(fault).__name__)


def sweep(limit: int = 200) -> int:
    """Do what waits and was not rung, or was lost with a worker. Answers how many were done."""
    now = clock.now()
    waiting = (
        Job.objects.filter(done_at=None, parked_at=None, not_before__lte=now)
        .filter(Q(leased_until=None) | Q(leased_until__lt=now))
        .order_by("not_before")
        .values_list("pk", flat=True)[:limit]
    )
    return sum(run(job_id) for job_id in list(waiting))
