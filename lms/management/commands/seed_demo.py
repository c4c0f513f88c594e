import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.demo.seed import seed
from people.models import Agency


class Command(BaseCommand):
    help = "Fill an empty database with the demo: three agencies, their people, and two years of what happened."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where agencies are already there")

    def handle(self, *args: object, if_empty: bool = False, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: the demo's people have a password that everybody knows.")
        if Agency.objects.exists():
            if if_empty:
                return
            raise CommandError("There are agencies here already. The demo goes into an empty database only.")
        self.stdout.write("Telling the demo's story; this takes about a minute …")
        self.stdout.flush()
        begun = time.monotonic()
        happened = seed()
        self.stdout.write(f"{happened} things happened, in {time.monotonic() - begun:.0f} s.")
