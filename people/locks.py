"""One lock a person: take it first, several in one order, and nothing else is locked."""

from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from ledger.prepared import Prepared
from people.models import Person, PersonLock


def lock(*people: Person) -> None:
    """Hold these people's records until the transaction ends. Call inside `atomic`, before reading what you decide on."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("A lock is held until the transaction ends; here is none.")
    ids = sorted({person.pk for person in people})
    if len(ids) == 1:
        _ONE(ids[0])
    else:
        list(_held(ids).order_by("pk"))


def _held(ids: list[int]) -> QuerySet[PersonLock]:
    return PersonLock.objects.select_for_update(no_key=True).filter(pk__in=ids)


_ONE = Prepared(lambda person: _held([person]), int)
