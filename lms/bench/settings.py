"""The real settings, and one address more: the ceiling that every other page is measured against."""

from lms.settings import *  # noqa: F403

ROOT_URLCONF = "lms.bench.urls"
