"""Who supervises whom: the coordinator's page, and standing in while somebody is away."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from people.doors import PersonRequest, agency_or_404, for_roles
from people.models import Agency, Person
from people.words import Role
from supervision import actions
from supervision.forms import AssignForm, CoverForm, EndForm
from supervision.models import Assignment, SignOff
from supervision.permissions import assignments_today
from supervision.queries import looked_after
from supervision.views.desk import THOSE_WHO_CONFIRM, to_desk
from supervision.views.finding import Crumb
from supervision.words import SUPERVISED_CHOICES, SUPERVISED_KINDS, Kind

MANAGERS = (Role.COORDINATOR, Role.ADMIN)


def _list(agency: Agency) -> Crumb:
    return Crumb(_("Who supervises whom"), reverse("supervision:assignments", args=[agency.slug]))


@require_safe
@for_roles(*MANAGERS)
def assignments(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """Every volunteer, and who is there for her; those who have nobody stand out."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    words, nobody = request.GET.get("q", ""), request.GET.get("nobody") == "1"
    url = f"{reverse('supervision:assignments', args=[agency.slug])}?{urlencode({'q': words})}"
    everyone = looked_after(agency, words)
    alone = [looked for looked in everyone if not looked.has_supervisor]
    context = {
        "agency": agency,
        "looked_after": alone if nobody else everyone,
        "words": words,
        "filters": [
            {"label": _("Everyone"), "url": url, "current": not nobody, "count": len(everyone)},
            {"label": _("Nobody assigned"), "url": f"{url}&nobody=1", "current": nobody, "count": len(alone)},
        ],
    }
    return render(request, "supervision/assignments.html", context)


@for_roles(*MANAGERS)
def assign(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """Assign a supervisor or consultant to a volunteer."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    first = {"starts_on": agency.today(), "volunteer": request.GET.get("volunteer", "")}
    form = AssignForm(request.POST or None, initial=first, agency=agency)
    if request.method == "POST" and form.is_valid():
        made = form.attempt(
            lambda: actions.assign(
                actor=request.user,
                agency=agency,
                supervisor=form.chosen,
                volunteer=form.cleaned_data["volunteer"],
                terms=form.terms,
            )
        )
        if made:
            messages.success(request, _("Assigned. Both are told."))
            return redirect("supervision:assignments", agency.slug)
    crumbs = [_list(agency), Crumb(_("Assign"))]
    return render(request, "supervision/assign.html", {"form": form, "agency": agency, "crumbs": crumbs})


@for_roles(*MANAGERS)
def end(request: PersonRequest, agency_slug: str, assignment: UUID) -> HttpResponse:
    """Give an assignment its last day."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    theirs = Assignment.objects.filter(agency=agency).exclude(volunteer=request.user).with_people()
    found = get_object_or_404(theirs, uuid=assignment)
    form = EndForm(request.POST or None, initial={"last_day": agency.today()})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["last_day"]
        if form.attempt(lambda: actions.end_assignment(actor=request.user, assignment=found, last_day=day)):
            messages.success(request, _("It has its last day now. What was confirmed stays confirmed."))
            return redirect("supervision:assignments", agency.slug)
    context = {"form": form, "agency": agency, "assignment": found, "crumbs": [_list(agency), Crumb(_("Last day"))]}
    return render(request, "supervision/end.html", context)


@for_roles(*MANAGERS)
def cover(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """Somebody stands in while another is away; asked by a coordinator."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    kind = request.GET.get("kind", Kind.PEER_SUPERVISION)
    kind = Kind(kind) if kind in SUPERVISED_KINDS else Kind.PEER_SUPERVISION
    url = reverse("supervision:cover", args=[agency.slug])
    kinds = [
        {"label": label, "url": f"{url}?kind={v}", "current": v == kind, "count": ""} for v, label in SUPERVISED_CHOICES
    ]
    form = CoverForm(request.POST or None, agency=agency, kind=kind)
    context = {"form": form, "agency": agency, "kinds": kinds, "crumbs": [_list(agency), Crumb(_("Stand in"))]}
    return _cover(request, form, agency, kind, context, reverse("supervision:assignments", args=[agency.slug]))


@for_roles(*THOSE_WHO_CONFIRM)
def away(request: PersonRequest) -> HttpResponse:
    """She will be away, and asks another to stand in for her people."""
    places = list(dict.fromkeys((a.agency, Kind(a.kind)) for a in assignments_today(request.user) if not a.groups_only))
    keyed = {f"{agency.slug}:{kind}": (agency, kind) for agency, kind in places}
    chosen = request.GET.get("of") or next(iter(keyed), "")
    if not keyed:
        return render(request, "supervision/away.html", {"crumbs": [to_desk(), Crumb(_("While you are away"))]})
    if chosen not in keyed:
        raise Http404
    agency, kind = keyed[chosen]
    url = reverse("supervision:away")
    kinds = [
        {"label": f"{k.label} · {a.name}", "url": f"{url}?of={key}", "current": key == chosen, "count": ""}
        for key, (a, k) in keyed.items()
    ]
    form = CoverForm(request.POST or None, agency=agency, kind=kind, absent=request.user)
    context = {"form": form, "agency": agency, "kinds": kinds, "crumbs": [to_desk(), Crumb(_("While you are away"))]}
    return _cover(request, form, agency, kind, context, reverse("supervision:desk"))


def _cover(
    request: PersonRequest, form: CoverForm, agency: Agency, kind: Kind, context: dict[str, object], back: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        covered = form.attempt(
            lambda: actions.cover(
                actor=request.user, agency=agency, absent=form.absent, by=said["by"], kind=kind,
                starts_on=said["starts_on"], ends_on=said["ends_on"], no_conflict=said["no_conflict"],
            )
        )  # fmt: skip
        if covered:
            _say_covered(request, said["by"], covered)
            return redirect(back)
    return render(request, "supervision/away.html", context)


def _say_covered(request: PersonRequest, by: Person, covered: actions.Covered) -> None:
    count = len(covered.assignments)
    said = ngettext("%(name)s stands in for one person.", "%(name)s stands in for %(count)d people.", count)
    messages.success(request, said % {"name": by.get_full_name(), "count": count})
    for person in covered.left:
        messages.warning(request, _("For %(name)s somebody else is needed.") % {"name": person.get_full_name()})


@require_safe
@for_roles(*MANAGERS)
def signoffs(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """Every sign-off of the agency that lives, newest first, for a coordinator to look up."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    words = request.GET.get("q", "")
    live = live_signoffs(request.user, agency, words)
    page = Paginator(live, 30).get_page(request.GET.get("page"))
    context = {"agency": agency, "page": page, "words": words, "crumbs": [_list(agency), Crumb(_("Sign-offs"))]}
    return render(request, "supervision/signoffs.html", context)


def live_signoffs(actor: Person, agency: Agency, words: str = "") -> QuerySet[SignOff]:
    """Sign-offs that stand, but for her own, the newest first; each word is part of a name or of a competency."""
    live = SignOff.objects.filter(agency=agency, withdrawn=None).exclude(person=actor)
    for word in words.split():
        live = live.filter(Q(person__profile__name__icontains=word) | Q(competency__title__icontains=word))
    return live.select_related("person__profile", "competency", "level", "assessor__profile").order_by(
        "-held_on", "-pk"
    )
