import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from courses.models.edition import Edition
from ledger import clock


def this_month() -> date:
    """The month is enough; a day or an hour could point at a person."""
    return clock.today("UTC").replace(day=1)


class FeedbackAnswer(models.Model):
    """One answer to a closing question. No person, no hour, no order, and nothing that joins two answers."""

    # A random key: with running numbers the order of rows could be laid beside the order of completions.
    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="feedback")
    step_key = models.UUIDField()
    question_key = models.UUIDField()
    scale = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True, max_length=2000)
    month = models.DateField(default=this_month, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feedback_scale_has_five_steps", condition=Q(scale=None) | Q(scale__range=(1, 5))
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)
