from django.core.management.base import BaseCommand

from ledger.listeners import who_listens


class Command(BaseCommand):
    help = "Print who listens to which fact."

    def handle(self, *args: object, **options: object) -> None:
        for fact, listener in who_listens():
            self.stdout.write(f"{fact}  ->  {listener}")
