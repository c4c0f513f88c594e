"""Assignments, hours, signatures, frameworks and sign-offs out of nothing: shared by the tests and the demo."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import yaml

from courses.models import Enrolment, Module
from courses.queries.place import place_in
from ledger import clock
from ledger.actions import record, write_note
from people.models import Agency, Person
from supervision.actions import Said, keep_role_play_draft, load_framework, send_role_play
from supervision.models import (
    Assignment,
    Competency,
    CompetencyFramework,
    HoursEntry,
    HoursVoided,
    Returned,
    RolePlay,
    RolePlayAnswer,
    Signature,
    SignOff,
    SignOffRequest,
    SignOffWithdrawn,
)
from supervision.queries.role_play import scene_of
from supervision.words import (
    LEDGER_OF,
    EvidenceKind,
    Format,
    Kind,
    Mode,
    ReturnCode,
    TakenOutReason,
    WithdrawReason,
    hours_attestation,
    signoff_attestation,
)

WORLD = Path(__file__).parents[2] / "lms" / "demo" / "world"


def make_assignment(
    supervisor: Person,
    volunteer: Person,
    agency: Agency,
    *,
    assigned_by: Person | None = None,
    kind: Kind = Kind.PEER_SUPERVISION,
    starts_on: date | None = None,
    **more: Any,
) -> Assignment:
    """By default since about half a year, and entered by the supervisor's own hand."""
    return Assignment.objects.create(
        agency=agency,
        supervisor=supervisor,
        volunteer=volunteer,
        kind=kind,
        starts_on=starts_on or agency.today() - timedelta(days=180),
        no_conflict=True,
        assigned_by=assigned_by or supervisor,
        **more,
    )


def hours_of(person: Person, supervisor: Person, agency: Agency, **fields: Any) -> HoursEntry:
    """An entry that is not written yet: an hour, a week ago, one to one, by video. `start="17:30"` for a clock time."""
    held_on = fields.pop("held_on", None) or agency.today() - timedelta(days=7)
    kind = fields.pop("kind", Kind.PEER_SUPERVISION)
    minutes, start, note = fields.pop("minutes", 60), fields.pop("start", None), fields.pop("note", "")
    if start:
        there = ZoneInfo(agency.time_zone)
        fields["starts_at"] = datetime.combine(held_on, time.fromisoformat(start), tzinfo=there).astimezone(
            ZoneInfo("UTC")
        )
        fields["ends_at"] = fields["starts_at"] + timedelta(minutes=minutes)
    words, digest = write_note(note)
    defaults: dict[str, Any] = {
        "person": person, "agency": agency, "kind": kind, "ledger": LEDGER_OF[kind], "format": Format.INDIVIDUAL,
        "mode": Mode.VIDEO, "zone": agency.time_zone, "supervisor": supervisor, "entered_by": person,
        "held_on": held_on, "minutes": minutes, "note": words, "note_digest": digest,
    }  # fmt: skip
    return HoursEntry(**defaults | fields)


def make_hours(person: Person, supervisor: Person, agency: Agency, **fields: Any) -> HoursEntry:
    """Hours she has sent; they wait for a signature."""
    return record(hours_of(person, supervisor, agency, **fields))


def signature_of(entry: HoursEntry, signer: Person, assignment: Assignment | None = None, **fields: Any) -> Signature:
    """A signature that is not written yet, by the newest assignment of the two."""
    assignment = assignment or _newest(signer, entry)
    from_records = fields.get("from_records", False)
    defaults: dict[str, Any] = {
        "entry": entry, "person": entry.person, "signer": signer, "assignment": assignment,
        "attestation": hours_attestation(from_records=from_records), "held_on": entry.agency.today(),
        "credential": assignment.credential if assignment else "",
    }  # fmt: skip
    return Signature(**defaults | fields)


def _newest(supervisor: Person, entry: HoursEntry) -> Assignment | None:
    of_both = Assignment.objects.filter(
        supervisor=supervisor, volunteer=entry.person, agency=entry.agency, kind=entry.kind
    )
    return of_both.order_by("-starts_on", "-pk").first()


def make_hours_signature(entry: HoursEntry, signer: Person | None = None, **fields: Any) -> Signature:
    return record(signature_of(entry, signer or entry.supervisor, **fields))


