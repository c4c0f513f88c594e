from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.refusals import Refused
from people.actions.opening import open_agency
from people.queries import link_to


class Command(BaseCommand):
    help = "Open an agency and invite its first admin; prints the invitation's link as well."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help='"Willow County Parent to Parent"')
        parser.add_argument("admin_email")
        parser.add_argument("--slug", default="", help="its short name in addresses")

    def handle(self, *args: object, name: str, admin_email: str, slug: str, **options: object) -> None:
        try:
            invitation = open_agency(name=name, slug=slug, admin_email=admin_email)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{invitation.agency.name} is open at /agency/{invitation.agency.slug}/people/")
        self.stdout.write(link_to(invitation))
