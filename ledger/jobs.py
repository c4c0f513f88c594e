"""Jobs: written in the transaction that causes them, done at least once, each with effects of once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q

from ledger import clock
from ledger.models import Job

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=15)
# A long job says again and again that somebody is at it; when nobody does, another worker may take it soon.
LONG_LEASE = timedelta(minutes=3)
PARK_AFTER = 3

_silent: ContextVar[bool] = ContextVar("silent", default=False)
_at: ContextVar[int | None] = ContextVar("at", default=None)

Handler = Callable[..., None]
_handlers: dict[str, Handler] = {}


@dataclass(frozen=True)
class Long:
    """A kind of job that takes minutes: the queue it waits in, and who is told when it is set aside."""

    queue: str
    gives_up: Handler


_long: dict[str, Long] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Name the function that does a kind of job. It takes the payload as keywords and is idempotent."""

    def name(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return name


def handles_at_length(kind: str, *, queue: str, gives_up: Handler) -> Callable[[Handler], Handler]:
    """The same for a kind that takes minutes: in a queue of its own, outside a transaction (it would hold the database).

    It calls `still_at_it` while it works, and opens its own short transactions.
    """
    _long[kind] = Long(queue, gives_up)
    return handles(kind)


def enqueue(*, kind: str, key: str, payload: Mapping[str, object], not_before: datetime | None = None) -> Job:
    """Write a job once a key, and ring the bell when the transaction is through. Payloads hold ids, never text."""
    job, made = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "payload": dict(payload), "not_before": not_before or clock.now()}
    )
    if made and not _silent.get():
        transaction.on_commit(lambda: _ring(job.pk, kind))
    return job


@contextmanager
def without_the_bell() -> Iterator[None]:
    """Write many jobs and ring for none: whoever does so (a seed, an import) sweeps afterwards."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def _ring(job_id: int, kind: str) -> None:
    """Ask a worker to look now. A broker that is down is no fault of the person's: the sweep comes by."""
    from ledger.tasks import run_job

    try:
        run_job.apply_async((job_id,), retry=False, **({"queue": _long[kind].queue} if kind in _long else {}))
    except Exception as fault:  # the broker's client may raise anything; the job row is safe
        log.warning("the bell did not ring", job=job_id, fault=type(fault).__name__)


def run(job_id: int) -> bool:
    """Do one job if nobody else is at it. True when it was done now."""
    job = _lease(job_id)
    if job is None:
        return False
    try:
        if job.kind in _long:
            _do_at_length(job)
        else:
            with transaction.atomic():
                _handlers[job.kind](**job.payload)
                _done(job)
    except Exception as fault:  # any fault is the job's, and is counted on its row
        _failed(job, fault)
        return False
    return True


def _done(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(done_at=clock.now(), leased_until=None, fault="")


def _do_at_length(job: Job) -> None:
    token = _at.set(job.pk)
    try:
        still_at_it()
        _handlers[job.kind](**job.payload)
        _done(job)
    finally:
        _at.reset(token)


def still_at_it() -> None:
    """A long job says that its worker lives; nobody else takes it meanwhile."""
    job_id = _at.get()
    if job_id is not None:
        Job.objects.filter(pk=job_id, done_at=None).update(leased_until=clock.now() + LONG_LEASE)


def _lease(job_id: int) -> Job | None:
    """The job, if it is free. One whose worker was lost has used up a try: it may be what the worker was lost by."""
    now = clock.now()
    waiting = Job.objects.filter(pk=job_id, done_at=None, parked_at=None, not_before__lte=now)
    if waiting.filter(leased_until=None).update(leased_until=now + LEASE):
        return Job.objects.get(pk=job_id)
    lost = {"leased_until": now + LEASE, "attempts": F("attempts") + 1, "fault": "WorkerLost"}
    if not waiting.filter(leased_until__lt=now).update(**lost):
        return None
    job = Job.objects.get(pk=job_id)
    if job.attempts < PARK_AFTER:
        return job
    _park(job)
    return None


def _park(job: Job) -> None:
    """Set aside for a person to look at; whoever waits for a long one is told."""
    Job.objects.filter(pk=job.pk).update(parked_at=clock.now(), leased_until=None)
    if job.kind in _long:
        _long[job.kind].gives_up(**job.payload)


def _failed(job: Job, fault: Exception) -> None:
    """Count the try; three and it is set aside for a person to look at. Never the fault's own words: they may quote text."""
    job.attempts += 1
    Job.objects.filter(pk=job.pk).update(
        attempts=job.attempts,
        fault=type(fault).__name__[:200],
        leased_until=None,
        not_before=clock.now() + timedelta(minutes=2**job.attempts),
    )
    if job.attempts >= PARK_AFTER:
        _park(job)
    log.error("job failed", kind=job.kind, job=str(job.uuid), attempts=job.attempts, fault=type(fault).__name__)


def sweep(limit: int = 200, *, long_ones: bool = True) -> int:
    """Do what waits and was not rung, or was lost with a worker. Answers how many were done.

    Without `long_ones` the bell of their own queue is rung for those instead.
    """
    now = clock.now()
    waiting = (
        Job.objects.filter(done_at=None, parked_at=None, not_before__lte=now)
        .filter(Q(leased_until=None) | Q(leased_until__lt=now))
        .order_by("not_before")
        .values_list("pk", "kind")[:limit]
    )
    return sum(
        _ring_again(job_id, kind) if kind in _long and not long_ones else run(job_id) for job_id, kind in list(waiting)
    )


def _ring_again(job_id: int, kind: str) -> bool:
    """Once in a while, not once a minute: a long job may wait its turn for an hour."""
    if cache.add(f"rung:{job_id}", True, timeout=600):
        _ring(job_id, kind)
    return False
