"""What stands in a person's book of hours."""

from datetime import date, timedelta

from people.models import Agency, Person
from supervision import rules
from supervision.models import Assignment, HoursEntry
from supervision.words import LEDGER_OF, Format, Kind


def book_of(
    person: Person, agency: Agency, kind: Kind, day: date, *, without: HoursEntry | None = None
) -> list[rules.Slot]:
    """What stands in her book around a day, apart from the entry a correction replaces."""
    near = HoursEntry.objects.live().filter(
        person=person,
        agency=agency,
        ledger=LEDGER_OF[kind],
        held_on__range=(day - timedelta(days=3), day + timedelta(days=3)),
    )
    if without is not None:
        near = near.exclude(pk=without.pk)
    return [slot_of(entry) for entry in near.order_by("held_on", "pk")]


def slot_of(entry: HoursEntry) -> rules.Slot:
    return rules.Slot(
        entry.held_on, entry.minutes, entry.starts_at, entry.ends_at, id=entry.pk, kind=entry.kind,
        group=entry.format == Format.GROUP,
    )  # fmt: skip


def whom_to_ask(person: Person, agency: Agency) -> list[Assignment]:
    """Everybody assigned to her at the agency, now or earlier, then to come: whom her hours may have been with.

    Those of today first, then those before, then those whose time begins later.
    """
    theirs = Assignment.objects.filter(volunteer=person, agency=agency).with_people().order_by("-kind", "-starts_on")
    today = agency.today()
    return sorted(theirs, key=lambda assignment: (not assignment.in_force(today), assignment.starts_on > today))


def was_ever_assigned(person: Person) -> bool:
    """Has anybody ever supervised or consulted with her? Who never had anybody has no hours to write down."""
    return Assignment.objects.filter(volunteer=person).exists()
