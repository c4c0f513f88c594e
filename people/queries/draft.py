"""What she has begun to write, for herself alone."""

from collections import defaultdict
from collections.abc import Collection

from people.models import Draft, Person


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
