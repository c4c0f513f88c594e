import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.models import Agency, Person
from people.words import Role
from roster.queries.explained import explained


class Command(BaseCommand):
    help = "Say whether somebody's formal training is complete, and why, today or at the end of a past day, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--agency", help="slug; needed only if she belongs to several")
        parser.add_argument("--as-of", type=date.fromisoformat, help="a day such as 2026-11-01, at its end")

    def handle(self, *args: Any, email: str, agency: str | None, as_of: date | None, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {email}.")
        where = _agency(person, agency)
        if as_of and as_of > where.today():
            raise CommandError(f"{as_of} is still to come.")
        self.stdout.write(json.dumps(explained(person, where, as_of), indent=2, ensure_ascii=False))


def _agency(person: Person, slug: str | None) -> Agency:
    found = Agency.objects.filter(memberships__person=person, memberships__role=Role.VOLUNTEER).distinct()
    if slug:
        found = Agency.objects.filter(slug=slug)
    agencies = list(found)
    if not agencies:
        raise CommandError(f"There is no agency {slug}." if slug else "She is a volunteer of no agency.")
    if len(agencies) > 1:
        slugs = ", ".join(agency.slug for agency in agencies)
        raise CommandError(f"She belongs to several agencies; name one with --agency: {slugs}.")
    return agencies[0]
