"""Where an invitation's link leads."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from ledger.refusals import Refused
from people.actions import accept_role
from people.actions import join as join_in
from people.forms import JoinForm, explain
from people.models import Invitation
from people.queries import answer_for, invitation_behind
from people.rules import Answer
from people.words import STAFF_ROLES

# A link that leads nowhere says so to machines, too.
STATUS = {Answer.UNKNOWN: 404, Answer.FOREIGN: 403, Answer.USED: 410, Answer.EXPIRED: 410, Answer.WITHDRAWN: 410}


def join(request: HttpRequest, token: str) -> HttpResponse:
    """Says who invites her, or in words why this link does not work. Opening it changes nothing."""
    invitation = invitation_behind(token)
    answer = answer_for(invitation, request.user)
    if invitation and not request.user.is_authenticated:  # as its e-mail spoke
        translation.activate(invitation.language)
        request.LANGUAGE_CODE = invitation.language
    if answer == Answer.WELCOME and invitation:
        return _never_kept(_newcomer(request, invitation))
    if answer == Answer.CONFIRM and invitation and request.method == "POST":
        return _yes(request, invitation)
    context = {"invitation": invitation, "answer": answer.value, "here": request.path}
    return _never_kept(render(request, "people/join_answer.html", context, status=STATUS.get(answer, 200)))


def _newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    entered = invitation.person.profile if invitation.person else None
    initial = JoinForm.initial_of(entered) if entered else {"name": invitation.name, "language": invitation.language}
    form = JoinForm(
        request.POST or None,
        initial={"time_zone": invitation.agency.time_zone} | initial,
        email=invitation.email,
        contact_email=entered.contact_email if entered else "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            person = join_in(invitation=invitation, details=form.details, password=form.cleaned_data["password"])
        except Refused as refused:
            explain(form, refused)
        else:
            to = "mfa_index" if invitation.role in STAFF_ROLES else "/home/"
            login = Login(user=person, redirect_url=redirect(to).url)
            return perform_password_login(request, {"email": person.email}, login)
    return render(request, "people/join.html", {"form": form, "invitation": invitation})


def _yes(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        accept_role(actor=request.user, invitation=invitation)  # type: ignore[arg-type]
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(request.path)
    messages.success(request, _("Welcome to %(agency)s.") % {"agency": invitation.agency.name})
    return redirect("/home/")


def _never_kept(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
