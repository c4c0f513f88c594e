"""What stands at the addresses of an agency's people."""

from typing import Any

from django.core.files.base import ContentFile

from ledger.actions import record
from people.actions import invite, notify
from people.models import AgreementSigned, AgreementUnsigned, Invitation
from people.queries.invitation import link_to
from people.words import AgreementKind, Role, SignedBy, UnsignedFor
from tests.factories.people import make_agreement, make_membership, make_signature
from tests.house.world import World


def _invitation(world: World) -> Invitation:
    return invite(
        actor=world.coordinator, agency=world.agency, email="new@example.org", role=Role.VOLUNTEER, mail=False
    )


def _notice(world: World) -> Any:
    return notify(person=world.volunteer, agency=world.agency, kind="people-role-granted", key="one", url="/me/").uuid


def _on_paper(world: World) -> AgreementSigned:
    return record(
        AgreementSigned(
            person=world.volunteer,
            version=make_agreement(world.agency).current(),
            how=SignedBy.PAPER,
            entered_by=world.coordinator,
            scan=ContentFile(b"%PDF-1.4 signed", name="pledge.pdf"),
            scan_sha256="0" * 64,
            held_on=world.agency.today(),
        )
    )


def _signed(world: World) -> AgreementSigned:
    return make_signature(world.volunteer, make_agreement(world.agency))


def _taken_back(world: World) -> AgreementUnsigned:
    return record(
        AgreementUnsigned(
            signed=_signed(world),
            by=world.coordinator,
            reason=UnsignedFor.ENTERED_BY_MISTAKE,
            held_on=world.agency.today(),
        )
    )


def _consent(world: World) -> dict[str, object]:
    """Only a consent can be taken back by who gave it."""
    consent = make_agreement(world.agency, "Consent to e-mail", kind=AgreementKind.CONSENT)
    make_signature(world.volunteer, consent)
    return {"agreement_uuid": consent.uuid}


ADDRESSES = {"people:agreement-take-back": _consent}
KEYWORDS = {
    "invitation_uuid": lambda world: _invitation(world).uuid,
    "token": lambda world: link_to(_invitation(world)).rstrip("/").rpartition("/")[2],
    "notice_uuid": _notice,
    "agreement_uuid": lambda world: make_agreement(world.agency).uuid,
    "signed_uuid": lambda world: _on_paper(world).uuid,
    "membership_uuid": lambda world: make_membership(world.volunteer, world.agency, Role.FACILITATOR).uuid,
    "kind": lambda world: "csv",
}
FACTS = {
    "people.AgreementVersion": lambda world: make_agreement(world.agency).current(),
    "people.AgreementSigned": _signed,
    "people.AgreementUnsigned": _taken_back,
}
