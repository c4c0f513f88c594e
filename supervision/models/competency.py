from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger import clock
from ledger.models import Note, SignedFact
from people.models import Agency, Person
from supervision.models.assignment import Assignment
from supervision.words import WithdrawReason


class CompetencyFramework(models.Model):
    """A set of competencies with its levels, in one wording. A new wording is a new version; sign-offs keep theirs."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="competency_frameworks"
    )
    title = models.CharField(_("title"), max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "title", "version"], name="framework_version_once"),
            models.UniqueConstraint(
                fields=["title", "version"], condition=Q(agency=None), name="framework_version_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Level(models.Model):
    framework = models.ForeignKey(CompetencyFramework, on_delete=models.PROTECT, related_name="levels")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="level_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title


class Competency(models.Model):
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    framework = models.ForeignKey(CompetencyFramework, on_delete=models.PROTECT, related_name="competencies")
    key = models.SlugField()
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    text = models.TextField(_("what it looks like"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "key"], name="competency_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class LevelDescriptor(models.Model):
    """What a competency looks like at a level, in words."""

    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="descriptors")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["competency", "level"], name="descriptor_once")]

    def __str__(self) -> str:
        return self.text[:40]


class SignOffRequest(models.Model):
    """She asks for a sign-off and says what she has done to show it. Answered by a sign-off, or in words."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signoff_requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signoffs_asked")
    evidence_kinds = models.JSONField(default=list)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "competency"],
                condition=Q(answered_at=None),
                name="signoff_asked_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class SignOff(SignedFact):
    """An assessor attests that she practises a competency at a level, in the words of that day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signoffs")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signoffs")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="signoffs")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    level_number = models.PositiveSmallIntegerField()
    wording = models.TextField()
    evidence_kinds = models.JSONField(default=list)
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signoffs_given")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    credential = models.CharField(max_length=120, blank=True)
    attestation = models.TextField()
    valid_until = models.DateField(null=True, blank=True)
    request = models.OneToOneField(
        SignOffRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="signoff"
    )
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="signoff_not_by_herself", condition=~Q(assessor=F("person"))),
            models.CheckConstraint(
                name="signoff_valid_after_signing", condition=Q(valid_until=None) | Q(valid_until__gte=F("held_on"))
            ),
        ]
        # Read by the readiness of a person and the roster's guard.
        indexes = [models.Index(fields=["person", "agency", "competency"], name="signoff_of_person")]

    def __str__(self) -> str:
        return str(self.uuid)


class SignOffWithdrawn(SignedFact):
    """A sign-off is taken back. The roster closes at once; she is told why only when they have spoken."""

    chain_of = "signoff.person"

    signoff = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="withdrawn")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=WithdrawReason.choices)
    # Until then (three days at most) her notice only says that her supervisor would like to talk with her.
    tell_from = models.DateTimeField()
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return str(self.uuid)
