"""*Modules* in the press room's menu, *Release this module* and *The module in one view* in its editor and lists."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page

from courses.models import ModulePage, ModulesPage
from courses.permissions import can_release
from courses.views import bringing_in, library, release, shelves
from people.models import Person

modules = (
    [
        path("", shelves.index, name="index"),
        path("<int:page_id>/", release.one_view, name="overview"),
        path("<int:page_id>/numbers/", release.numbers, name="numbers"),
        path("<int:page_id>/export/", release.export, name="export"),
        path("<int:page_id>/release/", release.release, name="release"),
        path("<int:page_id>/publish/", bringing_in.publish, name="publish"),
        path("<int:page_id>/original/", library.original, name="original"),
        path("<int:page_id>/library/", library.index, name="library"),
        path("<int:page_id>/library/adapt/", library.adapt, name="adapt"),
        path("<int:page_id>/library/<uuid:module_uuid>/", library.module, name="library-module"),
        path("<int:page_id>/library/<uuid:module_uuid>/<slug:lesson>/", library.lesson, name="library-lesson"),
        path("<int:page_id>/bring-in/", bringing_in.choose, name="bring-in"),
        path("<int:page_id>/bring-in/confirm/", bringing_in.confirm, name="bring-in-confirm"),
        path("<int:page_id>/preview/<slug:lesson>/", release.preview, name="preview"),
    ],
    "modules",
)


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("modules/", include(modules, namespace="modules"))]


@hooks.register("register_admin_menu_item")
def modules_in_the_menu() -> MenuItem:
    return MenuItem(_("Modules"), reverse_lazy("modules:index"), name="modules", icon_name="list-ul", order=110)


@hooks.register("register_page_header_buttons")
def release_button(page: Page, user: Person, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Above a module's editor and its list of lessons."""
    if _is_hers(page, user):
        yield Button(_("The module in one view"), _overview(page), icon_name="list-ul", priority=4)
        yield Button(_("Release this module"), _address(page), icon_name="upload", priority=5)


@hooks.register("register_page_header_buttons")
def bring_in_button(page: Page, user: Person, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Above a shelf of modules, in the house's own language: the others come along."""
    shelf = page.specific
    if (
        isinstance(shelf, ModulesPage)
        and can_release(user, shelf.agency)
        and shelf.locale_id == Locale.get_default().pk
    ):
        yield Button(
            _("Bring modules in"), reverse("modules:bring-in", args=[page.pk]), icon_name="download", priority=4
        )
        if shelf.agency:
            address = reverse("modules:library", args=[page.pk])
            yield Button(_("Modules of the library"), address, icon_name="folder-open-inverse", priority=5)


@hooks.register("register_page_listing_more_buttons")
def release_in_list(page: Page, user: Person, next_url: str | None = None) -> Iterator[Button]:
    if _is_hers(page, user):
        yield Button(_("The module in one view"), _overview(page), icon_name="list-ul", priority=1)
        yield Button(_("Release this module"), _address(page), icon_name="upload", priority=1)


class ReleaseMenuItem(ActionMenuItem):
    """Beside *Publish* in a module's editor: publishing changes nothing for learners, releasing does."""

    label = _("Release this module")
    name = "action-release"
    icon_name = "upload"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and page is not None and _is_hers(page, context["request"].user)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return _address(parent_context["page"])


@hooks.register("register_page_action_menu_item")
def release_item() -> ReleaseMenuItem:
    return ReleaseMenuItem(order=1000)


def _address(page: Page) -> str:
    return reverse("modules:release", args=[page.pk])


def _overview(page: Page) -> str:
    return reverse("modules:overview", args=[page.pk])


def _is_hers(page: Page, user: Person) -> bool:
    specific = page.specific
    return isinstance(specific, ModulePage) and can_release(user, specific.agency)
