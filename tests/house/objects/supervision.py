"""Supervision between the own agency's supervisor and volunteer."""

from ledger.actions import record
from supervision.models import (
    Acknowledged,
    HoursEntry,
    HoursVoided,
    Returned,
    Signature,
    SignOff,
    SignOffWithdrawn,
    SpokenAbout,
)
from tests.factories.supervision import (
    make_assignment,
    make_confirmed_hours,
    make_framework,
    make_hours,
    make_returned,
    make_signoff,
    make_taken_out,
    make_withdrawal,
)
from tests.house.world import World


def _entry(world: World) -> HoursEntry:
    make_assignment(world.supervisor, world.volunteer, world.agency)
    return make_hours(world.volunteer, world.supervisor, world.agency)


def _signature(world: World) -> Signature:
    make_assignment(world.supervisor, world.volunteer, world.agency)
    return make_confirmed_hours(world.volunteer, world.supervisor, world.agency)


def _returned(world: World) -> Returned:
    return make_returned(_entry(world))


def _taken_out(world: World) -> HoursVoided:
    return make_taken_out(_entry(world), world.volunteer)


def _acknowledged(world: World) -> Acknowledged:
    return record(Acknowledged(entry=_entry(world), by=world.volunteer, held_on=world.agency.today()))


def _signoff(world: World) -> SignOff:
    make_assignment(world.supervisor, world.volunteer, world.agency)
    competency = make_framework(world.agency).competencies.first()
    return make_signoff(world.volunteer, world.supervisor, world.agency, competency)


def _withdrawal(world: World) -> SignOffWithdrawn:
    return make_withdrawal(_signoff(world))


def _spoken(world: World) -> SpokenAbout:
    return record(SpokenAbout(withdrawal=_withdrawal(world), by=world.supervisor, held_on=world.agency.today()))


FACTS = {
    "supervision.HoursEntry": _entry,
    "supervision.HoursVoided": _taken_out,
    "supervision.Acknowledged": _acknowledged,
    "supervision.Signature": _signature,
    "supervision.Returned": _returned,
    "supervision.SignOff": _signoff,
    "supervision.SignOffWithdrawn": _withdrawal,
    "supervision.SpokenAbout": _spoken,
}
