"""Everything the house keeps about a person, for herself."""

from django.apps import apps
from django.db import models

from ledger.models import Note
from people.models import Person
from people.registry import How, held

# Never leaves the house, not even to herself: secrets, and what only keeps the ledger honest.
KEPT_BACK = {"password", "data", "id", "previous", "hash", "hash_version", "position", "scan_sha256", "answers_digest"}


def export_of(person: Person) -> dict[str, object]:
    """Her sign-in and profile, every row about her, and how many rows say that she acted, as plain values."""
    about: dict[str, list[dict[str, object]]] = {}
    did: dict[str, int] = {}
    for place in held():
        model = apps.get_model(place.model)
        rows = model._default_manager.filter(**{place.field: person}).order_by("pk")
        if place.how == How.ABOUT:
            about.setdefault(place.model, []).extend(_said(row) for row in rows)
        elif place.how == How.BY and (count := rows.count()):
            did[f"{place.model}.{place.field}"] = count
    return {"person": _said(person), "about_you": about, "you_did": did}


def _said(row: models.Model) -> dict[str, object]:
    return {field.name: _value(row, field) for field in row._meta.concrete_fields if field.name not in KEPT_BACK}


def _value(row: models.Model, field: models.Field) -> object:
    if not field.is_relation:
        value = getattr(row, field.attname)
        return str(value) if isinstance(field, models.FileField) else value
    target = getattr(row, field.name)
    if isinstance(target, Note):
        return target.text
    return str(getattr(target, "uuid", target)) if target is not None else None
