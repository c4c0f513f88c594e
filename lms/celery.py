"""Celery is the doorbell; the job row in the database is the job (docs/house.md)."""

import os

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

app = Celery("been_there")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_to_work_unguarded(**_: object) -> None:
    """A worker does not start on a database whose guards are missing."""
    from ledger.guards import require_installed

    require_installed()
