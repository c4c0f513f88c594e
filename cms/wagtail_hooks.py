"""Wagtail's admin as an agency's press room: its own files in every chooser, and nothing on the menus that is not hers."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms import press_views
from cms.models import AgencyPage, Document, Image, Media, PressPage, RootPage
from cms.permissions import own_homes, press_agencies, usable_collections
from cms.queries import what_waits
from people.models import Person
from people.permissions import Roles, roles_of
from people.words import Role

consent_urls = (
    [
        path("media/<int:media_id>/", press_views.media_consents, name="media_consents"),
        path("pages/<int:page_id>/", press_views.page_consents, name="page_consents"),
        path("<uuid:uuid>/withdraw/", press_views.withdraw, name="withdraw"),
        path("<uuid:uuid>/scan/", press_views.consent_scan, name="consent_scan"),
    ],
    "press",
)
film_urls = (
    [
        path("<int:media_id>/state/", press_views.film_state, name="state"),
        path("<int:media_id>/again/", press_views.try_film_again, name="again"),
    ],
    "films",
)


# Stands before wagtailmedia's own of the same path.
choosing = ([path("chooser/<int:media_id>/", press_views.media_chosen, name="media_chosen")], "press_media")


@hooks.register("register_admin_urls", order=-1)
def press_urls() -> list[URLPattern | URLResolver]:
    return [
        path("consents/", include(consent_urls, namespace="press")),
        path("films/", include(film_urls, namespace="films")),
        path("media/", include(choosing, namespace="press_media")),
    ]


# Choosers: her agencies' and the library's, whatever the address asks for.


@hooks.register("construct_page_chooser_queryset")
def own_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Her agencies' pages, and those above them on the way down."""
    if request.user.is_superuser:  # type: ignore[union-attr]
        return pages
    paths = list(own_homes(press_agencies(request.user)).values_list("path", flat=True))  # type: ignore[arg-type]
    hers = Q(pk__in=[])
    for home in paths:
        above = [home[:end] for end in range(Page.steplen, len(home), Page.steplen)]
        hers |= Q(path__startswith=home) | Q(path__in=above)
    return pages.filter(hers)


@hooks.register("construct_image_chooser_queryset")
def usable_images(images: QuerySet[Image], request: HttpRequest) -> QuerySet[Image]:
    return _usable(images, request)


@hooks.register("construct_document_chooser_queryset")
def usable_documents(documents: QuerySet[Document], request: HttpRequest) -> QuerySet[Document]:
    return _usable(documents, request)


@hooks.register("construct_media_chooser_queryset")
def usable_media(media: QuerySet[Media], request: HttpRequest) -> QuerySet[Media]:
    """Wagtail offers what she may change; the library's films may be shown, too, and stay as they are."""
    return _usable(Media.objects.all(), request)


def _usable(files: QuerySet, request: HttpRequest) -> QuerySet:
    person: Person = request.user  # type: ignore[assignment]
    return files if person.is_superuser else files.filter(collection__in=usable_collections(press_agencies(person)))


@hooks.register("before_create_page")
def not_twice(request: HttpRequest, parent: Page, kind: type[Page]) -> HttpResponseBase | None:
    return press_views.saved_a_moment_ago(request, parent.pk)


# The front page and the homes of agencies stay where they are.


@hooks.register("before_delete_page")
@hooks.register("before_copy_page")
def homes_stay(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not isinstance(page.specific, (AgencyPage, RootPage)):
        return None
    messages.error(request, _("An agency has one home page. It can be changed, but not copied, moved or deleted."))
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_copy_page")
def a_copy_has_a_place(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail takes it for granted that its form says where the copy goes."""
    if request.method != "POST" or Page.objects.filter(pk=_number(request.POST.get("new_parent_page"))).exists():
        return None
    messages.error(request, _("Say below under which page the copy is to stand."))
    return redirect("wagtailadmin_pages:copy", page.pk)


def _number(said: str | None) -> int:
    return int(said) if said and said.isdigit() and len(said) < 10 else 0


@hooks.register("before_move_page")
def homes_do_not_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return homes_stay(request, page)


@hooks.register("before_bulk_action")
def homes_stay_in_bulk(
    request: HttpRequest, action_type: str, objects: list[object], action: object
) -> HttpResponse | None:
    if action_type not in ("delete", "move"):
        return None
    homes = [page for page in objects if isinstance(page, Page) and isinstance(page.specific, (AgencyPage, RootPage))]
    return homes_stay(request, homes[0]) if homes else None


# How it looks.


@hooks.register("insert_global_admin_css")
def links_in_sentences() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/pages/cms-press.css"))


# Menus.

KEPT_BY_OTHERS = {"users", "groups", "workflows", "workflow-tasks"}
FOR_A_PUBLISHER = {"way-back", "explorer", "modules", "images", "documents", "media"}


@hooks.register("construct_main_menu")
def her_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Pages, modules, pictures, documents, media; the rest is the platform administrator's."""
    if request.user.is_superuser:  # type: ignore[union-attr]
        return
    items[:] = [item for item in items if item.name in FOR_A_PUBLISHER]
    roles = roles_of(request.user)
    if not roles.any(*(role for role in Role if role != Role.PUBLISHER)):
        items[:] = [_to_the_pages(roles) if item.name == "way-back" else item for item in items]


def _to_the_pages(roles: Roles) -> MenuItem:
    """The press room is her one screen, so the way back leads to what families see."""
    home = own_homes(roles.agencies(Role.PUBLISHER)).filter(live=True).first()
    address = home.url if home else "/me/"
    return MenuItem(_("See our pages"), address or "/me/", name="way-back", icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    return MenuItem(gettext_lazy("Back to Been There"), "/home/", name="way-back", icon_name="home", order=10)


class WhatWaits(Component):
    """On the first page: what nobody sees yet, and why."""

    template_name = "cms/press/waiting.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"waiting": what_waits(press_agencies(parent_context["request"].user))}


@hooks.register("construct_homepage_panels")
def first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WhatWaits())


class HerPages(PagesSummaryItem):
    """How many pages her agencies have. Homes in two languages meet at the root only, and there Wagtail counts everybody's."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(parent_context)
        homes = own_homes(press_agencies(self.request.user))
        return told | {"total_pages": sum(1 + home.get_descendant_count() for home in homes)}


@hooks.register("construct_homepage_summary_items", order=1000)
def her_numbers(request: HttpRequest, items: list[Component]) -> None:
    if not request.user.is_superuser:  # type: ignore[union-attr]
        items[:] = [HerPages(request) if type(item) is PagesSummaryItem else item for item in items]


@hooks.register("construct_settings_menu")
def settings_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in KEPT_BY_OTHERS]


@hooks.register("register_page_header_buttons")
def consents_button(page: Page, user: Person, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific, PressPage) and page.specific.shows_people:
        yield Button(
            _("Consents of the people shown"),
            reverse("press:page_consents", args=[page.pk]),
            icon_name="group",
            priority=70,
        )
