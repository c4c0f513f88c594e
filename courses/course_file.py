"""What a folder of modules says of the course they make: `course.md`, and beside it other languages. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from courses.handed import Fault, Unreadable, Wrong, front_matter, line_of, slug_of, words_of


@dataclass(frozen=True)
class CourseFile:
    slug: str
    title: str
    summary: str
    # Short names in their order; empty where the folders' own order is meant.
    modules: tuple[str, ...]
    not_needed: frozenset[str]
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_course(texts: Mapping[str, bytes]) -> CourseFile | None:
    """The course, or nothing where no file speaks of one. Raises Unreadable."""
    if "course.md" not in texts:
        for name in texts:
            raise Unreadable(Fault(name, _("it stands beside no %(other)s.") % {"other": "course.md"}))
        return None
    faults: list[Fault] = []
    said: dict[str, tuple[str, str, str, tuple[str, ...], frozenset[str]]] = {}
    for name, data in texts.items():
        try:
            front, _text = front_matter(data, name, ("title", "slug"))
            said[name.removesuffix(".md").partition(".")[2]] = (
                slug_of(front),
                words_of(front, "title"),
                words_of(front, "summary", needed=False),
                _listed(front, "modules"),
                frozenset(_listed(front, "not_needed")),
            )
        except Unreadable as unreadable:
            faults += unreadable.faults
        except Wrong as wrong:
            faults.append(Fault(name, str(wrong), wrong.line))
    if faults:
        raise Unreadable(*faults)
    slug, title, summary, modules, not_needed = said.pop("")
    others = {code: {"title": one[1], "summary": one[2]} for code, one in said.items()}
    return CourseFile(slug, title, summary, modules, not_needed, others)


def _listed(front: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = front.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        why = _("“%(name)s” has to be a list, like [welcome, listening].") % {"name": name}
        raise Wrong(why, line_of(front, name))
    if len({*found}) != len(found):
        raise Wrong(_("“%(name)s” names one of them twice.") % {"name": name}, line_of(front, name))
    return tuple(found)
