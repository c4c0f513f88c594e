"""Ways around the front door: each fact is tried by the ledger, by save, in bulk and by raw SQL as the application's user."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from ledger.actions import record
from ledger.refusals import Refused


def by_save(fact: models.Model) -> None:
    fact.save(force_insert=True)


def in_bulk(fact: models.Model) -> None:
    type(fact)._default_manager.bulk_create([fact])  # type: ignore[attr-defined]


def by_raw_sql(fact: models.Model) -> None:
    fields = [field for field in fact._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(field.pre_save(fact, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {connection.ops.quote_name(fact._meta.db_table)} ({columns}) VALUES ({marks})", values
        )


WAYS: dict[str, Callable[[Any], object]] = {
    "by the ledger": record,
    "by save": by_save,
    "in bulk": in_bulk,
    "by raw SQL": by_raw_sql,
}


def refused(fact: models.Model, way: Callable[[Any], object], guard: str) -> None:
    """Writing this fact this way is refused by this guard, and leaves nothing behind."""
    table = type(fact)._default_manager
    before = table.count()
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        way(fact)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert table.count() == before


def refusal(code: str) -> Any:
    """An action says no, in words, with this code."""
    return pytest.raises(Refused, check=lambda refused: refused.code == code)
