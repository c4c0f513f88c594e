import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.models.session import LiveSession
from ledger import clock


class Presence(models.Model):
    """She came, and left, as she said it with the code of the room. Counts nothing before the facilitator confirms."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(LiveSession, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="presences")
    came_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)
    # Which of the session's codes she used: each once.
    came_with = models.PositiveBigIntegerField()
    left_with = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="presence_open_once", fields=["session", "person"], condition=Q(left_at=None)),
            models.UniqueConstraint(name="presence_code_once", fields=["session", "person", "came_with"]),
            models.CheckConstraint(
                name="presence_ends_after_it_begins", condition=Q(left_at=None) | Q(left_at__gte=F("came_at"))
            ),
        ]
        ordering = ["came_at"]

    def __str__(self) -> str:
        return str(self.uuid)
