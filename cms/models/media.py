"""Video and audio, with the words that belong to them."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtailmedia.models import AbstractMedia

from cms.words import MEDIA_TYPES, CaptionKind, MediaState, Trouble
from ledger import clock
from people.models import Person


class Media(AbstractMedia):
    """A video or an audio file. It belongs to an agency by its collection, or to the library."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_by_user = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    status = models.CharField(max_length=10, choices=MediaState.choices, default=MediaState.PENDING, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    # Of the file as it came, before it was made playable: the same file handed in again is the same film.
    received_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(
        _("language spoken"), max_length=10, default="en", choices=settings.WAGTAIL_CONTENT_LANGUAGES
    )
    shows_people = models.BooleanField(
        _("people can be seen or recognized"),
        default=True,
        help_text=_("Then everyone shown has to have signed a consent that is in force, or it is not shown."),
    )

    # Kept by Wagtail, never asked for: the names of tags would be one list for all agencies.
    tags = TaggableManager(blank=True, related_name="press_media")

    # Duration and size are read from the file itself.
    admin_form_fields = ("title", "file", "collection", "language", "shows_people", "thumbnail")

    class Meta(AbstractMedia.Meta):
        constraints = [
            models.CheckConstraint(
                name="media_ready_is_whole",
                condition=~models.Q(status=MediaState.READY) | (~models.Q(sha256="") & models.Q(size__gt=0)),
            ),
        ]

    @property
    def url(self) -> str:
        return reverse("cms:media", args=[self.uuid])

    @property
    def sound_url(self) -> str:
        """A film for who listens only."""
        return reverse("cms:sound", args=[self.uuid])

    @property
    def streams_url(self) -> str:
        """The same film in several sizes, once they are made (longer films only)."""
        return (
            reverse("cms:streams", args=[self.uuid]) if self.status == MediaState.READY and self.streams.all() else ""
        )

    @property
    def content_type(self) -> str:
        """What the browser is told it is: from our list, never from the file's own claim."""
        return MEDIA_TYPES.get(PurePath(self.file.name).suffix.lstrip(".").lower(), "application/octet-stream")

    @property
    def poster_url(self) -> str:
        return reverse("cms:poster", args=[self.uuid]) if self.thumbnail else ""

    @property
    def poster(self) -> models.fields.files.FieldFile:
        return self.thumbnail

    @property
    def ready(self) -> bool:
        return self.status == MediaState.READY

    @property
    def in_the_making(self) -> bool:
        """Something is still made of it: the film itself, or, where it plays already, its smaller sizes."""
        work: MediaWork | None = getattr(self, "work", None)
        return self.status in (MediaState.PENDING, MediaState.STORED) or (
            self.ready and work is not None and work.percent < 100
        )

    @property
    def sources(self) -> list[dict[str, str]]:
        return [{"src": self.url, "type": self.content_type}]


class MediaWork(models.Model):
    """How far the making of a medium is, for the publisher who waits. Worth nothing once all of it is there."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    media = models.OneToOneField(Media, on_delete=models.CASCADE, related_name="work")
    percent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=1)
    trouble = models.CharField(max_length=20, choices=Trouble.choices, blank=True)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="media_work_percent", condition=models.Q(percent__lte=100))]

    def __str__(self) -> str:
        return f"{self.media_id} {self.percent} %"


class Caption(models.Model):
    """The captions of a medium in one language, as WebVTT."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Owned by its medium and worth nothing without it.
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=10, default="en")
    kind = models.CharField(max_length=10, choices=CaptionKind.choices, default=CaptionKind.CAPTIONS)
    vtt = models.TextField()
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["media", "language"], name="caption_once_a_language"),
            models.CheckConstraint(name="caption_has_words", condition=~models.Q(vtt="")),
        ]
        ordering = ["language"]

    def __str__(self) -> str:
        return f"{self.media_id} {self.language}"

    @property
    def url(self) -> str:
        return reverse("cms:captions", args=[self.media.uuid, self.language])


class Transcript(models.Model):
    """Everything that is said, as Markdown: drafted from the captions, then edited by a person."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="transcripts")
    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.TextField()
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["media", "language"], name="transcript_once_a_language"),
            models.CheckConstraint(name="transcript_has_words", condition=~models.Q(text="")),
        ]
        ordering = ["language"]

    def __str__(self) -> str:
        return f"{self.media_id} {self.language}"
