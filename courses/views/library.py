"""The library's modules in an agency's press room: to read, to follow, to adapt, and what has changed in them."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale

from courses import actions
from courses.models import Edition, Module, ModulePage, ModulesPage
from courses.permissions import can_release
from courses.queries.library import LibraryModule, library_module, library_rows, original_of
from courses.views.preview import show
from ledger.refusals import Refused
from people.models import Agency


@require_safe
def index(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every released module of the library, and what the agency does with it."""
    shelf, agency = _shelf(request, page_id)
    context = {
        "page": shelf,
        "agency": agency,
        "rows": library_rows(agency, get_language() or settings.LANGUAGE_CODE),
        "page_title": _("Modules of the library"),
        "page_subtitle": agency.name,
        "header_icon": "folder-open-inverse",
    }
    return render(request, "courses/press/library.html", context)


@require_safe
def module(request: HttpRequest, page_id: int, module_uuid: UUID) -> HttpResponse:
    """One of them: its lessons to read, and what its latest edition changed."""
    shelf, agency = _shelf(request, page_id)
    seen = _module(module_uuid)
    context = {
        "page": shelf,
        "agency": agency,
        "seen": seen,
        "page_title": seen.document.title,
        "page_subtitle": _("A module of the library"),
        "header_icon": "folder-open-inverse",
    }
    return render(request, "courses/press/library_module.html", context)


@require_safe
def lesson(request: HttpRequest, page_id: int, module_uuid: UUID, lesson: str) -> HttpResponse:
    """A lesson of the library as learners read it."""
    shelf, _agency = _shelf(request, page_id)
    document = _module(module_uuid).document
    found = document.lesson(lesson)
    if found is None:
        raise Http404
    return show(request, document, found, back=reverse("modules:library-module", args=[shelf.pk, module_uuid]))


@require_POST
def adapt(request: HttpRequest, page_id: int) -> HttpResponse:
    """A copy for the agency to change."""
    shelf, _agency = _shelf(request, page_id)
    try:
        wanted = UUID(request.POST.get("module", ""))
    except ValueError:
        return redirect("modules:library", shelf.pk)
    found = get_object_or_404(Module, uuid=wanted, agency=None)
    try:
        page = actions.adapt_module(actor=request.user, shelf=shelf, module=found)  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("modules:library", shelf.pk)
    messages.success(
        request, _("Your copy is here, as drafts. Change what you need; you release it as your own module.")
    )
    return redirect("modules:overview", page.pk)


def original(request: HttpRequest, page_id: int) -> HttpResponse:
    """What has changed in the module that this one was adapted from; seen, or taken over."""
    page = get_object_or_404(ModulePage, pk=page_id)
    if not can_release(request.user, page.agency):  # type: ignore[arg-type]
        raise Http404
    found = original_of(page)
    if request.method == "POST" and found:
        edition = get_object_or_404(
            Edition, module=found.adaptation.original_id, number=_number(request.POST.get("edition"))
        )
        taken = request.POST.get("do") == "taken-over"
        actions.answer_original(actor=request.user, adaptation=found.adaptation, edition=edition, taken_over=taken)  # type: ignore[arg-type]
        said = _("Noted: you took its changes over.") if taken else _("Noted: you have seen it.")
        messages.success(request, said)
        return redirect("modules:original", page.pk)
    context = {
        "page": page,
        "found": found,
        "page_title": _("The original of this module"),
        "page_subtitle": page.title,
        "header_icon": "folder-open-inverse",
    }
    return render(request, "courses/press/original.html", context)


def _number(said: str | None) -> int:
    return int(said) if said and said.isdigit() and len(said) < 6 else 0


def _module(uuid: UUID) -> LibraryModule:
    found = library_module(uuid, get_language() or "")
    if found is None:
        raise Http404
    return found


def _shelf(request: HttpRequest, page_id: int) -> tuple[ModulesPage, Agency]:
    """An agency's shelf where she may release; the library has no library."""
    shelf = get_object_or_404(ModulesPage, pk=page_id, locale=Locale.get_default())
    agency = shelf.agency
    if agency is None or not can_release(request.user, agency):  # type: ignore[arg-type]
        raise Http404
    return shelf, agency
