"""Everything that was handed in at once, before anything of it is written. Reads only."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.course_file import read_course
from courses.handed import Fault, Unreadable
from courses.models import ModulesPage
from courses.permissions import can_author
from courses.queries.arriving import Arriving, Row, arriving
from courses.queries.arriving_course import CourseArriving, arriving_course
from courses.unpacking import Handed
from courses.words import Fate
from people.models import Agency, Person


@dataclass
class Arrival:
    modules: list[Arriving]
    course: CourseArriving | None = None
    faults: list[Fault] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def locked(self) -> list[str]:
        return [sentence for one in self.modules for sentence in one.locked]

    @property
    def rows(self) -> list[Row]:
        return [*(row for one in self.modules for row in one.rows), *(self.course.rows if self.course else [])]

    @property
    def does_something(self) -> bool:
        return any(row.fate != Fate.LEFT for row in self.rows)


def shelf_below(parent: Page) -> ModulesPage | None:
    """The shelf itself, or the one that stands on an agency's home or on the front page."""
    if isinstance(parent, ModulesPage):
        return parent
    return ModulesPage.objects.child_of(parent).first()


def arrival(*, actor: Person, parent: Page, agency: Agency | None, handed: Handed) -> Arrival:
    """What the files would become on this shelf. `parent` is the shelf, or the page it stands on."""
    shelf = shelf_below(parent)
    found = Arrival([arriving(folder, shelf, agency, actor=actor, drafts=True) for folder in handed.folders])
    found.faults = [fault for one in found.modules for fault in one.faults]
    found.unused = [*handed.unused, *(name for one in found.modules for name in one.files.unused)]
    seen: dict[str, str] = {}
    for one in found.modules:
        slug = one.read.slug if one.read else ""
        if slug and slug in seen:
            why = _("“%(slug)s” is the slug of %(other)s already.") % {"slug": slug, "other": seen[slug]}
            found.faults.append(Fault(one.folder.said("module.md"), why))
        seen[slug] = one.folder.name
    try:
        read = read_course(handed.course)
    except Unreadable as unreadable:
        found.faults += unreadable.faults
        return found
    if read and not can_author(actor, agency):
        why = _("courses are put together by the agency's own people. Leave this file out.")
        found.faults.append(Fault("course.md", why))
    elif read:
        found.course = arriving_course(read, shelf, agency, found.modules)
        found.faults += found.course.faults
    return found
