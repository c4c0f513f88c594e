"""Been There as an app on her home screen."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

# --paper and --accent of tokens.css, by day: a manifest knows one colour; the pages' own tags know both.
PAPER, ACCENT = "#fbf7f0", "#1d5c50"


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The same for everybody: it opens at My training, and names nobody."""
    icons = [
        {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
        {"src": static("img/icon-maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
    ]
    said = {
        "id": "/learn/",
        "name": "Been There",
        "short_name": "Been There",
        "description": _("Training for parents who stand beside other parents."),
        "lang": get_language(),
        "dir": "auto",
        "start_url": reverse("desks:learn"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    response = JsonResponse(said, content_type="application/manifest+json")
    response["Cache-Control"] = "private, max-age=3600"
    return response
