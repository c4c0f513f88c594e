"""Questions whose SQL is written once a process, and asked with other values each time.

Putting a query together costs Django several times what the database takes to answer it. The few questions that every page
asks are put together once, with a placeholder for each value, and asked again by exchanging the values alone.
"""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Kind = type[int] | type[str] | type[UUID] | type[date] | type[datetime]


class Prepared:
    """`make` gives the queryset for some values; nothing but these values, of these kinds, may change from call to call.

        _OF_HER = Prepared(lambda person: Membership.objects.filter(person=person), int)
        _OF_HER(person.pk)  # a list, as the queryset would give it

    Whatever else `make` reads (a day, a setting) would stay as it was the first time: it has to be a value.
    """

    def __init__(self, make: Callable[..., "QuerySet[Any, Any]"], *kinds: Kind) -> None:
        self._make, self._kinds = make, kinds
        self._here = threading.local()  # a connection belongs to its thread

    def __call__(self, *values: Any) -> list[Any]:
        asked = getattr(self._here, "asked", None)
        if asked is None or asked.connection is not connections[DEFAULT_DB_ALIAS]:
            asked = self._here.asked = _Asked(self._make, self._kinds)
        return asked(values)


class _Asked:
    """One question on one connection."""

    def __init__(self, make: Callable[..., "QuerySet[Any, Any]"], kinds: tuple[Kind, ...]) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        places = [_placeholder(kind, number) for number, kind in enumerate(kinds)]
        self._queryset = make(*places)
        compiler = self._queryset.query.get_compiler(connection=self.connection)
        sql, values = compiler.as_sql()
        names = [self._adapted(place) for place in places]
        self._which = [names.index(value) if value in names else None for value in values]
        self._values, self._sql = list(values), sql
        if set(range(len(kinds))) - set(self._which):
            raise ValueError("A value does not stand in the question.")
        compiler.as_sql = self._as_sql  # type: ignore[method-assign]
        self._queryset.query.get_compiler = lambda *_args, **_more: compiler  # type: ignore[method-assign]

    def __call__(self, values: tuple[Any, ...]) -> list[Any]:
        adapted = [self._adapted(value) for value in values]
        self._now = tuple(
            kept if which is None else adapted[which] for kept, which in zip(self._values, self._which, strict=True)
        )
        return list(self._queryset._iterable_class(self._queryset))  # type: ignore[call-overload]

    def _as_sql(self, *_args: object, **_more: object) -> tuple[str, tuple[Any, ...]]:
        return self._sql, self._now

    def _adapted(self, value: Any) -> Any:
        """As the database takes it."""
        match value:
            case UUID():
                return value if self.connection.features.has_native_uuid_field else value.hex
            case datetime():
                return self.connection.ops.adapt_datetimefield_value(value)
            case date():
                return self.connection.ops.adapt_datefield_value(value)
        return value


def _placeholder(kind: Kind, number: int) -> Any:
    """A value that nobody means, another for each place."""
    if kind is int:
        return 8_123_456_789_012_345_000 + number
    if kind is str:
        return f"a value to come, {number}"
    if kind is UUID:
        return UUID(int=0x8123456789ABCDEF8123456789ABC000 + number)
    if kind is datetime:
        return datetime(1801, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return date(1802, 1, 1) + timedelta(days=number)
