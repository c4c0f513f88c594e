"""Which films, pictures and documents a learner may see: those of the editions in her courses."""

from cms.access import File
from cms.models import Document, Image, Media
from cms.words import LIBRARY
from courses.models import EditionMedia
from courses.permissions import AUTHORS
from people.models import Person
from people.permissions import roles_of

COLUMNS = {Media: "media", Image: "image", Document: "document"}


def is_in_a_lesson_of(file: File, person: Person) -> bool:
    """A course she takes shows it, or it is the library's and she writes modules."""
    in_editions = EditionMedia.objects.filter(**{COLUMNS[type(file)]: file})
    hers = in_editions.filter(
        edition__module__placements__course__enrolments__person=person,
        edition__module__placements__course__enrolments__closed_at=None,
    )
    return hers.exists() or (file.collection.name == LIBRARY and roles_of(person).any(*AUTHORS))
