"""The web process: refuses to start on a database whose guards are missing."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

application = get_wsgi_application()

from ledger.guards import require_installed  # noqa: E402 (after the apps are ready)

require_installed()
