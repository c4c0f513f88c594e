"""Signing out leaves nothing on a shared phone."""

from typing import Any

from allauth.account.views import LogoutView
from django.http import HttpRequest, HttpResponseBase

from people.doors import leave_nothing


class SignOut(LogoutView):
    """As allauth's, and the browser is told to forget what it kept. Our own script forgets first, where there is one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        return leave_nothing(response)
