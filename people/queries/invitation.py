"""An invitation's link: what stands behind it, and what to say to whoever opens it."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse

from people.models import Agency, Invitation, Person
from people.permissions import can_grant, grantable
from people.queries.person import person_signing_in_with
from people.rules import Answer, Opened, answer_to
from people.words import STAFF_ROLES, InvitationState, Role

_signer = signing.Signer(sep=".", salt="people.invitation")


@dataclass(frozen=True)
class InvitationSearch:
    """What a coordinator looks for. Unknown words in the address are simply not a filter."""

    words: str = ""
    role: str = ""
    state: str = ""

    @property
    def any(self) -> bool:
        return bool(self.words or self.role or self.state)


def find_invitations(agency: Agency, reader: Person, search: InvitationSearch) -> QuerySet[Invitation]:
    """The agency's invitations to roles that are the reader's to give; unanswered ones first, then the newest."""
    asked = Invitation.objects.filter(agency=agency, role__in=grantable(reader, agency))
    if search.state in InvitationState.values:
        asked = asked.standing(InvitationState(search.state))
    if search.role in Role.values:
        asked = asked.filter(role=search.role)
    for word in search.words.split():
        asked = asked.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return asked.select_related("agency", "person__profile").order_by("used_at", "withdrawn_at", "-created_at", "pk")


def link_to(invitation: Invitation) -> str:
    """The whole address to send. It works once, until the invitation runs out or is taken back."""
    token = _signer.sign(invitation.uuid.hex)
    return f"{settings.BASE_URL}{reverse('people:join', args=[token])}"


def invitation_behind(token: str) -> Invitation | None:
    """The invitation of a link, or none if the link is not one of ours."""
    try:
        uuid = UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Invitation.objects.select_related("agency", "person", "invited_by", "sent_by").filter(uuid=uuid).first()


def holder_of(invitation: Invitation) -> Person | None:
    """Whose account the invitation is for, if she has one already."""
    if invitation.person and invitation.person.email:
        return invitation.person
    return person_signing_in_with(invitation.email)


def is_vouched(invitation: Invitation) -> bool:
    """For a staff role, whoever sent it last must still have the right to; a volunteer's stands by itself."""
    sender = invitation.sent_by or invitation.invited_by
    if sender is None or invitation.role not in STAFF_ROLES:
        return True
    return can_grant(sender, invitation.agency, Role(invitation.role))


def answer_for(invitation: Invitation | None, visitor: Person | AnonymousUser | None) -> Answer:
    if invitation is None:
        return Answer.UNKNOWN
    holder = holder_of(invitation)
    return answer_to(
        Opened(
            state=InvitationState(invitation.state),
            vouched=is_vouched(invitation),
            holder=holder.pk if holder else None,
            visitor=visitor.pk if visitor else None,
        )
    )
