"""Guards: promises the database keeps by trigger, whatever code runs.

A guard is two plain SQL files, `<room>/guards/<name>.postgresql.sql` and `<name>.sqlite.sql`, in the highest room it
names. Every trigger and function in it is named `guard_…`. `append_only` is a pattern put on each Fact's table.
Guards are taken out before a migration (SQLite rebuilds tables and drops their triggers) and put back after it.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TRIGGER = re.compile(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+)", re.IGNORECASE)
INSTALLED = {
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE tgname LIKE 'guard\\_%' AND NOT tgisinternal AND tgenabled IN ('O', 'A')",
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'",
}


@dataclass(frozen=True)
class Guard:
    name: str
    sql: str

    @property
    def triggers(self) -> frozenset[str]:
        return frozenset(TRIGGER.findall(self.sql))


def guards(vendor: str) -> Iterator[Guard]:
    """Every guard of the house for `postgresql` or `sqlite`, lower rooms first."""
    from ledger.queries import fact_models

    here = Path(__file__).parent
    pattern = (here / f"append_only.{vendor}.sql").read_text()
    for fact in fact_models():
        table = fact._meta.db_table
        yield Guard(f"append_only:{table}", pattern.replace("{table}", table))
    for config in apps.get_app_configs():
        for path in sorted((Path(config.path) / "guards").glob(f"*.{vendor}.sql")):
            if path.name != f"append_only.{vendor}.sql":
                yield Guard(f"{config.label}:{path.name.split('.')[0]}", path.read_text())


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """The triggers that should stand in this database and do not."""
    expected = {trigger for guard in guards(connection.vendor) for trigger in guard.triggers}
    return expected - installed(connection).keys()


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Guard triggers that stand now: name → table."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        return dict(cursor.fetchall())


def take_out(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for trigger, table in installed(connection).items():
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger}"{on}')


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard whose tables exist; a partial migration leaves the others for later."""
    with transaction.atomic(using=connection.alias):
        take_out(connection)
        tables = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for guard in guards(connection.vendor):
                if {table.lower() for table in _tables(guard)} <= tables:
                    for statement in _statements(guard.sql, connection.vendor):
                        cursor.execute(statement)


def _tables(guard: Guard) -> set[str]:
    """The tables its triggers stand on (a function in the file may say ON, too: only CREATE TRIGGER counts)."""
    found = re.findall(r"CREATE (?:CONSTRAINT )?TRIGGER \w+[^;]*?\bON (\w+)", guard.sql, re.IGNORECASE)
    return set(found)


def _statements(sql: str, vendor: str) -> Iterator[str]:
    """PostgreSQL takes a file whole; SQLite one statement at a time."""
    if vendor == "postgresql":
        yield sql
        return
    buffer = ""
    for line in sql.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer
            buffer = ""


def require_installed(alias: str = "default") -> None:
    """Refuse to start on a database that does not keep the promises."""
    lost = missing(connections[alias])
    if lost:
        raise ImproperlyConfigured(
            f"The database's guards are missing ({', '.join(sorted(lost)[:5])}…). Run: manage.py migrate"
        )
