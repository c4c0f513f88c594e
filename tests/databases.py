"""Databases of the suite: migrated once into a template, copied for each worker and for each test that commits.

Flush is no way to clean up here: facts refuse it, and it would take Wagtail's root page along. On PostgreSQL the template
is migrated by the owner (OWNER_DATABASE_URL), and tests run as the application role (DATABASE_URL) with granted rights only.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import environ
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "var" / "test-templates"
MAINTENANCE = "postgres"


# What Wagtail's and allauth's tables stand on. They change seldom and take most of the time: a template of their own.
BELOW = {"ledger", "people"}


def _ground() -> list[str]:
    """The apps whose tables need none of the rooms above `people`."""
    return sorted(config.label for config in apps.get_app_configs() if config.label in BELOW | set(_foreign()))


def _foreign() -> list[str]:
    return [config.label for config in apps.get_app_configs() if config.label not in settings.ROOMS]


def _hash_of(labels: list[str], *kinds: str) -> "hashlib._Hash":
    said = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for label in labels:
        room = Path(apps.get_app_config(label).path)
        for path in sorted(path for kind in kinds for path in room.glob(kind) if path.is_file()):
            said.update(f"{label}/{path.name}".encode() + path.read_bytes())
    return said


def ground_fingerprint() -> str:
    return _hash_of(_ground(), "migrations/*.py").hexdigest()[:16]


def migrate_ground() -> None:
    """The migrations of the libraries, without what comes before and after all (the whole migration does that)."""
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] in _ground()])


def fingerprint() -> str:
    """Changes whenever a migration, a guard, a grant or a library does."""
    said = _hash_of(sorted(config.label for config in apps.get_app_configs()), "migrations/*.py", "guards/*")
    for name in ("ledger/guards/__init__.py", "lms/management/commands/grant_application_role.py"):
        said.update((ROOT / name).read_bytes())
    return said.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with open(TEMPLATES / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(**changed: Any) -> None:
    """Point the default connection, of this thread and of those to come, somewhere else."""
    connections.close_all()
    settings.DATABASES["default"].update(changed)
    connection.settings_dict.update(changed)


class SQLite:
    """A database is a file; a copy is a copy of the file."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def template(self) -> str:
        """The migrated template; the first to ask makes it, the others wait."""
        made = TEMPLATES / f"{fingerprint()}.sqlite3"
        with _one_at_a_time():
            if not made.exists():
                ground = self._made(f"ground-{ground_fingerprint()}", migrate_ground)
                self._made(made.stem, lambda: call_command("migrate", verbosity=0), start=ground)
                for old in TEMPLATES.glob("*.sqlite3*"):
                    if old not in (made, ground):
                        old.unlink()
        return str(made)

    def _made(self, name: str, make: Callable[[], None], start: Path | None = None) -> Path:
        made = TEMPLATES / f"{name}.sqlite3"
        if not made.exists():
            being_made = made.with_suffix(".sqlite3-being-made")
            being_made.unlink(missing_ok=True)
            if start:
                shutil.copyfile(start, being_made)
            use(NAME=str(being_made))
            make()
            connections.close_all()
            being_made.rename(made)
        return made

    def copy(self, name: str) -> dict[str, Any]:
        path = self.place / f"{name}.sqlite3"
        shutil.copyfile(self.template(), path)
        return {"NAME": str(path)}

    def drop(self, name: str) -> None:
        for path in self.place.glob(f"{name}.sqlite3*"):
            path.unlink()


class PostgreSQL:
    """A copy is CREATE DATABASE … TEMPLATE by the owner; its grants come along."""

    def __init__(self) -> None:
        # What the settings say of the application role; `use` changes the settings themselves.
        self.application = {key: settings.DATABASES["default"][key] for key in ("USER", "PASSWORD")}
        owner = environ.Env.db_url_config(os.environ["OWNER_DATABASE_URL"])
        self.owner = {key: owner[key] for key in ("USER", "PASSWORD")}

    def template(self) -> str:
        name = f"template_{fingerprint()}"
        with _one_at_a_time():
            if not self._said("SELECT 1 FROM pg_database WHERE datname = %s", name):
                being_made = f"{name}_being_made"
                self._as_owner(f'DROP DATABASE IF EXISTS "{being_made}"', f'CREATE DATABASE "{being_made}"')
                use(NAME=being_made, **self.owner)
                call_command("migrate", verbosity=0)
                call_command("grant_application_role", self.application["USER"], verbosity=0)
                connections.close_all()
                self._as_owner(f'ALTER DATABASE "{being_made}" RENAME TO "{name}"')
        return name

    def copy(self, name: str) -> dict[str, Any]:
        template = self.template()
        with _one_at_a_time():  # a template that is being copied refuses another copy
            self._as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return {"NAME": name, **self.application}

    def drop(self, name: str) -> None:
        self._as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _as_owner(self, *statements: str) -> None:
        with self._maintenance() as there:
            for statement in statements:
                there.execute(statement)

    def _said(self, query: str, *values: str) -> Any:
        with self._maintenance() as there:
            return there.execute(query, values).fetchone()

    def _maintenance(self) -> Any:
        return _owners_connection(MAINTENANCE)


def _owners_connection(database: str) -> Any:
    import psycopg

    owner = environ.Env.db_url_config(os.environ["OWNER_DATABASE_URL"])
    return psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=database,
        autocommit=True,
    )


def as_owner(*statements: str) -> None:
    """Do what only the owner of the tables can (with `fresh_database`). SQLite knows no owner: there, whoever connects is."""
    if connection.vendor == "postgresql":
        with _owners_connection(connection.settings_dict["NAME"]) as there:
            for statement in statements:
                there.execute(statement)
        return
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def server(place: Path) -> SQLite | PostgreSQL:
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite(place)


@contextmanager
def standing_in(databases: SQLite | PostgreSQL, name: str) -> Iterator[None]:
    """A copy of the template stands in for the default database, and is gone afterwards."""
    before = dict(connection.settings_dict)
    use(**databases.copy(name))
    try:
        yield
    finally:
        use(**{key: before[key] for key in ("NAME", "USER", "PASSWORD")})
        with suppress(FileNotFoundError):
            databases.drop(name)


def address() -> str:
    """The default database of this moment as a DATABASE_URL, for a process of its own."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
