"""Where records and files are kept: embedded by default, servers by environment."""

from urllib.parse import urlsplit

from lms.settings.ground import VAR_DIR, env

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'been-there.sqlite3'}")}
_default = DATABASES["default"]
_options = _default.setdefault("OPTIONS", {})
if _default["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a writer takes its lock at the start, so two never deadlock half-way.
    # recursive_triggers: INSERT OR REPLACE then meets the delete guards (docs/decisions).
    _options.update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command=(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON;"
        ),
    )
else:
    _default.update(CONN_MAX_AGE=env.int("CONN_MAX_AGE", default=300), CONN_HEALTH_CHECKS=True)
    _options.setdefault("connect_timeout", 3)
    # Plans of ledger.prepared are kept by the connection. A pooler that hands out another one for each transaction needs 0.
    if env.bool("DATABASE_KEEPS_PLANS", default=True):
        _options.setdefault("prepare_threshold", 1)
    _options.setdefault("options", "-c statement_timeout=30000 -c lock_timeout=10000")

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lms_cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db" if REDIS_URL else "django.contrib.sessions.backends.db"

MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media-files-are-served-by-a-view/"
S3_BUCKET = env("S3_BUCKET", default="")
S3_PUBLIC_ORIGIN = ""
_files: dict[str, object] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
if S3_BUCKET:
    from botocore.config import Config

    _endpoint = env("S3_ENDPOINT_URL", default="") or None
    S3_PUBLIC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(_endpoint)) if _endpoint else ""
    _files = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": _endpoint,
            "access_key": env("S3_ACCESS_KEY", default="") or None,
            "secret_key": env("S3_SECRET_KEY", default="") or None,
            "region_name": env("S3_REGION", default="us-east-1"),
            "default_acl": None,
            "querystring_auth": True,
            "querystring_expire": 300,
            "file_overwrite": False,
            # Defaults hang for more than a minute on a server that accepts and never answers.
            "client_config": Config(
                connect_timeout=2, read_timeout=5, retries={"max_attempts": 1}, s3={"addressing_style": "path"}
            ),
        },
    }
STORAGES = {
    "default": _files,
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("STATIC_MANIFEST", default=False)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not env.bool("STATIC_MANIFEST", default=False)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
