import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models.course import Course
from courses.words import SessionKind, TakenBack
from ledger import clock
from ledger.models import SignedFact
from people.models import Agency, Person
from people.permissions import roles_of


class LiveSessionQuerySet(models.QuerySet["LiveSession"]):
    def visible_to(self, person: Person) -> "LiveSessionQuerySet":
        """Sessions of the agencies she belongs to today, and those she leads."""
        mine = models.Q(agency__in=roles_of(person).agencies())
        return self.filter(
            mine | models.Q(pk__in=self.model.facilitators.through.objects.filter(person=person).values("livesession"))
        )


class LiveSession(models.Model):
    """A workshop or webinar of an agency, with the facilitators who list who was there."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="live_sessions")
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind.choices, default=SessionKind.WORKSHOP)
    title = models.CharField(_("title"), max_length=120)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="live_sessions")
    facilitators = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="facilitated_sessions")
    starts_at = models.DateTimeField(_("starts"))
    zone = models.CharField(_("time zone"), max_length=60)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=400, blank=True)
    # Places for those who sign up; none said means as many as come.
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = LiveSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="live_session_fits_a_day", condition=Q(minutes__gte=1, minutes__lte=1440)),
            models.CheckConstraint(name="live_session_has_a_place", condition=Q(capacity=None) | Q(capacity__gte=1)),
            models.CheckConstraint(name="live_session_kind_is_known", condition=Q(kind__in=SessionKind.values)),
        ]
        # Read by the sessions list, soonest first.
        indexes = [models.Index(fields=["agency", "starts_at"], name="live_session_of_agency")]
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def held_on(self) -> date:
        """The calendar day it is held, where it is held."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def started(self) -> bool:
        return self.starts_at <= clock.now()


class Attendance(SignedFact):
    """She was there, for so many minutes: what the facilitator's list says."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendances")
    session = models.ForeignKey(LiveSession, on_delete=models.PROTECT, related_name="attendances")
    minutes = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="attendance_has_minutes", condition=Q(minutes__gte=1)),
            models.CheckConstraint(name="attendance_not_recorded_by_herself", condition=~Q(recorded_by=F("person"))),
        ]
        # Read by her record and by the facilitator's list.
        indexes = [models.Index(fields=["person", "session"], name="attendance_of_person")]

    def __str__(self) -> str:
        return str(self.uuid)


class AttendanceVoided(SignedFact):
    """An attendance was taken back; where it was only corrected, a new one stands beside it."""

    chain_of = "attendance.person"

    attendance = models.OneToOneField(Attendance, on_delete=models.PROTECT, related_name="voided")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40, choices=TakenBack.choices)

    def __str__(self) -> str:
        return str(self.uuid)
