"""On PostgreSQL the web and worker processes connect as a role that owns nothing. These tests run as that role."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from ledger.queries import fact_models

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite knows no roles; make test-services runs these"
    ),
]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE people_agreementsigned DISABLE TRIGGER ALL",
        "DROP TRIGGER guard_people_agreementsigned_no_change ON people_agreementsigned",
        "DROP TABLE people_agreementsigned",
        "TRUNCATE people_agreementsigned CASCADE",
        "CREATE OR REPLACE FUNCTION guard_facts_only_grow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TABLE a_table_of_mine (id integer)",
        "SET session_replication_role = replica",
        "DELETE FROM people_person",
        "DELETE FROM django_migrations",
        "UPDATE django_migrations SET name = 'x'",
        "SET ROLE been_there_owner",
    ],
)
def test_the_application_may_not(statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_facts_are_read_and_added_and_nothing_else():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, string_agg(privilege_type, ' ' ORDER BY privilege_type)"
            " FROM information_schema.role_table_grants WHERE grantee = current_user GROUP BY table_name"
        )
        granted = dict(cursor.fetchall())
    facts = {fact._meta.db_table for fact in fact_models()}
    assert {table: granted[table] for table in facts} == dict.fromkeys(facts, "INSERT SELECT")
    assert {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed} <= set(
        granted
    )


def test_it_owns_no_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)
