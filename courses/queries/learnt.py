"""What a person finished, in words that do not change: modules as their editions call them, courses as certificates do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from courses.models import CourseCertificate, EditionText, Enrolment, ModuleCompletion
from people.models import Agency, Person

# Of an edition: language → its title and its minutes.
Wording = dict[str, tuple[str, int]]


@dataclass(frozen=True)
class Learnt:
    """A module she finished, as its edition is called in the reader's language."""

    title: str
    minutes: int
    edition: int
    held_on: date


def wordings(editions: Iterable[int]) -> dict[int, Wording]:
    """How editions (ids) are called and how long they take, in every language they were released in. One query."""
    found: dict[int, Wording] = defaultdict(dict)
    texts = EditionText.objects.filter(edition__in=set(editions)).order_by("pk")
    for edition, language, title, minutes in texts.values_list(
        "edition_id", "language", "document__module__title", "document__module__minutes"
    ):
        found[edition][language] = (title, minutes)
    return found


def in_language(words: dict[str, str], language: str) -> str:
    """In her language, or in the first it was released in."""
    return words.get(language) or next(iter(words.values()), "")


def modules_learnt(person: Person, language: str, agency: Agency | None = None) -> list[Learnt]:
    """Every module she finished, also again; of the courses an agency asked for or relies on, if it is named. Two queries."""
    done = ModuleCompletion.objects.filter(person=person, voided=None)
    if agency:
        asked = Enrolment.objects.of_agency(agency).filter(person=person)
        done = done.filter(module__placements__course__in=asked.values("course")).distinct()
    completions = list(done.select_related("edition").order_by("held_on", "pk"))
    said = wordings(completion.edition_id for completion in completions)
    return [_learnt(completion, said[completion.edition_id], language) for completion in completions]


def _learnt(completion: ModuleCompletion, words: Wording, language: str) -> Learnt:
    title, minutes = words.get(language) or next(iter(words.values()), ("", 0))
    return Learnt(title, minutes, completion.edition.number, completion.held_on)


def courses_learnt(person: Person, agency: Agency | None = None) -> list[CourseCertificate]:
    """The certificates of the courses she finished, without those that were taken back. One query."""
    found = CourseCertificate.objects.of(person, agency).filter(completion__voided=None)
    return list(found.select_related("agency", "completion__course").order_by("held_on", "pk"))
