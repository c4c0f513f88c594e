"""Whom a release would touch, and what it would change: in a constant number of queries."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language_info

from courses.models import Edition, Enrolment, ModuleCompletion, ModuleRun
from courses.queries.review import Review
from courses.rules.difference import Difference, difference
from courses.rules.document import read


@dataclass(frozen=True)
class Affected:
    """People, counted once each: who has finished the module, who is in it, who is enrolled and has not begun."""

    finished: int
    in_it: int
    before_it: int


def affected(module: UUID) -> Affected:
    """The module is named by its pages' translation key. Three counts."""
    finished = ModuleCompletion.objects.filter(module__uuid=module, voided=None)
    open_runs = ModuleRun.objects.filter(module__uuid=module, completion=None)
    enrolled = Enrolment.objects.filter(closed_at=None, course__placements__module__uuid=module)
    taking = Exists(enrolled.filter(person=OuterRef("person")))
    begun = Exists(ModuleRun.objects.filter(module__uuid=module, person=OuterRef("person")))
    return Affected(
        finished=finished.values("person").distinct().count(),
        in_it=open_runs.filter(taking).values("person").distinct().count(),
        before_it=enrolled.exclude(begun).values("person").distinct().count(),
    )


@dataclass(frozen=True)
class Changed:
    """What changes in one language. Without a difference the language was not released before, or is no longer."""

    language: str
    difference: Difference | None
    gone: bool = False


def changes(seen: Review) -> list[Changed]:
    """The would-be edition beside the one that learners read, language by language. One query."""
    if seen.latest is None:
        return []
    before = {text.language: text for text in seen.latest.texts.all()}
    found = []
    for built in seen.built:
        was = before.pop(built.language, None)
        told = (
            difference(read(was.document), was.answers["checks"], read(built.document), built.answers["checks"])
            if was
            else None
        )
        found.append(Changed(_name(built.language), told))
    return found + [Changed(_name(language), None, gone=True) for language in before]


def compared(before: Edition, now: Edition) -> list[Changed]:
    """Two editions of a module, language by language. Two queries."""
    was = {text.language: text for text in before.texts.all()}
    found = []
    for text in now.texts.order_by("pk"):
        old = was.pop(text.language, None)
        told = (
            difference(read(old.document), old.answers["checks"], read(text.document), text.answers["checks"])
            if old
            else None
        )
        found.append(Changed(_name(text.language), told))
    return found + [Changed(_name(language), None, gone=True) for language in was]


def _name(language: str) -> str:
    return str(get_language_info(language)["name_translated"])
