"""What a learner sees: her courses, one course, one lesson."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses import queries
from courses.begun import with_drafts
from courses.models import CourseCompletion, Enrolment
from courses.queries.lesson import ShownLesson, shown_lesson
from courses.queries.place import Place, place
from courses.rules.document import Lesson
from people.doors import PersonRequest, signed_in

SHORT = "short"


@signed_in
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Her courses, and the one lesson to go on with."""
    outlines = queries.outlines_of(request.user)
    done = dict(
        CourseCompletion.objects.filter(person=request.user, voided=None)
        .order_by("cycle")
        .values_list("course_id", "held_on")
    )
    context = {
        "courses": [(seen, done.get(seen.enrolment.course_id)) for seen in outlines],
        "next": queries.next_of(outlines, request.user),
    }
    return render(request, "courses/index.html", context)


@signed_in
@require_safe
def course(request: PersonRequest, course: str) -> HttpResponse:
    """One course: its modules and lessons, and what is done of them."""
    enrolment = Enrolment.objects.visible_to(request.user).filter(course__slug=course).select_related("course").first()
    if enrolment is None:
        raise Http404
    enrolment.person = request.user
    seen = queries.outline(enrolment)
    completion = CourseCompletion.objects.filter(
        person=request.user, course=enrolment.course, cycle=enrolment.cycle, voided=None
    ).first()
    context = {
        "course": enrolment.course,
        "outline": seen,
        "completion": completion,
        "next": queries.next_of([seen], request.user),
        "crumbs": [_crumb_of_courses(), {"label": enrolment.course.name, "url": ""}],
    }
    return render(request, "courses/course.html", context)


@signed_in
@require_safe
def module(request: PersonRequest, course: str, module: str) -> HttpResponse:
    """A module has its place on the course's page."""
    if place(request.user, course=course, module=module) is None:
        raise Http404
    return redirect(reverse("courses:course", args=[course]) + f"#{module}")


@signed_in
@require_safe
def lesson(request: PersonRequest, course: str, module: str, lesson: str) -> HttpResponse:
    """One lesson."""
    here, found = here_or_404(request, course, module, lesson)
    return lesson_page(request, here, found)


def here_or_404(request: PersonRequest, course: str, module: str, lesson: str) -> tuple[Place, Lesson]:
    """Her place and the lesson in her edition; a stranger, and a lesson that is not in it, get a 404."""
    here = place(request.user, course=course, module=module)
    found = here.document.lesson(lesson) if here else None
    if here is None or found is None:
        raise Http404
    return here, found


def lesson_page(
    request: HttpRequest,
    here: Place,
    found: Lesson,
    *,
    typed: dict[str, dict[str, list[str]]] | None = None,
    sorry: str = "",
    unsaved: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The lesson's page; with what she typed and a sentence, where that could not be used."""
    listen = request.GET.get("listen", "")
    shown = shown_lesson(here, found, typed=typed, another_way=other_way(request), listen=listen)
    shown = with_drafts(request, here, shown)
    said: dict[str, Any] = {name: request.GET.get(name, "") for name in ("open", "thanks", "kept")}
    said |= {"sorry": sorry, "unsaved": unsaved}
    return render(request, "courses/lesson.html", lesson_context(here, found, shown) | said, status=status)


def other_way(request: HttpRequest) -> bool:
    """She takes the other way through the lesson. It stands in the address only, and is written down nowhere."""
    return SHORT in (request.GET.get("way"), request.POST.get("way"))


def lesson_context(here: Place, found: Lesson, shown: ShownLesson) -> dict[str, Any]:
    """What the lesson's template and its parts read."""
    at = (here.course.slug, here.module.slug, found.slug)
    return {
        "course": here.course,
        "module": here.module,
        "shown": shown,
        "lesson": found,
        "at": at,
        "preview": False,
        "crumbs": [
            _crumb_of_courses(),
            {"label": here.course.name, "url": reverse("courses:course", args=[here.course.slug])},
            {"label": found.title, "url": ""},
        ],
    }


def step_anchor(key: UUID) -> str:
    return f"step-{key}"


def _crumb_of_courses() -> dict[str, str]:
    return {"label": _("Courses"), "url": reverse("courses:index")}
