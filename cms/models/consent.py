"""Consent of the people a video or a story shows: signed, dated, revocable."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.models.media import Media
from cms.words import WithdrawnBecause
from ledger.models import Fact, Note
from people.models import Agency, Person


class MediaConsentQuerySet(models.QuerySet["MediaConsent"]):
    def in_force(self, day: date) -> "MediaConsentQuerySet":
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), withdrawn=None, held_on__lte=day)

    def broken(self, day: date) -> "MediaConsentQuerySet":
        """Withdrawn or run out, and no later consent of the same person took its place."""
        return self.filter(renewed_by=None).exclude(pk__in=self.model.objects.in_force(day))


class MediaConsent(Fact):
    """Somebody shown said yes on paper. `held_on` is the day she signed; names are erasable notes.

    A page is meant by its `translation_key`: a page may be deleted, the consent stays.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    media = models.ForeignKey(Media, on_delete=models.PROTECT, null=True, blank=True, related_name="consents")
    page_key = models.UUIDField(null=True, blank=True, db_index=True)
    who = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="+")
    who_digest = models.CharField(max_length=64)
    under_18 = models.BooleanField(default=False)
    guardian = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guardian_digest = models.CharField(max_length=64, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    scan = models.FileField(_("scan of the signed paper"), upload_to="consents/%Y/%m/")
    scan_sha256 = models.CharField(max_length=64)
    renews = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = MediaConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_for_a_medium_or_a_page",
                condition=Q(media=None, page_key__isnull=False) | Q(media__isnull=False, page_key=None),
            ),
            models.CheckConstraint(
                name="consent_of_a_child_by_a_guardian",
                condition=Q(under_18=False) | ~Q(guardian_digest=""),
            ),
            models.CheckConstraint(name="consent_on_paper_with_scan", condition=~Q(scan="") & ~Q(scan_sha256="")),
            models.CheckConstraint(name="consent_names_somebody", condition=~Q(who_digest="")),
            models.CheckConstraint(
                name="consent_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("held_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class MediaConsentWithdrawn(Fact):
    """The consent was taken back. What showed her is not shown from now on."""

    consent = models.OneToOneField(MediaConsent, on_delete=models.PROTECT, related_name="withdrawn")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=WithdrawnBecause.choices)

    def __str__(self) -> str:
        return str(self.uuid)
