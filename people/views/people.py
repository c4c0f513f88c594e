"""The people of an agency: found, written down, taken out as a file."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.refusals import Refused
from people import sheets
from people.actions import add_person
from people.doors import PersonRequest, agency_or_404, for_roles
from people.forms import NewPersonForm, PeopleSearchForm, explain
from people.models import Agency, Person
from people.permissions import grantable
from people.queries import find_people
from people.templatetags.people_words import roles_in_words
from people.words import Role

MANAGERS = (Role.COORDINATOR, Role.ADMIN)
PAGE = 50


@for_roles(*MANAGERS)
@require_safe
def index(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    form = PeopleSearchForm(request.GET, agency=agency)
    page = Paginator(find_people(agency, form.search), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"agency": agency, "form": form, "page": page})


@for_roles(*MANAGERS)
@require_safe
def export(request: PersonRequest, agency_slug: str, kind: str) -> HttpResponse:
    """The same people as on the list, with the same filters."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    found = find_people(agency, PeopleSearchForm(request.GET, agency=agency).search)
    header = [
        *(_("Name"), _("Called"), _("Roles"), _("Since"), _("Last day"), _("E-mail to sign in")),
        *(_("Contact e-mail"), _("Phone"), _("Best way to reach"), _("Language")),
    ]
    return sheets.download(f"{agency.slug}-people", kind, header, _lines(agency, found))


def _lines(agency: Agency, people: Iterable[Person]) -> Iterator[list[object]]:
    """Contacts only of those who belong to the agency still."""
    today = agency.today()
    for person in people:
        held = person.here  # type: ignore[attr-defined]
        here = any(m.ends_on is None or m.ends_on >= today for m in held)
        profile = person.profile
        contacts = [person.email, profile.contact_email, profile.phone, profile.get_contact_by_display()]
        roles = roles_in_words(held, agency)
        ends = [m.ends_on for m in held]
        last = None if None in ends else max(ends)
        since = min(m.starts_on for m in held)
        yield [person, profile.called, roles, since, last, *(contacts if here else [""] * 4), profile.language]


@for_roles(*MANAGERS)
def new(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """Somebody without a sign-in is written down."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    form = NewPersonForm(request.POST or None, agency=agency, may_grant=grantable(request.user, agency))
    if request.method == "POST" and form.is_valid():
        try:
            person = add_person(
                actor=request.user,
                agency=agency,
                details=form.details,
                role=Role(form.cleaned_data["role"]),
                starts_on=form.cleaned_data["starts_on"],
                another_of_that_name=form.cleaned_data["another_of_that_name"],
            )
        except Refused as refused:
            if refused.code == "same_name":
                form.ask_whether_another()
            explain(form, refused)
        else:
            messages.success(request, _("%(name)s is written down.") % {"name": person})
            return redirect("people:person", agency.slug, person.uuid)
    return render(request, "people/person_new.html", {"agency": agency, "form": form})
