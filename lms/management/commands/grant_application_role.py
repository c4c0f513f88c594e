"""Give the application's role what it needs and no more (PostgreSQL). Run by the owner after each migrate."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from ledger.queries import fact_models

READ_ONLY = {"django_migrations"}
# A person is made anonymous, never deleted.
NEVER_DELETED = {"people_person", "people_profile", "people_lock", "ledger_chain", "ledger_note"}


class Command(BaseCommand):
    help = (
        "Grant a PostgreSQL role the rights of the web and worker processes: no ownership, facts only read and added."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role")

    def handle(self, *args: object, role: str, **options: object) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL knows roles. SQLite is for trying out and for tests.")
        facts = {fact._meta.db_table for fact in fact_models()}
        who = connection.ops.quote_name(role)
        with connection.cursor() as cursor:
            cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {who}")
            cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {who}")
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {who}")
            for table in connection.introspection.table_names(cursor):
                rights = _rights(table, facts)
                cursor.execute(f"GRANT {rights} ON {connection.ops.quote_name(table)} TO {who}")
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {who}")
        self.stdout.write(f"{role} may add to and read {len(facts)} kinds of facts, and work on the other tables.")


def _rights(table: str, facts: set[str]) -> str:
    if table in READ_ONLY:
        return "SELECT"
    if table in facts:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE" if table in NEVER_DELETED else "SELECT, INSERT, UPDATE, DELETE"
