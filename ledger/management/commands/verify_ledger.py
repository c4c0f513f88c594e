from django.core.management.base import BaseCommand, CommandError

from ledger.queries import broken_chains


class Command(BaseCommand):
    help = "Walk every chain of signed facts and say where one does not verify."

    def handle(self, *args: object, **options: object) -> None:
        broken = list(broken_chains())
        for place in broken:
            self.stdout.write(f"{place.chain}: {place.fact} {place.why}")
        if broken:
            raise CommandError(f"{len(broken)} places do not verify.")
        self.stdout.write("Every chain verifies.")
