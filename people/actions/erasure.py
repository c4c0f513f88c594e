"""Removing a person's name for good. The facts stay, and their chain still verifies."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ledger import clock
from ledger.refusals import Refused
from people.locks import lock
from people.models import Agency, AgreementSigned, Invitation, Membership, Notice, Person, Profile
from people.permissions import can_set_agency, refuse_unless
from people.queries.draft import drafts_about
from people.registry import erasers
from people.words import PersonState, Role


@transaction.atomic
def erase_person(*, actor: Person, person: Person, agency: Agency) -> Person:
    """Blank who she is: sign-in, addresses, profile, scans, and the words about her that rooms registered.

    An admin does it when she asks; never for oneself, never for an admin of any agency, and not while she takes part
    in another agency.
    """
    refuse_unless(can_set_agency(actor, agency) and actor != person)
    lock(person)
    person = Person.objects.get(pk=person.pk)
    _may_be_erased(person, agency)
    name = person.profile.name
    for erase in erasers():
        erase(person)
    _erase_scans(person)
    _erase_words(person, name)
    _end_roles(actor, person, agency)
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    Profile.objects.filter(person=person).update(name="", preferred_name="", contact_email="", phone="")
    person.email, person.state, person.is_active = None, PersonState.ERASED, False
    person.set_unusable_password()
    person.save(update_fields=["email", "state", "is_active", "password"])
    return person


def _may_be_erased(person: Person, agency: Agency) -> None:
    held = Membership.objects.filter(person=person)
    if person.state == PersonState.ERASED:
        raise Refused(_("This name was removed already."), code="erased_already")
    if not held.filter(agency=agency).exists():
        raise Refused(_("This person never belonged to your agency."), code="not_here")
    if held.filter(role=Role.ADMIN, ends_on=None).exists():
        raise Refused(_("This person is an admin. End that role first."), code="is_admin")
    if held.exclude(agency=agency).filter(ends_on=None).exists():
        raise Refused(_("This person takes part in another agency, too. That role ends first."), code="elsewhere")


def _end_roles(actor: Person, person: Person, agency: Agency) -> None:
    """From now on, also those that were to end some other day: nobody is asked to choose a name that is gone."""
    yesterday = agency.today() - timedelta(days=1)
    held = Membership.objects.filter(person=person, agency=agency)
    for membership in held.filter(Q(ends_on=None) | Q(ends_on__gt=yesterday)):
        membership.ends_on, membership.ended_by = max(yesterday, membership.starts_on - timedelta(days=1)), actor
        membership.save(update_fields=["ends_on", "ended_by"])


def _erase_scans(person: Person) -> None:
    names = list(AgreementSigned.objects.filter(person=person).exclude(scan="").values_list("scan", flat=True))
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def _erase_words(person: Person, name: str) -> None:
    """Her drafts, and what others began to write about her; notices to her and those that name her; the address and name on her invitations."""
    drafts_about(person).delete()
    Notice.objects.filter(person=person).delete()
    if name:
        naming = [notice.pk for notice in Notice.objects.only("about").iterator() if name in str(notice.about)]
        Notice.objects.filter(pk__in=naming).delete()
    asked = Invitation.objects.filter(Q(person=person) | Q(accepted_by=person) | Q(email=person.email or "-"))
    asked.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    asked.update(email="", name="")
