import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.models.agency import Agency
from people.models.person import Person
from people.words import InvitationState, Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self, state: InvitationState) -> "InvitationQuerySet":
        """Those that stand so now. Running out needs no job: it follows from the time."""
        match state:
            case InvitationState.USED:
                return self.exclude(used_at=None)
            case InvitationState.WITHDRAWN:
                return self.exclude(withdrawn_at=None)
        unanswered = self.filter(used_at=None, withdrawn_at=None)
        now = clock.now()
        if state == InvitationState.OPEN:
            return unanswered.filter(expires_at__gt=now)
        return unanswered.filter(expires_at__lte=now)


class Invitation(models.Model):
    """An invitation by a signed link that works once. The link is `uuid` signed; nothing secret is kept here.

    What it invites to never changes (guard `invitation_stays`); sending it again gives it more days.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    # The person the coordinator already entered (no sign-in yet), if the invitation is for her.
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
    )
    # Nobody, where the installation's keeper opens a new agency (`manage.py open_agency`).
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Who sent it last. For a staff role her right is looked at again when the invitation is accepted.
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    sends = models.PositiveSmallIntegerField(default=0, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    used_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_used_by_somebody",
                condition=models.Q(used_at=None, accepted_by=None)
                | models.Q(used_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_used_or_withdrawn",
                condition=models.Q(used_at=None) | models.Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="invitation_not_to_oneself",
                condition=models.Q(accepted_by=None)
                | models.Q(invited_by=None)
                | ~models.Q(accepted_by=models.F("invited_by")),
            ),
            models.UniqueConstraint(
                fields=["agency", "email", "role"],
                condition=models.Q(used_at=None, withdrawn_at=None),
                name="invitation_open_once",
                violation_error_message=_("This address already has an open invitation to this role."),
            ),
        ]

    @property
    def state(self) -> InvitationState:
        if self.used_at:
            return InvitationState.USED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.EXPIRED if self.expires_at <= clock.now() else InvitationState.OPEN

    def __str__(self) -> str:
        return str(self.uuid)
