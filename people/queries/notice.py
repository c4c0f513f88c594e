"""Notices as a person reads them."""

from dataclasses import dataclass

from people import plain_text
from people.models import Notice, Person


@dataclass(frozen=True)
class Told:
    """A notice and its sentence in the language of the page."""

    notice: Notice
    sentence: str


def sentence_of(notice: Notice) -> str:
    """One short sentence, as text."""
    return plain_text.render([f"notices/{notice.kind}.txt"], {**notice.about, "agency": notice.agency})


def notices_of(person: Person, most: int = 100) -> list[Told]:
    """Her latest notices, unread first. One query."""
    notices = Notice.objects.shown_to(person).select_related("agency").unread_first()[:most]
    return [Told(notice=notice, sentence=sentence_of(notice)) for notice in notices]


def unread_count(person: Person) -> int:
    """How many she has not read: for the bell of each signed-in page."""
    return Notice.objects.shown_to(person).filter(read_at=None).count()
