from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    PARKED = "parked", _("set aside")
