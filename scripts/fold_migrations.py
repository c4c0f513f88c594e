"""Folds a room's initial migration: constraints and indexes are made with their tables (`python scripts/fold_migrations.py roster …`).

Django writes them as steps of their own and re-reads all models after each, which made the first `migrate` twice as long.
Run it after `makemigrations` has made a room's 0001 anew; it changes nothing about what the tables become.
"""

import importlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

import django  # noqa: E402

django.setup()

from django.db.migrations import Migration  # noqa: E402
from django.db.migrations.operations import AddConstraint, AddIndex, CreateModel  # noqa: E402
from django.db.migrations.operations.base import Operation  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402

KEPT = {AddConstraint: ("constraints", "constraint"), AddIndex: ("indexes", "index")}


def folded(operations: list[Operation]) -> list[Operation]:
    """The same tables in fewer steps. A step whose table is finished by later steps stays where it is."""
    made: dict[str, CreateModel] = {}
    kept: list[Operation] = []
    for operation in operations:
        if isinstance(operation, CreateModel):
            made[operation.name_lower] = operation
        elif isinstance(operation, (AddConstraint, AddIndex)) and _columns_stand(operation, made):
            option, attribute = KEPT[type(operation)]
            options = made[operation.model_name_lower].options
            options[option] = [*options.get(option, []), getattr(operation, attribute)]
            continue
        kept.append(operation)
    return kept


def _columns_stand(operation: AddConstraint | AddIndex, made: dict[str, CreateModel]) -> bool:
    """Are all columns it names made with the table itself, and not added afterwards?"""
    if operation.model_name_lower not in made:
        return False
    names = {name for name, _field in made[operation.model_name_lower].fields} | {"pk", "id"}
    _option, attribute = KEPT[type(operation)]
    return all(
        name.partition("__")[0].lstrip("-") in names for name in _names(getattr(operation, attribute).deconstruct())
    )


def _names(told: object) -> set[str]:
    """Every column named in a deconstructed constraint or index."""
    found: set[str] = set()
    if hasattr(told, "deconstruct"):
        path, arguments, keywords = told.deconstruct()
        if path.endswith(".F"):
            return {str(arguments[0] if arguments else keywords["name"])}
        if path.endswith(".Q"):
            for argument in arguments:
                found |= {argument[0]} | _names(argument[1]) if isinstance(argument, tuple) else _names(argument)
            return found | {name for name in keywords if not name.startswith("_")}
        return _names((path, arguments, keywords))
    if isinstance(told, dict):
        for name, value in told.items():
            found |= set(value) if name == "fields" else _names(value)
    elif isinstance(told, (list, tuple)):
        for value in told:
            found |= _names(value)
    return found


def main() -> None:
    for room in sys.argv[1:]:
        path = ROOT / room / "migrations" / "0001_initial.py"
        module = importlib.import_module(f"{room}.migrations.0001_initial")
        migration: Migration = module.Migration("0001_initial", room)
        before = len(migration.operations)
        migration.operations = folded(list(migration.operations))  # type: ignore[misc]
        path.write_text(MigrationWriter(migration, include_header=False).as_string())
        print(f"{room}: {before} steps are now {len(migration.operations)}")


if __name__ == "__main__":
    main()
