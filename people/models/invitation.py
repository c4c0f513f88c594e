import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.models.agency import Agency
from people.models.person import Person
from people.words import Role


class Invitation(models.Model):
    """An invitation by a signed link that works once. The link is `uuid` signed; nothing secret is kept here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    # The person the coordinator already entered (no sign-in yet), if the invitation is for her.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_used_by_somebody",
                condition=models.Q(used_at=None, accepted_by=None)
                | models.Q(used_at__isnull=False, accepted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)
