"""Invitations: sent, sent again, taken back, accepted once."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import clock
from ledger.jobs import enqueue
from ledger.refusals import Refused, in_words
from people import plain_text
from people.actions.person import Details
from people.actions.role import begin_role
from people.locks import lock
from people.models import Agency, Invitation, Membership, Person, Profile
from people.permissions import can_grant, refuse_unless
from people.queries.invitation import answer_for, holder_of, link_to
from people.queries.person import knows_contacts, person_signing_in_with
from people.rules import Answer
from people.words import InvitationState, PersonState, Role

STANDS_FOR = timedelta(days=14)
OPEN_ALREADY = gettext_lazy("This address has an open invitation to this role. You can send it again.")
# PostgreSQL names the constraint, SQLite its columns.
OPEN_ONCE = {
    "invitation_open_once": OPEN_ALREADY,
    "people_invitation.agency_id, people_invitation.email, people_invitation.role": OPEN_ALREADY,
}


@transaction.atomic
def invite(
    *,
    actor: Person,
    agency: Agency,
    email: str,
    role: Role,
    name: str = "",
    language: str = "",
    person: Person | None = None,
    mail: bool = True,
) -> Invitation:
    """Invite somebody to a role; `person` if she was entered already. Without `mail` the caller sees to the sending."""
    refuse_unless(can_grant(actor, agency, role), "not_yours_to_grant")
    email = email.strip().lower()
    _may_be_invited(actor=actor, agency=agency, email=email, role=role, person=person)
    if Invitation.objects.filter(agency=agency, email=email, role=role, used_at=None, withdrawn_at=None).exists():
        raise Refused(OPEN_ALREADY, code="invitation_open_once", field="email")
    invitation = new_invitation(
        actor=actor,
        agency=agency,
        email=email,
        role=role,
        name=name,
        language=language or agency.language,
        person=person,
    )
    with in_words(OPEN_ONCE):
        invitation.save(force_insert=True)
    if mail:
        mail_later(invitation)
    return invitation


def new_invitation(
    *, actor: Person, agency: Agency, email: str, role: Role, name: str, language: str, person: Person | None
) -> Invitation:
    """An invitation that stands for two weeks, not yet kept. Whoever keeps it has looked at the right to."""
    return Invitation(
        agency=agency,
        email=email.strip().lower(),
        role=role,
        name=name,
        language=language,
        person=person,
        invited_by=actor,
        sent_by=actor,
        expires_at=clock.now() + STANDS_FOR,
        sends=1,
    )


def _may_be_invited(*, actor: Person, agency: Agency, email: str, role: Role, person: Person | None) -> None:
    """Not herself, nobody who has the role, no address that is somebody else's sign-in."""
    holder = person_signing_in_with(email)
    if person and not knows_contacts(agency, person):
        raise Refused(
            _("This person does not belong to your agency now. Send an invitation by itself."), code="not_here"
        )
    if person and (person.state != PersonState.HERE):
        raise Refused(_("Nothing is sent to this person any more."), code="not_here")
    if actor in (holder, person):
        raise Refused(_("Nobody gives themselves a role. Ask another admin of your agency."), code="not_to_oneself")
    if person and person.email and holder != person:
        raise Refused(
            _("This person signs in with another address. Send the invitation there."),
            code="other_address",
            field="email",
        )
    if person and not person.email and holder:
        raise Refused(_("Somebody signs in with this address already. Use another one."), code="taken", field="email")
    member = person or holder
    if (
        member
        and member.email
        and Membership.objects.filter(person=member, agency=agency, role=role, ends_on=None).exists()
    ):
        raise Refused(_("This person has this role already."), code="has_role", field="role")


@transaction.atomic
def send_again(*, actor: Person, invitation: Invitation) -> Invitation:
    """The same link, good for two more weeks, mailed once more."""
    refuse_unless(can_grant(actor, invitation.agency, Role(invitation.role)), "not_yours_to_grant")
    invitation = _still_open(invitation)
    invitation.expires_at, invitation.sent_by = clock.now() + STANDS_FOR, actor
    invitation.sends += 1
    invitation.save(update_fields=["expires_at", "sent_by", "sends"])
    mail_later(invitation)
    return invitation


@transaction.atomic
def withdraw(*, actor: Person, invitation: Invitation) -> Invitation:
    """The link stops working at once."""
    refuse_unless(can_grant(actor, invitation.agency, Role(invitation.role)), "not_yours_to_grant")
    invitation = _still_open(invitation)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


