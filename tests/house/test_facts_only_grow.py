"""Facts only grow: one list of attacks, on every kind of fact, on both databases."""

from datetime import date

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from ledger.guards import installed
from ledger.queries import fact_models
from tests.house.objects import FACTS
from tests.house.world import World

REFUSED_BY_RIGHTS = (DatabaseError,)  # PostgreSQL says no to the role before a guard is asked


def _sql(statement, *values):
    def attack(fact):
        table = fact._meta.db_table
        with connection.cursor() as cursor:
            columns = ", ".join(connection.ops.quote_name(field.column) for field in fact._meta.concrete_fields)
            cursor.execute(statement.format(table=table, columns=columns, id=fact.pk), values)

    return attack


def _save(fact):
    fact.held_on = date(2001, 1, 1)  # also on a 29 February
    fact.save()


def _replace_everything(fact):
    """INSERT OR REPLACE walks around guards on UPDATE and DELETE unless it is refused itself."""
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    _sql(f"{word} INTO {{table}} ({{columns}}) SELECT {{columns}} FROM {{table}} WHERE id = {{id}}")(fact)


ATTACKS = {
    "save": _save,
    "save one field": lambda fact: fact.save(update_fields=["held_on"]),
    "update": lambda fact: type(fact).objects.filter(pk=fact.pk).update(held_on="2001-01-01"),
    "bulk update": lambda fact: type(fact).objects.bulk_update([fact], ["held_on"]),
    "update or create": lambda fact: type(fact).objects.update_or_create(
        pk=fact.pk, defaults={"held_on": "2001-01-01"}
    ),
    "upsert": lambda fact: type(fact).objects.bulk_create(
        [fact], update_conflicts=True, update_fields=["held_on"], unique_fields=["uuid"]
    ),
    "delete": lambda fact: type(fact)._base_manager.filter(pk=fact.pk)._raw_delete(using="default"),
    "raw update": _sql("UPDATE {table} SET held_on = '2001-01-01' WHERE id = {id}"),
    "raw update of nothing": _sql("UPDATE {table} SET id = id WHERE id = {id}"),
    "raw delete": _sql("DELETE FROM {table} WHERE id = {id}"),
    "delete all": _sql("DELETE FROM {table}"),
    "replace": _replace_everything,
    "upsert in SQL": _sql(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {id} "
        "ON CONFLICT (uuid) DO UPDATE SET held_on = '2001-01-01'"
    ),
}


@pytest.fixture
def world(db):
    return World()


def test_every_kind_of_fact_is_attacked():
    """Say in tests/house/objects/<room>.py how one is made."""
    assert {fact._meta.label for fact in fact_models()} == set(FACTS)


def test_every_kind_of_fact_has_its_guards(db):
    guarded = set(installed(connection).values())
    assert {fact._meta.db_table for fact in fact_models()} - guarded == set()


@pytest.mark.parametrize("label", sorted(FACTS))
def test_it_is_never_changed_and_never_goes(world, label):
    FACTS[label](world)
    model = apps.get_model(label)
    before = list(model.objects.order_by("pk").values())
    assert before, f"no {label} was made"
    for name, attack in ATTACKS.items():
        with pytest.raises((IntegrityError, *REFUSED_BY_RIGHTS)), transaction.atomic():
            attack(model.objects.order_by("pk").first())
            pytest.fail(f"{name} was let through")
        assert list(model.objects.order_by("pk").values()) == before, name


@pytest.mark.parametrize("label", sorted(FACTS))
def test_its_table_is_never_emptied(world, label):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE; DELETE without WHERE is in the list of attacks")
    table = apps.get_model(label)._meta.db_table
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_flush_is_refused(fresh_database):
    FACTS["people.AgreementSigned"](World())
    with pytest.raises((CommandError, DatabaseError)):
        call_command("flush", interactive=False, verbosity=0)
    assert apps.get_model("people.AgreementSigned").objects.count() == 1
