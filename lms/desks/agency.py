"""The agency's desk: people, invitations, settings, and how the program stands, in numbers that say what they count."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.models import Enrolment
from people.doors import PersonRequest, agency_or_404, for_roles
from people.models import Agency, Invitation, Membership
from people.words import InvitationState, Role
from roster.models import ProgrammeVersion, Requirement
from roster.queries import available_support_parents
from supervision.models import HoursEntry


@dataclass(frozen=True)
class Count:
    """One number, and what it counts."""

    number: int
    words: str


@dataclass(frozen=True)
class Door:
    """One place to go: what is done there, and for whom it is open."""

    label: str
    text: str
    url: str
    icon: str


@require_safe
@for_roles(Role.COORDINATOR, Role.ADMIN)
def agency_desk(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, Role.COORDINATOR, Role.ADMIN)
    context = {"agency": agency, "counts": counts(agency), "doors": doors(request, agency), "counted": counted(agency)}
    return render(request, "desks/agency.html", context)


def counts(agency: Agency) -> list[Count]:
    """How the program stands today. Five counting queries."""
    today = agency.today()
    here = Membership.objects.filter(agency=agency).on(today)
    return [
        Count(here.filter(role=Role.VOLUNTEER).values("person").distinct().count(), agency.volunteers_word),
        Count(available_support_parents(agency).count(), _("available to be matched")),
        Count(
            Invitation.objects.filter(agency=agency).standing(InvitationState.OPEN).count(),
            _("invitations not answered yet"),
        ),
        Count(
            Enrolment.objects.filter(agency=agency, closed_at=None).values("person").distinct().count(),
            _("people taking a course"),
        ),
        Count(_waiting_hours(agency), _("entries of hours waiting for a signature")),
    ]


def _waiting_hours(agency: Agency) -> int:
    return HoursEntry.objects.filter(agency=agency).waiting().count()


@dataclass(frozen=True)
class Counted:
    """A course, and what of a program it counts for today."""

    course: str
    programme: str
    label: str
    phase: str


def counted(agency: Agency) -> list[Counted]:
    """Which course counts for what the agency asks, by course. One query."""
    versions = ProgrammeVersion.objects.filter(programme=OuterRef("version__programme"), held_on__lte=agency.today())
    asked = Requirement.objects.filter(version__programme__agency=agency, course__isnull=False).filter(
        version=Subquery(versions.order_by("-number").values("pk")[:1])
    )
    return [
        Counted(str(one.course), one.version.programme.name, one.name, one.get_phase_display())
        for one in asked.select_related("course", "version__programme").order_by("course__title", "position", "pk")
    ]


def doors(request: PersonRequest, agency: Agency) -> list[Door]:
    """What she can do here, in her role. The agency's own admin sees settings too."""
    at = [agency.slug]
    shared = [
        Door(
            _("People"), _("Everybody who belongs to you, their roles and papers."), _to("people:people", at), "people"
        ),
        Door(_("Invitations"), _("Ask somebody to join, or send a link again."), _to("people:invitations", at), "mail"),
        Door(
            _("Bring in a list"),
            _("Many people at once, from a spreadsheet."),
            _to("people:bring-in", at),
            "upload",
        ),
        Door(
            _("Agreements"),
            _("The texts people sign, in their versions."),
            _to("people:agency-agreements", at),
            "sign",
        ),
        Door(
            _("Courses"), _("Who takes what, and what a course is made of."), _to("courses:agency-courses", at), "book"
        ),
        Door(
            _("Supervision"),
            _("Who supervises whom, from when, and who stands in."),
            _to("supervision:assignments", at),
            "speech",
        ),
        Door(
            _("What you ask"),
            _("What comes before matching, and what stays ongoing."),
            _to("roster:programmes", at),
            "list",
        ),
        Door(_("Sessions"), _("Workshops, webinars, and who was there."), _to("courses:sessions", []), "calendar"),
    ]
    own = [
        Door(
            _("Settings"),
            _("Your word for volunteers, phone, hours, crisis line."),
            _to("people:agency-settings", at),
            "settings",
        )
    ]
    return shared + (own if request.roles.has(agency, Role.ADMIN) else [])


def _to(name: str, arguments: list[str]) -> str:
    return reverse(name, args=arguments)
