"""A volunteer's competencies: what each looks like, what she has, and asking for a sign-off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.doors import PersonRequest, agency_or_404, for_roles, signed_in
from people.drafting import drafted, sent
from people.models import Agency
from people.words import Role
from supervision import actions
from supervision.forms import AskForm
from supervision.permissions import competencies_visible_to, supervised_today
from supervision.queries import framework_in_use, standing_of, standings
from supervision.views.finding import Crumb
from supervision.words import Kind


def _agency(request: PersonRequest) -> Agency:
    """Where she is a volunteer; of several the one in the address, else the first."""
    agencies = request.roles.agencies(Role.VOLUNTEER)
    wanted = [agency for agency in agencies if agency.slug == request.GET.get("at")]
    if not agencies or ("at" in request.GET and not wanted):
        raise Http404
    return wanted[0] if wanted else agencies[0]


@require_safe
@for_roles(Role.VOLUNTEER)
def competencies(request: PersonRequest) -> HttpResponse:
    """Each competency in words, and how far she is with it."""
    agency = _agency(request)
    framework = framework_in_use(agency)
    url = reverse("supervision:competencies")
    agencies = request.roles.agencies(Role.VOLUNTEER)
    mine = standings(request.user, agency, framework)
    context = {
        "agency": agency,
        "framework": framework,
        "standings": mine,
        "signed": sum(1 for standing in mine if standing.signoff and not standing.to_talk_about),
        "agencies": [
            {"label": a.name, "url": f"{url}?at={a.slug}", "current": a == agency, "count": ""} for a in agencies
        ]
        if len(agencies) > 1
        else [],
    }
    return render(request, "supervision/competencies.html", context)


@for_roles(Role.VOLUNTEER)
def competency(request: PersonRequest, competency: UUID) -> HttpResponse:
    """One competency: what it looks like at each level, and asking her supervisor for a sign-off."""
    agency = _agency(request)
    found = get_object_or_404(competencies_visible_to(request.user), uuid=competency)
    standing = standing_of(request.user, agency, found)
    supervisors = list(
        {a.supervisor_id: a.supervisor for a in supervised_today(request.user) if _may_sign(a, agency)}.values()
    )
    first = {"level": str(standing.next_level.number)} if standing.next_level else {}
    form = AskForm(request.POST or None, initial=first, competency=found, supervisors=supervisors)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        asked = form.attempt(
            lambda: actions.request_signoff(
                actor=request.user,
                agency=agency,
                competency=found,
                asked_of=form.supervisor,
                level=form.chosen_level,
                evidence_kinds=form.kinds,
                note=form.cleaned_data["note"],
                sure=form.sure,
            )
        )
        if asked:
            sent(request)
            messages.success(request, _("%(name)s is asked.") % {"name": asked.asked_of.get_short_name()})
            return redirect("supervision:competency", found.uuid)
    crumbs = [Crumb(_("My competencies"), reverse("supervision:competencies")), Crumb(found.name)]
    context = {"form": form, "competency": found, "standing": standing, "supervisors": supervisors, "crumbs": crumbs}
    return render(request, "supervision/competency.html", context)


def _may_sign(assignment: object, agency: Agency) -> bool:
    return assignment.kind == Kind.PEER_SUPERVISION and not assignment.groups_only and assignment.agency_id == agency.pk  # type: ignore[attr-defined]


@require_safe
@signed_in
def in_use(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """The competencies an agency goes by: the same words for everybody who belongs to it."""
    agency = agency_or_404(request, agency_slug)
    framework = framework_in_use(agency)
    shown = framework.competencies.prefetch_related("descriptors__level", "stages") if framework else []
    context = {"agency": agency, "framework": framework, "competencies": shown}
    return render(request, "supervision/framework.html", context)
