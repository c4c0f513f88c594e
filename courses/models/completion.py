from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models.course import Course
from courses.models.edition import Edition
from courses.models.enrolment import ModuleRun
from courses.models.module import Module
from courses.words import LearningTakenBack, Route
from ledger.models import Fact, SignedFact


class Attempt(Fact):
    """She answered a check. Every attempt is kept; only the one that passes completes the step.

    `answers` holds the ids of what she chose, a list a question; never a word.
    """

    run = models.ForeignKey(ModuleRun, on_delete=models.PROTECT, related_name="attempts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    step_key = models.UUIDField()
    score = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(name="attempt_score_within", condition=Q(out_of__gte=1, score__lte=F("out_of"))),
            models.CheckConstraint(
                name="attempt_passes_when_all_is_right",
                condition=Q(passed=True, score=F("out_of")) | Q(passed=False, score__lt=F("out_of")),
            ),
        ]
        # Read by the lesson page: her last answer to each check.
        indexes = [models.Index(fields=["run", "step_key", "-recorded_at"], name="attempt_latest")]

    def __str__(self) -> str:
        return str(self.uuid)


class StepDone(Fact):
    """She did one step of her edition."""

    run = models.ForeignKey(ModuleRun, on_delete=models.PROTECT, related_name="steps_done")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    step_key = models.UUIDField()
    route = models.CharField(max_length=10, choices=Route.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "step_key"], name="step_done_once"),
            models.CheckConstraint(name="step_done_route_is_known", condition=Q(route__in=Route.values)),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class ModuleCompletion(SignedFact):
    """She did every step of her edition of the module. It never drops, whatever is released later."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="module_completions")
    run = models.OneToOneField(ModuleRun, on_delete=models.PROTECT, related_name="completion")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="completions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.uuid)


class ModuleCompletionVoided(SignedFact):
    """The completion was taken back; the module is taken again in a new run."""

    chain_of = "completion.person"

    completion = models.OneToOneField(ModuleCompletion, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=LearningTakenBack.choices)

    def __str__(self) -> str:
        return str(self.uuid)


class CourseCompletion(SignedFact):
    """She completed what the course asked for that day. Later placements never lower it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="course_completions")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    cycle = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "cycle"], name="course_completed_once_a_cycle")
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class CourseCompletionVoided(SignedFact):
    """The completion was taken back; a new cycle begins when she is enrolled again."""

    chain_of = "completion.person"

    completion = models.OneToOneField(CourseCompletion, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=LearningTakenBack.choices)

    def __str__(self) -> str:
        return str(self.uuid)