def make_confirmed_hours(person: Person, supervisor: Person, agency: Agency, **fields: Any) -> Signature:
    """Hours that count: sent and confirmed."""
    return make_hours_signature(make_hours(person, supervisor, agency, **fields))


def make_returned(entry: HoursEntry, by: Person | None = None, note: str = "") -> Returned:
    words, digest = write_note(note)
    return record(
        Returned(
            entry=entry, by=by or entry.supervisor, code=ReturnCode.MINUTES, note=words, note_digest=digest,
            held_on=entry.agency.today(),
        )
    )  # fmt: skip


def make_taken_out(entry: HoursEntry, by: Person) -> HoursVoided:
    return record(HoursVoided(entry=entry, by=by, reason=TakenOutReason.MISTAKE, held_on=entry.agency.today()))


def framework_data() -> dict[str, Any]:
    """The demo's own framework: six competencies, three levels."""
    loaded: dict[str, Any] = yaml.safe_load((WORLD / "competencies.yaml").read_text(encoding="utf-8"))["framework"]
    return loaded


def framework_in_spanish() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((WORLD / "competencies.es.yaml").read_text(encoding="utf-8"))["framework"]
    return loaded


def make_framework(agency: Agency | None = None) -> CompetencyFramework:
    """In both languages."""
    return load_framework(framework_data(), agency, {"es": framework_in_spanish()})


def signoff_of(
    person: Person, assessor: Person, agency: Agency, competency: Competency, *, level: int = 2, **fields: Any
) -> SignOff:
    """A sign-off that is not written yet."""
    step = competency.framework.levels.get(number=level)
    assignment = Assignment.objects.filter(
        supervisor=assessor, volunteer=person, agency=agency, kind=Kind.PEER_SUPERVISION
    ).last()
    defaults: dict[str, Any] = {
        "person": person, "agency": agency, "competency": competency, "level": step, "level_number": step.number,
        "wording": competency.descriptors.get(level=step).text, "evidence_kinds": [EvidenceKind.OBSERVATION],
        "assessor": assessor, "assignment": assignment, "attestation": signoff_attestation(), "held_on": agency.today(),
    }  # fmt: skip
    return SignOff(**defaults | fields)


def make_signoff(
    person: Person, assessor: Person, agency: Agency, competency: Competency, *, level: int = 2, **fields: Any
) -> SignOff:
    return record(signoff_of(person, assessor, agency, competency, level=level, **fields))


def make_signoff_request(
    person: Person, asked_of: Person, agency: Agency, competency: Competency, **fields: Any
) -> SignOffRequest:
    return SignOffRequest.objects.create(
        person=person, asked_of=asked_of, agency=agency, competency=competency,
        **{"evidence_kinds": [EvidenceKind.ROLE_PLAY]} | fields,
    )  # fmt: skip


def make_role_play(enrolment: Enrolment, module: Module, step: str, text: str = "Hi, I am a parent too.") -> RolePlay:
    """She writes what she would say, and sends it."""
    here, key = place_in(enrolment, module), UUID(step)
    assert here is not None
    keep_role_play_draft(actor=enrolment.person, place=here, step=key, said=Said(text=text))
    return send_role_play(actor=enrolment.person, place=here, step=key)


def role_play_answer_of(role_play: RolePlay, supervisor: Person, **fields: Any) -> RolePlayAnswer:
    """An answer that is not written yet, by the newest assignment of the two."""
    of_both = Assignment.objects.filter(supervisor=supervisor, volunteer=role_play.person)
    assignment = of_both.order_by("-starts_on", "-pk").first()
    words, digest = write_note("You asked before you told. Next: leave a little more silence.")
    marks = {row["key"]: "growing" for row in scene_of(role_play, "en").rubric}
    defaults: dict[str, Any] = {
        "role_play": role_play, "person": role_play.person, "by": supervisor, "assignment": assignment, "marks": marks,
        "note": words, "note_digest": digest, "held_on": role_play.agency.today(),
    }  # fmt: skip
    return RolePlayAnswer(**defaults | fields)


def make_withdrawal(signoff: SignOff, by: Person | None = None, **fields: Any) -> SignOffWithdrawn:
    defaults: dict[str, Any] = {
        "signoff": signoff, "by": by or signoff.assessor, "reason": WithdrawReason.PRACTICE,
        "tell_from": clock.now() + timedelta(days=3), "held_on": signoff.agency.today(),
    }  # fmt: skip
    return record(SignOffWithdrawn(**defaults | fields))
