"""What every test stands on: a migrated database, the house served to a real browser, and the people."""

import os
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import TestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker

from tests import databases

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A busy machine is no fault of what is tested. (A test that suppresses a check of its own names `too_slow` again.)
hypothesis.register_profile("patient", hypothesis.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("patient")

# The server's days, and those of an agency and a person who do not say otherwise.
ZONES = ("UTC", "America/New_York")
A_MINUTE = timedelta(minutes=1)

pytest_plugins = ["tests.personas", "tests.processes", "tests.served"]


@pytest.fixture(scope="session")
def database_server(
    tmp_path_factory: pytest.TempPathFactory, django_test_environment: None
) -> databases.SQLite | databases.PostgreSQL:
    return databases.server(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: databases.SQLite | databases.PostgreSQL, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """This worker's database: a copy of the template that was migrated once (instead of pytest-django's own)."""
    with django_db_blocker.unblock(), databases.standing_in(database_server, _new_name()):
        with django_db_blocker.block():
            yield


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    database_server: databases.SQLite | databases.PostgreSQL,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Stands in for pytest-django's: a test is rolled back, or (`fresh_database`) has a copy of its own."""
    with django_db_blocker.unblock():
        if "fresh_database" in request.fixturenames:
            with databases.standing_in(database_server, _new_name()):
                yield
        else:
            case = _RolledBack(methodName="__init__")
            case._pre_setup()
            yield
            case._post_teardown()


@pytest.fixture
def fresh_database(_django_db_helper: None) -> None:
    """A database of its own for a test that commits, uses threads or serves the house. May stand beside `db` and people."""


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    """A test asks for the day more than once: in the last minute before a midnight it begins a minute earlier."""
    now = datetime.now(UTC)
    if all(
        (now + A_MINUTE).astimezone(ZoneInfo(zone)).date() == now.astimezone(ZoneInfo(zone)).date() for zone in ZONES
    ):
        yield
        return
    with time_machine.travel(now - A_MINUTE, tick=True):
        yield


@pytest.fixture(autouse=True)
def _nothing_cached() -> Iterator[None]:
    """Rate limits and cached pages of one test are not the next one's."""
    from journey.templatetags.journey import draw_anew

    yield
    cache.clear()
    draw_anew()


@pytest.fixture(autouse=True)
def _our_language() -> Iterator[None]:
    """A request in Spanish leaves its thread speaking Spanish until the next one: not so the next test."""
    yield
    translation.deactivate()


class _RolledBack(TestCase):
    """Django's test case without its class-wide transaction."""


def _new_name() -> str:
    return f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{Path.cwd().name}_{uuid.uuid4().hex[:8]}".replace(
        "-", "_"
    )
