from django.db import models
from django.db.models import Q

from courses.models import CourseCertificate
from ledger import clock
from roster.models.certificate import TrainingCertificate


class CertificateSharing(models.Model):
    """What the public page may say of one certificate: its holder's choice, and nobody else's.

    Without a row the page answers whoever knows number and name, and names no training, role or agency.
    """

    training = models.OneToOneField(TrainingCertificate, on_delete=models.PROTECT, null=True, related_name="sharing")
    course = models.OneToOneField(CourseCertificate, on_delete=models.PROTECT, null=True, related_name="sharing")
    answers = models.BooleanField(default=True)
    names_agency = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_of_exactly_one_certificate",
                condition=Q(training=None, course__isnull=False) | Q(training__isnull=False, course=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.training or self.course}"
