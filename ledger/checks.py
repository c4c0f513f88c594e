"""House system checks that need the database: `manage.py check --database default`."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from ledger.guards import missing


@register(Tags.database)
def guards_stand(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Every guard stands in the database, by name."""
    return [
        Error(
            f"Guards are missing: {', '.join(sorted(lost))}",
            hint="Run manage.py migrate; it puts them back.",
            id="ledger.E001",
        )
        for alias in databases or []
        if (lost := missing(connections[alias]))
    ]
