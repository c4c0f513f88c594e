from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journey.models import Stage
from ledger import clock
from ledger.models import Note
from people.models import Agency, Person
from supervision.models.framework import Competency
from supervision.words import SUPERVISED_CHOICES, Format, Mode


class Session(models.Model):
    """A meeting of supervision or consultation: entered once, it becomes one entry for each who was there.

    Stages may stand in the agenda of a group of two or more, which names no person (guarded).
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="supervision_sessions")
    supervisor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sessions_held")
    kind = models.CharField(max_length=30, choices=SUPERVISED_CHOICES)
    format = models.CharField(max_length=12, choices=Format.choices, default=Format.GROUP)
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.VIDEO)
    held_on = models.DateField(_("date"))
    starts_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(1), MaxValueValidator(1440)])
    agenda = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    competencies = models.ManyToManyField(Competency, blank=True, related_name="+")
    stages = models.ManyToManyField(Stage, blank=True, related_name="+")
    client_key = models.UUIDField(unique=True, default=uuid4)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="session_minutes_of_a_day", condition=Q(minutes__gte=1, minutes__lte=1440)),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class SessionAttendee(models.Model):
    """Somebody who was there, and for how many minutes."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(1440)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="session_attendee_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.session_id}"
