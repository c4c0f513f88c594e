"""A house whose guards are missing does not open."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from ledger import guards
from tests.databases import as_owner

GUARDS = {"sqlite": "guard_ledger_redaction_no_update", "postgresql": "guard_ledger_redaction_no_change"}


@pytest.fixture
def one_is_missing(fresh_database):
    guard = GUARDS[connection.vendor]
    on = " ON ledger_redaction" if connection.vendor == "postgresql" else ""
    as_owner(f"DROP TRIGGER {guard}{on}")
    return guard


def test_the_missing_one_is_named(one_is_missing):
    assert guards.missing(connection) == {one_is_missing}


def test_the_check_says_so(one_is_missing):
    with pytest.raises(CommandError, match=one_is_missing):
        call_command("check", databases=["default"])


def test_web_and_worker_refuse_to_start(one_is_missing):
    from lms.celery import refuse_to_work_unguarded

    with pytest.raises(ImproperlyConfigured, match=r"manage\.py migrate"):
        guards.require_installed()
    with pytest.raises(ImproperlyConfigured, match=r"manage\.py migrate"):
        refuse_to_work_unguarded()


def test_readiness_says_no(one_is_missing, client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "waiting_for": ["guards"]}


def test_a_guard_that_is_switched_off_counts_as_missing(fresh_database):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no switched-off triggers")
    as_owner("ALTER TABLE ledger_redaction DISABLE TRIGGER guard_ledger_redaction_no_change")
    assert guards.missing(connection) == {"guard_ledger_redaction_no_change"}


def test_putting_them_in_again_makes_it_whole(one_is_missing):
    if connection.vendor == "postgresql":
        pytest.skip("the application's role does not own the tables (tests/house/test_roles.py)")
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == set()
    call_command("check", databases=["default"])


def test_a_guard_of_another_name_does_not_stand_in(one_is_missing):
    call = {
        "sqlite": "CREATE TRIGGER guard_of_nothing BEFORE UPDATE ON ledger_redaction BEGIN SELECT 1; END",
        "postgresql": "CREATE TRIGGER guard_of_nothing BEFORE UPDATE ON ledger_redaction "
        "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    }
    as_owner(call[connection.vendor])
    assert guards.missing(connection) == {one_is_missing}
