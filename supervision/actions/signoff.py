"""Competencies: asked for, signed off, or answered in words."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger import clock
from ledger.actions import record, write_note
from ledger.refusals import Refused, in_words
from people.actions import notify
from people.locks import lock
from people.models import Agency, Person
from people.permissions import has_role, refuse_unless
from people.words import Role
from supervision import sentences
from supervision.actions.entry import NOT_SURE, Sure, names_nobody
from supervision.models import (
    Assignment,
    Competency,
    Level,
    LevelDescriptor,
    SignOff,
    SignOffRequest,
)
from supervision.permissions import (
    assignment_for,
    competencies_visible_to,
    holds_role_for,
    requests_to_answer,
)
from supervision.words import (
    SIGNOFF_ATTESTATION_VERSION,
    EvidenceKind,
    Kind,
    signoff_attestation,
)


@transaction.atomic
def request_signoff(
    *,
    actor: Person,
    agency: Agency,
    competency: Competency,
    asked_of: Person,
    level: Level | None = None,
    evidence_kinds: Sequence[EvidenceKind] = (),
    note: str = "",
    sure: Sure = NOT_SURE,
) -> SignOffRequest:
    """She asks her peer supervisor to sign off a competency. Asking twice is asking once."""
    refuse_unless(has_role(actor, agency, Role.VOLUNTEER))
    refuse_unless(competencies_visible_to(actor).filter(pk=competency.pk).exists())
    lock(actor)
    open_one = SignOffRequest.objects.filter(person=actor, agency=agency, competency=competency, answered_at=None)
    if before := open_one.first():
        return before
    if assignment_for(asked_of, actor, agency, Kind.PEER_SUPERVISION, agency.today()) is None:
        raise Refused(_("Choose somebody who supervises you today."), code="not_assigned", field="asked_of")
    _of_its_framework(competency, level)
    names_nobody(note, sure, known=[actor, asked_of, agency])
    words, _digest = write_note(note)
    with in_words(sentences.SIGNOFF):
        request = SignOffRequest.objects.create(
            person=actor, agency=agency, competency=competency, level=level, asked_of=asked_of,
            evidence_kinds=[EvidenceKind(kind).value for kind in evidence_kinds], note=words,
        )  # fmt: skip
    notify(
        person=asked_of,
        agency=agency,
        kind="supervision-signoff-asked",
        key=f"supervision-signoff-asked:{request.uuid}",
        url=reverse("supervision:answer-request", args=[request.uuid]),
        about={"name": actor.get_short_name()},
    )
    return request


def _of_its_framework(competency: Competency, level: Level | None) -> None:
    if level is not None and level.framework_id != competency.framework_id:
        raise Refused(_("This level belongs to another list. Please choose again."), code="level", field="level")


@transaction.atomic
def sign_off(
    *,
    actor: Person,
    assignment: Assignment,
    competency: Competency,
    level: Level,
    evidence_kinds: Sequence[EvidenceKind],
    note: str = "",
    valid_until: date | None = None,
    attestation_version: int = SIGNOFF_ATTESTATION_VERSION,
    client_key: UUID | None = None,
    sure: Sure = NOT_SURE,
) -> SignOff:
    """Her peer supervisor attests, in the words of that level, that she practises this competency. A repeat is once."""
    person, agency = assignment.volunteer, assignment.agency
    lock(person)
    before = SignOff.objects.filter(client_key=client_key).first() if client_key else None
    if before:
        refuse_unless(before.assessor_id == actor.pk, code="form_used")
        return before
    if attestation_version != SIGNOFF_ATTESTATION_VERSION:
        raise Refused(_("The words to sign have changed. Please read them again."), code="attestation_changed")
    current = _right_to_sign_off(actor, person, agency)
    _of_its_framework(competency, level)
    _says_how(evidence_kinds, valid_until, agency)
    names_nobody(note, sure, known=[actor, person, agency])
    signoff = _record(actor, current, competency, level, evidence_kinds, note, valid_until, client_key)
    _tell(signoff, "supervision-signoff-given")
    return signoff


def _right_to_sign_off(actor: Person, person: Person, agency: Agency) -> Assignment:
    """The peer supervision of the two today. Consultation gives no right to sign off."""
    if actor == person:
        code = "signoff_not_by_herself"
        raise Refused(sentences.SIGNOFF[code], code=code)
    assignment = assignment_for(actor, person, agency, Kind.PEER_SUPERVISION, agency.today())
    if assignment is None or not holds_role_for(actor, Kind.PEER_SUPERVISION, agency):
        raise Refused(sentences.SIGNOFF["signoff_within_an_assignment"], code="signoff_within_an_assignment")
    return assignment


def _says_how(evidence_kinds: Sequence[EvidenceKind], valid_until: date | None, agency: Agency) -> None:
    if not evidence_kinds:
        raise Refused(_("Please mark how you came to know it."), code="no_evidence", field="evidence_kinds")
    if valid_until and valid_until <= agency.today():
        raise Refused(_("Choose a day to come, or leave it empty."), code="valid_until", field="valid_until")


def _record(
    actor: Person, assignment: Assignment, competency: Competency, level: Level,
    evidence_kinds: Sequence[EvidenceKind], note: str, valid_until: date | None, client_key: UUID | None,
) -> SignOff:  # fmt: skip
    person, agency = assignment.volunteer, assignment.agency
    request = SignOffRequest.objects.filter(
        person=person, agency=agency, competency=competency, answered_at=None
    ).first()
    words, digest = write_note(note)
    with in_words(sentences.SIGNOFF):
        signoff = record(
            SignOff(
                person=person, agency=agency, competency=competency, level=level, level_number=level.number,
                wording=LevelDescriptor.objects.get(competency=competency, level=level).words,
                evidence_kinds=[EvidenceKind(kind).value for kind in evidence_kinds], assessor=actor,
                assignment=assignment, role=Role.SUPERVISOR, credential=assignment.credential,
                attestation=signoff_attestation(), attestation_version=SIGNOFF_ATTESTATION_VERSION,
                valid_until=valid_until, request=request, client_key=client_key or uuid4(), note=words,
                note_digest=digest, held_on=agency.today(),
            )
        )  # fmt: skip
    _close(request, actor)
    return signoff


def _close(request: SignOffRequest | None, actor: Person) -> None:
    if request:
        request.answered_at, request.answered_by = clock.now(), actor
        request.save(update_fields=["answered_at", "answered_by", "answer"])


@transaction.atomic
def answer_request(*, actor: Person, request: SignOffRequest, words: str, sure: Sure = NOT_SURE) -> SignOffRequest:
    """Not yet, and in words what would help. She may ask again whenever she likes."""
    refuse_unless(requests_to_answer(actor).filter(pk=request.pk).exists())
    lock(request.person)
    request = SignOffRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.answered_at:
        return request
    if not words.strip():
        raise Refused(_("Please say in a sentence what would help next."), code="no_words", field="words")
    names_nobody(words, sure, known=[actor, request.person, request.agency])
    request.answer, _digest = write_note(words)
    _close(request, actor)
    notify(
        person=request.person,
        agency=request.agency,
        kind="supervision-signoff-answered",
        key=f"supervision-signoff-answered:{request.uuid}",
        url=reverse("supervision:competency", args=[request.competency.uuid]),
        about={"name": actor.get_short_name()},
    )
    return request


def _tell(signoff: SignOff, kind: str) -> None:
    notify(
        person=signoff.person,
        agency=signoff.agency,
        kind=kind,
        key=f"{kind}:{signoff.uuid}",
        url=reverse("supervision:competency", args=[signoff.competency.uuid]),
        about={
            "name": signoff.assessor.get_short_name(),
            "competency": signoff.competency.said("title", signoff.person.profile.language),
        },
    )
