"""Releasing a module, in the press room: looked at as a learner would, checked, and frozen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses import actions
from courses.forms.release import ReleaseForm
from courses.models import ModulePage
from courses.permissions import can_release
from courses.queries.affected import affected, changes
from courses.queries.review import review
from courses.views.preview import show
from courses.words import EditionKind
from ledger.refusals import Refused


def release(request: HttpRequest, page_id: int) -> HttpResponse:
    """What would be released, what to change first, and what the release means for those who took it before."""
    page = _page(request, page_id)
    seen = review(page)
    form = ReleaseForm(request.POST or None, first=seen.latest is None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = EditionKind(form.cleaned_data["kind"])
            edition = actions.release_module(actor=request.user, page=page, kind=kind)  # type: ignore[arg-type]
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


def _page(request: HttpRequest, page_id: int) -> ModulePage:
    """A module she may release; to anybody else there is no such page."""
    page = get_object_or_404(ModulePage, pk=page_id)
    if not can_release(request.user, page.agency):  # type: ignore[arg-type]
        raise Http404
    return page
