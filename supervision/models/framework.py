from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journey.models import Stage
from ledger import clock
from people.models import Agency, InLanguages


class CompetencyFramework(InLanguages):
    """A set of competencies with its levels, in one wording. A new wording is a new version; sign-offs keep theirs.

    Without an agency it is there for all. Once written it never changes (guarded), nor do its translations.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="competency_frameworks"
    )
    key = models.SlugField()
    title = models.CharField(_("title"), max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    introduction = models.TextField(blank=True)
    attribution = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key", "version"], name="framework_version_once"),
            models.UniqueConstraint(
                fields=["key", "version"], condition=Q(agency=None), name="framework_version_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))

    @property
    def words(self) -> str:
        return str(self.said("introduction"))

    @property
    def credit(self) -> str:
        return str(self.said("attribution"))


class Level(InLanguages):
    """One of the few steps of a framework, described in words and never as a mark."""

    framework = models.ForeignKey(CompetencyFramework, on_delete=models.PROTECT, related_name="levels")
    number = models.PositiveSmallIntegerField()
    key = models.SlugField()
    title = models.CharField(max_length=60)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="level_once"),
            models.UniqueConstraint(fields=["framework", "key"], name="level_key_once"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))


class Competency(InLanguages):
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    framework = models.ForeignKey(CompetencyFramework, on_delete=models.PROTECT, related_name="competencies")
    key = models.SlugField()
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    text = models.TextField(_("what it looks like"), blank=True)
    signs = models.JSONField(default=list, blank=True)  # sentences: how one can tell
    evidence_kinds = models.JSONField(default=list, blank=True)  # EvidenceKind values that help here
    # A lens on the words; no person stands in it.
    stages = models.ManyToManyField(Stage, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "competencies"
        constraints = [models.UniqueConstraint(fields=["framework", "key"], name="competency_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return str(self.said("title"))

    @property
    def words(self) -> str:
        """What it looks like."""
        return str(self.said("text"))

    @property
    def tells(self) -> list[str]:
        """How one can tell."""
        return list(self.said("signs"))


class LevelDescriptor(InLanguages):
    """What a competency looks like at a level, in words."""

    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="descriptors")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["competency", "level"], name="descriptor_once")]
        ordering = ["level__number"]

    def __str__(self) -> str:
        return self.words[:40]

    @property
    def words(self) -> str:
        return str(self.said("text"))
