from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from ledger import clock
from ledger.models import Note, SignedFact
from people.models import Agency, Person
from people.words import Role
from supervision.models.assignment import Assignment
from supervision.models.framework import Competency, Level
from supervision.words import WithdrawReason


class SignOffRequest(models.Model):
    """She asks for a sign-off and says what she has done to show it. Answered by a sign-off, or in words."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signoff_requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="requests")
    # The level whose words fit, as she sees it herself.
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signoffs_asked")
    evidence_kinds = models.JSONField(default=list)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "competency"],
                condition=Q(answered_at=None),
                name="signoff_asked_once",
            ),
            models.CheckConstraint(name="signoff_not_asked_of_herself", condition=~Q(asked_of=F("person"))),
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
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.SUPERVISOR)
    credential = models.CharField(max_length=120, blank=True)
    attestation = models.TextField()
    attestation_version = models.PositiveSmallIntegerField(default=1)
    valid_until = models.DateField(null=True, blank=True)
    request = models.OneToOneField(
        SignOffRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="signoff"
    )
    client_key = models.UUIDField(unique=True, default=uuid4)
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

    @property
    def may_be_told(self) -> bool:
        """They have spoken, or three days are over."""
        return hasattr(self, "spoken") or clock.now() >= self.tell_from


class SpokenAbout(SignedFact):
    """They have spoken about a sign-off that was taken back; from now on she may read about it."""

    chain_of = "withdrawal.signoff.person"

    withdrawal = models.OneToOneField(SignOffWithdrawn, on_delete=models.PROTECT, related_name="spoken")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.uuid)
