"""Where a person lands: at the one screen of her role."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from people.doors import PersonRequest, signed_in
from people.words import Role


@require_safe
def front_door(request: HttpRequest) -> HttpResponseBase:
    """`/`: whoever is signed in goes to her desk, everybody else to the public pages in her browser's language."""
    if request.user.is_authenticated:
        return redirect("home")
    return redirect(f"/{translation.get_language() or 'en'}/")


@require_safe
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """The desk of the role that has most to do for others; without a role today, a kind word."""
    for role, url in DESKS:
        agencies = request.roles.agencies(role)
        if agencies:
            return redirect(url, *([agencies[0].slug] if url in PER_AGENCY else []))
    return render(request, "desks/no_role.html")


DESKS = (
    (Role.COORDINATOR, "roster:roster"),
    (Role.SUPERVISOR, "supervision:desk"),
    (Role.CONSULTANT, "supervision:desk"),
    (Role.VOLUNTEER, "desks:learn"),
    (Role.FACILITATOR, "courses:sessions"),
    (Role.ADMIN, "desks:agency"),
    (Role.PUBLISHER, "wagtailadmin_home"),
)
PER_AGENCY = {"roster:roster", "desks:agency"}
