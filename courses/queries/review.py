"""A module before its release: what would be released, and what to change first."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.access import agency_of_file, may_be_shown
from courses.models import Edition, LessonPage, ModulePage
from courses.queries.building import Built, build
from courses.rules import release as rules
from courses.rules.document import Document, read
from courses.rules.release import Problem
from people.models import Agency


@dataclass(frozen=True)
class Review:
    """What the release page shows. `built` has the house's own language first, then the translations."""

    page: ModulePage
    built: tuple[Built, ...]
    problems: tuple[Problem, ...]
    # Titles of lessons that are not published, or have changes that are not: they are not part of a release.
    left_out: tuple[str, ...]
    latest: Edition | None
    unchanged: bool

    @cached_property
    def document(self) -> Document:
        """As the page's own readers would have it."""
        own = next(one for one in self.built if one.language == self.page.locale.language_code)
        return read(own.document)

    @property
    def signature(self) -> str:
        """What would be released beside what learners read: another one wherever somebody changes either."""
        said = [self.latest.number if self.latest else 0, *sorted((one.language, one.hash) for one in self.built)]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def title(self) -> str:
        """What the module is called in records, which have one language."""
        return str(self.built[0].document["module"]["title"])

    @property
    def can_be_released(self) -> bool:
        return not self.problems and not self.unchanged


def review(page: ModulePage) -> Review:
    """Build the would-be document in every language and check it."""
    pages = languages(page)
    built = tuple(build(one) for one in pages)
    latest = Edition.objects.filter(module__uuid=page.translation_key).order_by("-number").first()
    return Review(
        page=page,
        built=built,
        problems=(
            *(problem for one in built for problem in _problems(one, page.agency)),
            *(problem for one in built[1:] for problem in _out_of_step(built[0], one)),
        ),
        left_out=tuple(title for one in pages for title in _left_out(one)),
        latest=latest,
        unchanged=latest is not None and _texts(latest) == {one.language: one.hash for one in built},
    )


def languages(page: ModulePage) -> list[ModulePage]:
    """The page and its published translations, the house's own language first: it decides the steps."""
    own = Locale.get_default().pk
    pages = [page, *page.get_translations().live().select_related("locale").specific()]
    return sorted(pages, key=lambda one: one.locale_id != own)


def _out_of_step(first: Built, other: Built) -> Iterable[Problem]:
    lesson = rules.out_of_step(
        read(first.document), first.answers["checks"], read(other.document), other.answers["checks"]
    )
    if lesson is not None:
        yield Problem(lesson, rules.NOT_IN_STEP)


def _texts(edition: Edition) -> dict[str, str]:
    return dict(edition.texts.values_list("language", "hash"))


def _left_out(page: ModulePage) -> Iterable[str]:
    lessons = LessonPage.objects.child_of(page).order_by("path")
    return [lesson.title for lesson in lessons if not lesson.live or lesson.has_unpublished_changes]


def _problems(built: Built, agency: Agency | None) -> list[Problem]:
    return [
        *rules.problems(read(built.document), built.answers["checks"]),
        *(Problem("", sentence) for sentence in _about_files(built, agency)),
    ]


def _about_files(built: Built, agency: Agency | None) -> Iterable[str]:
    """A module shows its own agency's files and the library's, and people only with their consent."""
    for files in built.files.found():
        for file in files.select_related("collection"):
            if agency_of_file(file) not in (None, agency):
                yield _("“%(title)s” belongs to another agency. Choose a file of your own.") % {"title": file.title}
            elif not may_be_shown(file) and getattr(file, "ready", True):
                yield _("“%(title)s” shows people, and no signed consent of theirs is in force.") % {
                    "title": file.title
                }
