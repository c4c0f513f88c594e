"""Releasing a module, in the press room: looked at as a learner would, checked, and frozen."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses import actions
from courses.archive import packed
from courses.exporting import NoFileForm
from courses.forms.release import ReleaseForm
from courses.models import Module, ModulePage
from courses.permissions import can_release
from courses.queries.affected import affected, changes
from courses.queries.export import module_files
from courses.queries.numbers import feedback_numbers, module_numbers
from courses.queries.overview import overview
from courses.queries.review import review
from courses.views.preview import show
from courses.words import EditionKind
from ledger.refusals import Refused


@require_safe
def one_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """The whole module at a glance: order, minutes, what it holds, how it reads, what is missing."""
    page = _page(request, page_id)
    context = {
        "page": page,
        "seen": overview(page),
        "page_title": _("The module in one view"),
        "page_subtitle": page.title,
        "header_icon": "list-ul",
    }
    return render(request, "courses/press/overview.html", context)


def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """What would be released, what to change first, and what the release means for those who took it before."""
    page = _page(request, page_id)
    seen = review(page)
    form = ReleaseForm(request.POST or None, first=seen.latest is None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = EditionKind(form.cleaned_data["kind"])
            shown = request.POST.get("shown", "")
            edition = actions.release_module(actor=request.user, page=page, kind=kind, shown=shown)  # type: ignore[arg-type]
            said = _("“%(module)s” is released as edition %(number)s. Learners read it from now on.")
            messages.success(request, said % {"module": page.title, "number": edition.number})
            return redirect("wagtailadmin_explore", page.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "page": page,
        "seen": seen,
        "form": form,
        "affected": affected(page.translation_key) if seen.latest else None,
        "changes": changes(seen),
        "page_title": _("Release this module"),
        "page_subtitle": page.title,
        "header_icon": "upload",
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, "courses/press/release.html", context)


@require_safe
def preview(request: HttpRequest, page_id: int, lesson: str) -> HttpResponse:
    """One lesson of what would be released, as a learner will see it."""
    page = _page(request, page_id)
    document = review(page).document
    found = document.lesson(lesson)
    if found is None:
        raise Http404
    return show(request, document, found, back=reverse("modules:release", args=[page.pk]))


@require_safe
def numbers(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where people stop, which answers mislead, and what they answered at the end. The library's: of everybody."""
    page = _page(request, page_id)
    module = Module.objects.filter(uuid=page.translation_key).first()
    language = page.locale.language_code
    context = {
        "page": page,
        "numbers": module_numbers(module, page.agency, language) if module else None,
        "feedback": feedback_numbers(module, language) if module else None,
        "page_title": _("How it is learned"),
        "page_subtitle": page.title,
        "header_icon": "list-ul",
    }
    return render(request, "courses/press/numbers.html", context)


@require_safe
def export(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The module's published pages as Markdown files, with the pictures, films and documents they show, in one archive."""
    page = _page(request, page_id)
    try:
        files = module_files(page)
    except NoFileForm as error:
        messages.error(request, str(error))
        return redirect("modules:overview", page.pk)
    return FileResponse(packed(files), as_attachment=True, filename=f"{page.slug}.zip", content_type="application/zip")


def _page(request: HttpRequest, page_id: int) -> ModulePage:
    """A module she may release; to anybody else there is no such page."""
    page = get_object_or_404(ModulePage, pk=page_id)
    if not can_release(request.user, page.agency):  # type: ignore[arg-type]
        raise Http404
    return page
