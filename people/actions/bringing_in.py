"""Bringing the people of a spreadsheet in. Safe to repeat: who is here already is left as she is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from people.actions.invitation import invite, mail_many_later
from people.actions.role import begin_role
from people.locks import lock
from people.models import Agency, Invitation, Person, Profile
from people.permissions import can_manage_people, refuse_unless
from people.queries.bringing_in import Planned, Row, language_code, plan
from people.words import Outcome


@dataclass(frozen=True)
class BroughtIn:
    """How many of each: written down, given the role, here already, invited, left out."""

    new: int
    roles: int
    here: int
    invited: int
    left_out: int


@transaction.atomic
def bring_in(*, actor: Person, agency: Agency, rows: Sequence[Row], invitations: bool) -> BroughtIn:
    """Do what the plan says, row by row; rows with a problem are left out. Two presses of the button count once."""
    refuse_unless(can_manage_people(actor, agency))
    lock(actor)
    planned = plan(actor=actor, agency=agency, rows=rows)
    sent: list[Invitation] = []
    for one in planned:
        person = _write_down(actor, agency, one)
        if invitations and one.may_be_invited and not _is_invited(agency, one):
            sent.append(_invite(actor, agency, one, person))
    mail_many_later(sent)
    count = Counter(one.outcome for one in planned)
    waiting = 0 if invitations else count[Outcome.ELSEWHERE]
    return BroughtIn(
        new=count[Outcome.NEW],
        roles=count[Outcome.ROLE],
        here=count[Outcome.HERE],
        invited=len(sent),
        left_out=count[Outcome.WRONG] + waiting,
    )


def _write_down(actor: Person, agency: Agency, one: Planned) -> Person | None:
    if one.outcome == Outcome.ROLE:
        assert one.person is not None
        begin_role(actor=actor, person=one.person, agency=agency, role=one.role, starts_on=one.starts_on)
    if one.outcome != Outcome.NEW:
        return one.person
    person = Person.objects.create_user()
    row = one.row
    Profile.objects.create(
        person=person,
        name=row["name"],
        preferred_name=row["preferred_name"],
        contact_email=row["contact_email"] or row["sign_in_email"].lower(),
        phone=row["phone"],
        language=language_code(row["language"]) or agency.language,
        time_zone=agency.time_zone,
    )
    begin_role(actor=actor, person=person, agency=agency, role=one.role, starts_on=one.starts_on)
    return person


def _is_invited(agency: Agency, one: Planned) -> bool:
    email = one.row["sign_in_email"].lower()
    open_ones = Invitation.objects.filter(agency=agency, email=email, role=one.role, used_at=None, withdrawn_at=None)
    return open_ones.exists()


def _invite(actor: Person, agency: Agency, one: Planned, person: Person | None) -> Invitation:
    return invite(
        actor=actor,
        agency=agency,
        email=one.row["sign_in_email"],
        role=one.role,
        name=one.row["name"],
        language=language_code(one.row["language"]) or "",
        person=person,
        mail=False,
    )
