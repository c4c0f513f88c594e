"""The language of public addresses, and the door of the press room."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy
from wagtail.users.models import UserProfile

from cms.actions import enter_press
from cms.doors import ELSEWHERE, is_nowhere, may_enter
from cms.permissions import PRESS
from people.locks import lock
from people.models import Person
from people.second_key import ask_for_second_key

View = Callable[..., HttpResponseBase]
NEW_PAGE = "wagtailadmin_pages:add"


class LanguageMiddleware(LocaleMiddleware):
    """As Django's, but a page that says "there is nothing here" is not asked again in a language.

    Django would send every 404 on to `/en/…`, because pages may have any address there: a stranger would be sent
    about instead of being told. Only an address nobody answers (`/willow/`) is tried with a language.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.resolver_match is not None:
            return response
        return super().process_response(request, response)


class PressDoor:
    """Who comes into `/cms/`: by our own sign-in, with a second step, with a role in force today; asked at each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponseBase | None:
        if not request.path.startswith("/cms/"):
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        if not request.user.is_authenticated:
            return redirect_to_login("/cms/" if name in ELSEWHERE else request.get_full_path())
        elsewhere = self._inside(request, name, kwargs)
        if elsewhere is None and name == NEW_PAGE and request.method == "POST":
            return _one_at_a_time(request, lambda: view(request, *args, **kwargs))
        return elsewhere

    def _inside(self, request: HttpRequest, name: str, named: dict[str, object]) -> HttpResponseBase | None:
        person: Person = request.user  # type: ignore[assignment]
        agencies = request.roles.agencies(*PRESS)  # type: ignore[attr-defined]
        if not (person.is_superuser or agencies) or is_nowhere(name, named):
            raise Http404
        if name in ELSEWHERE:
            return redirect(f"{reverse(ELSEWHERE[name])}?next=/cms/")
        if not is_mfa_enabled(person):
            messages.info(request, _("Publishing needs a second step when you sign in. Set it up here first."))
            return redirect("mfa_index")
        if elsewhere := ask_for_second_key(request, person):
            return elsewhere
        _keep_her_hours(person)
        if person.is_superuser:
            return None
        enter_press(actor=person)
        if not may_enter(name, agencies, request, named):
            raise Http404
        return self._to_her_pages(request, name, person)

    def _to_her_pages(self, request: HttpRequest, name: str, person: Person) -> HttpResponseBase | None:
        """Choosing a page begins among her own, whatever kind of page is wanted."""
        if name != "wagtailadmin_choose_page":
            return None
        begin = page_permission_policy.explorable_root_instance(person)
        if begin is None:
            raise Http404
        address = reverse("wagtailadmin_choose_page_child", args=[begin.pk])
        return redirect(f"{address}?{request.GET.urlencode()}")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """What a released lesson, a page or a consent stands on is not deleted: answered, not broken."""
        if not request.path.startswith("/cms/") or not isinstance(exception, ProtectedError):
            return None
        messages.error(request, _("This is in use: a page, a released lesson or a consent stands on it. It stays."))
        return redirect("wagtailadmin_home")


def _one_at_a_time(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Of her new pages one is made at a time. The editor saves by itself while she presses: the second finds the first one's page."""
    with transaction.atomic():
        lock(request.user)  # type: ignore[arg-type]
        return make()


def _keep_her_hours(person: Person) -> None:
    """Wagtail has a language and a time zone of its own for each user; here they are hers, asked for once, on her details."""
    hers = UserProfile.objects.filter(user=person).first() or UserProfile(user=person)
    hers.preferred_language, hers.current_time_zone = person.profile.language, person.profile.time_zone
    person.wagtail_userprofile = hers  # type: ignore[attr-defined]  # Wagtail reads it there
