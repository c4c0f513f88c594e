"""What every request of a signed-in person carries: her roles today, her language, her time zone."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from people.permissions import roles_of


class PersonMiddleware:
    """Sets `request.roles` (lazily) and speaks the person's language in her time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.roles = SimpleLazyObject(lambda: roles_of(request.user))  # type: ignore[attr-defined]
        if not _knows_her(request):
            return self.get_response(request)
        profile = request.user.profile  # type: ignore[union-attr]
        translation.activate(profile.language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(profile.time_zone)):
            return self.get_response(request)


def _knows_her(request: HttpRequest) -> bool:
    """Only where there is a session cookie: public pages must not touch the session at all."""
    from django.conf import settings

    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(_PUBLIC)
    return signed_in and request.user.is_authenticated and hasattr(request.user, "profile")


_PUBLIC = ("/en/", "/es/", "/static/")
