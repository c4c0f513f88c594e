"""The own agency's volunteer with her supervisor and her consultant: hours, a request, sign-offs, one of them taken back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from courses.models import EditionText, Enrolment, Module
from courses.queries.place import place_in
from ledger.actions import record
from people.words import Role
from supervision.actions import Said, keep_role_play_draft, send_role_play
from supervision.models import (
    Acknowledged,
    Assignment,
    Competency,
    HoursEntry,
    Recording,
    RolePlay,
    RolePlayDraft,
    SignOff,
    SpokenAbout,
)
from supervision.words import HOURS_ATTESTATION_VERSION, SIGNOFF_ATTESTATION_VERSION, EvidenceKind, Kind
from tests.factories.courses import lesson, make_course, make_enrolment, make_module, roleplay_step
from tests.factories.supervision import (
    make_assignment,
    make_framework,
    make_hours,
    make_hours_signature,
    make_returned,
    make_role_play,
    make_signoff,
    make_signoff_request,
    make_taken_out,
    make_withdrawal,
    role_play_answer_of,
)
from tests.house.world import World


def _assignment(world: World) -> Assignment:
    """The two, and the consultant beside them."""
    pair = {"agency": world.agency, "volunteer": world.volunteer, "kind": Kind.PEER_SUPERVISION}
    if found := Assignment.objects.filter(**pair).first():
        return found
    make_assignment(
        world.own[Role.CONSULTANT], world.volunteer, world.agency,
        kind=Kind.CLINICAL_CONSULTATION, assigned_by=world.coordinator,
    )  # fmt: skip
    return make_assignment(world.supervisor, world.volunteer, world.agency, assigned_by=world.coordinator)


def _waiting(world: World, **fields: Any) -> HoursEntry:
    _assignment(world)
    return make_hours(world.volunteer, world.supervisor, world.agency, **fields)


def _from_paper(world: World) -> HoursEntry:
    paper = ContentFile(b"%PDF-1.4 hours", name="hours.pdf")
    return _waiting(world, entered_by=world.coordinator, on_paper=True, scan=paper, scan_sha256="0" * 64)


def _competency(world: World) -> Competency:
    _assignment(world)
    framework = world.agency.competency_frameworks.first() or make_framework(world.agency)
    return framework.competencies.first()


def _signoff(world: World) -> SignOff:
    competency = _competency(world)
    return make_signoff(world.volunteer, world.supervisor, world.agency, competency)


def _taken_back(world: World) -> SignOff:
    signoff = _signoff(world)
    make_withdrawal(signoff)
    return signoff


def _request(world: World) -> Any:
    competency = _competency(world)
    return make_signoff_request(world.volunteer, world.supervisor, world.agency, competency)


def _entry(world: World) -> dict[str, object]:
    return {"entry": _waiting(world).uuid}


def _returned(world: World) -> dict[str, object]:
    entry = _waiting(world)
    make_returned(entry)
    return {"entry": entry.uuid}


def _pair(world: World) -> dict[str, object]:
    return {"assignment": _assignment(world).uuid, "competency": _competency(world).uuid}


def _told(world: World) -> dict[str, object]:
    return {
        "with_whom": str(_assignment(world).uuid), "held_on": world.agency.today() - timedelta(days=3),
        "minutes": 30, "format": "individual", "mode": "phone", "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d10",
    }  # fmt: skip


def _session(world: World) -> dict[str, object]:
    _assignment(world)
    return {
        "held_on": world.agency.today() - timedelta(days=2), "minutes": 60, "format": "group", "mode": "video",
        f"here_{world.volunteer.uuid}": "on", "attested": HOURS_ATTESTATION_VERSION,
        "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d11",
    }  # fmt: skip


def _cover(world: World) -> dict[str, object]:
    today = world.agency.today()
    return {"starts_on": today, "ends_on": today + timedelta(days=7), "no_conflict": "on"}


def _practice(world: World) -> tuple[Enrolment, Module, str]:
    """A lesson with a role-play in a course that the own agency's volunteer takes; whoever supervises her is there."""
    _assignment(world)
    step = roleplay_step()
    module = make_module("First calls", lesson("The first call", step), agency=world.agency)
    return make_enrolment(world.volunteer, make_course("Calls", module, agency=world.agency), world.agency), module, step["key"]  # fmt: skip


def _at_a_role_play(world: World) -> dict[str, object]:
    enrolment, module, step = _practice(world)
    here = place_in(enrolment, module)
    keep_role_play_draft(actor=world.volunteer, place=here, step=UUID(step), said=Said(text="Hi, I am a parent too."))
    return {"course": enrolment.course.slug, "module": module.slug, "lesson": "the-first-call", "step": step}


def _role_play(world: World) -> RolePlay:
    return make_role_play(*_practice(world))


def _voice(world: World) -> RolePlay:
    """A role-play with a recording."""
    enrolment, module, step = _practice(world)
    here = place_in(enrolment, module)
    voice = Recording.objects.create(file=_kept(), sha256="0" * 64, seconds=4)
    RolePlayDraft.objects.create(person=world.volunteer, enrolment=enrolment, step_key=step, recording=voice)
    return send_role_play(actor=world.volunteer, place=here, step=UUID(step))


