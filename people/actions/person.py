"""A person's details: entered by a coordinator, kept up by herself."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.refusals import Refused
from people.actions.role import begin_role
from people.models import Agency, Person, Profile
from people.permissions import can_grant, can_manage_people, refuse_unless, roles_of, stands_above
from people.queries.person import PeopleSearch, find_people, knows_contacts
from people.rules import same_name
from people.words import NEEDS_SIGN_IN, STAFF_ROLES, ContactBy, PersonState, Role


@dataclass(frozen=True)
class Details:
    """Her names and how to reach her, as typed."""

    name: str
    preferred_name: str = ""
    contact_email: str = ""
    phone: str = ""
    contact_by: str = ContactBy.PHONE
    language: str = "en"
    time_zone: str = "America/New_York"


@transaction.atomic
def add_person(
    *,
    actor: Person,
    agency: Agency,
    details: Details,
    role: Role = Role.VOLUNTEER,
    starts_on: date | None = None,
    another_of_that_name: bool = False,
) -> Person:
    """Somebody who has no sign-in (yet) is written down with her role; a second one of her name only when meant so."""
    refuse_unless(can_grant(actor, agency, role), "not_yours_to_grant")
    if role in NEEDS_SIGN_IN:
        raise Refused(_("This role needs a sign-in. Send an invitation instead."), code="needs_sign_in", field="role")
    if not another_of_that_name and _of_that_name(agency, details.name):
        raise Refused(
            _("Somebody of this name is here already. If this is another person, tick the box below and save again."),
            code="same_name",
            field="another_of_that_name",
        )
    person = Person.objects.create_user()
    Profile.objects.create(person=person, **vars(details))
    begin_role(actor=actor, person=person, agency=agency, role=role, starts_on=starts_on)
    return person


def _of_that_name(agency: Agency, name: str) -> bool:
    first_word = name.split()[0] if name.split() else name
    alike = find_people(agency, PeopleSearch(words=first_word))
    return any(same_name(person.profile.name) == same_name(name) for person in alike)


@transaction.atomic
def edit_details(*, actor: Person, person: Person, details: Details, agency: Agency | None = None) -> Profile:
    """She edits her own; a coordinator edits those of the people who belong to her agency now."""
    if actor != person:
        refuse_unless(agency is not None and can_manage_people(actor, agency) and knows_contacts(agency, person))
    if person.state == PersonState.ERASED:
        raise Refused(_("This name was removed for good."), code="erased")
    Profile.objects.filter(person=person).update(**vars(details))
    return Profile.objects.get(person=person)


@transaction.atomic
def say_died(*, actor: Person, person: Person, agency: Agency) -> Person:
    """She has died. Nothing is sent to her any more; her sign-in closes; her records stay."""
    refuse_unless(stands_above(actor, person, agency) and knows_contacts(agency, person))
    if _is_staff_elsewhere(person, agency):
        raise Refused(
            _("This person has a role in another agency, too. That one ends first, then you can write it down here."),
            code="staff_elsewhere",
        )
    return _set_state(person, expected=PersonState.HERE, state=PersonState.DIED, is_active=False)


@transaction.atomic
def say_here(*, actor: Person, person: Person, agency: Agency) -> Person:
    """That she died was entered by mistake."""
    refuse_unless(stands_above(actor, person, agency) and knows_contacts(agency, person))
    return _set_state(person, expected=PersonState.DIED, state=PersonState.HERE, is_active=True)


def _is_staff_elsewhere(person: Person, agency: Agency) -> bool:
    """One agency alone does not shut somebody out of her work at another."""
    held = roles_of(person).memberships
    return any(membership.agency_id != agency.pk and membership.role in STAFF_ROLES for membership in held)


def _set_state(person: Person, *, expected: PersonState, state: PersonState, is_active: bool) -> Person:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.state != expected:
        raise Refused(_("This was changed already. Look at the page again."), code="changed_meanwhile")
    person.state, person.is_active = state, is_active
    person.save(update_fields=["state", "is_active"])
    return person
