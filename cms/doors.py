"""The door of the press room: every address under `/cms/` by name, and what a publisher may reach through it.

The table is a list of what is open. What is not in it is closed to publishers: an address that a new Wagtail brings along
is refused until somebody has looked at it (tests/cms/test_door.py walks them all). The platform's administrator passes,
except where people, groups and sign-in are kept by other rooms.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from cms.models import Document, Image, Media
from cms.permissions import own_collections, own_homes, usable_collections
from people.models import Agency


@dataclass(frozen=True)
class Press:
    """What a person's agencies own, asked about one object at a time."""

    agencies: tuple[Agency, ...]

    @cached_property
    def homes(self) -> list[str]:
        return list(own_homes(list(self.agencies)).values_list("path", flat=True))

    def owns_page(self, pk: object) -> bool:
        path = self._path(pk)
        return any(path.startswith(home) for home in self.homes)

    def may_pass_page(self, pk: object) -> bool:
        """Its own pages, and what stands above them on the way."""
        path = self._path(pk)
        return any(path.startswith(home) or (path and home.startswith(path)) for home in self.homes)

    def owns_file(self, kind: type[Model], pk: object) -> bool:
        return _is_number(pk) and self._files(kind, pk, own_collections(list(self.agencies)))

    def may_use_file(self, kind: type[Model], pk: object) -> bool:
        """Its own, and the library's."""
        return _is_number(pk) and self._files(kind, pk, usable_collections(list(self.agencies)))

    def _path(self, pk: object) -> str:
        if not _is_number(pk):
            return ""
        return Page.objects.filter(pk=pk).values_list("path", flat=True).first() or ""

    def _files(self, kind: type[Model], pk: object, collections: Any) -> bool:
        return kind._default_manager.filter(pk=pk, collection__in=collections).exists()


def _is_number(pk: object) -> bool:
    return str(pk).isdigit()


Named = Mapping[str, Any]
Check = Callable[[Press, HttpRequest, Named], bool]


def anybody(press: Press, request: HttpRequest, named: Named) -> bool:
    """Shows nothing of any agency, or asks by itself (proved in tests/cms/test_scope.py)."""
    return True


def own_page(*names: str) -> Check:
    """Each of these parts of the address names a page of her own agency."""

    def check(press: Press, request: HttpRequest, named: Named) -> bool:
        return all(press.owns_page(named[name]) for name in names) and _posted_pages(press, request)

    return check


def passing(name: str) -> Check:
    def check(press: Press, request: HttpRequest, named: Named) -> bool:
        return press.may_pass_page(named[name])

    return check


def own_file(kind: type[Model], name: str) -> Check:
    def check(press: Press, request: HttpRequest, named: Named) -> bool:
        return press.owns_file(kind, named[name])

    return check


def usable_file(kind: type[Model], name: str = "") -> Check:
    """One file by its address, or several by `?id=`."""

    def check(press: Press, request: HttpRequest, named: Named) -> bool:
        wanted = [named[name]] if name else _ids(request.GET)
        return all(press.may_use_file(kind, pk) for pk in wanted)

    return check


def chosen_pages(press: Press, request: HttpRequest, named: Named) -> bool:
    return all(press.owns_page(pk) for pk in _ids(request.GET))


def bulk(press: Press, request: HttpRequest, named: Named) -> bool:
    """Several at once, of one kind, each her own; nothing by "all"."""
    if named["action"] not in BULK.get((named["app_label"], named["model_name"]), ()):
        return False
    wanted = [*_ids(request.GET), *_ids(request.POST)]
    if (named["app_label"], named["model_name"]) == ("wagtailcore", "page"):
        return all(press.owns_page(pk) for pk in wanted)
    kind = Image if named["model_name"] == "image" else Document
    return all(press.owns_file(kind, pk) for pk in wanted)


def edited(press: Press, request: HttpRequest, named: Named) -> bool:
    """Who else edits this page right now: for its own press only."""
    return bool(press.owns_page(named["object_id"]))


def _ids(said: QueryDict) -> list[str]:
    return [pk for value in said.getlist("id") for pk in value.split(",")]


def _posted_pages(press: Press, request: HttpRequest) -> bool:
    """Where a copy or a move is to go."""
    wanted = [pk for pk in request.POST.getlist("new_parent_page") if pk]
    return all(press.owns_page(pk) for pk in wanted)


BULK: dict[tuple[str, str], tuple[str, ...]] = {
    ("wagtailcore", "page"): ("publish", "unpublish", "delete"),
    ("cms", "image"): ("delete",),
    ("cms", "document"): ("delete",),
}

