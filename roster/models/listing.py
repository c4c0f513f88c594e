from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ledger import clock
from people.models import Agency, AgreementVersion, Membership, Person
from people.words import PersonState, Role
from roster.models.certificate import CertificateEvidence, TrainingCertificate


class ListingQuerySet(models.QuerySet["Listing"]):
    def standing(self, day: date) -> "ListingQuerySet":
        """Listings whose certificate, agreements and membership are all in force on a day. Time alone needs no job."""
        newer = AgreementVersion.objects.filter(
            agreement=OuterRef("agreement_signed__version__agreement"),
            number__gt=OuterRef("agreement_signed__version__number"),
            held_on__lte=day,
        )
        outdated = CertificateEvidence.objects.filter(
            Exists(newer), certificate=OuterRef("certificate"), agreement_signed__isnull=False
        )
        belongs = Membership.objects.on(day).filter(
            person=OuterRef("person"), agency=OuterRef("agency"), role=Role.VOLUNTEER
        )
        return self.filter(
            Q(certificate__expires_on=None) | Q(certificate__expires_on__gte=day),
            ~Exists(outdated),
            Exists(belongs),
            person__state=PersonState.HERE,
            person__is_active=True,
        )

    def available(self, day: date) -> "ListingQuerySet":
        """Of those, who is willing, not away, has room, and is not on hold on that day."""
        here = {"person": OuterRef("person"), "agency": OuterRef("agency")}
        offers = Offer.objects.open_on(day).filter(**here)
        holds = Hold.objects.on(day).filter(**here)
        return self.standing(day).filter(Exists(offers), ~Exists(holds))


class Listing(models.Model):
    """She is on the roster: the row behind the gate. The guards refuse it unless every requirement has its live fact."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="listings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="listings")
    certificate = models.OneToOneField(TrainingCertificate, on_delete=models.PROTECT, related_name="listing")
    listed_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "agency"], name="listed_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.agency_id}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def open_on(self, day: date) -> "OfferQuerySet":
        """Willing, not away on that day, and with room."""
        return self.filter(willing=True, supporting_now__lt=F("limit")).exclude(_away(day))


def _away(day: date) -> Q:
    """Away from the first day to the last, both included; without a last day, until she says otherwise."""
    return Q(away_from__lte=day) & (Q(away_until=None) | Q(away_until__gte=day))


class Offer(models.Model):
    """What she offers: whether she is willing, for how many families at a time, and when she is away.

    Hers to say. For somebody without a sign-in a coordinator writes down what she said, and it is marked so.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="offers")
    willing = models.BooleanField(_("I am available"), default=False)
    limit = models.PositiveSmallIntegerField(_("families at a time"), default=1)
    # A count she or the coordinator keeps; no family is named anywhere here.
    supporting_now = models.PositiveSmallIntegerField(_("families I support now"), default=0)
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("back after"), null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    # Who wrote it down for her, and when; both empty where she said it here herself.
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "agency"], name="offer_once"),
            models.CheckConstraint(
                name="offer_away_in_order",
                condition=Q(away_until=None) | Q(away_from__isnull=False, away_until__gte=F("away_from")),
            ),
            models.CheckConstraint(
                name="offer_entered_by_somebody_else",
                condition=Q(entered_by=None, entered_at=None)
                | (Q(entered_by__isnull=False, entered_at__isnull=False) & ~Q(entered_by=F("person"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.agency_id}"

    @property
    def has_room(self) -> bool:
        return self.supporting_now < self.limit

    def away_on(self, day: date) -> bool:
        return (
            self.away_from is not None and self.away_from <= day and (self.away_until is None or day <= self.away_until)
        )


class HoldQuerySet(models.QuerySet["Hold"]):
    def on(self, day: date) -> "HoldQuerySet":
        """In force on a day (both ends included)."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, lifted_at=None)


class Hold(models.Model):
    """The coordinator's brake, for a time. It closes at once, says no reason, and makes nobody ready."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holds")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_not_by_herself", condition=~Q(by=F("person"))),
            models.CheckConstraint(
                name="hold_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
