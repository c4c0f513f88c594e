"""Modules from files, in the press room: choose, look, then do."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Locale, Page

from cms.access import agency_of_page
from cms.models import AgencyPage, RootPage
from courses import actions, kept
from courses.forms.bringing_in import ArchiveForm, KeptForm
from courses.models import ModulePage, ModulesPage
from courses.permissions import can_release
from courses.queries.arrival import Arrival, arrival, shelf_below
from courses.unpacking import NoArchive, unpacked
from ledger.refusals import Refused


def choose(request: HttpRequest, page_id: int) -> HttpResponse:
    """An archive is chosen and looked at. Nothing is written yet; one with a fault is not even kept."""
    parent = _parent(request, page_id)
    form = ArchiveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["archive"].file
        try:
            found = arrival(
                actor=request.user,  # type: ignore[arg-type]
                parent=parent,
                agency=agency_of_page(parent),
                handed=unpacked(file),
            )
        except NoArchive as error:
            form.add_error("archive", str(error))
        else:
            ready = not found.faults and not found.locked and found.does_something
            put = kept.keep(request.user, file) if ready else None  # type: ignore[arg-type]
            return _shown(request, parent, form=ArchiveForm(), found=found, confirm=KeptForm(initial={"kept": put}))
    return _shown(request, parent, form=form)


@require_POST
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """What was looked at is brought in."""
    parent = _parent(request, page_id)
    form = KeptForm(request.POST)
    file = kept.take(request.user, form.cleaned_data["kept"]) if form.is_valid() else None  # type: ignore[arg-type]
    if file is None:
        messages.error(request, _("These files are not here any more. Choose the archive once more."))
        return redirect("modules:bring-in", page_id)
    try:
        with file:
            actions.bring_in_modules(actor=request.user, parent=parent, handed=unpacked(file))  # type: ignore[arg-type]
    except (Refused, NoArchive) as refused:
        messages.error(request, str(refused))
        return redirect("modules:bring-in", page_id)
    kept.drop(request.user)  # type: ignore[arg-type]
    messages.success(
        request, _("It is all here, as drafts. Look at each module, publish its lessons, then release it.")
    )
    shelf = shelf_below(parent)
    return redirect("wagtailadmin_explore", shelf.pk if shelf else page_id)


@require_POST
def publish(request: HttpRequest, page_id: int) -> HttpResponse:
    """All drafts of a module at once. Learners read them after the release."""
    page = get_object_or_404(ModulePage, pk=page_id)
    if not can_release(request.user, page.agency):  # type: ignore[arg-type]
        raise Http404
    try:
        actions.publish_pages(actor=request.user, page=page)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("All its lessons are published. Learners read them after you release the module."))
    return redirect("modules:overview", page.pk)


def _shown(
    request: HttpRequest,
    parent: Page,
    *,
    form: ArchiveForm,
    found: Arrival | None = None,
    confirm: KeptForm | None = None,
) -> HttpResponse:
    context = {
        "page": parent,
        "form": form,
        "found": found,
        "confirm": confirm,
        "page_title": _("Bring modules in"),
        "page_subtitle": parent.title,
        "header_icon": "download",
    }
    return render(request, "courses/press/bring_in.html", context)


def _parent(request: HttpRequest, page_id: int) -> Page:
    """A shelf of modules, or a home that may have one, where she may release: in the house's own language."""
    page = get_object_or_404(Page, pk=page_id).specific
    fits = isinstance(page, (ModulesPage, AgencyPage, RootPage)) and page.locale_id == Locale.get_default().pk
    if not fits or not can_release(request.user, agency_of_page(page)):  # type: ignore[arg-type]
        raise Http404
    return page
