"""Opening an agency's press: its home, its shelf of files, and the group its publishers stand in."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale

from cms.models import AgencyPage, RootPage
from cms.permissions import can_open_press, collection_name, group_name, press_agencies
from cms.words import LIBRARY
from ledger.refusals import Refused
from people.models import Agency, Person

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
FILE_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
    "wagtailmedia": ("add_media", "change_media"),
}
LIBRARY_RIGHTS = {"wagtailimages": ("choose_image",), "wagtaildocs": ("choose_document",)}


@transaction.atomic
def open_front(*, language: str = settings.LANGUAGE_CODE) -> RootPage:
    """The front page in a language. Made where it is not there; nobody sees it until its words are published."""
    first = RootPage.objects.get(locale=Locale.get_default())
    locale = _locale(language)
    page = RootPage.objects.filter(locale=locale).first()
    if page is not None:
        return page
    page = RootPage(slug=f"{first.slug}-{language}", title=first.title, live=False, locale=locale)
    page.translation_key = first.translation_key
    return first.get_parent().add_child(instance=page)


def _locale(language: str) -> Locale:
    if language not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
        raise Refused(_("“%(language)s” is no language of this house.") % {"language": language}, code="no_language")
    return Locale.objects.get_or_create(language_code=language)[0]


@transaction.atomic
def open_press(*, actor: Person | None, agency: Agency, language: str = settings.LANGUAGE_CODE) -> AgencyPage:
    """Make what the agency needs to publish in a language. Doing it again changes nothing.

    No actor: the house itself, at set-up. In another language than the house's own its home waits for its words.
    """
    if actor is not None and not can_open_press(actor, agency):
        raise Refused(_("Only an admin of the agency can open its pages."), code="press_not_yours")
    home = _home(agency, language)
    shelf = Collection.objects.filter(name=collection_name(agency)).first()
    shelf = shelf or _root_collection().add_child(name=collection_name(agency))
    group, _made = Group.objects.get_or_create(name=group_name(agency))
    group.permissions.add(_right("wagtailadmin", "access_admin"))
    for codename in PAGE_RIGHTS:
        GroupPagePermission.objects.get_or_create(
            group=group, page=home.page_ptr, permission=_right("wagtailcore", codename)
        )
    _let_use(group, shelf, FILE_RIGHTS)
    _let_use(group, Collection.objects.get(name=LIBRARY), LIBRARY_RIGHTS)
    return home


def _home(agency: Agency, language: str) -> AgencyPage:
    homes = {home.locale.language_code: home for home in agency.homes.select_related("locale")}
    if language in homes:
        return homes[language]
    page = AgencyPage(agency=agency, title=agency.name, slug=agency.slug, show_in_menus=True)
    if language != settings.LANGUAGE_CODE:
        first = homes.get(settings.LANGUAGE_CODE) or _home(agency, settings.LANGUAGE_CODE)
        page.translation_key, page.live = first.translation_key, False
    return open_front(language=language).add_child(instance=page)


def _root_collection() -> Collection:
    return Collection.get_first_root_node()


def _right(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _let_use(group: Group, shelf: Collection, rights: Mapping[str, tuple[str, ...]]) -> None:
    for app, codenames in rights.items():
        for codename in codenames:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=shelf, permission=_right(app, codename)
            )


@transaction.atomic
def enter_press(*, actor: Person) -> bool:
    """Stand in the groups of the agencies she publishes for today, and in no other. True if anything changed.

    Wagtail reads groups, which have no end date: so they are set from her memberships at each request to `/cms/`.
    """
    agencies = press_agencies(actor)
    names = {group_name(agency) for agency in agencies}
    groups = dict(Group.objects.filter(name__in=names).values_list("name", "pk"))
    for agency in agencies:
        if group_name(agency) not in groups:
            open_press(actor=None, agency=agency)
            groups[group_name(agency)] = Group.objects.get(name=group_name(agency)).pk
    wanted = set(groups.values())
    stands = set(actor.groups.values_list("pk", flat=True))
    if wanted == stands:
        return False
    actor.groups.set(wanted)
    return True
