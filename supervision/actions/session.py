"""A session entered once by whoever held it: one entry for each who was there, confirmed in the same act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from journey.models import Stage
from ledger.actions import write_note
from ledger.refusals import Refused, in_words
from people.locks import lock
from people.models import Agency, Person
from people.permissions import has_role, refuse_unless
from people.words import Role
from supervision import rules, sentences
from supervision.actions.entry import NOT_SURE, Origin, Sure, Told, by_the_clock, names_nobody, write_entry
from supervision.actions.signature import sign_hours
from supervision.models import Competency, Session, SessionAttendee
from supervision.permissions import assignment_for, holds_role_for
from supervision.words import HOURS_ATTESTATION_VERSION, Format


@dataclass(frozen=True)
class Agenda:
    """What was spoken about. It names no person; competencies may stand in it, and of a group stages."""

    text: str = ""
    competencies: tuple[Competency, ...] = ()
    stages: tuple[Stage, ...] = ()


NO_AGENDA = Agenda()


@transaction.atomic
def record_session(
    *,
    actor: Person,
    agency: Agency,
    told: Told,
    present: Mapping[Person, int],
    agenda: Agenda = NO_AGENDA,
    client_key: UUID | None = None,
    attestation_version: int = HOURS_ATTESTATION_VERSION,
    sure: Sure = NOT_SURE,
) -> Session:
    """Whoever held a session writes it down with the minutes each was present, under the words she was shown.

    Only people assigned to her for this kind, that day and today. The same `client_key` twice is once.
    """
    refuse_unless(told.supervisor == actor and holds_role_for(actor, told.kind, agency))
    lock(*present)
    before = Session.objects.filter(client_key=client_key).first() if client_key else None
    if before:
        refuse_unless(before.supervisor_id == actor.pk, code="form_used")
        return before
    told = replace(told, zone=told.zone or actor.profile.time_zone, note="")
    when = by_the_clock(told, told.zone)
    _who_was_there(actor, agency, told, present, when.minutes)
    _places_of_a_group(told, present, agenda)
    names_nobody(agenda.text, sure, known=[agency])
    session = _session(actor, agency, told, when, agenda, client_key or uuid4())
    _entries(session, told, present, sure, attestation_version)
    with in_words(sentences.SESSION):
        session.stages.set(agenda.stages)
    return session


def look_at_session(
    *,
    actor: Person,
    agency: Agency,
    told: Told,
    present: Mapping[Person, int],
    agenda: Agenda = NO_AGENDA,
    sure: Sure = NOT_SURE,
) -> bool:
    """Everything `record_session` would refuse, before anybody is asked to sign. Writes nothing."""
    with transaction.atomic():
        record_session(actor=actor, agency=agency, told=told, present=present, agenda=agenda, sure=sure)
        transaction.set_rollback(True)
    return True


def _who_was_there(actor: Person, agency: Agency, told: Told, present: Mapping[Person, int], longest: int) -> None:
    if not present:
        raise Refused(_("Please choose who was there."), code="nobody_there", field="present")
    if told.format == Format.INDIVIDUAL and len(present) > 1:
        raise Refused(
            _("One to one is with one person. Choose “in a group” for more."), code="too_many", field="format"
        )
    for person, minutes in present.items():
        group = told.format == Format.GROUP
        days = (told.held_on, agency.today())
        assigned = all(assignment_for(actor, person, agency, told.kind, day, group=group) for day in days)
        if person == actor or not assigned or not has_role(person, agency, Role.VOLUNTEER):
            raise Refused(
                _("%(name)s is not assigned to you for this kind of session on that day.")
                % {"name": person.get_full_name()},
                code="not_assigned",
                field="present",
            )
        if not 1 <= minutes <= longest:
            raise Refused(
                _("%(name)s cannot have been there longer than the session lasted.") % {"name": person.get_full_name()},
                code="longer_than_the_session",
                field="present",
            )


def _places_of_a_group(told: Told, present: Mapping[Person, int], agenda: Agenda) -> None:
    """Beside one person a place of the journey would be a record of that person."""
    if agenda.stages and (told.format != Format.GROUP or len(present) < 2):
        code = "session_stages_in_a_group"
        raise Refused(sentences.SESSION[code], code=code, field="stages")


def _session(actor: Person, agency: Agency, told: Told, when: rules.Slot, agenda: Agenda, client_key: UUID) -> Session:
    note, _digest = write_note(agenda.text)
    session = Session.objects.create(
        agency=agency, supervisor=actor, kind=told.kind, format=told.format, mode=told.mode, held_on=told.held_on,
        starts_at=when.starts_at, zone=told.zone, minutes=when.minutes, agenda=note, client_key=client_key,
    )  # fmt: skip
    session.competencies.set(agenda.competencies)
    return session


def _entries(session: Session, told: Told, present: Mapping[Person, int], sure: Sure, attestation_version: int) -> None:
    keys = [competency.key for competency in session.competencies.all()]
    entries = []
    for person in sorted(present, key=lambda person: person.pk):
        SessionAttendee.objects.create(session=session, person=person, minutes=present[person])
        hers = replace(told, minutes=present[person], end=None, worked_on=keys)
        try:
            entry = write_entry(
                person=person,
                agency=session.agency,
                told=hers,
                sure=sure,
                client_key=uuid5(session.client_key, str(person.uuid)),
                origin=Origin(session.supervisor, session=session),
            )
        except Refused as refused:
            sentence = _("%(name)s: %(why)s") % {"name": person.get_full_name(), "why": refused}
            raise Refused(sentence, code=refused.code, field=refused.field or "present") from refused
        entries.append(entry)
    sign_hours(actor=session.supervisor, entries=entries, attestation_version=attestation_version)
