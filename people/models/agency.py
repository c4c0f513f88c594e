import uuid
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.models.languages import InLanguages
from people.models.person import Person
from people.words import Role


class Agency(InLanguages):
    """A programme's organisation, with its own word for the volunteer role."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="hosted")
    role_word = models.CharField(_("your word for a volunteer"), max_length=60, default="Support Parent")
    role_word_plural = models.CharField(_("… and for several"), max_length=60, default="Support Parents")
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")
    language = models.CharField(_("language"), max_length=10, default="en")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("when somebody answers"), max_length=120, blank=True)
    crisis_name = models.CharField(_("crisis line"), max_length=80, default="988 Suicide & Crisis Lifeline")
    crisis_number = models.CharField(_("crisis number"), max_length=40, default="988")
    late_after_days = models.PositiveSmallIntegerField(
        _("hours count as late after, days"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def volunteer_word(self) -> str:
        """Its word for a volunteer in the reader's language."""
        return str(self.said("role_word"))

    @property
    def volunteers_word(self) -> str:
        return str(self.said("role_word_plural"))

    @property
    def answers_when(self) -> str:
        """When somebody answers, in the reader's language."""
        return str(self.said("hours"))

    @property
    def crisis_line(self) -> str:
        return str(self.said("crisis_name"))

    def today(self) -> date:
        """The calendar day it is at this agency."""
        return clock.today(self.time_zone)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        """In force on a day (both ends included)."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(models.Model):
    """A role in an agency, from a day to a day. Only its last day may change (guard `membership_only_ends`).

    A last day before the first one means: taken back before it began. It is in force on no day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="membership_not_granted_to_oneself",
                condition=Q(granted_by=None) | ~Q(granted_by=F("person")),
            ),
        ]
        indexes = [
            # Read by every request of a signed-in person.
            models.Index(fields=["person", "agency", "role"], name="membership_of_person"),
            # Read by an agency's list of people, and by the guard of the last admin.
            models.Index(fields=["agency", "role"], name="membership_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.agency_id}"

    def in_force(self, day: date | None = None) -> bool:
        """On a day, by default today at the agency."""
        day = day or self.agency.today()
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
