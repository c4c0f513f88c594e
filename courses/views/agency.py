"""Courses of an agency: what there is, who takes it, and what it is made of."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cms.permissions import PRESS
from courses import actions
from courses.archive import packed
from courses.exporting import NoFileForm
from courses.forms.authoring import CourseForm, CourseSettingsForm, EnrolForm, PlaceForm
from courses.models import Course, JoiningCourse, Placement
from courses.permissions import AUTHORS, ENROLLERS, can_author, can_enrol
from courses.queries.authoring import courses_of, learner_rows, learners_of
from courses.queries.called import called, title_of
from courses.queries.export import course_files
from courses.queries.numbers import feedback_numbers, module_numbers
from ledger.refusals import Refused
from people.doors import PersonRequest, agency_or_404, for_roles
from people.drafting import drafted, sent
from people.forms import explain
from people.models import Agency
from people.words import Role

PAGE = 25


@for_roles(*AUTHORS)
@require_safe
def index(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """The agency's courses and the library's."""
    agency = agency_or_404(request, agency_slug, *AUTHORS)
    context = {"agency": agency, "rows": courses_of(agency, drafts=True), "may_enrol": can_enrol(request.user, agency)}
    return render(request, "courses/agency_courses.html", context)


@for_roles(*AUTHORS)
def new(request: PersonRequest, agency_slug: str) -> HttpResponse:
    """A new course, empty at first."""
    agency = agency_or_404(request, agency_slug, *AUTHORS)
    form = CourseForm(request.POST or None)
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        course = actions.make_course(actor=request.user, agency=agency, **form.cleaned_data)
        sent(request)
        messages.success(request, _("The course is there. Now add its modules."))
        return redirect("courses:agency-course-edit", agency.slug, course.slug)
    return render(request, "courses/agency_course_new.html", {"agency": agency, "form": form})


@for_roles(*ENROLLERS)
@require_safe
def page(request: PersonRequest, agency_slug: str, course: str) -> HttpResponse:
    """Who takes a course, and how far each is."""
    agency, found = _course(request, agency_slug, course, *ENROLLERS)
    words = request.GET.get("q", "").strip()
    several = Paginator(learners_of(agency, found, words=words), PAGE).get_page(request.GET.get("page"))
    context = {
        "agency": agency,
        "course": found,
        "page": several,
        "rows": learner_rows(agency, several),
        "words": words,
        "joining": JoiningCourse.objects.filter(agency=agency, course=found).exists(),
        "may_author": can_author(request.user, found.agency),
    }
    return render(request, "courses/agency_course.html", context)


@for_roles(*ENROLLERS)
def enrol(request: PersonRequest, agency_slug: str, course: str) -> HttpResponse:
    """Enroll several people at once."""
    agency, found = _course(request, agency_slug, course, *ENROLLERS)
    form = EnrolForm(request.POST or None, agency=agency, course=found)
    if request.method == "POST" and form.is_valid():
        try:
            several = actions.enrol_many(
                actor=request.user, people=form.cleaned_data["people"], course=found, agency=agency
            )
            said = ngettext("%(count)s person is enrolled.", "%(count)s people are enrolled.", len(several))
            messages.success(request, said % {"count": len(several)})
            return redirect("courses:agency-course", agency.slug, found.slug)
        except Refused as refused:
            explain(form, refused)
    return render(request, "courses/agency_enrol.html", {"agency": agency, "course": found, "form": form})


@for_roles(*ENROLLERS)
@require_POST
def joining(request: PersonRequest, agency_slug: str, course: str) -> HttpResponse:
    """Whether newcomers are enrolled by themselves."""
    agency, found = _course(request, agency_slug, course, *ENROLLERS)
    wanted = request.POST.get("wanted") == "yes"
    actions.set_joining(actor=request.user, agency=agency, course=found, wanted=wanted)
    said = (
        _("Whoever joins from now on is enrolled.") if wanted else _("Newcomers are no longer enrolled by themselves.")
    )
    messages.success(request, said)
    return redirect("courses:agency-course", agency.slug, found.slug)


@for_roles(*ENROLLERS)
def close(request: PersonRequest, agency_slug: str, course: str, enrolment_uuid: UUID) -> HttpResponse:
    """She does not take the course any more: asked once more, then done."""
    agency, found = _course(request, agency_slug, course, *ENROLLERS)
    enrolment = get_object_or_404(learners_of(agency, found), uuid=enrolment_uuid)
    if request.method == "POST":
        try:
            actions.close_enrolment(actor=request.user, enrolment=enrolment, agency=agency)
            messages.success(request, _("The enrollment has ended. What was done stays."))
        except Refused as refused:
            messages.info(request, str(refused))
        return redirect("courses:agency-course", agency.slug, found.slug)
    context = {"agency": agency, "course": found, "enrolment": enrolment}
    return render(request, "courses/agency_close.html", context)


@for_roles(*AUTHORS)
def edit(request: PersonRequest, agency_slug: str, course: str) -> HttpResponse:
    """What a course is made of. The library's courses are looked at here, and changed by the platform's administrator."""
    agency, found = _course(request, agency_slug, course, *AUTHORS)
    mine, language = can_author(request.user, found.agency), request.user.profile.language
    form = CourseSettingsForm(request.POST or None, initial=vars(found))
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_course(actor=request.user, course=found, **form.asked)
            sent(request)
            messages.success(request, _("The course is saved."))
            return redirect("courses:agency-course-edit", agency.slug, found.slug)
        except Refused as refused:
            explain(form, refused)
            found = Course.objects.get(pk=found.pk)
    context = {
        "agency": agency,
        "course": found,
        "form": form,
        "mine": mine,
        "placements": list(found.placements.select_related("module").annotate(called=called(language, "module"))),
        "place_form": PlaceForm(course=found, language=language),
        "may_enrol": can_enrol(request.user, agency),
        "may_save": mine and request.roles.has(agency, *PRESS),
    }
    return render(request, "courses/agency_course_edit.html", context)


@for_roles(*PRESS)
@require_safe
def files(request: PersonRequest, agency_slug: str, course: str) -> HttpResponseBase:
    """The agency's own course as a writer's files, with its own modules: for who may write and release them."""
    agency, found = _course(request, agency_slug, course, *PRESS)
    if found.agency != agency:
        raise Http404
    try:
        held = packed(course_files(found))
    except NoFileForm as error:
        messages.error(request, str(error))
        return redirect("courses:agency-course-edit", agency.slug, found.slug)
    return FileResponse(held, as_attachment=True, filename=f"{found.slug}.zip", content_type="application/zip")


@for_roles(*AUTHORS)
@require_POST
def place(request: PersonRequest, agency_slug: str, course: str) -> HttpResponse:
    """Add a module at the end."""
    agency, found = _course(request, agency_slug, course, *AUTHORS)
    form = PlaceForm(request.POST, course=found, language=request.user.profile.language)
    if form.is_valid():
        _do(request, lambda: actions.place_module(actor=request.user, course=found, module=form.cleaned_data["module"]))
    else:
        messages.info(request, _("Choose a module to add."))
    return redirect("courses:agency-course-edit", agency.slug, found.slug)


@for_roles(*AUTHORS)
@require_POST
def arrange(request: PersonRequest, agency_slug: str, course: str, module_uuid: UUID) -> HttpResponse:
    """Move a module, take it out, or say whether it is needed."""
    agency, found = _course(request, agency_slug, course, *AUTHORS)
    placement = get_object_or_404(
        Placement.objects.select_related("course__agency"), course=found, module__uuid=module_uuid
    )
    who: dict[str, Any] = {"actor": request.user, "placement": placement}
    match request.POST.get("do"):
        case "up" | "down" as way:
            _do(request, lambda: actions.move_module(**who, up=way == "up"))
        case "out":
            _do(request, lambda: actions.take_out_module(**who))
        case "needed" | "optional" as kind:
            _do(request, lambda: actions.set_required(**who, required=kind == "needed"))
    return redirect("courses:agency-course-edit", agency.slug, found.slug)


@for_roles(*AUTHORS)
@require_safe
def numbers(request: PersonRequest, agency_slug: str, course: str, module_uuid: UUID) -> HttpResponse:
    """Where the agency's own people stop in a module, and which answers mislead. Its own module's closing questions, too."""
    agency, found = _course(request, agency_slug, course, *AUTHORS)
    placement = get_object_or_404(Placement.objects.select_related("module"), course=found, module__uuid=module_uuid)
    module, language = placement.module, request.user.profile.language
    context = {
        "agency": agency,
        "course": found,
        "title": title_of(module, language),
        "numbers": module_numbers(module, agency, language),
        # Answers without a name have no agency either: the library's are read by the library's editors.
        "feedback": feedback_numbers(module, language) if module.agency_id == agency.pk else None,
    }
    return render(request, "courses/agency_numbers.html", context)


def _do(request: PersonRequest, act: Callable[[], object]) -> None:
    try:
        act()
    except Refused as refused:
        messages.info(request, str(refused))


def _course(request: PersonRequest, agency_slug: str, course: str, *roles: Role) -> tuple[Agency, Course]:
    """The agency in the address, and a course it may use."""
    agency = agency_or_404(request, agency_slug, *roles)
    offered = Course.objects.offered_by(agency).exclude(agency=None, published=False)
    return agency, get_object_or_404(offered.select_related("agency"), slug=course)
