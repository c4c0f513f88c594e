"""The second step of a sign-in: whoever decides or signs for others has one, and each of her sessions has shown it."""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.internal.flows.trust import is_trusted_browser
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from people.too_late import wait_for_her

PROVES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def ask_for_second_key(request: HttpRequest, person: Person) -> HttpResponseBase | None:
    """Where to send her before she may come in here: to set a second step up, or to show it. None: she may."""
    if not is_mfa_enabled(person):
        wait_for_her(request)
        sentence = _("Your role needs a second step when you sign in. Set it up here first; it takes two minutes.")
        messages.info(request, sentence)
        return redirect("mfa_index")
    if _shown(request, person):
        return None
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': wait_for_her(request)})}")


def _shown(request: HttpRequest, person: Person) -> bool:
    """A session opened with the password alone, before the second step was set up elsewhere, has not shown it."""
    steps = get_authentication_records(request, person)
    if not steps:  # no password opened it: the house itself did
        return True
    return any(step["method"] == "mfa" for step in steps) or is_trusted_browser(request, person)


def set_up_here(request: HttpRequest, user: Person, authenticator: Authenticator, **_more: object) -> None:
    """In the session in which she sets it up she has just shown it (allauth tells of it)."""
    if authenticator.type in PROVES and hasattr(request, "session"):
        record_authentication(request, user, method="mfa", type=authenticator.type)
