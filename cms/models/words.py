"""Pages made of words: stories, and everything else."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import Body
from cms.models.agency import PressPage


class StandardPage(PressPage):
    """A page of text, pictures and videos."""

    template = "cms/standard.html"
    parent_page_types = ["cms.AgencyPage", "cms.StandardPage"]

    body = StreamField(Body())

    search_fields = [*PressPage.search_fields, index.SearchField("body")]
    content_panels = [*PressPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page")


class StoryPage(PressPage):
    """A parent's story. Who can be recognized in it has signed a consent, which can be taken back."""

    template = "cms/story.html"
    icon = "speech"
    parent_page_types = ["cms.AgencyPage", "cms.StandardPage"]

    teller = models.CharField(
        _("who tells it"),
        max_length=120,
        help_text=_("As the person wants to be named, for example “Rosa, a grandmother”."),
    )
    shows_people = models.BooleanField(
        _("somebody can be recognized in this story"),
        default=True,
        help_text=_("Then the page is shown only while a signed consent is in force."),
    )
    body = StreamField(Body())

    search_fields = [*PressPage.search_fields, index.SearchField("teller"), index.SearchField("body")]
    content_panels = [
        *PressPage.content_panels,
        FieldPanel("teller"),
        FieldPanel("shows_people"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
