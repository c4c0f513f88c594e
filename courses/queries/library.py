"""The library's modules as an agency's authors see them: what may be followed or adapted, and what has changed in them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from courses.models import Adaptation, Course, Edition, EditionText, Module, ModulePage, Placement
from courses.queries.affected import Changed, compared
from courses.rules.document import Document, read
from people.models import Agency


@dataclass(frozen=True)
class LibraryRow:
    """A released module of the library. `courses` are the agency's own that follow it; `page` is its copy, where it has one."""

    module: Module
    title: str
    number: int
    released_on: date
    summary: str
    minutes: int
    courses: tuple[Course, ...]
    page: int | None


def library_rows(agency: Agency, language: str = settings.LANGUAGE_CODE) -> list[LibraryRow]:
    """In a language where there is one, else in the house's own. The same queries for any number of modules."""
    latest = {one.module_id: one for one in Edition.objects.filter(module__agency=None).order_by("number")}
    spoken = {settings.LANGUAGE_CODE: 0, language: 1}  # hers is read last, and stays
    told = EditionText.objects.filter(edition__in=latest.values(), language__in=spoken)
    words = told.values_list(
        "language", "edition_id", "document__module__title", "document__module__summary", "document__module__minutes"
    )
    said = {edition: about for _spoken, edition, *about in sorted(words, key=lambda row: spoken[row[0]])}
    following: dict[int, list[Course]] = {}
    placed = Placement.objects.filter(module__agency=None, course__agency=agency).select_related("course")
    for one in placed.order_by("course__title"):
        following.setdefault(one.module_id, []).append(one.course)
    copies = _copies(agency)
    return [
        LibraryRow(
            module=module,
            title=said.get(latest[module.pk].pk, (module.title, "", 0))[0],
            number=latest[module.pk].number,
            released_on=latest[module.pk].held_on,
            summary=said.get(latest[module.pk].pk, ("", "", 0))[1],
            minutes=said.get(latest[module.pk].pk, ("", "", 0))[2],
            courses=tuple(following.get(module.pk, ())),
            page=copies.get(module.pk),
        )
        for module in Module.objects.filter(pk__in=list(latest)).order_by("title")
    ]


def _copies(agency: Agency) -> dict[int, int]:
    """The agency's own copies that stand: the page by the original's number."""
    adapted = dict(Adaptation.objects.filter(agency=agency).values_list("module_key", "original"))
    pages = ModulePage.objects.filter(translation_key__in=list(adapted)).order_by("-pk")
    return {adapted[key]: pk for key, pk in pages.values_list("translation_key", "pk")}


def original_page(module: Module) -> ModulePage | None:
    """Where the library writes it, in its first language."""
    return ModulePage.objects.filter(translation_key=module.uuid).order_by("pk").first()


@dataclass(frozen=True)
class LibraryModule:
    """One module of the library: what learners read now, and what its latest edition changed."""

    module: Module
    latest: Edition
    before: Edition | None
    document: Document

    @property
    def changes(self) -> list[Changed]:
        return compared(self.before, self.latest) if self.before else []


def library_module(uuid: UUID, language: str) -> LibraryModule | None:
    """As released, in a language where there is one, else in the house's own."""
    editions = Edition.objects.filter(module__agency=None, module__uuid=uuid).select_related("module")
    latest, before = (*editions.order_by("-number")[:2], None, None)[:2]
    if latest is None:
        return None
    texts = {text.language: text for text in latest.texts.all()}
    text = texts.get(language) or texts.get(settings.LANGUAGE_CODE) or next(iter(texts.values()))
    return LibraryModule(latest.module, latest, before, read(text.document))


@dataclass(frozen=True)
class Original:
    """Where a module of the agency comes from, and what has changed there since its authors last took something over."""

    adaptation: Adaptation
    latest: Edition

    @property
    def is_new(self) -> bool:
        return self.latest.number > self.adaptation.taken_over.number

    @property
    def is_unseen(self) -> bool:
        return self.latest.number > self.adaptation.seen.number

    @property
    def changes(self) -> list[Changed]:
        return compared(self.adaptation.taken_over, self.latest) if self.is_new else []


def original_of(page: ModulePage) -> Original | None:
    """None for a module that was written here. Two queries."""
    adaptation = (
        Adaptation.objects.filter(module_key=page.translation_key)
        .select_related("original", "agency", "came_from", "taken_over", "seen")
        .first()
    )
    if adaptation is None:
        return None
    latest = Edition.objects.filter(module=adaptation.original_id).order_by("-number").first()
    assert latest is not None
    return Original(adaptation, latest)
