"""The one loosening of the Content-Security-Policy."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

# InlinePanel, the date widgets and wagtailmedia's add page need inline script (Wagtail #12940).
# Previews show our own pages, so they answer under the strict policy.
LOOSE = {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}


class PressRoomPolicyMiddleware:
    """Allows inline script and style under `/cms/`, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/cms/") and "/preview" not in request.path:
            response._csp_replace = LOOSE  # type: ignore[attr-defined]
        return response
