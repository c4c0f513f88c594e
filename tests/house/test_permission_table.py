"""The permission table: every address of ours × method × who knocks, as tests/house/permission_table.csv says.

A new address needs its two rows (GET and POST). `PERMISSION_TABLE=write pytest tests/house/test_permission_table.py -n0` writes
the missing ones as the house answers now: read each of them before it is committed.
"""

import os

import pytest
from django.db import transaction

from people.words import Role
from tests.cms.conftest import files_here  # noqa: F401 (a fixture)
from tests.house import addresses
from tests.house.addresses import METHODS, knock, made_up_path, ours, press_room, rows
from tests.house.world import World

ROWS = {(row["address"], row["method"]): row for row in rows()}
BY_ROUTE = {address.route: address for address in ours()}
# An object store answers with a signed redirect; who is let in is the same.
pytestmark = pytest.mark.usefixtures("files_here")
REFUSED = {"out", "sign-in", "403", "404", "405"}
MAY_ENTER_THE_PRESS_ROOM = {Role.PUBLISHER, Role.ADMIN}


@pytest.fixture
def world(db):
    return World()


def test_every_address_has_its_rows(db):
    wanting = [(route, method) for route in BY_ROUTE for method in METHODS if (route, method) not in ROWS]
    assert addresses.unknown() == [], "Say in tests/house/objects/<room>.py what stands at these addresses."
    if wanting and os.environ.get("PERMISSION_TABLE") == "write":
        kept = [row for key, row in ROWS.items() if key[0] in BY_ROUTE]
        addresses.write(kept + [_as_it_is(route, method) for route, method in wanting])
    assert wanting == []


def _as_it_is(route, method):
    with transaction.atomic():
        row = knock(BY_ROUTE[route], method, World())
        transaction.set_rollback(True)
    return row


def test_every_row_has_its_address():
    assert [key for key in ROWS if key[0] not in BY_ROUTE] == []


def test_nobody_is_answered_with_a_fault():
    assert [key for key, row in ROWS.items() if any(cell.startswith("5") for cell in row.values())] == []


@pytest.mark.parametrize(("route", "method"), ROWS, ids=lambda part: str(part) or "/")
def test_who_is_let_in(world, route, method):
    if route not in BY_ROUTE:
        pytest.fail("This address is gone: take its row out of the table.")
    assert knock(BY_ROUTE[route], method, world) == ROWS[route, method]


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - MAY_ENTER_THE_PRESS_ROOM)])
def test_no_address_of_the_press_room_lets_in_who_does_not_publish(world, role):
    """One row for all of /cms/: whatever the address, GET or POST, who is no publisher is refused."""
    person = world.own[role] if role else None
    paths = [path for address in press_room() if (path := made_up_path(address))]
    let_in = [
        f"{method} {path}: {said}"
        for path in paths
        for method in METHODS
        if (said := addresses._answer(person, method, path, {})) not in REFUSED
    ]
    assert let_in == []
    assert len(paths) > 150
