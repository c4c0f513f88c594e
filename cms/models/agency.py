"""The public site: its root in each language, the home of each agency, and what every page of one has."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms import signposts
from cms.blocks import Body
from cms.forms.pages import PressPageForm
from cms.models.showing import why_hidden, why_not_shown
from cms.words import LIBRARY
from ledger import clock
from people.models import Agency


class PressPage(Page):
    """A public page: no sign-in, no cookie, and shown only while everybody it shows has consented."""

    base_form_class = PressPageForm
    shows_people: bool | models.BooleanField = False
    # A draft may lack what a published page needs; the admin form sets this to False for a draft.
    to_be_published = True
    private_page_options: ClassVar[list[str]] = []
    show_in_menus_default = True
    asks_for_a_parent = False
    welcomes = False
    # How the page is drawn in a list of pages (static/README.md, icons).
    icon = "document"

    lead = models.TextField(
        _("in one or two sentences"), blank=True, max_length=400, help_text=_("Stands under the title.")
    )

    search_fields = [*Page.search_fields, index.SearchField("lead")]
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    promote_panels = [FieldPanel("slug"), FieldPanel("search_description"), FieldPanel("show_in_menus")]

    class Meta:
        abstract = True

    @cached_property
    def agency_page(self) -> "AgencyPage | None":
        """The home of the agency this page belongs to."""
        if isinstance(self, AgencyPage):
            return self
        if not self.path:
            return None
        return AgencyPage.objects.ancestor_of(self).select_related("agency").last()

    @property
    def agency(self) -> Agency | None:
        return self.agency_page.agency if self.agency_page else None

    def in_other_languages(self) -> models.QuerySet[Any]:
        """Its published translations, where the front page of their language is open."""
        found = self.get_translations().live().select_related("locale")
        return found.filter(locale__in=RootPage.objects.live().values("locale"))

    def today(self) -> date:
        return self.agency.today() if self.agency else clock.today("UTC")

    def collection_names(self) -> list[str]:
        """Whose files this page may use."""
        return [LIBRARY, f"agency-{self.agency.slug}"] if self.agency else [LIBRARY]

    def clean(self) -> None:
        super().clean()
        if self.live and self.to_be_published and (self.path or self.agency_page):
            missing = why_not_shown(self, self.today())
            if missing:
                raise ValidationError(missing)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """A page that shows people without a consent in force answers as if it were not published."""
        if why_hidden(self, self.today()):
            raise Http404
        if self.locale.language_code != get_language():  # `/es/` while the Spanish front page is not published
            return redirect(self.get_url(request) or "/")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        context["languages"] = signposts.languages(self, self.in_other_languages(), request)
        home = self.agency_page
        if home is None:
            return context
        pages = home.pages()
        return {
            **context,
            "agency": home.agency,
            "home": home,
            "pages": pages,
            "ask": next((page for page in pages if page.asks_for_a_parent), None),
            "agency_bar": signposts.bar(home, self, pages),
            "crumbs": signposts.crumbs(home, self),
            "crisis_line": signposts.crisis_line(home.agency),
        }


class RootPage(PressPage):
    """The front door in one language: which agencies there are."""

    template = "cms/root.html"
    parent_page_types = ["wagtailcore.Page"]
    is_creatable = False
    max_count = None

    body = StreamField(Body(), blank=True)

    search_fields = [*PressPage.search_fields, index.SearchField("body")]
    content_panels = [*PressPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {**super().get_context(request, *args, **kwargs), "homes": self.homes()}

    def homes(self) -> list["AgencyPage"]:
        """The agencies whose pages are open, each in this language, or in the one it has."""
        spoken = RootPage.objects.live().values("locale")
        found = AgencyPage.objects.live().filter(locale__in=spoken).select_related("agency", "locale").order_by("title")
        own = [home for home in found if home.locale_id == self.locale_id]
        said = {home.translation_key for home in own}
        others = [home for home in found if home.translation_key not in said and home.locale_id != self.locale_id]
        return own + list({home.translation_key: home for home in others}.values())


class AgencyPage(PressPage):
    """The home of an agency. Made with its collection and its publishers' group by `cms.actions.open_press`."""

    template = "cms/agency.html"
    parent_page_types = ["cms.RootPage"]
    is_creatable = False

    agency: models.ForeignKey = models.ForeignKey(  # type: ignore[assignment]
        Agency, on_delete=models.PROTECT, related_name="homes", editable=False
    )
    picture = models.ForeignKey(
        "cms.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = models.CharField(_("the picture in words"), max_length=250, blank=True)
    body = StreamField(Body(), blank=True)

    search_fields = [*PressPage.search_fields, index.SearchField("body")]
    content_panels = [
        *PressPage.content_panels,
        FieldPanel("picture"),
        FieldPanel("picture_alt"),
        FieldPanel("body"),
    ]
    # Its address is the agency's own.
    promote_panels = [FieldPanel("search_description")]

    class Meta:
        verbose_name = _("agency home")

    def pages(self) -> list[PressPage]:
        """The agency's published pages right below its home, in their order."""
        below = self.get_children().live().specific()
        return [page for page in below if isinstance(page, PressPage)]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        pages: list[PressPage] = context["pages"]  # type: ignore[assignment]
        return {
            **context,
            "others": [page for page in pages if not page.asks_for_a_parent],
            "packet": next((page for page in pages if page.welcomes), None),
        }

    def clean(self) -> None:
        super().clean()
        if self.agency_id and self.slug != self.agency.slug:
            raise ValidationError({"slug": _("The address of an agency's home is the agency's own name.")})
        if self.picture_id and not self.picture_alt:
            raise ValidationError({"picture_alt": _("Say in words what the picture shows.")})
