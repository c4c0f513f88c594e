"""The hall's signposts: what the bar and the tabs of a signed-in page show."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from people.permissions import Roles
from people.words import Role


@dataclass(frozen=True)
class Sign:
    """One way to go. The first four are a phone's tabs; the others stand under "More"."""

    label: str
    url: str
    icon: str
    current: bool = False


@dataclass(frozen=True)
class PersonMenu:
    name: str
    details_url: str
    links: tuple[Sign, ...] = ()


def hall(request: HttpRequest) -> dict[str, object]:
    """Context of every page. Where nobody is signed in it reads nothing, so that public pages set no cookie."""
    if not _inside(request):
        return {}
    roles: Roles = request.roles  # type: ignore[attr-defined]
    signs = list(_signs(roles))
    here = _here(_path(request), signs)
    return {
        "nav": [Sign(sign.label, sign.url, sign.icon, sign is here) for sign in signs],
        "person_menu": PersonMenu(
            name=request.user.get_short_name(),  # type: ignore[union-attr]
            details_url=reverse("people:details"),
            links=tuple(_own(roles)),
        ),
    }


def _inside(request: HttpRequest) -> bool:
    """Did a door or the middleware already meet a signed-in person? Never touches the session on its own."""
    from django.conf import settings

    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "roles"):
        return False
    return request.user.is_authenticated


def _path(request: HttpRequest) -> str:
    """Where one is. A course stands at `/learn/<course>/`, and one comes to it by the courses."""
    room = request.resolver_match.namespace if request.resolver_match else ""
    in_a_course = room == "courses" and request.path.startswith(reverse("desks:learn"))
    return reverse("courses:index") if in_a_course else request.path


def _here(path: str, signs: list[Sign]) -> Sign | None:
    """The sign one stands at: the longest address that begins the path."""
    fitting = [sign for sign in signs if path.startswith(sign.url)]
    return max(fitting, key=lambda sign: len(sign.url), default=None)


def _signs(roles: Roles) -> Iterator[Sign]:
    """A person of several roles sees her desks first, then her own training."""
    yield from _of_coordinators(roles)
    if roles.any(Role.SUPERVISOR, Role.CONSULTANT):
        yield Sign(_("My desk"), reverse("supervision:desk"), "check")
    if roles.any(Role.VOLUNTEER):
        yield from _of_volunteers()
    if roles.any(Role.FACILITATOR, Role.COORDINATOR):
        yield Sign(_("Sessions"), reverse("courses:sessions"), "calendar")
    if roles.any(Role.PUBLISHER, Role.ADMIN):
        yield Sign(_("Pages and modules"), "/cms/", "edit")


def _own(roles: Roles) -> Iterator[Sign]:
    """What is hers, under her name: reached less often, from everywhere."""
    yield Sign(_("Notices"), reverse("people:notices"), "mail")
    if roles.any(Role.VOLUNTEER):
        yield Sign(_("My availability"), reverse("roster:availability"), "heart")
    if roles.any(Role.VOLUNTEER) and not roles.any(Role.FACILITATOR, Role.COORDINATOR):
        yield Sign(_("Sessions"), reverse("courses:sessions"), "calendar")
    yield Sign(_("The parent’s journey"), reverse("journey:map"), "map")
    yield Sign(_("Journal"), reverse("journey:journal"), "journal")
    yield Sign(_("Signing in and safety"), reverse("mfa_index"), "key")


def _of_coordinators(roles: Roles) -> Iterator[Sign]:
    coordinated = roles.agencies(Role.COORDINATOR)
    for agency in coordinated:
        label = _("Roster") if len(coordinated) == 1 else _("Roster: {agency}").format(agency=agency)
        yield Sign(label, reverse("roster:roster", args=[agency.slug]), "people")
    run = roles.agencies(Role.COORDINATOR, Role.ADMIN)
    for agency in run:
        label = _("Agency") if len(run) == 1 else str(agency)
        yield Sign(label, reverse("desks:agency", args=[agency.slug]), "home")


def _of_volunteers() -> Iterator[Sign]:
    yield Sign(_("My training"), reverse("desks:learn"), "home")
    yield Sign(_("Courses"), reverse("courses:index"), "book")
    yield Sign(_("My hours"), reverse("supervision:hours"), "clock")
    yield Sign(_("Competencies"), reverse("supervision:competencies"), "sign")
