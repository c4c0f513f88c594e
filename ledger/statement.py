"""One statement on one connection: its SQL with a place for each value, and what becomes of the values there."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler
from psycopg import Cursor
from psycopg.sql import Literal
from psycopg.types.json import Jsonb
from psycopg.types.numeric import Int8

from ledger import clock

Kind = type[int] | type[str] | type[UUID] | type[date] | type[datetime] | type[list[Any]]


class Several(NamedTuple):
    """A place for up to `most` values of one kind."""

    kind: Kind
    most: int

    def room(self, many: int) -> int:
        """How many places their statement has: 1, 4, 16, 64 …, so that few statements do for any number."""
        room = 1
        while room < many:
            room *= 4
        return min(room, self.most)


class _Statement(ABC):
    """SQL on one connection, with a place for each value."""

    def __init__(self, make: Callable[..., Any], kinds: Sequence[Kind | Several]) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        self._kinds = kinds
        groups = list(_placeholders(kinds))
        with clock.unread():
            self._compiler = self._compiled(make(*groups))
        self._sql, values = self._compiler.as_sql()
        self._values = list(values)
        names = [_plain(self._adapted(place)) for place in self._one_by_one(groups)]
        self._which = [names.index(_plain(value)) if _plain(value) in names else None for value in values]
        if set(range(len(names))) - set(self._which):
            raise ValueError("A value does not stand in the question.")
        if self.connection.vendor == "postgresql":
            self._sql, self._values, self._which = self._constants_written()

    @abstractmethod
    def _compiled(self, made: Any) -> SQLCompiler:
        """The compiler of what `make` gave."""

    def _filled_in(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        adapted = [self._adapted(value) for value in self._one_by_one(values)]
        return tuple(
            kept if which is None else adapted[which] for kept, which in zip(self._values, self._which, strict=True)
        )

    def _one_by_one(self, values: Iterable[Any]) -> Iterator[Any]:
        for kind, value in zip(self._kinds, values, strict=True):
            if isinstance(kind, Several):
                yield from _filled(value, kind.most)
            else:
                yield value

    def _constants_written(self) -> tuple[str, list[Any], list[int | None]]:
        """The SQL with its constants in it: only values are left to be given, so that their types are known."""
        self.connection.ensure_connection()
        places = iter(zip(self._which, self._values, strict=True))
        left: list[int | None] = []

        def written(found: re.Match[str]) -> str:
            if found[0] == "%%":
                return "%%"
            which, value = next(places)
            if which is None:
                return Literal(value).as_string(self.connection.connection).replace("%", "%%")
            left.append(which)
            return "%s"

        sql = re.sub("%%|%s", written, self._sql)
        return sql, [None] * len(left), left

    def _adapted(self, value: Any) -> Any:
        """As the database takes it."""
        match value:
            case UUID():
                return value if self.connection.features.has_native_uuid_field else value.hex
            case datetime():
                return self.connection.ops.adapt_datetimefield_value(value)
            case date():
                return self.connection.ops.adapt_datefield_value(value)
            case list():
                return self.connection.ops.adapt_json_value(value, None)
        return value


class Asked(_Statement):
    """One question on one connection."""

    def __init__(self, make: Callable[..., "QuerySet[Any, Any]"], kinds: Sequence[Kind | Several]) -> None:
        super().__init__(make, kinds)
        compiler: Any = self._compiler
        if self.connection.vendor == "postgresql":
            compiler.execute_sql = self._all_rows
        compiler.as_sql = lambda *_args, **_more: (self._sql, self._now)
        self._queryset.query.get_compiler = lambda *_args, **_more: compiler  # type: ignore[method-assign]

    def _compiled(self, made: "QuerySet[Any, Any]") -> SQLCompiler:
        self._queryset = made
        return made.query.get_compiler(connection=self.connection)

    def __call__(self, values: tuple[Any, ...]) -> list[Any]:
        self._now = self._filled_in(values)
        return list(self._queryset._iterable_class(self._queryset))  # type: ignore[call-overload]

    def _all_rows(self, *_args: object, **_more: object) -> Sequence[Any]:
        """In one piece."""
        with sent(self.connection, self._sql, self._now) as cursor:
            return [cursor.fetchall()]


class Changed(_Statement):
    """One change on one connection."""

    def _compiled(self, made: "tuple[QuerySet[Any, Any], Mapping[str, Any]]") -> SQLCompiler:
        found, becomes = made
        change: Any = found.query.chain(UpdateQuery)
        change.add_update_values(becomes)
        compiler: SQLCompiler = change.get_compiler(connection=self.connection)
        return compiler

    def __call__(self, values: tuple[Any, ...]) -> int:
        with sent(self.connection, self._sql, self._filled_in(values)) as cursor:
            return int(cursor.rowcount)


@contextmanager
def sent(connection: Any, sql: str, values: Sequence[Any]) -> Iterator[Any]:
    """The cursor of a statement that PostgreSQL has planned already, as soon as it was sent once."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            yield cursor
        return
    connection.ensure_connection()
    typed = [Int8(value) if isinstance(value, int) else value for value in values]
    with connection._prepare_cursor(_Planning(connection.connection)) as cursor:
        cursor.execute(sql, typed)
        yield cursor


class _Planning(Cursor[Any]):
    """A cursor whose statements are planned once a connection, where the settings allow it (`prepare_threshold`)."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        done = super().execute(query, params, **{**more, "prepare": True})
        # Where Django looks for what was asked, for whoever counts and reads queries.
        self._query = _Shown(query.encode())  # type: ignore[assignment]
        return done


class _Shown(NamedTuple):
    query: bytes


def _filled(values: Collection[Any], most: int) -> list[Any]:
    """So many of them; the first again and again where there are fewer, which changes nothing in what `__in` finds."""
    some = list(values)
    return some + some[:1] * (most - len(some))


def _plain(value: Any) -> Any:
    """JSON as it was before psycopg put it into its coat, which equals no other."""
    return value.obj if isinstance(value, Jsonb) else value


def _placeholders(kinds: Iterable[Kind | Several]) -> Iterator[Any]:
    """One for each place, a list where several go."""
    number = 0
    for kind in kinds:
        if isinstance(kind, Several):
            yield [_placeholder(kind.kind, number + one) for one in range(kind.most)]
            number += kind.most
        else:
            yield _placeholder(kind, number)
            number += 1


def _placeholder(kind: Kind, number: int) -> Any:
    """A value that nobody means, another for each place."""
    if kind is int:
        return 8_123_456_789_012_345_000 + number
    if kind is str:
        return f"a value to come, {number}"
    if kind is UUID:
        return UUID(int=0x8123456789ABCDEF8123456789ABC000 + number)
    if kind is list:
        return [f"a value to come, {number}"]
    if kind is datetime:
        return datetime(1801, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return date(1802, 1, 1) + timedelta(days=number)
