from django.db import models

from courses.models.edition import Edition
from courses.models.enrolment import Enrolment
from ledger.models import Fact


class BundleIssued(Fact):
    """A module was handed to her phone, to be learned without us. From then on the clock of what she watches may run.

    What the phone keeps is a copy without her name. The row says what was handed out and when, nothing more.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="bundles")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)

    def __str__(self) -> str:
        return str(self.uuid)
