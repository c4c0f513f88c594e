"""What stands at the addresses of an agency's people."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from ledger.actions import record
from people.actions import invite, keep_draft, notify
from people.models import Agreement, AgreementSigned, AgreementUnsigned, Draft, Invitation
from people.open_form import OpenForm
from people.queries.invitation import link_to
from people.words import AgreementKind, Role, SignedBy, UnsignedFor
from tests.factories.people import make_agreement, make_membership, make_signature
from tests.house.world import World


def _invitation(world: World) -> Invitation:
    return invite(
        actor=world.coordinator, agency=world.agency, email="new@example.org", role=Role.VOLUNTEER, mail=False
    )


def _draft(world: World) -> Draft:
    keep_draft(actor=world.volunteer, form="/hours/new/", hand=uuid4(), seq=1, typed={"note": ["A word"]})
    return Draft.objects.of(world.volunteer).get()


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


def _consent_on_paper(world: World) -> dict[str, object]:
    """A paper can be taken back as entered by mistake."""
    return {"person_uuid": world.volunteer.uuid, "signed_uuid": _on_paper(world).uuid}


def _to_read(world: World) -> Agreement:
    return Agreement.objects.filter(agency=world.agency).first() or make_agreement(world.agency)


def _details(world: World) -> dict[str, object]:
    return {
        "name": "Jo Berg", "preferred_name": "Jo", "phone": "(555) 010-0123", "contact_by": "phone", "language": "en",
        "time_zone": "America/New_York",
    }  # fmt: skip


def _paper(world: World) -> dict[str, object]:
    return {
        "version": _to_read(world).current().uuid,
        "signed_on": world.agency.today().isoformat(),
        "scan": SimpleUploadedFile("pledge.pdf", b"%PDF-1.4 signed", "application/pdf"),
    }


def _wording(world: World) -> dict[str, object]:
    return {"text": "I keep what I hear to myself.", "in_force_from": world.agency.today().isoformat()}


ADDRESSES = {
    "people:agreement-take-back": _consent,
    "people:paper-take-back": _consent_on_paper,
    "people:draft-drop": lambda world: {"draft_uuid": _draft(world).uuid},
    "people:agreement": lambda world: {"agreement_uuid": _to_read(world).uuid},
}
BODIES = {
    "people:join": lambda world: {**_details(world), "password": "four words nobody guesses", "adult": "on"},
    "people:details": _details,
    "people:agreement": lambda world: {"version": _to_read(world).current().uuid, "agree": "on"},
    "people:person-new": lambda world: {**_details(world), "role": Role.VOLUNTEER},
    "people:person-edit": _details,
    "people:person-erase": lambda world: {"name": world.volunteer.profile.name},
    "people:person-invite": lambda world: {"email": world.volunteer.email, "role": Role.FACILITATOR},
    "people:role-grant": lambda world: {"role": Role.FACILITATOR},
    "people:role-end": lambda world: {"last_day": world.agency.today().isoformat()},
    "people:draft-save": lambda world: {
        "draft-proof": OpenForm(world.volunteer.pk, "/hours/new/", "/hours/new/").proof,
        "draft-hand": str(uuid4()),
        "draft-seq": 1,
        "note": "A word",
    },
    "people:paper": _paper,
    "people:paper-take-back": lambda world: {"reason": UnsignedFor.ENTERED_BY_MISTAKE},
    "people:bring-in": lambda world: {"sheet": SimpleUploadedFile("list.csv", b"Name\nJo Berg\n", "text/csv")},
    "people:invite": lambda world: {
        "name": "Jo Berg", "email": "jo@example.org", "role": Role.VOLUNTEER, "language": "en",
    },
    "people:agency-agreement-new": lambda world: {**_wording(world), "title": "House rules", "kind": "code"},
    "people:agency-agreement-version": _wording,
    "people:agency-agreement-in-use": lambda world: {"in_use": ""},
    "people:agency-settings": lambda world: {
        "name": "Willow County", "role_word": "Support Parent", "role_word_plural": "Support Parents",
        "time_zone": "America/New_York", "language": "en", "crisis_name": "988 Lifeline", "crisis_number": "988",
        "late_after_days": 30,
    },
}  # fmt: skip
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
