"""A phone that several people use: what one of them keeps is not there for the next."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from courses.queries.kept import kept_key
from people.doors import leave_nothing
from people.models import Person

COOKIE = "kept"
LONGEST = 400 * 24 * 3600  # browsers keep no cookie longer


class SharedPhoneMiddleware:
    """Somebody else signed in where a module is kept, on whatever page she arrives: the browser forgets what it kept.

    Whose it is stands in a cookie that no script can read, as a key that names nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kept_for = request.COOKIES.get(COOKIE)
        if kept_for and _somebody_else(request, kept_for):
            leave_nothing(response)
        if kept_for and response.has_header("Clear-Site-Data"):
            response.delete_cookie(COOKIE, samesite="Lax")  # type: ignore[attr-defined]
        return response


def mark_phone(response: HttpResponseBase, person: Person) -> None:
    """From now on something of hers is kept here."""
    response.set_cookie(  # type: ignore[attr-defined]
        COOKIE,
        kept_key(person),
        max_age=LONGEST,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _somebody_else(request: HttpRequest, kept_for: str) -> bool:
    """Asked only of pages that looked at who is signed in: the others must not know her."""
    looked = getattr(getattr(request, "session", None), "accessed", False)
    return looked and request.user.is_authenticated and kept_key(request.user) != kept_for
