"""What stands at the roster's addresses: the own agency's program, and its volunteer's decisions and certificate."""

from typing import Any

from django.core.files.base import ContentFile

from ledger.actions import record
from people.models import Agreement
from people.words import Role
from roster.actions import Recognised, hold, recognise_earlier_training
from roster.models import (
    CertificateVoided,
    DecisionReversed,
    EarlierTraining,
    EarlierTrainingVoided,
    ProgrammeVersion,
    TrainingCertificate,
)
from roster.words import StandsFor
from tests.factories.people import make_agreement, make_member, make_signature
from tests.factories.roster import asks_agreement, asks_decision, make_decision, make_version
from tests.house.world import World


def _version(world: World) -> ProgrammeVersion:
    """The program of the own agency asks for the pledge and a decision."""
    found = ProgrammeVersion.objects.filter(programme__agency=world.agency).first()
    assert world.coordinator  # she writes it
    return found or make_version(world.agency, asks_agreement(_pledge(world)), asks_decision())


def _pledge(world: World) -> Agreement:
    return Agreement.objects.filter(agency=world.agency).first() or make_agreement(world.agency)


def _certificate(world: World) -> TrainingCertificate:
    _version(world)
    make_signature(world.volunteer, _pledge(world))
    make_decision(world.volunteer, world.agency, by=world.coordinator)
    return TrainingCertificate.objects.get(person=world.volunteer, voided=None)


def _earlier(world: World) -> EarlierTraining:
    recognised = Recognised(
        stands_for=StandsFor.OTHER,
        what="Training in another state",
        held_on=world.agency.today(),
        shown_by="A letter",
        scan=ContentFile(b"%PDF-1.4 a letter"),
    )
    return recognise_earlier_training(
        actor=world.coordinator, person=world.volunteer, agency=world.agency, recognised=recognised
    )


def _without_sign_in(world: World) -> dict[str, object]:
    """Only for somebody who has no sign-in."""
    return {"person_uuid": make_member("On Paper", world.agency, Role.VOLUNTEER, sign_in=False).uuid}


def _earlier_body(world: World) -> dict[str, Any]:
    day = world.agency.today().isoformat()
    return {"stands_for": "other", "what": "Training", "held_on": day, "shown_by": "A letter"}


def _rows(world: World) -> dict[str, Any]:
    row = {"row-0-what": "decision:", "row-0-phase": "before_matching", "row-TOTAL_FORMS": 1, "row-INITIAL_FORMS": 0}
    return {**row, "title": "Another program", "held_on": world.agency.today().isoformat()}


ADDRESSES = {
    "roster:offer": _without_sign_in,
    "roster:card": _without_sign_in,
    "roster:card-confirm": _without_sign_in,
    "check:number": lambda world: {"number": _certificate(world).number},
    "roster:version": lambda world: {"programme_uuid": _version(world).programme.uuid, "number": 1},
}
KEYWORDS = {
    "programme_uuid": lambda world: _version(world).programme.uuid,
    "certificate_uuid": lambda world: _certificate(world).uuid,
    "decision_uuid": lambda world: make_decision(world.volunteer, world.agency, by=world.coordinator).uuid,
    "hold_uuid": lambda world: hold(actor=world.coordinator, person=world.volunteer, agency=world.agency).uuid,
    "earlier_uuid": lambda world: _earlier(world).uuid,
}
BODIES = {
    "check:page": lambda world: {"number": "BT-2222-2222", "name": "Nobody"},
    "check:number": lambda world: {"number": "BT-2222-2222", "name": "Nobody"},
    "roster:certificate-sharing": lambda world: {"answers": "on"},
    "roster:availability-at": lambda world: {"willing": "on", "limit": 1, "supporting_now": 0},
    "roster:offer": lambda world: {"willing": "on", "limit": 1, "supporting_now": 0},
    "roster:decide": lambda world: {"outcome": "ready"},
    "roster:supporting-now": lambda world: {"count": 1},
    "roster:pathway": lambda world: {"version": _version(world).uuid},
    "roster:earlier-training": _earlier_body,
    "roster:earlier-training-together": lambda world: {**_earlier_body(world), "people": [world.volunteer.uuid]},
    "roster:programme-new": _rows,
    "roster:version-new": _rows,
}
FACTS = {
    "roster.ProgrammeVersion": _version,
    "roster.Requirement": lambda world: _version(world).requirements.first(),
    "roster.Decision": lambda world: make_decision(world.volunteer, world.agency, by=world.coordinator),
    "roster.DecisionReversed": lambda world: record(
        DecisionReversed(
            decision=make_decision(world.volunteer, world.agency, by=world.coordinator),
            by=world.coordinator,
            reason="mistake",
            held_on=world.agency.today(),
        )
    ),
    "roster.EarlierTraining": _earlier,
    "roster.EarlierTrainingVoided": lambda world: record(
        EarlierTrainingVoided(
            earlier_training=_earlier(world), by=world.coordinator, reason="mistake", held_on=world.agency.today()
        )
    ),
    "roster.TrainingCertificate": _certificate,
    "roster.CertificateEvidence": lambda world: _certificate(world).rows.first(),
    "roster.CertificateVoided": lambda world: record(
        CertificateVoided(certificate=_certificate(world), by=None, reason="mistake", held_on=world.agency.today())
    ),
}
