"""Roles given and ended."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledger.refusals import Refused
from people.actions import end_role, grant_role
from people.doors import PersonRequest, for_roles
from people.forms import EndRoleForm, GrantRoleForm, explain
from people.permissions import grantable
from people.templatetags.people_words import role_word
from people.views.people import MANAGERS
from people.views.person import person_or_404
from people.words import Role


@for_roles(*MANAGERS)
@require_POST
def grant(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    agency, person = person_or_404(request, agency_slug, person_uuid)
    form = GrantRoleForm(request.POST, agency=agency, may_grant=grantable(request.user, agency))
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            grant_role(
                actor=request.user, person=person, agency=agency, role=role, starts_on=form.cleaned_data["starts_on"]
            )
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            said = {"name": person, "role": role_word(role, agency)}
            messages.success(request, _("%(name)s has a new role: %(role)s.") % said)
    else:
        messages.warning(request, _("Choose a role that is yours to give, and a date."))
    return redirect("people:person", agency.slug, person.uuid)


@for_roles(*MANAGERS)
def end(request: PersonRequest, agency_slug: str, person_uuid: str, membership_uuid: str) -> HttpResponse:
    agency, person = person_or_404(request, agency_slug, person_uuid)
    membership = get_object_or_404(person.memberships.select_related("agency"), agency=agency, uuid=membership_uuid)
    if membership.role not in grantable(request.user, agency):
        raise Http404
    form = EndRoleForm(request.POST or None, initial={"last_day": agency.today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(actor=request.user, membership=membership, last_day=form.cleaned_data["last_day"])
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(request, _("The last day is written down."))
            return redirect("people:person", agency.slug, person.uuid)
    context = {"agency": agency, "person": person, "membership": membership, "form": form}
    return render(request, "people/role_end.html", context)
