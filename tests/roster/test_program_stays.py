"""What a program asked stays what it was; pathways only end."""

from datetime import timedelta

from django.db import transaction

from ledger.actions import record
from people.models import Agency, Person
from roster.models import (
    Pathway,
    Requirement,
)
from roster.words import RequirementKind
from tests.factories.roster import (
    asks_decision,
    make_version,
)
from tests.roster.forged import refused


def test_a_version_in_use_asks_what_it_asked(world, ana: Person) -> None:
    world.do(ana, "decision")
    with refused("version_in_use_never_changes"), transaction.atomic():
        record(
            Requirement(
                version=world.version,
                position=9,
                kind=RequirementKind.DECISION,
                label="One more",
                held_on=world.agency.today(),
            )
        )


def test_a_programme_stays_with_its_agency(world, other_agency: Agency) -> None:
    programme = world.version.programme
    programme.agency = other_agency
    with refused("programme_stays_with_its_agency"), transaction.atomic():
        programme.save()


def test_pathways_only_end(world, ana: Person, mia: Person, cleo: Person, other_agency: Agency) -> None:
    world.do(ana, "decision")
    path = Pathway.objects.get(person=ana)
    other = make_version(world.agency, asks_decision(), title="Another program")
    for changed in (
        {"person": mia},
        {"version": other},
        {"agency": other_agency},
        {"starts_on": world.agency.today() - timedelta(9)},
    ):
        with refused("pathway_only_ends"), transaction.atomic():
            Pathway.objects.filter(pk=path.pk).update(**changed)
    with refused("pathway_stays"), transaction.atomic():
        path.delete()
    with refused("pathway_of_own_agency"), transaction.atomic():
        Pathway.objects.create(person=ana, agency=other_agency, version=other, starts_on=world.agency.today())