_pages = "wagtailadmin_pages:"
OPEN: dict[str, Check] = {
    "wagtailadmin_home": anybody,
    "wagtailadmin_sprite": anybody,
    "wagtailadmin_javascript_catalog": anybody,
    "wagtailadmin_dismissibles": anybody,
    "wagtailadmin_editing_sessions:ping": edited,
    "wagtailadmin_editing_sessions:release": anybody,
    "wagtail_bulk_action": bulk,
    # pages
    "wagtailadmin_explore_root": anybody,
    "wagtailadmin_explore": passing("parent_page_id"),
    "wagtailadmin_explore_results": passing("parent_page_id"),
    "wagtailadmin_api:pages:listing": anybody,
    "wagtailadmin_api:pages:detail": passing("pk"),
    f"{_pages}search": anybody,
    f"{_pages}search_results": anybody,
    f"{_pages}add_subpage": own_page("parent_page_id"),
    f"{_pages}add": own_page("parent_page_id"),
    f"{_pages}preview_on_add": own_page("parent_page_id"),
    f"{_pages}edit": own_page("page_id"),
    f"{_pages}preview_on_edit": own_page("page_id"),
    f"{_pages}view_draft": own_page("page_id"),
    f"{_pages}delete": own_page("page_id"),
    f"{_pages}unpublish": own_page("page_id"),
    f"{_pages}usage": own_page("page_id"),
    f"{_pages}move": own_page("page_to_move_id"),
    f"{_pages}move_confirm": own_page("page_to_move_id", "destination_id"),
    f"{_pages}set_page_position": own_page("page_to_move_id"),
    f"{_pages}copy": own_page("page_id"),
    f"{_pages}history": own_page("page_id"),
    f"{_pages}history_results": own_page("page_id"),
    f"{_pages}revisions_index": own_page("page_id"),
    f"{_pages}revisions_view": own_page("page_id"),
    f"{_pages}revisions_revert": own_page("page_id"),
    f"{_pages}revisions_unschedule": own_page("page_id"),
    f"{_pages}revisions_compare": own_page("pk"),
    # choosing a page to link to
    "wagtailadmin_choose_page": anybody,
    "wagtailadmin_choose_page_child": passing("parent_page_id"),
    "wagtailadmin_choose_page_search": anybody,
    "wagtailadmin_choose_page_chosen_multiple": chosen_pages,
    "wagtailadmin_choose_page_external_link": anybody,
    "wagtailadmin_choose_page_email_link": anybody,
    "wagtailadmin_choose_page_phone_link": anybody,
    "wagtailadmin_choose_page_anchor_link": anybody,
    # pictures
    "wagtailimages:index": anybody,
    "wagtailimages:index_results": anybody,
    "wagtailimages:add": anybody,
    "wagtailimages:add_multiple": anybody,
    "wagtailimages:edit": own_file(Image, "image_id"),
    "wagtailimages:delete": own_file(Image, "image_id"),
    "wagtailimages:image_usage": own_file(Image, "image_id"),
    "wagtailimages:preview": own_file(Image, "image_id"),
    "wagtailimages:edit_multiple": own_file(Image, "image_id"),
    "wagtailimages:delete_multiple": own_file(Image, "image_id"),
    "wagtailimages_chooser:choose": anybody,
    "wagtailimages_chooser:choose_results": anybody,
    "wagtailimages_chooser:create": anybody,
    "wagtailimages_chooser:chosen": usable_file(Image, "pk"),
    "wagtailimages_chooser:chosen_multiple": usable_file(Image),
    "wagtailimages_chooser:select_format": usable_file(Image, "image_id"),
    # documents
    "wagtaildocs:index": anybody,
    "wagtaildocs:index_results": anybody,
    "wagtaildocs:add": anybody,
    "wagtaildocs:add_multiple": anybody,
    "wagtaildocs:edit": own_file(Document, "document_id"),
    "wagtaildocs:delete": own_file(Document, "document_id"),
    "wagtaildocs:document_usage": own_file(Document, "document_id"),
    "wagtaildocs:edit_multiple": own_file(Document, "doc_id"),
    "wagtaildocs:delete_multiple": own_file(Document, "doc_id"),
    "wagtaildocs_chooser:choose": anybody,
    "wagtaildocs_chooser:choose_results": anybody,
    "wagtaildocs_chooser:create": anybody,
    "wagtaildocs_chooser:chosen": usable_file(Document, "pk"),
    "wagtaildocs_chooser:chosen_multiple": usable_file(Document),
    # video and audio
    "wagtailmedia:index": anybody,
    "wagtailmedia:add": anybody,
    "wagtailmedia:edit": own_file(Media, "media_id"),
    "wagtailmedia:delete": own_file(Media, "media_id"),
    "wagtailmedia:media_usage": own_file(Media, "media_id"),
    "wagtailmedia:chooser": anybody,
    "wagtailmedia:chooser_typed": anybody,
    "wagtailmedia:chooser_upload": anybody,
    "press_media:media_chosen": usable_file(Media, "media_id"),
    "films:state": own_file(Media, "media_id"),
    "films:again": own_file(Media, "media_id"),
    # consents
    "press:media_consents": own_file(Media, "media_id"),
    "press:page_consents": own_page("page_id"),
    "press:withdraw": anybody,
    "press:consent_scan": anybody,
}

# Kept elsewhere, for everybody: signing in asks for a second step, people and their roles are the people room's.
ELSEWHERE = {
    "wagtailadmin_login": "account_login",
    "wagtailadmin_logout": "account_logout",
    "wagtailadmin_account": "account_login",
    "wagtailadmin_password_reset": "account_reset_password",
    "wagtailadmin_password_reset_done": "account_reset_password",
    "wagtailadmin_password_reset_confirm": "account_reset_password",
    "wagtailadmin_password_reset_complete": "account_reset_password",
}
NOWHERE = ("wagtailusers_users:", "wagtailusers_groups:", "wagtailadmin_workflows:", "wagtailadmin_tag_")


def is_nowhere(name: str, named: Named) -> bool:
    """What no one uses here, the platform's administrator neither."""
    if name == "wagtail_bulk_action" and (named["app_label"], named["model_name"]) not in BULK:
        return True
    return name.startswith(NOWHERE)


def may_enter(name: str, agencies: list[Agency], request: HttpRequest, named: Named) -> bool:
    """May a publisher of these agencies open this address?"""
    check = OPEN.get(name)
    return check is not None and check(Press(tuple(agencies)), request, named)


def register(name: str, check: Check) -> None:
    """A higher room has addresses under `/cms/` too (releasing a module): it opens each with its own check."""
    OPEN[name] = check