def _kept() -> str:
    return default_storage.save("voices/one.m4a", ContentFile(b"a voice"))


def _marks(world: World) -> dict[str, object]:
    """Whichever role-play stands at the address: its rows are marked alike."""
    rubric = [row["key"] for text in EditionText.objects.all() for row in _rubric(text.document)]
    return {"note": "You asked before you told.", **{f"mark-{row}": "growing" for row in rubric}}


def _rubric(document: dict[str, Any]) -> list[dict[str, Any]]:
    steps = [step for one in document["lessons"] for step in one["steps"]]
    return [row for step in steps for row in step.get("rubric", ())]


ADDRESSES = {
    "supervision:entry": _entry,
    "supervision:correct": _returned,
    "supervision:seen": _entry,
    "supervision:take-out": _entry,
    "supervision:erase-note": lambda world: {"entry": _waiting(world, note="How to end a call kindly").uuid},
    "supervision:scan": lambda world: {"entry": _from_paper(world).uuid},
    "supervision:confirm": _entry,
    "supervision:give-back": _entry,
    "supervision:person": lambda world: {"assignment": _assignment(world).uuid},
    "supervision:person-export": lambda world: {"assignment": _assignment(world).uuid},
    "supervision:paper": lambda world: {"assignment": _assignment(world).uuid},
    "supervision:end-assignment": lambda world: {
        "agency_slug": world.agency.slug, "assignment": _assignment(world).uuid,
    },
    "supervision:competency": lambda world: {"competency": _competency(world).uuid},
    "supervision:sign-off": _pair,
    "supervision:answer-request": lambda world: {"asked": _request(world).uuid},
    "supervision:withdraw": lambda world: {"signoff": _signoff(world).uuid},
    "supervision:spoken": lambda world: {"signoff": _taken_back(world).uuid},
    **{f"supervision:practice{what}": _at_a_role_play for what in ("", "-drop", "-send")},
    "supervision:role-play": lambda world: {"role_play": _role_play(world).uuid},
    "supervision:erase-role-play": lambda world: {"role_play": _role_play(world).uuid},
    "supervision:answer-role-play": lambda world: {"role_play": _role_play(world).uuid},
    "supervision:own-voice": lambda world: {"recording": _voice(world).recording.uuid},
    "supervision:voice": lambda world: {"role_play": _voice(world).uuid},
}  # fmt: skip
BODIES = {
    "supervision:new": _told,
    "supervision:save-draft": _told,
    "supervision:correct": lambda world: {**_told(world), "reason": "minutes"},
    "supervision:take-out": lambda world: {"reason": "mistake"},
    "supervision:confirm": lambda world: {"attestation_version": HOURS_ATTESTATION_VERSION},
    "supervision:give-back": lambda world: {"code": "minutes"},
    "supervision:log-session": _session,
    "supervision:sign-off": lambda world: {
        "level": "2", "evidence_kinds": [EvidenceKind.ROLE_PLAY], "attestation_version": SIGNOFF_ATTESTATION_VERSION,
        "client_key": "6b0b7f5e-6a39-4bd1-8d3b-0a4a3f6f9d12",
    },
    "supervision:competency": lambda world: {
        "level": "1", "evidence_kinds": [EvidenceKind.ROLE_PLAY], "asked_of": str(world.supervisor.uuid),
    },
    "supervision:practice": lambda world: {"text": "Hi, I am a parent too. Is this a good time?"},
    "supervision:answer-role-play": _marks,
    "supervision:answer-request": lambda world: {"note": "Let us practice it once more."},
    "supervision:withdraw": lambda world: {"reason": "mistake"},
    "supervision:end-assignment": lambda world: {"last_day": world.agency.today()},
    "supervision:away": _cover,
    "supervision:cover": _cover,
}  # fmt: skip
FACTS = {
    "supervision.HoursEntry": _waiting,
    "supervision.Signature": lambda world: make_hours_signature(_waiting(world)),
    "supervision.Returned": lambda world: make_returned(_waiting(world)),
    "supervision.HoursVoided": lambda world: make_taken_out(_waiting(world), world.volunteer),
    "supervision.Acknowledged": lambda world: record(
        Acknowledged(entry=_waiting(world), by=world.volunteer, held_on=world.agency.today())
    ),
    "supervision.SignOff": _signoff,
    "supervision.SignOffWithdrawn": lambda world: make_withdrawal(_signoff(world)),
    "supervision.RolePlay": _role_play,
    "supervision.RolePlayAnswer": lambda world: record(role_play_answer_of(_role_play(world), world.supervisor)),
    "supervision.SpokenAbout": lambda world: record(
        SpokenAbout(withdrawal=make_withdrawal(_signoff(world)), by=world.supervisor, held_on=world.agency.today())
    ),
}  # fmt: skip
