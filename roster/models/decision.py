from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models import Course
from ledger.models import Note, SignedFact
from people.models import Agency, Person
from roster.words import Outcome, ReversedFor, StandsFor


class Decision(SignedFact):
    """The coordinator, having met her: ready, or not yet. The latest one that was not taken back stands."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="decision_not_by_herself", condition=~Q(decided_by=F("person"))),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class DecisionReversed(SignedFact):
    chain_of = "decision.person"

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=ReversedFor.choices)

    def __str__(self) -> str:
        return str(self.uuid)


class EarlierTraining(SignedFact):
    """Training she had before she came, recognised: what, when (`held_on`), shown by what, decided by whom."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="earlier_training")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    stands_for = models.CharField(max_length=20, choices=StandsFor.choices)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveIntegerField(null=True, blank=True)
    # What it was, and what shows it: words, so they stand beside the fact and can be erased.
    what_note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    what_digest = models.CharField(max_length=64)
    shown_note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    shown_digest = models.CharField(max_length=64)
    scan = models.FileField(upload_to="scans/%Y/%m/", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="earlier_training_not_by_herself", condition=~Q(decided_by=F("person"))),
            models.CheckConstraint(
                name="earlier_training_names_its_course",
                condition=Q(stands_for=StandsFor.COURSE, course__isnull=False)
                | Q(stands_for=StandsFor.LIVE_SESSION, minutes__gt=0)
                | Q(stands_for=StandsFor.OTHER),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def what(self) -> str:
        return self.what_note.text or str(_("words removed"))

    @property
    def shown_by(self) -> str:
        return self.shown_note.text or str(_("words removed"))


class EarlierTrainingVoided(SignedFact):
    chain_of = "earlier_training.person"

    earlier_training = models.OneToOneField(EarlierTraining, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=ReversedFor.choices)

    def __str__(self) -> str:
        return str(self.uuid)
