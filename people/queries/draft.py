"""What she has begun to write, for herself alone."""

import re
from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from people.models import Draft, Person
from people.registry import How, held

NAMED = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def drafts_at(person: Person, form: str) -> list[Draft]:
    """Her drafts of one form, the newest first; what holds no word is none."""
    return drafts_of_forms(person, [form]).get(form, [])


def drafts_of_forms(person: Person, forms: Collection[str]) -> dict[str, list[Draft]]:
    """The same for several forms. One query."""
    found: dict[str, list[Draft]] = defaultdict(list)
    for draft in Draft.objects.of(person).filter(form__in=forms):
        if any(map(any, draft.typed.values())):
            found[draft.form].append(draft)
    return dict(found)


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
