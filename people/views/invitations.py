"""Invitations of an agency: found, sent, sent again, taken back; the link to copy."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ledger.refusals import Refused
from people import sheets
from people.actions import invite, send_again, withdraw
from people.doors import PersonRequest, agency_or_404, for_roles
from people.forms import InvitationSearchForm, InviteForm, InvitePersonForm, explain
from people.models import Agency, Invitation
from people.permissions import grantable
from people.queries import find_invitations, link_to
from people.templatetags.people_words import role_word
from people.views.people import MANAGERS, PAGE
from people.views.person import person_or_404
from people.words import InvitationState, Role


def invitation_or_404(request: PersonRequest, agency_slug: str, invitation_uuid: str) -> tuple[Agency, Invitation]:
    """An invitation of this agency to a role that is hers to give."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    hers = Invitation.objects.filter(agency=agency, role__in=grantable(request.user, agency))
    return agency, get_object_or_404(hers.select_related("agency", "person", "invited_by"), uuid=invitation_uuid)


@for_roles(*MANAGERS)
@require_safe
def index(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    form = InvitationSearchForm(request.GET, agency=agency)
    asked = find_invitations(agency, request.user, form.search)
    page_ = Paginator(asked, PAGE).get_page(request.GET.get("page"))
    return render(request, "people/invitations.html", {"agency": agency, "form": form, "page": page_})


@for_roles(*MANAGERS)
@require_safe
def export(request: PersonRequest, agency_slug: str, kind: str) -> HttpResponse:
    """The same invitations as on the list, with the same filters. Never their links."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    asked = find_invitations(agency, request.user, InvitationSearchForm(request.GET, agency=agency).search)
    header = [_("Name"), _("E-mail"), _("Role"), _("Sent"), _("Stands until"), _("Where it stands")]
    zone = ZoneInfo(agency.time_zone)
    lines = (
        [
            invitation.name,
            invitation.email,
            role_word(invitation.role, agency),
            invitation.created_at.astimezone(zone).date(),
            invitation.expires_at.astimezone(zone).date(),
            invitation.state.label,
        ]
        for invitation in asked
    )
    return sheets.download(f"{agency.slug}-invitations", kind, header, lines)


@for_roles(*MANAGERS)
def new(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """Invite somebody new."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    form = InviteForm(request.POST or None, agency=agency, may_grant=grantable(request.user, agency))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            invitation = invite(
                actor=request.user,
                agency=agency,
                email=said["email"],
                role=Role(said["role"]),
                name=said["name"],
                language=said["language"],
            )
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("people:invitation", agency.slug, invitation.uuid)
    return render(request, "people/invite.html", {"agency": agency, "form": form})


@for_roles(*MANAGERS)
def invite_person(request: PersonRequest, agency_slug: str, person_uuid: str) -> HttpResponse:
    """Invite somebody who is entered already: to sign in, or to another role."""
    agency, person = person_or_404(request, agency_slug, person_uuid)
    form = InvitePersonForm(
        request.POST or None,
        agency=agency,
        may_grant=grantable(request.user, agency),
        initial={"email": person.email or person.profile.contact_email},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            invitation = invite(
                actor=request.user,
                agency=agency,
                email=said["email"],
                role=Role(said["role"]),
                name=person.profile.name,
                language=person.profile.language,
                person=person,
            )
        except Refused as refused:
            explain(form, refused)
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("people:invitation", agency.slug, invitation.uuid)
    return render(request, "people/invite.html", {"agency": agency, "form": form, "person": person})


@for_roles(*MANAGERS)
@require_safe
def page(request: PersonRequest, agency_slug: str, invitation_uuid: str) -> HttpResponse:
    agency, invitation = invitation_or_404(request, agency_slug, invitation_uuid)
    state = invitation.state
    context = {
        "agency": agency,
        "invitation": invitation,
        "link": link_to(invitation) if state == InvitationState.OPEN else "",
        "open": state == InvitationState.OPEN,
        "may_send": state in (InvitationState.OPEN, InvitationState.EXPIRED),
    }
    return render(request, "people/invitation.html", context)


@for_roles(*MANAGERS)
@require_POST
def send(request: PersonRequest, agency_slug: str, invitation_uuid: str) -> HttpResponse:
    agency, invitation = invitation_or_404(request, agency_slug, invitation_uuid)
    try:
        send_again(actor=request.user, invitation=invitation)
        messages.success(request, _("The invitation is on its way once more. It stands for two more weeks."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("people:invitation", agency.slug, invitation.uuid)


@for_roles(*MANAGERS)
@require_POST
def take_back(request: PersonRequest, agency_slug: str, invitation_uuid: str) -> HttpResponse:
    agency, invitation = invitation_or_404(request, agency_slug, invitation_uuid)
    try:
        withdraw(actor=request.user, invitation=invitation)
        messages.success(request, _("The invitation is taken back. Its link no longer works."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("people:invitation", agency.slug, invitation.uuid)
