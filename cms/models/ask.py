from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import Body
from cms.models.agency import PressPage


class AskForAParentPage(PressPage):
    """How a family asks to talk with another parent: a phone number, hours and languages. No form: nothing is kept."""

    template = "cms/ask.html"
    icon = "phone"
    asks_for_a_parent = True
    parent_page_types = ["cms.AgencyPage"]
    max_count_per_parent = 1

    phone = models.CharField(_("phone"), max_length=40, blank=True, help_text=_("Empty: the agency's own number."))
    hours = models.CharField(_("when a person answers"), max_length=120, blank=True)
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    body = StreamField(Body(), blank=True)

    search_fields = [
        *PressPage.search_fields,
        index.SearchField("languages"),
        index.SearchField("body"),
    ]
    content_panels = [
        *PressPage.content_panels,
        FieldPanel("phone"),
        FieldPanel("hours"),
        FieldPanel("languages"),
        FieldPanel("email"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("ask for a parent")
        verbose_name_plural = _("ask for a parent")

    @property
    def number(self) -> str:
        return self.phone or (self.agency.phone if self.agency else "")

    @property
    def answered(self) -> str:
        return self.hours or (self.agency.answers_when if self.agency else "")
