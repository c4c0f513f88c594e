"""Several tables asked in one statement: each gives rows of one shape, and the database puts them one under the other.

A page about one person asks a dozen tables for a handful of rows each; twelve ways to the database and back cost more
than the rows do.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    Field,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


class Row(NamedTuple):
    """What any of the tables may say. `what` names the kind of row; what a column means, its kind of row knows."""

    what: str
    person: int | None
    fact: int | None
    day: date | None
    written: datetime | None
    target: int | None
    about: int | None
    minutes: int | None
    number: int | None
    word: str
    word_too: str
    word_also: str
    until: date | None
    uuid: UUID | None
    signed_at: datetime | None
    returned_at: datetime | None


NUMBER, TEXT, DAY, MOMENT = BigIntegerField(), CharField(), DateField(), DateTimeField()
# In the order of Row. A column a kind of row does not have is null, of the column's type.
COLUMNS: "dict[str, Field[Any, Any]]" = {
    "what": TEXT,
    "person": NUMBER,
    "fact": NUMBER,
    "day": DAY,
    "written": MOMENT,
    "target": NUMBER,
    "about": NUMBER,
    "minutes": NUMBER,
    "number": NUMBER,
    "word": TEXT,
    "word_too": TEXT,
    "word_also": TEXT,
    "until": DAY,
    "uuid": UUIDField(),
    "signed_at": MOMENT,
    "returned_at": MOMENT,
}
assert tuple(COLUMNS) == Row._fields

Shaped: TypeAlias = "QuerySet[Any, tuple[Any, ...]]"
Found: TypeAlias = Mapping[str, list[Row]]  # by the name of the table; empty for a name that is not there


def shaped(what: str, found: "QuerySet[Any]", **columns: str | Combinable) -> Shaped:
    """The rows of one table in the common shape: column → the field it is read from, or what is made of it."""
    said: dict[str, Combinable] = {"what": Value(what, output_field=TEXT)}
    for name, kind in COLUMNS.items():
        column = columns.get(name, Cast(Value(None), output_field=kind))
        said.setdefault(name, F(column) if isinstance(column, str) else column)
    ordered = {f"row_{name}": said[name] for name in COLUMNS}
    return found.order_by().annotate(**ordered).values_list(*ordered)


def together(*tables: Shaped) -> Shaped:
    """All rows of all tables, by one query."""
    first, *others = tables
    return first.union(*others, all=True) if others else first


def by_table(rows: Iterable[tuple[Any, ...]]) -> Found:
    """Rows by the table they are from; within a table in the order in which they were written."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in map(Row._make, rows):
        found[row.what].append(row)
    for of_table in found.values():
        of_table.sort(key=_written)
    return found


def _written(row: Row) -> int:
    return row.fact or 0
