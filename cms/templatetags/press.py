"""Small things the pages of an agency need."""

import re
from collections.abc import Iterable

from django import template
from django.db.models import QuerySet
from wagtail.models import Collection

from cms.models import Media
from cms.permissions import press_agencies, usable_collections
from cms.queries import lacking, trouble_with
from people.models import Person

register = template.Library()


@register.filter
def dialed(number: str) -> str:
    """A phone number as a phone dials it: digits, and the plus in front if it has one."""
    digits = re.sub(r"\D", "", number)
    return f"+{digits}" if number.strip().startswith("+") else digits


@register.filter
def trouble(media: Media) -> str:
    """Why a film cannot be shown, in a sentence."""
    return trouble_with(media)


@register.simple_tag
def films_with_what_they_lack(films: Iterable[Media]) -> list[tuple[Media, list[str]]]:
    """The films of a page of a list, in its order, each with what keeps it from being shown."""
    wanted = [film.pk for film in films]
    found = {film.pk: (film, sentences) for film, sentences in lacking(Media.objects.filter(pk__in=wanted))}
    return [found[pk] for pk in wanted if pk in found]


@register.filter
def shelves_of(collections: QuerySet[Collection], person: Person) -> QuerySet[Collection]:
    """Of these collections, the ones she may use files from."""
    if person.is_superuser:
        return collections
    return usable_collections(press_agencies(person)).filter(pk__in=[shelf.pk for shelf in collections])
