"""Celery: a file-system broker by default, Redis or RabbitMQ by one setting; no result backend."""

from celery.schedules import crontab

from lms.settings.ground import VAR_DIR, env

CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="filesystem://localhost/")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = VAR_DIR / "broker"
    for _name in ("queue", "processed", "control"):
        (_queue / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "queue"),
        "data_folder_out": str(_queue / "queue"),
        "processed_folder": str(_queue / "processed"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    # A broker that accepts and never answers must not hold a request (docs/decisions).
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 2,
        "socket_timeout": 2,
        "visibility_timeout": 6 * 3600,
    }
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "cms-publish-scheduled": {"task": "cms.publish_scheduled", "schedule": 300.0},
    # Visitors stop seeing it when the consent ends; this keeps the pages' own state true, agency by agency's midnight.
    "cms-hide-without-consent": {"task": "cms.hide_without_consent", "schedule": crontab(minute=7)},
    "cms-tidy-streams": {"task": "cms.tidy_streams", "schedule": crontab(hour=4, minute=19)},
    "courses-newcomers": {"task": "courses.enrol_newcomers", "schedule": 3600.0},
    "courses-tidy-handed-in": {"task": "courses.tidy_handed_in", "schedule": crontab(hour=4, minute=29)},
    "ledger-sweep": {"task": "ledger.sweep", "schedule": 60.0},
    "people-tidy-drafts": {"task": "people.tidy_drafts", "schedule": crontab(hour=4, minute=41)},
    # Each hour, so that it comes soon after every agency's own midnight; one job an agency and day.
    "roster-prove-all": {"task": "roster.prove_all", "schedule": crontab(minute=12)},
}
