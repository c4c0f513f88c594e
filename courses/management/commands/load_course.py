from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import capfirst
from wagtail.models import Locale

from cms.models import AgencyPage, Media, RootPage
from courses.actions import load_course, open_shelf
from ledger.refusals import Refused
from people.models import Person


class Command(BaseCommand):
    help = "Load a course from a folder of modules in Markdown, and release what changed. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--as", dest="email", required=True, help="who loads it: a publisher, or the administrator")
        parser.add_argument("--agency", default="", help="the agency's short name; without it, the library")
        parser.add_argument("--title", default="")
        parser.add_argument("--media", nargs="*", default=[], metavar="KEY=UUID", help="films that lessons name")

    def handle(self, *args: object, **options: Any) -> None:
        actor = Person.objects.filter(email=options["email"]).first()
        if actor is None:
            raise CommandError(f"Nobody signs in as {options['email']}.")
        own = Locale.get_default()
        home = AgencyPage.objects.filter(agency__slug=options["agency"], locale=own).first()
        if options["agency"] and home is None:
            raise CommandError(f"The agency {options['agency']} has no home page.")
        media = {
            key: Media.objects.get(uuid=uuid) for key, _, uuid in (said.partition("=") for said in options["media"])
        }
        folder: Path = options["folder"]
        try:
            course = load_course(
                actor=actor,
                folder=folder,
                parent=open_shelf(actor=actor, parent=home or RootPage.objects.get(locale=own)),
                title=options["title"] or capfirst(folder.name.replace("-", " ")),
                agency=home.agency if home else None,
                media=media,
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{course.title}: {course.placements.count()} modules.")
