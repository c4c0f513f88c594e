"""A lock outlives no statement outside of a transaction, so asking for one there is a mistake on every database."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from people.locks import lock
from people.models import Person


def test_there_is_no_lock_without_a_transaction(fresh_database: None, ana: Person, bea: Person) -> None:
    for people in ([ana], [ana, bea]):
        with transaction.atomic():
            lock(*people)  # and once it was asked for inside, still not outside
        with pytest.raises(TransactionManagementError):
            lock(*people)


@pytest.mark.django_db
def test_one_and_several_are_locked_by_one_statement(ana: Person, bea: Person) -> None:
    for people in ([ana], [bea, ana], [ana, ana]):
        with CaptureQueriesContext(connection) as asked:
            lock(*people)
        [statement] = [query["sql"] for query in asked.captured_queries]
        assert "people_lock" in statement
        assert ("FOR NO KEY UPDATE" in statement) == (connection.vendor == "postgresql")
