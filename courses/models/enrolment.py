import uuid

from django.conf import settings
from django.db import models

from courses.models.course import Course
from courses.models.edition import Edition
from courses.models.module import Module
from courses.words import Outcome
from ledger import clock
from people.models import Agency, Person


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, person: Person) -> "EnrolmentQuerySet":
        """What she may open as a learner: her own, while they are open. Finished ones stay open to read again."""
        return self.filter(person=person, closed_at=None)

    def of_agency(self, agency: Agency) -> "EnrolmentQuerySet":
        """Those that an agency asked for, or relies on."""
        relying = self.model.also_for.through.objects.filter(agency=agency).values("enrolment")
        return self.filter(models.Q(agency=agency) | models.Q(pk__in=relying))


class Enrolment(models.Model):
    """She takes a course. Learning is hers; `agency` asked her first, `also_for` are others that rely on it.

    `cycle` counts her times through the course: a new one begins when something must be taken again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="enrolments")
    also_for = models.ManyToManyField(Agency, blank=True, related_name="+")
    cycle = models.PositiveSmallIntegerField(default=1)
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "cycle"], name="enrolled_once_a_cycle"),
            models.UniqueConstraint(
                fields=["person", "course"], condition=models.Q(closed_at=None), name="one_open_enrolment_a_course"
            ),
        ]
        # Read by the agency's list of a course.
        indexes = [models.Index(fields=["course", "agency"], name="enrolment_of_course")]

    def __str__(self) -> str:
        return str(self.uuid)


class ModuleRun(models.Model):
    """Her taking of a module, on one edition, to its end. `cycle` counts her takings of this module."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="module_runs")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="runs")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="runs")
    cycle = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(default=clock.now, editable=False)
    # Where she was, so that she can go on there on any device.
    touched_at = models.DateTimeField(default=clock.now)
    lesson_key = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "module", "cycle"], name="module_run_once_a_cycle")]
        # Read by "what do I do next" on My training.
        indexes = [models.Index(fields=["person", "-touched_at"], name="module_run_latest")]

    def __str__(self) -> str:
        return str(self.uuid)


class Progress(models.Model):
    """What she has watched or heard of one video or audio. It only ever grows."""

    run = models.ForeignKey(ModuleRun, on_delete=models.PROTECT, related_name="progress")
    step_key = models.UUIDField()
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    # [[from, to], …] in milliseconds, in order, not touching.
    intervals = models.JSONField(default=list)
    watched_ms = models.PositiveIntegerField(default=0)
    # Where to go on, from the event that says it came last.
    position_ms = models.PositiveIntegerField(default=0)
    position_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "step_key"], name="progress_once_a_step")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.step_key}"


class TypedWords(models.Model):
    """What she typed into the short answers of a check, so that it stands there when she tries again.

    Hers alone, beside no fact: it goes when the check is right, and with her name. By question.
    """

    run = models.ForeignKey(ModuleRun, on_delete=models.PROTECT, related_name="typed_words")
    step_key = models.UUIDField()
    words = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "step_key"], name="typed_words_once_a_step")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.step_key}"


class HeardEvent(models.Model):
    """An event of hers that left a fact: heard under its own name, so that it is answered twice and done once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.UUIDField()
    outcome = models.CharField(max_length=10)
    # Of answers to a check: what they were worth.
    score = models.PositiveSmallIntegerField(null=True)
    out_of = models.PositiveSmallIntegerField(null=True)
    heard_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="event_heard_once"),
            models.CheckConstraint(
                name="event_heard_was_kept", condition=models.Q(outcome__in=[Outcome.KEPT.value, Outcome.DONE.value])
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)
