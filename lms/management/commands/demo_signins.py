from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.demo.signins import PASSWORD, signins


class Command(BaseCommand):
    help = "Print who can be tried out in the demo."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo.")
        for signin in signins():
            second = "  + six digits" if signin.code else ""
            self.stdout.write(f"  {signin.email:<22} {signin.name:<20} {signin.roles}{second}")
        self.stdout.write(f"  Password for everybody: {PASSWORD}")
        self.stdout.write(f"  The six digits of the second step: {settings.BASE_URL}/demo/")
