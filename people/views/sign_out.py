"""Signing out leaves nothing on a shared phone."""

from typing import Any

from allauth.account.views import LogoutView
from django.http import HttpRequest, HttpResponseBase

from people.doors import leave_nothing


class SignOut(LogoutView):
    """As allauth's, and the browser is told to forget what it kept. Our own script forgets first, where there is one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        here = request.user.is_authenticated
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        # Who turns back at the second step is not in yet, and may have work of her own waiting on this phone.
        return leave_nothing(response) if here else response
