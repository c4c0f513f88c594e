"""Roles: granted downward, never to oneself; a role ends, it is never deleted."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.refusals import Refused, in_words
from people.actions.notice import notify
from people.locks import lock
from people.models import Agency, Membership, Person
from people.permissions import can_grant, can_manage_people, refuse_unless
from people.registry import welcomers
from people.words import NEEDS_SIGN_IN, Role

SENTENCES = {
    "membership_no_overlap": gettext_lazy("This person already has this role in that time."),
    "last_admin_stays": gettext_lazy(
        "This is the agency's only admin. Make somebody else an admin first, so that the agency is never left alone."
    ),
    "membership_not_granted_to_oneself": gettext_lazy(
        "Nobody gives themselves a role. Ask another admin of your agency."
    ),
    "membership_ends_after_it_starts": gettext_lazy("The last day lies before the first one."),
}


@transaction.atomic
def grant_role(
    *, actor: Person, person: Person, agency: Agency, role: Role, starts_on: date | None = None
) -> Membership:
    """Somebody who is here already takes on another role, from a day (today if none is named)."""
    refuse_unless(can_manage_people(actor, agency))
    if actor == person:
        raise Refused(SENTENCES["membership_not_granted_to_oneself"], code="membership_not_granted_to_oneself")
    refuse_unless(can_grant(actor, agency, role), "not_yours_to_grant")
    lock(person)
    if not Membership.objects.filter(person=person, agency=agency).exists():
        raise Refused(_("Somebody new to your agency comes by invitation."), code="by_invitation")
    if role in NEEDS_SIGN_IN and not person.email:
        raise Refused(_("This role needs a sign-in. Send an invitation first."), code="needs_sign_in", field="role")
    membership = begin_role(actor=actor, person=person, agency=agency, role=role, starts_on=starts_on)
    tell_of_role(membership)
    return membership


def begin_role(
    *, actor: Person | None, person: Person, agency: Agency, role: Role, starts_on: date | None = None
) -> Membership:
    """Write the membership down, once the right to was looked at. Only a volunteer's may begin in the past."""
    today = agency.today()
    first = starts_on or today
    if first < today and role != Role.VOLUNTEER:
        raise Refused(_("This role can begin today or later."), code="begins_in_the_past", field="starts_on")
    with in_words(SENTENCES):
        membership = Membership.objects.create(
            person=person, agency=agency, role=role, starts_on=first, granted_by=actor
        )
    for welcome in welcomers():
        welcome(membership=membership)
    return membership


def tell_of_role(membership: Membership) -> None:
    notify(
        person=membership.person,
        agency=membership.agency,
        kind="people-role-granted",
        key=f"people-role-granted:{membership.uuid}",
        url=reverse("people:details"),
        about={"role": membership.role},
    )


@transaction.atomic
def end_role(*, actor: Person, membership: Membership, last_day: date) -> Membership:
    """A role's last day, yesterday at the earliest (which means: from now on). A day to come may still be changed."""
    agency = membership.agency
    refuse_unless(can_grant(actor, agency, Role(membership.role)), "not_yours_to_grant")
    lock(*_admins(agency), membership.person)
    membership = Membership.objects.select_related("agency", "person").get(pk=membership.pk)
    yesterday = agency.today() - timedelta(days=1)
    if membership.ends_on and membership.ends_on <= yesterday:
        raise Refused(_("This role has ended already."), code="ended_already")
    if last_day < yesterday:
        raise Refused(
            _("The last day can be yesterday, today or later. What was done in the role until then stays true."),
            code="ends_in_the_past",
            field="last_day",
        )
    with in_words(SENTENCES):
        membership.ends_on, membership.ended_by = last_day, actor
        membership.save(update_fields=["ends_on", "ended_by"])
    return membership


def _admins(agency: Agency) -> list[Person]:
    """The same people the guard of the last admin locks."""
    return list(Person.objects.filter(memberships__agency=agency, memberships__role=Role.ADMIN).distinct())
