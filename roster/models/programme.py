from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models import Course
from courses.words import SessionKind
from ledger import clock
from ledger.models import Fact
from people.models import Agency, Agreement, InLanguages, Person
from roster.words import Phase, RequirementKind
from supervision.models import Competency
from supervision.words import SUPERVISED_KINDS


class Programme(InLanguages):
    """What an agency asks of its volunteers. The rules stand in its versions."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="programmes")
    title = models.CharField(_("title"), max_length=120)
    # Followed by whoever is given no other.
    is_default = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency"], condition=Q(is_default=True), name="programme_default_once"),
            models.UniqueConstraint(fields=["agency", "title"], name="programme_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))


class ProgrammeVersion(Fact):
    """The rules from a day on (`held_on`). A version in use never changes: other rules are another version."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="programme_version_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.number}"


class Requirement(InLanguages, Fact):
    """One thing a programme's version asks, with a typed key and its numbers as columns the guards can read.

    `minutes`: the total asked (hours, live sessions). `individual_minutes`: at least so many one to one.
    `group_cap_minutes`: at most so many of group count. `level_number`: at least this level.
    """

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="requirements")
    position = models.PositiveSmallIntegerField(default=0)
    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.BEFORE_MATCHING)
    kind = models.CharField(max_length=20, choices=RequirementKind.choices)
    label = models.CharField(max_length=160)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    hours_kind = models.CharField(max_length=30, blank=True)
    # A live session of this kind; of any kind where it is empty.
    session_kind = models.CharField(max_length=10, blank=True, choices=SessionKind.choices)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    individual_minutes = models.PositiveIntegerField(null=True, blank=True)
    group_cap_minutes = models.PositiveIntegerField(null=True, blank=True)
    level_number = models.PositiveSmallIntegerField(null=True, blank=True)
    # A fact counts for so many days, its own day included (a yearly evening; a decision renewed every two years).
    within_days = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="requirement_names_what_it_asks",
                condition=Q(kind=RequirementKind.COURSE, course__isnull=False)
                | Q(kind=RequirementKind.AGREEMENT, agreement__isnull=False)
                | Q(kind=RequirementKind.COMPETENCY, competency__isnull=False, level_number__isnull=False)
                | Q(kind=RequirementKind.HOURS, hours_kind__in=SUPERVISED_KINDS, minutes__gt=0)
                | Q(kind=RequirementKind.LIVE_SESSION, minutes__gt=0)
                | Q(kind__in=[RequirementKind.DECISION, RequirementKind.EARLIER_TRAINING]),
            ),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return str(self.said("label"))


class Pathway(models.Model):
    """Which version of which programme a volunteer follows, from a day to a day. She stays on it until moved."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pathways")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="pathways")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="pathways")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "agency"], condition=Q(ends_on=None), name="pathway_open_once"),
            models.CheckConstraint(
                name="pathway_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.version_id}"
