"""A lesson before it is released, as a learner would see it: the same code, from the would-be document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.models import LessonPage
from courses.queries.building import build
from courses.queries.lesson import previewed_lesson
from courses.rules.document import Document, Lesson, read


def preview_lesson(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """From the editor: the lesson as it stands there now."""
    document = read(build(page.module_page, [page]).document)
    return show(request, document, document.lessons[0])


def show(request: HttpRequest, document: Document, lesson: Lesson, back: str = "") -> HttpResponse:
    """The lesson's own page with nothing to send."""
    another, listen = request.GET.get("way") == "short", request.GET.get("listen", "")
    context = {
        "shown": previewed_lesson(document, lesson, another_way=another, listen=listen),
        "lesson": lesson,
        "preview": True,
        "back": back,
        "module": {"title": document.title},
    }
    return render(request, "courses/lesson.html", context)
