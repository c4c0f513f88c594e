"""What the agency asks for: its programs, their versions, and writing a new one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledger.refusals import Refused
from people.doors import PersonRequest, agency_or_404, for_roles
from people.drafting import drafting_at, sent, words_of
from people.forms.languages import initial_in
from people.models import Agency
from roster.actions import Asks, make_programme, new_version
from roster.forms import AskedChoices, RowForms, VersionForm, explain, initial_rows, one_row_more, posted
from roster.models import Programme
from roster.permissions import COORDINATES
from roster.queries.programme import newest_version, programmes_of, version_page


@for_roles(*COORDINATES)
@require_safe
def index(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    return render(request, "roster/programmes.html", {"agency": agency, "programmes": programmes_of(agency)})


@for_roles(*COORDINATES)
@require_safe
def version(request: PersonRequest, agency_slug: str, programme_uuid: str, number: int) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    shown = version_page(agency, programme_uuid, number)
    if shown is None:
        raise Http404
    return render(request, "roster/version.html", {"agency": agency, "page": shown})


@for_roles(*COORDINATES)
def new(request: PersonRequest, agency_slug: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    return _write(request, agency, None)


@for_roles(*COORDINATES)
def next_version(request: PersonRequest, agency_slug: str, programme_uuid: str) -> HttpResponse:
    agency = agency_or_404(request, agency_slug, *COORDINATES)
    programme = get_object_or_404(Programme.objects.select_related("agency"), uuid=programme_uuid, agency=agency)
    return _write(request, agency, programme)


def _write(request: PersonRequest, agency: Agency, programme: Programme | None) -> HttpResponse:
    """A new program, or the next version of one: its rows begin as the newest version's."""
    choices = {"choices": AskedChoices(agency)}
    newest = newest_version(programme) if programme else None
    drafting = drafting_at(request)
    said = posted(request)
    kept = words_of(drafting.chosen) if drafting.chosen and said is None else said
    initial = {"held_on": agency.today(), **initial_in(programme, "title")}
    form = VersionForm(kept, is_new=programme is None, agency=agency, initial=initial)
    before = initial_rows(list(newest.requirements.all())) if newest else []
    more = said is not None and "another" in said
    rows = RowForms(one_row_more(said) if said and more else kept, prefix="row", initial=before, form_kwargs=choices)
    if said is not None and not more and form.is_valid() and rows.is_valid():
        try:
            _save(request, agency, programme, form, [row.asks for row in rows if not row.empty])
        except Refused as refused:
            explain(form, refused)
        else:
            sent(request)
            messages.success(request, _("Written down. Whoever follows an earlier version stays on it until moved."))
            return redirect("roster:programmes", agency.slug)
    context = {
        "agency": agency,
        "programme": programme,
        "newest": newest,
        "form": form,
        "rows": rows,
        "drafting": drafting,
    }
    return render(request, "roster/version_write.html", context)


def _save(
    request: PersonRequest, agency: Agency, programme: Programme | None, form: VersionForm, asked: list[Asks]
) -> None:
    held_on = form.cleaned_data["held_on"]
    if programme:
        new_version(
            actor=request.user,
            programme=programme,
            requirements=asked,
            held_on=held_on,
            translations=form.translations,
        )
    else:
        make_programme(
            actor=request.user,
            agency=agency,
            title=form.cleaned_data["title"],
            requirements=asked,
            held_on=held_on,
            is_default=not Programme.objects.filter(agency=agency, is_default=True).exists(),
            translations=form.translations,
        )
