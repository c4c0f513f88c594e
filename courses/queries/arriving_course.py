"""What `course.md` would make of a course here: its words, and which modules stand in it. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from courses.course_file import CourseFile
from courses.handed import Fault
from courses.models import Course, Module, ModulePage, ModulesPage, Placement
from courses.queries.arriving import Arriving, Row, module_on
from courses.words import TAKEN, Fate
from people.models import Agency

FILE = "course.md"
LONGEST_TITLE, LONGEST_SUMMARY = 120, 500


@dataclass
class CourseArriving:
    read: CourseFile
    course: Course | None
    # The modules that learners can read, in the course's order; the others wait for their release.
    placed: list[tuple[Module, bool]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    fate: Fate = Fate.LEFT

    @property
    def rows(self) -> list[Row]:
        note = ""
        if self.waiting:
            names = ", ".join(self.waiting)
            note = _("not in it before they are released: %(names)s. Release them, then bring the same files in again")
            note %= {"names": names}
        return [Row("course", self.read.title, self.fate, note)]


def arriving_course(
    read: CourseFile, shelf: ModulesPage | None, agency: Agency | None, several: Iterable[Arriving]
) -> CourseArriving:
    """The course beside the one that stands here under the same short name."""
    course = Course.objects.filter(slug=read.slug).first()
    found = CourseArriving(read, course)
    if (course and course.agency_id != (agency.pk if agency else None)) or read.slug in TAKEN:
        found.course = None
        found.faults.append(Fault(FILE, _("“%(slug)s” is taken. Choose another slug.") % {"slug": read.slug}))
        return found
    own = [one.read.slug for one in several if one.read]
    order = [*read.modules, *(slug for slug in own if slug not in read.modules)]
    for slug in order:
        _look_up(found, slug, own, shelf, agency)
    found.faults += _of_words(read, order)
    found.fate = _fate(found)
    return found


def _look_up(
    found: CourseArriving, slug: str, own: list[str], shelf: ModulesPage | None, agency: Agency | None
) -> None:
    """A module of these files or of the shelf; then one of the library's that the course follows."""
    page: ModulePage | None = module_on(shelf, slug)
    module = Module.objects.filter(uuid=page.translation_key).first() if page else None
    if page is None and slug not in own and agency:
        module = Module.objects.filter(agency=None, slug=slug, editions__isnull=False).first()
    if module:
        found.placed.append((module, slug not in found.read.not_needed))
    elif page or slug in own:
        found.waiting.append(slug)
    else:
        found.faults.append(Fault(FILE, _("there is no module “%(slug)s”.") % {"slug": slug}))


def _of_words(read: CourseFile, order: list[str]) -> Iterable[Fault]:
    for words in ({"title": read.title, "summary": read.summary}, *read.translations.values()):
        if len(words["title"]) > LONGEST_TITLE or len(words["summary"]) > LONGEST_SUMMARY:
            said = {"title": LONGEST_TITLE, "summary": LONGEST_SUMMARY}
            yield Fault(FILE, _("a title has %(title)s letters at most, a summary %(summary)s.") % said)
    for code in read.translations:
        if code not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
            yield Fault(FILE, _("“%(language)s” is no language of this house.") % {"language": code})
    for slug in sorted(read.not_needed - {*order}):
        yield Fault(FILE, _("there is no module “%(slug)s”.") % {"slug": slug})


def _fate(found: CourseArriving) -> Fate:
    course, read = found.course, found.read
    if course is None:
        return Fate.MADE
    words = (course.title, course.summary) == (read.title, read.summary)
    others = all(course.translations.get(code) == dict(said) for code, said in read.translations.items())
    stand = list(Placement.objects.filter(course=course).values_list("module", "required"))
    wanted = [(module.pk, required) for module, required in found.placed]
    same = words and others and stand[: len(wanted)] == wanted
    return Fate.LEFT if same else Fate.CHANGED
