"""Settings of the test suite: the real ones, with cheap passwords, a cache in memory and files in a place of its own."""

import atexit
import os
import shutil
import tempfile

_here = tempfile.mkdtemp(prefix="been-there-tests-")
atexit.register(shutil.rmtree, _here, ignore_errors=True)
os.environ["VAR_DIR"] = _here
_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if os.environ.get("S3_BUCKET"):
    # What a worker's tests list and tidy away is its own. (Its processes and theirs read this again.)
    _of_all = os.environ.setdefault("S3_BUCKET_OF_ALL", os.environ["S3_BUCKET"])
    os.environ["S3_BUCKET"] = f"{_of_all}-{_worker}"

from lms.settings import *  # noqa: E402, F403
from lms.settings import CACHES, DATABASES, REDIS_URL, env  # noqa: E402

SECRET_KEY = "only-for-tests-" + "0" * 40
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if REDIS_URL:
    # Clearing a Redis cache empties its database, so each worker has its own; 0 and 1 are spoken for.
    CACHES["default"]["LOCATION"] = f"{REDIS_URL.rpartition('/')[0]}/{2 + int(_worker)}"
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    _database["CONN_MAX_AGE"] = 0  # connections of the served app must not hold a test's database

# Jobs are done at once, after the commit, in the process that enqueued them.
if not env("CELERY_BROKER_URL", default=""):
    CELERY_TASK_ALWAYS_EAGER = True

# Each test client builds the middleware anew: look a static file up when it is asked for, instead of all of them at the start.
WHITENOISE_AUTOREFRESH = True

# Sessions in the database, also where the suite runs with Redis: the numbers of queries are then the same everywhere.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
