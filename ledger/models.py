"""Facts and the few tables that keep them honest. The ledger knows no person."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ledger import clock
from ledger.words import JobState


class Fact(models.Model):
    """Something that happened: written once, never changed, never deleted (guarded in the database)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    held_on = models.DateField(_("took place on"))
    recorded_at = models.DateTimeField(_("written down at"), default=clock.now, editable=False)

    class Meta:
        abstract = True


class SignedFact(Fact):
    """A fact that stands in somebody's chain: each row carries the hash of the one before it.

    `chain_of` is the path to the object whose `uuid` names the chain, usually `person`.
    `hashed_since` names columns that came later, and the first version of the hash that covers them: what was written
    before verifies without them.
    """

    chain_of: ClassVar[str] = "person"
    hashed_since: ClassVar[Mapping[str, int]] = {}

    hash_version = models.PositiveSmallIntegerField(default=1, editable=False)
    previous = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def chain_key(self) -> uuid.UUID:
        target: Any = self
        for step in self.chain_of.split("."):
            target = getattr(target, step)
        return target.uuid


class Chain(models.Model):
    """The head of one chain, so that the next fact can point at it."""

    key = models.UUIDField(primary_key=True)
    head = models.CharField(max_length=64, blank=True)
    length = models.PositiveIntegerField(default=0)


class Note(models.Model):
    """Free text beside a fact. It can be erased; the fact keeps only a salted digest of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return str(self.uuid)


class Redaction(Fact):
    """A note's text was erased; the fact beside it stands."""

    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="redaction")
    reason = models.CharField(max_length=40)


class Job(models.Model):
    """Something to do later or outside. The row is the job; Celery only rings the bell."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    not_before = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            # Read by the sweep, once a minute.
            models.Index(
                fields=["not_before"],
                name="job_waiting",
                condition=models.Q(done_at=None, parked_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def state(self) -> JobState:
        if self.done_at:
            return JobState.DONE
        return JobState.PARKED if self.parked_at else JobState.WAITING
