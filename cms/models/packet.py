from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms import packet_pdf, signposts
from cms.blocks import ContactBlock, PersonBlock, QuoteBlock, ResourceBlock, TermBlock
from cms.models.agency import PressPage
from cms.words import SECTION_TEXT


class WelcomePacketPage(PressPage):
    """The welcome packet: fixed sections, as a web page and as one PDF to print. An empty section is left out."""

    template = "cms/packet.html"
    icon = "book"
    welcomes = True
    parent_page_types = ["cms.AgencyPage"]

    letter = RichTextField(_("welcome letter"), features=SECTION_TEXT)
    letter_from = models.CharField(_("who the letter is from"), max_length=120, blank=True)
    expect = RichTextField(_("what to expect"), features=SECTION_TEXT, blank=True)
    people = StreamField([("person", PersonBlock())], verbose_name=_("who is who"), blank=True)
    contacts = StreamField([("contact", ContactBlock())], verbose_name=_("contacts"), blank=True)
    rights = RichTextField(_("your rights"), features=SECTION_TEXT, blank=True)
    confidentiality = RichTextField(_("what stays private, and what cannot"), features=SECTION_TEXT, blank=True)
    glossary = StreamField([("term", TermBlock())], verbose_name=_("words you may hear"), blank=True)
    resources = StreamField([("resource", ResourceBlock())], verbose_name=_("places that help"), blank=True)
    hope = StreamField([("quote", QuoteBlock())], verbose_name=_("words of hope"), blank=True)
    checklist = StreamField(
        [("item", CharBlock(label=_("Line"), max_length=200))], verbose_name=_("checklist"), blank=True
    )

    search_fields = [
        *PressPage.search_fields,
        *(
            index.SearchField(name)
            for name in (
                "letter",
                "expect",
                "people",
                "contacts",
                "rights",
                "confidentiality",
                "glossary",
                "resources",
                "hope",
                "checklist",
            )
        ),
    ]
    content_panels = [
        *PressPage.content_panels,
        MultiFieldPanel([FieldPanel("letter"), FieldPanel("letter_from")], heading=_("Welcome letter")),
        FieldPanel("expect"),
        FieldPanel("people"),
        FieldPanel("contacts"),
        FieldPanel("rights"),
        FieldPanel("confidentiality"),
        FieldPanel("glossary"),
        FieldPanel("resources"),
        FieldPanel("hope"),
        FieldPanel("checklist"),
    ]

    class Meta:
        verbose_name = _("welcome packet")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {
            **super().get_context(request, *args, **kwargs),
            "parts": signposts.parts_of(self),
            "contacts": signposts.contacts_of(self, self.agency),
            "pdf_url": f"{self.get_url(request) or ''}pdf/",
        }

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The packet's own address, and the same with `pdf/` behind it."""
        if path_components == ["pdf"] and self.live:
            return RouteResult(self, kwargs={"as_pdf": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        as_pdf = kwargs.pop("as_pdf", False)
        page = super().serve(request, *args, **kwargs)
        if not as_pdf:
            return page
        response = HttpResponse(packet_pdf.write(self), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{self.slug}.pdf"'
        return response
