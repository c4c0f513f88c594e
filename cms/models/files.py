"""Pictures and documents. Each has an address of its own that asks who may see it; storage is never linked."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from people.models import Person


class Image(AbstractImage):
    """A picture. What it shows is said in words where it is used (`cms.blocks.PictureBlock`)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_by_user = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    # Kept by Wagtail, never asked for: the names of tags would be one list for all agencies.
    tags = TaggableManager(blank=True, related_name="press_images")

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """One size of a picture."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]

    @property
    def url(self) -> str:
        return reverse("cms:picture", args=[self.uuid])


class Document(AbstractDocument):
    """A file to take along: a form, a leaflet."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_by_user = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    # Kept by Wagtail, never asked for: the names of tags would be one list for all agencies.
    tags = TaggableManager(blank=True, related_name="press_documents")

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        pass

    @property
    def url(self) -> str:
        return reverse("cms:document", args=[self.uuid])
