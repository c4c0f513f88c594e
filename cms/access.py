"""Who may see a file, and whose a page or a file is."""

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from cms.models import AgencyPage, Document, Image, Media, MediaConsent, PressPage
from cms.models.showing import why_hidden
from cms.permissions import can_edit, press_agencies
from cms.words import LIBRARY
from ledger import clock
from people.models import Agency, Person

File = Media | Image | Document
Predicate = Callable[[File, Person], bool]
_predicates: list[Predicate] = []


def register(predicate: Predicate) -> None:
    """A higher room shows files too (lessons): `predicate(file, person)` says whether it shows her this one."""
    if predicate not in _predicates:
        _predicates.append(predicate)


def agency_of_page(page: Page) -> Agency | None:
    """Whose page it is; None for the front page and the library."""
    specific = page.specific
    if isinstance(specific, PressPage):
        return specific.agency
    home = AgencyPage.objects.ancestor_of(page).select_related("agency").last()
    return home.agency if home else None


def agency_of_file(file: File) -> Agency | None:
    """Whose file it is, by its collection; None for the library's."""
    name = file.collection.name
    return Agency.objects.filter(slug=name.removeprefix("agency-")).first() if name.startswith("agency-") else None


def may_everyone_see(file: File) -> bool:
    """A page that anybody can read shows it right now."""
    if not may_be_shown(file):
        return False
    return any(_reads(page, file) for page in _live_pages_showing(file))


def may_see(file: File, person: Person) -> bool:
    """Everybody sees what a public page shows; its agency's press sees it always; others where a room shows it to them."""
    if may_everyone_see(file):
        return True
    if not person.is_authenticated or not person.is_active:
        return False
    if person.is_superuser:
        return True
    agency = agency_of_file(file)
    if agency is not None and can_edit(person, agency):
        return True
    if file.collection.name == LIBRARY and press_agencies(person):
        # Every press may choose it, so every press may look at it first.
        return True
    return may_be_shown(file) and any(predicate(file, person) for predicate in _predicates)


def may_be_shown(file: File) -> bool:
    """A medium that is whole, and whose people have consented, if it shows any."""
    if not isinstance(file, Media):
        return True
    return file.ready and (not file.shows_people or has_consent(file))


def has_consent(media: Media, day: date | None = None) -> bool:
    """Everybody it shows has signed, and nobody's consent has ended without a new one."""
    agency = agency_of_file(media)
    on = day or (agency.today() if agency else clock.today("UTC"))
    given = MediaConsent.objects.filter(media=media)
    return given.exists() and not given.broken(on).exists()


def consent_ended(media: Media) -> bool:
    """Somebody it shows took her consent back, or it ran out. (One that never had a consent is not meant.)"""
    agency = agency_of_file(media)
    on = agency.today() if agency else clock.today("UTC")
    return media.shows_people and MediaConsent.objects.filter(media=media).broken(on).exists()


def _live_pages_showing(file: File) -> Iterable[PressPage]:
    source = ContentType.objects.get_for_model(Page)
    ids = (
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(type(file)),
            to_object_id=str(file.pk),
            base_content_type=source,
        )
        .values_list("object_id", flat=True)
        .distinct()
    )
    for page in Page.objects.live().filter(pk__in=[int(pk) for pk in ids]).specific():
        if isinstance(page, PressPage):
            yield page


def _reads(page: PressPage, file: File) -> bool:
    """Is it open to anybody, and are we sure? (A page without a consent in force answers as unpublished.)"""
    return not why_hidden(page, page.today())
