import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.models import Document, Image, Media
from courses.models.module import Module
from courses.words import MEDIA_KINDS, REQUIRED_KINDS, EditionKind, StepKind
from ledger.models import Fact


class Edition(Fact):
    """A module as it was released: its own content, frozen. Learners, previews and exports render only from it.

    `cycle` counts the editions that "must be taken again": it starts at 1 and only such an edition raises it.
    """

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=EditionKind.choices)
    cycle = models.PositiveSmallIntegerField(default=1)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "number"], name="edition_number_once_a_module"),
            models.CheckConstraint(name="edition_kind_is_known", condition=Q(kind__in=EditionKind.values)),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.module_id}, edition {self.number}"


class EditionText(Fact):
    """The edition in one language: what a learner reads, and apart from it what only the scorer reads.

    Written last: it seals the edition's steps and media (guard `edition_is_sealed`).
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=10)
    document = models.JSONField()
    answers = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="edition_text_once_a_language")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"


class EditionStep(Fact):
    """One thing to do in an edition, so that the database itself can count what is done."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="steps")
    key = models.UUIDField(default=uuid.uuid4)
    lesson_key = models.UUIDField()
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    required = models.BooleanField()
    position = models.PositiveSmallIntegerField()
    # A check's number of questions; else 0.
    questions = models.PositiveSmallIntegerField(default=0)
    # How long a video or audio is; else 0.
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="edition_step_once"),
            models.CheckConstraint(
                name="edition_step_required_by_its_kind",
                condition=Q(required=True, kind__in=sorted(REQUIRED_KINDS))
                | Q(required=False, kind__in=sorted(set(StepKind) - REQUIRED_KINDS | MEDIA_KINDS)),
            ),
            models.CheckConstraint(
                name="edition_step_asks_when_it_is_a_check",
                condition=Q(kind=StepKind.CHECK, questions__gte=1) | (~Q(kind=StepKind.CHECK) & Q(questions=0)),
            ),
            models.CheckConstraint(
                name="edition_step_has_seconds_when_it_plays",
                condition=Q(kind__in=sorted(MEDIA_KINDS), seconds__gte=1)
                | (~Q(kind__in=sorted(MEDIA_KINDS)) & Q(seconds=0)),
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class EditionMedia(Fact):
    """A film, picture or document that an edition shows: as long as the edition stands, it cannot be deleted."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    media = models.ForeignKey(Media, on_delete=models.PROTECT, null=True, related_name="+")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="edition_media_is_one_file",
                condition=Q(media__isnull=False, image=None, document=None)
                | Q(media=None, image__isnull=False, document=None)
                | Q(media=None, image=None, document__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
