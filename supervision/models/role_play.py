from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from courses.models import Edition, Enrolment
from ledger import clock
from ledger.models import Fact, Note
from people.models import Agency, Person
from supervision.models.assignment import Assignment


class Recording(models.Model):
    """A voice, kept beside the records: private, opened only through a view that asks who it is, and erased for good."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    # Named by chance; empty once it is erased.
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    seconds = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=clock.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return str(self.uuid)


class RolePlayDraft(models.Model):
    """What she writes or records for a role-play, to read and hear again before she sends it. Sent, it is gone."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    step_key = models.UUIDField()
    text = models.TextField(blank=True)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "step_key"], name="role_play_draft_once")]

    def __str__(self) -> str:
        return str(self.uuid)


class RolePlayQuerySet(models.QuerySet["RolePlay"]):
    def waiting(self) -> "RolePlayQuerySet":
        """Sent, and the supervisor's turn. One that she erased before it was answered waits for nobody."""
        erased = (
            Q(note=None) | Q(note__erased_at__isnull=False),
            Q(recording=None) | Q(recording__erased_at__isnull=False),
        )
        return self.filter(answers=None).exclude(*erased)

    def with_words(self) -> "RolePlayQuerySet":
        """What was said and what was answered, in a constant number of queries."""
        answers = RolePlayAnswer.objects.filter(replaced_by=None).select_related("by__profile", "note")
        return self.select_related(
            "person__profile", "agency", "edition__module", "enrolment__course", "note", "recording"
        ).prefetch_related(models.Prefetch("answers", queryset=answers, to_attr="standing"))


class RolePlay(Fact):
    """What she would say in a role-play of a lesson, sent to whoever supervises her. As often as she likes.

    It is never scored. Her words and her voice stand beside it and can be erased.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_plays")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    step_key = models.UUIDField()
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, null=True, blank=True, related_name="sent")

    objects = RolePlayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_play_says_something", condition=Q(note__isnull=False) | Q(recording__isnull=False)
            ),
        ]
        # Read by the lesson, and by the desk of whoever supervises her.
        indexes = [models.Index(fields=["person", "step_key"], name="role_play_of_person")]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def answer(self) -> "RolePlayAnswer | None":
        """The answer that stands. For rows `with_words`."""
        standing: list[Any] = self.standing  # type: ignore[attr-defined]
        return standing[0] if standing else None

    @property
    def heard(self) -> Recording | None:
        """Her voice, while it has not been erased."""
        return self.recording if self.recording and self.recording.file else None

    @property
    def erased(self) -> bool:
        """Nothing of what she said is there any more."""
        return self.heard is None and not (self.note and self.note.text)


class RolePlayAnswer(Fact):
    """Her supervisor's answer: a level in words for each thing that was looked for, and words of her own.

    `marks` holds the level (courses.words.RubricLevel) by the row of the rubric; nothing is counted from it.
    A correction is a new answer that supersedes this one.
    """

    role_play = models.ForeignKey(RolePlay, on_delete=models.PROTECT, related_name="answers")
    # Repeated from the role-play so that constraints and guards can speak about it.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The assignment in force on the day of the answer.
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField(default=dict)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note_digest = models.CharField(max_length=64, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="role_play_not_answered_by_herself", condition=~Q(by=F("person"))),
            models.UniqueConstraint(fields=["role_play"], condition=Q(supersedes=None), name="role_play_answered_once"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