def _still_open(invitation: Invitation) -> Invitation:
    """Held until the transaction ends. One that ran out is still open: it can be sent again."""
    kept = Invitation.objects.select_for_update(of=("self",)).select_related("agency").get(pk=invitation.pk)
    if kept.state in (InvitationState.USED, InvitationState.WITHDRAWN):
        raise Refused(_("This invitation was answered or taken back meanwhile."), code="not_open")
    return kept


def mail_later(invitation: Invitation) -> None:
    key = f"invitation:{invitation.uuid}:{invitation.sends}"
    enqueue(kind="people.invitation", key=key, payload={"invitation": invitation.pk, "sends": invitation.sends})


def mail_many_later(invitations: list[Invitation]) -> None:
    """One job for a whole spreadsheet, so that the request rings one bell only."""
    if invitations:
        ids = [invitation.pk for invitation in invitations]
        enqueue(kind="people.invitations", key=f"invitations:{invitations[0].uuid}", payload={"invitations": ids})


@transaction.atomic
def mail_each(*, invitations: list[int]) -> None:
    for invitation in Invitation.objects.filter(pk__in=invitations, used_at=None, withdrawn_at=None):
        mail_later(invitation)


@transaction.atomic
def mail_invitation(*, invitation: Invitation, sends: int) -> bool:
    """Send the mail of one sending, once; not if it was answered, taken back or sent again meanwhile.

    Nothing is sent to somebody who has died.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("agency").get(pk=invitation.pk)
    holder = invitation.person or holder_of(invitation)
    if invitation.state != InvitationState.OPEN or invitation.sends != sends:
        return False
    if holder and holder.state != PersonState.HERE:
        return False
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=clock.now())
    invitation_letter(invitation).send()
    return True


def invitation_letter(invitation: Invitation) -> EmailMessage:
    """In the language of the invitation; the subject names neither role nor topic."""
    agency = invitation.agency
    with translation.override(invitation.language), timezone.override(ZoneInfo(agency.time_zone)):
        context = {"invitation": invitation, "agency": agency, "link": link_to(invitation)}
        subject = plain_text.render(["emails/people/invitation.subject.txt"], context)
        body = plain_text.render(["emails/people/invitation.txt"], context)
    return EmailMessage(subject=" ".join(subject.split()), body=body + "\n", to=[invitation.email])


@transaction.atomic
def join(*, invitation: Invitation, details: Details, password: str) -> Person:
    """Somebody new says yes: her sign-in, her details, her role from today. Whoever was entered already is taken over."""
    invitation = _still_open(invitation)
    if answer_for(invitation, visitor=None) != Answer.WELCOME:
        raise Refused(_("This invitation cannot be used any more. Ask for a new one."), code="not_open")
    taken = _("Somebody signs in with this address already. Sign in first, then open the link again.")
    with in_words({"people_person.email": taken, "people_person_email": taken, "unique_verified_email": taken}):
        person = _take_over(invitation, password) if invitation.person else _make(invitation, password)
        EmailAddress.objects.create(user=person, email=invitation.email, verified=True, primary=True)
    Profile.objects.update_or_create(person=person, defaults=vars(details))
    _use(invitation, person)
    return person


def _make(invitation: Invitation, password: str) -> Person:
    return Person.objects.create_user(invitation.email, password)


def _take_over(invitation: Invitation, password: str) -> Person:
    assert invitation.person is not None
    lock(invitation.person)
    person = Person.objects.get(pk=invitation.person.pk)
    person.email = invitation.email
    person.set_password(password)
    person.save(update_fields=["email", "password"])
    return person


@transaction.atomic
def accept_role(*, actor: Person, invitation: Invitation) -> Person:
    """Somebody who signs in already says yes to the role."""
    invitation = _still_open(invitation)
    if answer_for(invitation, visitor=actor) != Answer.CONFIRM or holder_of(invitation) != actor:
        raise Refused(_("This invitation cannot be used any more. Ask for a new one."), code="not_open")
    _use(invitation, actor)
    return actor


def _use(invitation: Invitation, person: Person) -> None:
    """The role begins today, unless she has it, or is about to; the invitation is used up."""
    role, agency = Role(invitation.role), invitation.agency
    lock(person)
    held = Membership.objects.filter(person=person, agency=agency, role=role)
    if not held.exclude(ends_on__lt=F("starts_on")).filter(Q(ends_on=None) | Q(ends_on__gte=agency.today())).exists():
        begin_role(actor=invitation.sent_by or invitation.invited_by, person=person, agency=agency, role=role)
    invitation.used_at, invitation.accepted_by = clock.now(), person
    invitation.save(update_fields=["used_at", "accepted_by"])
