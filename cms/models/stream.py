"""A film as poor connections and full phones want it: in several sizes (HLS, longer films), and its sound alone."""

import uuid

from django.db import models
from django.urls import reverse

from cms.models.media import Media


class Stream(models.Model):
    """One size of a film: a single file, and the list that says where in it each few seconds stand."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="streams")
    # The short side of its picture; how it is asked for.
    lines = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    bandwidth = models.PositiveIntegerField()
    codecs = models.CharField(max_length=60)
    playlist = models.TextField()
    file = models.FileField(upload_to="streams")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "lines"], name="stream_once_a_size")]
        ordering = ["lines"]

    def __str__(self) -> str:
        return f"{self.media_id} {self.lines}"

    @property
    def url(self) -> str:
        return reverse("cms:stream-list", args=[self.media.uuid, self.lines])


class Sound(models.Model):
    """What is heard of a film, as it is in the film: for who listens only, and for a phone that keeps no pictures."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    media = models.OneToOneField(Media, on_delete=models.CASCADE, related_name="sound")
    file = models.FileField(upload_to="streams")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.media_id} sound"
