"""Two languages of a module say the same: its lessons, their parts, what is asked and what is right. Pure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from courses.importing import LessonFile, ModuleFolder

# What a translation leaves as it is; of every other word only that it is there.
FIXED = frozenset({"type", "id", "kind", "right", "media", "draw", "number", "name", "leads_to"})


def differences(first: "ModuleFolder", other: "ModuleFolder", file: str) -> Iterator[tuple[str, str]]:
    """Files of the translation that are not in step with the first language, each with the reason."""
    for name in ("slug", "stages"):
        if getattr(first, name) != getattr(other, name):
            yield file, _not_the_same(name)
    if first.slug != other.slug:
        return  # its lessons' parts are named after it
    for here, there in zip(first.lessons, other.lessons, strict=True):
        for why in _of_lesson(here, there):
            yield there.file, why


def _of_lesson(first: "LessonFile", other: "LessonFile") -> Iterator[str]:
    for name in ("slug", "minutes"):
        if getattr(first, name) != getattr(other, name):
            yield _not_the_same(name)
    if first.slug != other.slug:
        return  # its parts are named after it
    for name in ("content_note", "another_way"):
        if bool(getattr(first, name)) != bool(getattr(other, name)):
            yield _("“%(name)s” stands in one language only.") % {"name": name}
    here, there = ([block["type"] for block in lesson.body] for lesson in (first, other))
    if here != there:
        yield _("its parts are %(there)s; in %(file)s they are %(here)s.") % {
            "there": ", ".join(there),
            "file": first.file,
            "here": ", ".join(here),
        }
        return
    for one, same in zip(first.body, other.body, strict=True):
        if _bones(one) != _bones(same):
            yield _("“%(kind)s” has other kinds, right answers or numbers of lines than in %(file)s.") % {
                "kind": one["type"],
                "file": first.file,
            }


def _not_the_same(name: str) -> str:
    return _("“%(name)s” is not the same in both languages.") % {"name": name}


def _bones(value: Any, name: str = "") -> Any:
    """A block without its words."""
    if isinstance(value, dict):
        return {key: _bones(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_bones(inner) for inner in value]
    return value if name in FIXED else bool(value)
