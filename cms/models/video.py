from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from cms.blocks import Body
from cms.models.agency import PressPage
from cms.models.media import Media


class OrientationVideoPage(PressPage):
    """One video that tells a family what to expect, with captions and its transcript on the page."""

    template = "cms/video.html"
    icon = "video"
    parent_page_types = ["cms.AgencyPage", "cms.StandardPage"]

    video = models.ForeignKey(
        Media,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"type": "video"},
        verbose_name=_("video"),
    )
    body = StreamField(Body(), blank=True)

    search_fields = [*PressPage.search_fields, index.SearchField("body")]
    content_panels = [
        *PressPage.content_panels,
        MediaChooserPanel("video", media_type="video"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("orientation video")
