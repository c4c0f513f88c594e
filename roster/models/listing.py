from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.models import Agency, Person
from roster.models.certificate import TrainingCertificate


class Listing(models.Model):
    """She is on the roster: the row behind the gate. The guards refuse it unless every requirement has its live fact."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="listings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="listings")
    certificate = models.OneToOneField(TrainingCertificate, on_delete=models.PROTECT, related_name="listing")
    listed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "agency"], name="listed_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.agency_id}"


class Offer(models.Model):
    """What she offers: whether she is willing, for how many families at a time, and when she is away. Hers alone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="offers")
    willing = models.BooleanField(_("I am available"), default=False)
    limit = models.PositiveSmallIntegerField(_("families at a time"), default=1)
    # A count she or the coordinator keeps; no family is named anywhere here.
    supporting_now = models.PositiveSmallIntegerField(_("families I support now"), default=0)
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("back after"), null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "agency"], name="offer_once"),
            models.CheckConstraint(
                name="offer_away_in_order",
                condition=Q(away_until=None) | Q(away_from__isnull=False, away_until__gte=F("away_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.agency_id}"

    @property
    def has_room(self) -> bool:
        return self.supporting_now < self.limit


class Hold(models.Model):
    """The coordinator's brake, for a time. It closes at once, says no reason, and makes nobody ready."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holds")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_not_by_herself", condition=~Q(by=F("person"))),
            models.CheckConstraint(
                name="hold_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
