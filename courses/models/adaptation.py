import uuid

from django.conf import settings
from django.db import models

from courses.models.edition import Edition
from courses.models.module import Module
from ledger import clock
from people.models import Agency


class Adaptation(models.Model):
    """An agency's own copy of a library module: which edition it came from, and how far its authors have kept up.

    The copy is named by its pages' `translation_key`: it is a module like any other of the agency's, with editions of its own.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module_key = models.UUIDField(unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="adaptations")
    original = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="adaptations")
    came_from = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    # The latest edition whose changes its authors have taken over, and the latest they have looked at.
    taken_over = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    seen = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    adapted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.module_key} of {self.original_id}"
