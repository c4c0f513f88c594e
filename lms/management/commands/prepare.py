from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ledger.guards import missing


class Command(BaseCommand):
    help = "Bring the database up to date where it is not, and seed the demo where DEMO is on and nothing is there yet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--signins-to", type=Path, help="also write the demo's sign-ins into this file")

    def handle(self, *args: object, signins_to: Path | None = None, **options: object) -> None:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            self.stdout.write(
                f"Bringing the database up to date ({len(waiting)} steps; the first time takes half a minute) …"
            )
            self.stdout.flush()
        if waiting or missing(connection):
            call_command("migrate", verbosity=0)
        # The demo's command stands in lms/demo; an installation without the demo has none.
        if settings.DEMO and "seed_demo" in get_commands():
            call_command("seed_demo", if_empty=True)
        if signins_to:
            with signins_to.open("w") as file:
                if settings.DEMO and "demo_signins" in get_commands():
                    call_command("demo_signins", stdout=file)
