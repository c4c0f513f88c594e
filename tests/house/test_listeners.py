"""Who listens to what is pinned: a new listener is seen by whoever reads the change."""

from pathlib import Path

from ledger.listeners import who_listens
from tests.house.rooms import rooms

PINNED = Path(__file__).with_name("listeners.txt")


def test_who_listens_to_what_is_as_written():
    """Written by `manage.py listeners > tests/house/listeners.txt`."""
    assert [f"{fact}  ->  {listener}" for fact, listener in who_listens()] == PINNED.read_text().splitlines()


def test_nobody_listens_downward():
    """Whoever listens stands in a higher room than the fact, or in the same one."""
    order = rooms()
    for fact, listener in who_listens():
        assert order.index(fact.partition(".")[0]) <= order.index(listener.partition(".")[0])
