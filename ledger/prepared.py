"""Questions and changes whose SQL is written once a process, and sent with other values each time.

Putting a query together costs Django several times what the database takes to answer it, and planning a long one costs
PostgreSQL more than answering it. The few questions that every page asks are put together once, with a placeholder for each
value, and asked again by exchanging the values alone; PostgreSQL keeps its plan as long as the connection stands.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

from ledger.statement import Asked, Changed, Kind, Several, sent

__all__ = ["Prepared", "PreparedChange", "PreparedRows", "Several"]

Statement = TypeVar("Statement", Asked, Changed)


class Prepared:
    """`make` gives the queryset for some values; nothing but these values, of these kinds, may change from call to call.

        _OF_HER = Prepared(lambda person: Membership.objects.filter(person=person), int)
        _OF_HER(person.pk)  # a list, as the queryset would give it

    Where a place is for `Several`, `make` gets a list for `__in`; none at all and more than fit are asked as any queryset is.
    Whatever else `make` reads (a setting) would stay as it was the first time: it has to be a value. Asking for the time is
    refused.
    """

    def __init__(self, make: Callable[..., "QuerySet[Any, Any]"], *kinds: Kind | Several) -> None:
        self._make, self._kinds = make, kinds
        self._several = [(place, kind) for place, kind in enumerate(kinds) if isinstance(kind, Several)]
        self._kept: _Kept[Asked] = _Kept()

    def __call__(self, *values: Any) -> list[Any]:
        if not self._several:
            return self._kept.once((), self._put)(values)
        if any(not 0 < len(values[place]) <= several.most for place, several in self._several):
            return list(self._make(*values))
        rooms = tuple(several.room(len(values[place])) for place, several in self._several)
        return self._kept.once(rooms, self._put)(values)

    def _put(self, rooms: tuple[int, ...]) -> Asked:
        kinds = list(self._kinds)
        for (place, several), room in zip(self._several, rooms, strict=True):
            kinds[place] = Several(several.kind, room)
        return Asked(self._make, kinds)


class PreparedChange:
    """The same for an UPDATE of rows: `make` gives the queryset and what its columns become (a `list` for JSON).

    _MOVED = PreparedChange(lambda run, at: (ModuleRun.objects.filter(pk=run), {"touched_at": at}), int, datetime)
    _MOVED(run.pk, now)  # how many rows there were
    """

    def __init__(self, make: Callable[..., "tuple[QuerySet[Any, Any], Mapping[str, Any]]"], *kinds: Kind) -> None:
        self._make, self._kinds = make, kinds
        self._kept: _Kept[Changed] = _Kept()

    def __call__(self, *values: Any) -> int:
        return self._kept.once((), lambda _rooms: Changed(self._make, self._kinds))(values)


class PreparedRows:
    """New rows of a table, by one INSERT for some of them at once; what it would answer of them (their ids) is not read.

        _HEARD = PreparedRows(HeardEvent, "person", "event", "outcome", "heard_at")
        _HEARD([(person.pk, name, "done", now)])  # a foreign key as an id; a column left out needs a default in the database

    The database's own promises hold as for any row; nothing else of a model's `save` happens, as in `bulk_create`.
    """

    AT_ONCE = 16  # a statement for each number up to this

    def __init__(self, model: type[Model], *columns: str) -> None:
        self._model, self._names = model, columns

    def __call__(self, rows: Sequence[Sequence[Any]]) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        for start in range(0, len(rows), self.AT_ONCE):
            some = rows[start : start + self.AT_ONCE]
            values = [
                field.get_db_prep_save(value, connection)
                for row in some
                for field, value in zip(self._fields, row, strict=True)
            ]
            with sent(connection, self._sql(len(some)), values):
                pass

    @cached_property
    def _fields(self) -> list[Any]:
        return [self._model._meta.get_field(name) for name in self._names]

    def _sql(self, rows: int) -> str:
        quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
        columns = ", ".join(quoted(field.column) for field in self._fields)
        places = ", ".join([f"({', '.join(['%s'] * len(self._fields))})"] * rows)
        return f"INSERT INTO {quoted(self._model._meta.db_table)} ({columns}) VALUES {places}"  # noqa: S608 (names of our own tables; values are sent beside it)


class _Kept(threading.local, Generic[Statement]):
    """The statements of one thread, because a connection belongs to its thread, by how many values they have room for."""

    def __init__(self) -> None:
        self._connection: object = None
        self._statements: dict[tuple[int, ...], Statement] = {}

    def once(self, rooms: tuple[int, ...], put: Callable[[tuple[int, ...]], Statement]) -> Statement:
        if self._connection is not connections[DEFAULT_DB_ALIAS]:
            self._connection, self._statements = connections[DEFAULT_DB_ALIAS], {}
        found = self._statements.get(rooms)
        if found is None:
            found = self._statements[rooms] = put(rooms)
        return found
