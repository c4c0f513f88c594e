"""Bringing the people of a spreadsheet in. Safe to repeat: who is here already is left as she is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ledger.refusals import in_words
from people.actions.invitation import OPEN_ONCE, mail_many_later, new_invitation
from people.actions.role import SENTENCES
from people.locks import lock
from people.models import Agency, Invitation, Membership, Person, Profile
from people.permissions import can_manage_people, refuse_unless
from people.queries.bringing_in import Planned, Row, language_code, plan
from people.words import Outcome, PersonState


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
    """Do what the plan says; rows with a problem are left out. Two presses of the button count once.

    Written in a few statements however many rows there are: a request does not wait for five hundred of each.
    """
    refuse_unless(can_manage_people(actor, agency))
    lock(actor)
    planned = plan(actor=actor, agency=agency, rows=rows)
    people = _write_down(agency, planned)
    _begin_roles(actor, agency, planned, people)
    sent = _invite(actor, agency, planned, people) if invitations else []
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


def _write_down(agency: Agency, planned: Sequence[Planned]) -> dict[int, Person]:
    """Everybody new, without a sign-in. Answers the person of each row, by the row's number."""
    new = [one for one in planned if one.outcome == Outcome.NEW]
    made = Person.objects.bulk_create([Person(password=make_password(None)) for _one in new])
    Profile.objects.bulk_create([_profile(agency, one.row, person) for one, person in zip(new, made, strict=True)])
    known = {one.number: one.person for one in planned if one.person}
    return known | {one.number: person for one, person in zip(new, made, strict=True)}


def _profile(agency: Agency, row: Row, person: Person) -> Profile:
    return Profile(
        person=person,
        name=row["name"],
        preferred_name=row["preferred_name"],
        contact_email=row["contact_email"] or row["sign_in_email"].lower(),
        phone=row["phone"],
        language=language_code(row["language"]) or agency.language,
        time_zone=agency.time_zone,
    )


def _begin_roles(actor: Person, agency: Agency, planned: Sequence[Planned], people: dict[int, Person]) -> None:
    begin = [one for one in planned if one.outcome in (Outcome.NEW, Outcome.ROLE)]
    with in_words(SENTENCES):
        Membership.objects.bulk_create(
            Membership(
                person=people[one.number],
                agency=agency,
                role=one.role,
                starts_on=one.starts_on or agency.today(),
                granted_by=actor,
            )
            for one in begin
        )


def _invite(actor: Person, agency: Agency, planned: Sequence[Planned], people: dict[int, Person]) -> list[Invitation]:
    """Whoever has an address to sign in with, is here, and was not asked already."""
    open_ones = Invitation.objects.filter(agency=agency, used_at=None, withdrawn_at=None)
    asked = set(open_ones.values_list("email", "role"))
    new = [
        new_invitation(
            actor=actor,
            agency=agency,
            email=one.row["sign_in_email"],
            role=one.role,
            name=one.row["name"],
            language=language_code(one.row["language"]) or agency.language,
            person=people.get(one.number),
        )
        for one in planned
        if one.may_be_invited
        and (one.row["sign_in_email"].lower(), one.role) not in asked
        and not (one.person and one.person.state != PersonState.HERE)
    ]
    with in_words(OPEN_ONCE):
        return Invitation.objects.bulk_create(new)
