"""The doors of every signed-in page: who may come in, and with how many keys."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from people.models import Agency, Person
from people.permissions import Roles
from people.second_key import ask_for_second_key
from people.too_late import ask_to_sign_in
from people.words import STAFF_ROLES, Role

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request behind a door: somebody is signed in (`user`), and her roles today are known (`roles`)."""

    user: Person
    roles: Roles


View = Callable[Concatenate[PersonRequest, P], HttpResponseBase]
Open = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Open[P]:
    """Anybody who is signed in. Others are asked to sign in and come back here; what they sent waits (people.too_late)."""

    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return _private(view(request, *args, **kwargs))  # type: ignore[arg-type]

    return door


def for_roles(*roles: Role) -> Callable[[View[P]], Open[P]]:
    """Whoever holds one of the roles today in some agency; a stranger is told there is no such page.

    Staff roles need a second factor: without one she is led to set it up, and a session that has not shown it is asked. When the page belongs to one agency the
    view asks `agency_or_404` as well.
    """

    def hang(view: View[P]) -> Open[P]:
        @signed_in
        @wraps(view)
        def door(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.roles.any(*roles):
                raise Http404
            staff = request.roles.any(*STAFF_ROLES.intersection(roles))
            elsewhere = ask_for_second_key(request, request.user) if staff else None
            return elsewhere or view(request, *args, **kwargs)

        return door  # type: ignore[return-value]

    return hang


def agency_or_404(request: PersonRequest, agency_slug: str, *roles: Role) -> Agency:
    """The agency in the address, if she holds one of the roles there today (any role if none is named)."""
    for agency in request.roles.agencies(*roles):
        if agency.slug == agency_slug:
            return agency
    raise Http404


def leave_nothing(response: HttpResponseBase) -> HttpResponseBase:
    """The browser forgets what it kept of us: caches, kept modules, what was not sent, how she likes to watch."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing of a signed-in page stays behind on a shared computer, unless the view says how long it may."""
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)  # type: ignore[arg-type]
    return response
