import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.models.session import LiveSession
from ledger import clock
from people.models import Person


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def standing(self) -> "SignUpQuerySet":
        return self.filter(ended_at=None)

    def waiting(self) -> "SignUpQuerySet":
        """Whoever waits for a place, first come first."""
        return self.filter(ended_at=None, has_place=False).order_by("pk")


class SignUp(models.Model):
    """She wants to come: with a place, or waiting for one. Never more places than the session has (guarded)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(LiveSession, on_delete=models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_ups")
    has_place = models.BooleanField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="signed_up_once", fields=["session", "person"], condition=Q(ended_at=None)),
        ]
        # Read by the list of a session, and by the guard of its places.
        indexes = [models.Index(fields=["session", "has_place"], name="sign_up_of_session")]

    def __str__(self) -> str:
        return str(self.uuid)


class CalendarFeed(models.Model):
    """Her private calendar address. The address is made of `uuid` and the house's key; a new uuid ends the old one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="calendar_feed")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
