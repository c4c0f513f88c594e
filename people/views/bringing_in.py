"""People from a spreadsheet: choose, look, then do."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ledger.refusals import Refused
from people import sheets
from people.actions import BroughtIn, bring_in
from people.doors import PersonRequest, agency_or_404, for_roles
from people.forms import ConfirmSheetForm, SheetForm, explain
from people.forms.choices import roles
from people.models import Agency
from people.permissions import grantable
from people.queries.bringing_in import COLUMNS, MOST_PEOPLE, Row, plan, rows_of
from people.views.people import MANAGERS
from people.words import NEEDS_SIGN_IN, Outcome

EXAMPLES = (
    ("Maria López", "Mari", "maria@example.org", "", "(555) 010-0134", "Spanish", "", "2024-09-01"),
    ("José López", "", "", "maria@example.org", "(555) 010-0134", "", "", ""),
)


@for_roles(*MANAGERS)
@require_safe
def template(request: PersonRequest, agency_slug: str, kind: str) -> HttpResponse:
    """An empty list with two example rows to write over."""
    agency_or_404(request, agency_slug, *MANAGERS)
    return sheets.download("people", kind, [str(label) for label in COLUMNS.values()], EXAMPLES)


@for_roles(*MANAGERS)
def choose(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """A list is chosen and looked at. Nothing is written yet."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = rows_of(sheets.read(form.cleaned_data["sheet"], most_rows=MOST_PEOPLE))
            return _look(request, agency, rows)
        except Refused as refused:
            refused.field = "sheet"
            explain(form, refused)
    may_give = [str(label) for _key, label in roles(agency, grantable(request.user, agency) - NEEDS_SIGN_IN)]
    told = {"agency": agency, "form": form, "most": MOST_PEOPLE, "roles": may_give}
    return render(request, "people/bring_in.html", told)


def _look(request: PersonRequest, agency: Agency, rows: list[Row]) -> HttpResponse:
    if not rows:
        raise Refused(_("There is nobody on this list: only the heading."), code="empty")
    planned = plan(actor=request.user, agency=agency, rows=rows)
    count = Counter(one.outcome for one in planned)
    context = {
        "agency": agency,
        "planned": planned,
        "columns": COLUMNS,
        "counts": [(Outcome(outcome), count[outcome]) for outcome in Outcome if count[outcome]],
        "does_something": bool(count[Outcome.NEW] + count[Outcome.ROLE]),
        "wrong": count[Outcome.WRONG],
        "invitable": sum(one.may_be_invited for one in planned),
        "form": ConfirmSheetForm(initial={"rows": ConfirmSheetForm.seal(request.user, agency, rows)}),
    }
    return render(request, "people/bring_in_look.html", context)


@for_roles(*MANAGERS)
@require_POST
def confirm(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """What was looked at is done."""
    agency = agency_or_404(request, agency_slug, *MANAGERS)
    form = ConfirmSheetForm(request.POST)
    rows = form.unsealed(request.user, agency) if form.is_valid() else []
    if not rows:
        messages.warning(request, _("Please choose your list once more: the one you looked at is too old."))
        return redirect("people:bring-in", agency.slug)
    try:
        done = bring_in(actor=request.user, agency=agency, rows=rows, invitations=form.cleaned_data["invitations"])
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("people:bring-in", agency.slug)
    messages.success(request, _in_words(done))
    return redirect("people:people", agency.slug)


def _in_words(done: BroughtIn) -> str:
    said = [
        ngettext("%(n)s person is new.", "%(n)s people are new.", done.new) % {"n": done.new},
        ngettext("%(n)s was here already.", "%(n)s were here already.", done.here) % {"n": done.here},
        ngettext("%(n)s got the role.", "%(n)s got the role.", done.roles) % {"n": done.roles},
        ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", done.invited)
        % {"n": done.invited},
        ngettext("%(n)s row was left out.", "%(n)s rows were left out.", done.left_out) % {"n": done.left_out},
    ]
    shown = [True, done.here, done.roles, done.invited, done.left_out]
    return " ".join(sentence for sentence, show in zip(said, shown, strict=True) if show)
