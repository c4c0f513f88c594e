"""Where modules are written. Publishing these pages changes nothing for learners: they read released editions only."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from cms.models import AgencyPage
from courses.blocks import LessonBody
from courses.forms.pages import LessonPageForm
from courses.models.course import Placement
from courses.models.edition import Edition, EditionStep
from journey.models import Stage
from people.models import Agency

TITLE = TitleFieldPanel("title", help_text=_("As learners will read it."))


class TrainingPage(Page):
    """A page that is never public: not served, not in a sitemap, not in a menu. Its authors find it by its title."""

    show_in_menus_default = False
    promote_panels = [FieldPanel("slug")]
    settings_panels: list[Any] = []
    # Nobody reads it here, so there is nothing to make private.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []

    @cached_property
    def agency(self) -> Agency | None:
        """Whose page it is; None for the library's."""
        home = AgencyPage.objects.ancestor_of(self).select_related("agency").last()
        return home.agency if home else None

    def get_url(self, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        """It has no public address: nothing in the press room offers to view it there."""
        return None

    url = property(get_url)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        raise Http404


class ModulesPage(TrainingPage):
    """The shelf of an agency's modules, or of the library's."""

    parent_page_types = ["cms.AgencyPage", "cms.RootPage"]
    subpage_types = ["courses.ModulePage"]
    max_count_per_parent = 1
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("shelf of modules")
        verbose_name_plural = _("shelves of modules")


class ModulePage(TrainingPage):
    """A module as it is being written. Its identity, in every language, is its `translation_key`."""

    parent_page_types = ["courses.ModulesPage"]
    subpage_types = ["courses.LessonPage"]
    preview_modes: list[tuple[str, str]] = []

    summary = models.TextField(
        _("what it is about"), max_length=400, help_text=_("One or two sentences, for the list of modules.")
    )
    # A lens on what is taught. No record of a person ever points at a stage.
    stages = ParentalManyToManyField(
        Stage, blank=True, related_name="+", verbose_name=_("stages of the journey it speaks of")
    )

    content_panels = [
        HelpPanel(template="courses/press/released.html"),
        TITLE,
        FieldPanel("summary"),
        FieldPanel("stages", widget=forms.CheckboxSelectMultiple),
    ]

    class Meta:
        verbose_name = _("module")

    @cached_property
    def released(self) -> int | None:
        """The number of the edition that learners read now."""
        editions = Edition.objects.filter(module__uuid=self.translation_key)
        return editions.order_by("-number").values_list("number", flat=True).first()

    @property
    def status_string(self) -> str:
        """Publishing gives it to nobody; a release does. So the press room says which."""
        if self.released:
            return str(_("Released as edition %(number)s")) % {"number": self.released}
        return str(_("Published draft – not released to learners")) if self.live else str(super().status_string)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The way to it as a learner, for who is signed in and takes it."""
        found = placement_for(request, self.translation_key)
        return redirect("courses:module", found.course.slug, found.module.slug)

    def lesson_pages(self) -> models.QuerySet["LessonPage"]:
        """Its published lessons, in order."""
        return LessonPage.objects.child_of(self).live().order_by("path")


class LessonPage(TrainingPage):
    """A lesson as it is being written."""

    base_form_class = LessonPageForm
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []

    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Reading slowly, with the films and the questions."),
    )
    content_note = models.CharField(
        _("content note"),
        max_length=300,
        blank=True,
        help_text=_("Where a topic may be hard: one sentence that says what comes."),
    )
    another_way = models.TextField(
        _("another way through (Markdown)"),
        blank=True,
        help_text=_(
            "For a lesson with a content note: the same in a few plain words, without the hard part. It counts the same. Left empty, it is made of the lesson's callouts."
        ),
    )
    body = StreamField(LessonBody())

    content_panels = [
        TITLE,
        FieldPanel("minutes"),
        MultiFieldPanel([FieldPanel("content_note"), FieldPanel("another_way")], heading=_("Where it may be hard")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("lesson")

    @property
    def status_string(self) -> str:
        """Learners read it when its module is released with it."""
        if not self.live:
            return str(super().status_string)
        edition = Edition.objects.filter(module__uuid=self.module_page.translation_key).order_by("-number").first()
        if edition is None:
            return str(_("Published draft – its module is not released"))
        released = EditionStep.objects.filter(edition=edition, lesson_key=self.translation_key).exists()
        said = (
            _("In edition %(number)s of its module") if released else _("Published draft – not in edition %(number)s")
        )
        return str(said) % {"number": edition.number}

    @cached_property
    def module_page(self) -> ModulePage:
        return self.get_parent().specific

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The lesson's own address, for who is signed in and takes it."""
        found = placement_for(request, self.module_page.translation_key)
        return redirect("courses:lesson", found.course.slug, found.module.slug, self.slug)

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The address says more than the page: the other way through a lesson, or a film without its picture."""
        asked = {"GET": original_request.GET} if original_request else {}
        return super().make_preview_request(original_request, preview_mode, {**asked, **(extra_request_attrs or {})})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner would see it, from what is in the editor now."""
        return previews[0](request, self)


# How a lesson is previewed: hung in when the room opens (courses.apps), since views stand above models.
previews: list[Callable[[HttpRequest, LessonPage], HttpResponse]] = []


def placement_for(request: HttpRequest, module: UUID) -> Placement:
    """Where the person who asks takes this module; nobody else learns that it is there."""
    if not request.user.is_authenticated:
        raise Http404
    hers = Placement.objects.filter(
        module__uuid=module, course__enrolments__person=request.user, course__enrolments__closed_at=None
    )
    return get_object_or_404(hers.select_related("course", "module").order_by("course__enrolments__created_at")[:1])
