"""The press room's part of the permission table: every address under /cms/ that names something × method × who knocks.

The other addresses of the press room are one generated row (test_permission_table.py). A new address needs its rows in
press_table.csv: `PERMISSION_TABLE=write pytest tests/house/test_press_table.py -n0` writes the table as the house answers
now; read what has changed before it is committed.
"""

import os

import pytest

from tests.cms.conftest import files_here  # noqa: F401 (a fixture)
from tests.house import press_room
from tests.house.world import World

# An object store answers with a signed redirect; who is let in is the same.
pytestmark = pytest.mark.usefixtures("files_here")


def test_who_is_let_in(db: None) -> None:
    found = press_room.Knocking(World()).table()
    if os.environ.get("PERMISSION_TABLE") == "write":
        press_room.write(found)
    said = {(row["address"], row["method"]): row for row in press_room.rows()}
    assert {(row["address"], row["method"]) for row in found} == set(said)
    assert [row for row in found if row != said[row["address"], row["method"]]] == []


def test_the_table_says_what_the_house_means() -> None:
    """Nobody from elsewhere, nobody who does not publish, no fault; and the own press does get in."""
    rows = press_room.rows()
    inside = {"yes", "go"}
    assert [row["address"] for row in rows if inside & {row["visitor"], row["others"], row["elsewhere"]}] == []
    assert [row["address"] for row in rows if row["publisher"] != row["admin"]] == []
    assert {row["publisher"] for row in rows} == {"yes", "go", "404", "405"}
