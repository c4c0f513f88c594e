"""What she has begun to write, for herself alone."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet, Window
from django.db.models.functions import RowNumber

from people.models import Draft, Person
from people.registry import How, held

NAMED = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


# How many drafts of one form a page shows; older ones come up as these are sent or thrown away.
SHOWN = 10


def drafts_at(person: Person, form: str, named: UUID | None = None) -> list[Draft]:
    """Her newest drafts of one form, and the one that is `named` (itself, or the page that wrote it). What holds no word is none."""
    return drafts_of_forms(person, [form], named).get(form, [])


def drafts_of_forms(person: Person, forms: Collection[str], named: UUID | None = None) -> dict[str, list[Draft]]:
    """The same for several forms. One query, and no more words than a page shows: a draft may be long."""
    nth = Window(RowNumber(), partition_by="form", order_by=("-changed_at", "-pk"))
    wanted = Draft.objects.with_words(person).filter(form__in=forms).annotate(nth=nth)
    found: dict[str, list[Draft]] = defaultdict(list)
    for draft in wanted.filter(Q(nth__lte=SHOWN) | Q(uuid=named) | Q(hand=named)):
        found[draft.form].append(draft)
    return dict(found)


def how_many_drafts_at(person: Person, form: str) -> int:
    """Those that a page does not show, too."""
    return Draft.objects.with_words(person).filter(form=form).count()


def says_otherwise(
    person: Person, form: str, *, hand: UUID, typed: Mapping[str, list[str]], known: Collection[tuple[UUID, int]]
) -> bool:
    """Whether she wrote other words in the same form on another page, beside the drafts that this page shows as they are."""
    others = Draft.objects.with_words(person).filter(form=form).exclude(hand=hand)
    for draft, seq in known:
        others = others.exclude(uuid=draft, seq=seq)
    return any(one.typed != typed for one in others[:SHOWN])


def drafts_about(person: Person) -> QuerySet[Draft]:
    """Hers, and what others have begun to write about her: its address names her, or a row about her."""
    hers = {person.uuid}
    for place in held():
        model = apps.get_model(place.model)
        if place.how == How.ABOUT and any(field.name == "uuid" for field in model._meta.concrete_fields):
            rows = model._default_manager.filter(**{place.field: person})
            hers.update(rows.values_list("uuid", flat=True))
    addresses = Draft.objects.values_list("pk", "form")
    naming = [pk for pk, form in addresses.iterator() if hers & {UUID(one) for one in NAMED.findall(form)}]
    return Draft.objects.filter(person=person) | Draft.objects.filter(pk__in=naming)
