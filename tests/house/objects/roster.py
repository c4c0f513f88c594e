"""The own agency's programme, and its volunteer who met it."""

from ledger.actions import record
from roster.actions import reverse_decision, void_earlier_training
from roster.models import (
    CertificateVoided,
    Decision,
    DecisionReversed,
    EarlierTraining,
    EarlierTrainingVoided,
    ProgrammeVersion,
    TrainingCertificate,
)
from roster.words import ReversedFor, VoidReason
from tests.factories.roster import asks_decision, make_decision, make_earlier_training, make_version
from tests.house.world import World


def _version(world: World) -> ProgrammeVersion:
    assert world.coordinator  # hers, not one made for the occasion
    return make_version(world.agency, asks_decision())


def _decision(world: World) -> Decision:
    return make_decision(world.volunteer, world.agency, by=world.coordinator)


def _reversed(world: World) -> DecisionReversed:
    return reverse_decision(actor=world.coordinator, decision=_decision(world), reason=ReversedFor.MISTAKE)


def _earlier(world: World) -> EarlierTraining:
    return make_earlier_training(world.volunteer, world.agency)


def _earlier_taken_back(world: World) -> EarlierTrainingVoided:
    return void_earlier_training(actor=world.coordinator, earlier_training=_earlier(world), reason=ReversedFor.MISTAKE)


def _certificate(world: World) -> TrainingCertificate:
    """Her programme asks for the coordinator's word alone, and has it."""
    _version(world)
    _decision(world)
    return TrainingCertificate.objects.get(person=world.volunteer)


def _certificate_taken_back(world: World) -> CertificateVoided:
    return record(
        CertificateVoided(certificate=_certificate(world), reason=VoidReason.MISTAKE, held_on=world.agency.today())
    )


FACTS = {
    "roster.ProgrammeVersion": _version,
    "roster.Requirement": _version,
    "roster.Decision": _decision,
    "roster.DecisionReversed": _reversed,
    "roster.EarlierTraining": _earlier,
    "roster.EarlierTrainingVoided": _earlier_taken_back,
    "roster.TrainingCertificate": _certificate,
    "roster.CertificateEvidence": _certificate,
    "roster.CertificateVoided": _certificate_taken_back,
}
