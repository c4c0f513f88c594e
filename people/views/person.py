"""One person, as her agency sees her."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledger.refusals import Refused
from people.actions import edit_details, erase_person, say_died, say_here
from people.doors import PersonRequest, agency_or_404, for_roles
from people.forms import ChangeDetailsForm, DetailsForm, EraseForm, GrantRoleForm, explain
from people.models import Agency, Person
from people.permissions import grantable, people_visible_to, stands_above
from people.queries import agreements_of, knows_contacts
from people.views.people import MANAGERS
from people.words import PersonState, Role


def person_or_404(request: PersonRequest, agency_slug: str, person_uuid: str) -> tuple[Agency, Person]:
    """The agency in the address, and a person who belongs or belonged there."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    found = people_visible_to(request.user).filter(memberships__agency=agency, uuid=person_uuid).first()
    if found is None:
        raise Http404
    return agency, found


@for_roles(*MANAGERS)
@require_safe
def page(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = person_or_404(request, agency_slug, person_uuid)
    may_grant = grantable(request.user, agency)
    held = list(person.memberships.filter(agency=agency).order_by("-starts_on", "role"))
    here = knows_contacts(agency, person)
    context = {
        "agency": agency,
        "person": person,
        "profile": person.profile,
        "here": here,
        "herself": person == request.user,
        "memberships": [(m, m.in_force(), m.role in may_grant and not _is_over(m, agency)) for m in held],
        "grant_form": GrantRoleForm(agency=agency, may_grant=may_grant - {m.role for m in held if m.in_force()}),
        "invitations": person.invitations.filter(agency=agency).order_by("-created_at"),
        "agreements": agreements_of(person, [agency]),
        "above": here and stands_above(request.user, person, agency),
        "is_admin": request.roles.has(agency, Role.ADMIN),
    }
    return render(request, "people/person.html", context)


def _is_over(membership: object, agency: Agency) -> bool:
    ends_on = membership.ends_on  # type: ignore[attr-defined]
    return ends_on is not None and ends_on < agency.today()


@for_roles(*MANAGERS)
def edit(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = person_or_404(request, agency_slug, person_uuid)
    if not knows_contacts(agency, person):
        raise Http404
    form = ChangeDetailsForm(request.POST or None, initial=DetailsForm.initial_of(person.profile), about_her=True)
    if request.method == "POST" and form.is_valid():
        try:
            edit_details(actor=request.user, person=person, details=form.details, agency=agency)
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("people:person", agency.slug, person.uuid)
    return render(request, "people/person_edit.html", {"agency": agency, "person": person, "form": form})


@for_roles(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def died(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    """That she has died is written down, or was a mistake."""
    agency, person = person_or_404(request, agency_slug, person_uuid)
    if not (knows_contacts(agency, person) and stands_above(request.user, person, agency)):
        raise Http404
    if request.method != "POST":
        return render(request, "people/person_died.html", {"agency": agency, "person": person})
    act = say_here if person.state == PersonState.DIED else say_died
    try:
        act(actor=request.user, person=person, agency=agency)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("people:person", agency.slug, person.uuid)


@for_roles(Role.ADMIN)
def erase(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = person_or_404(request, agency_slug, person_uuid)
    if not request.roles.has(agency, Role.ADMIN) or person == request.user or person.state == PersonState.ERASED:
        raise Http404
    form = EraseForm(request.POST or None, expected=person.profile.name)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(actor=request.user, person=person, agency=agency)
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(
                request, _("The name and contacts are removed for good. The records stay, without a name.")
            )
            return redirect("people:people", agency.slug)
    return render(request, "people/person_erase.html", {"agency": agency, "person": person, "form": form})
