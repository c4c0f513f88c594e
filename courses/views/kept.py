"""A module kept on her phone: what it takes, the bundle itself, its pages without her name, and what still stands."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses import actions
from courses.middleware import mark_phone
from courses.models import BundleIssued
from courses.queries.kept import KeptFile, bundle_of, files_of, kept_key, sizes, standings
from courses.queries.lesson import bare_lesson
from courses.queries.place import Place, place
from courses.rules.document import Document
from courses.shell import shell
from ledger.refusals import Refused
from people.doors import PersonRequest, signed_in
from people.queries.talk import TalkTo

# Nothing on a kept page says whose it is: the bar without her name, no signposts, no messages.
NOBODY = {"nav": (), "person_menu": None, "messages": (), "offline": True}


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What is kept on this phone. The page is the same for everybody, signed in or not; the phone fills it in."""
    return render(request, "courses/kept/list.html", NOBODY)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: PersonRequest, course: str, module: str) -> HttpResponse:
    """What a module takes of her phone, told beforehand; by POST the bundle itself."""
    here = place(request.user, course=course, module=module)
    if here is None:
        raise Http404
    if request.method == "POST":
        return _issue(request, here)
    files = _files_of(here.document)
    context = {"here": here, "sizes": sizes(here.document, files), "crumbs": _crumbs(here)}
    return render(request, "courses/kept/keep.html", context)


@signed_in
@require_safe
def lesson(request: PersonRequest, bundle_uuid: UUID, lesson: str) -> HttpResponse:
    """One lesson as a phone keeps it: in her language, without her name, her answers, her progress or her words."""
    found = bundle_of(request.user, bundle_uuid)
    asked = found[1].document.lesson(lesson) if found else None
    if found is None or asked is None:
        raise Http404
    bundle, here = found
    agency = here.enrolment.agency
    context = {
        **NOBODY,
        "bundle": bundle,
        "course": here.course,
        "module": here.module,
        "crisis": TalkTo(name=agency.crisis_name, number=agency.crisis_number),
        "lesson": asked,
        "shown": bare_lesson(here, asked),
    }
    return render(request, "courses/kept/lesson.html", context)


@signed_in
@require_safe
def state(request: PersonRequest) -> HttpResponse:
    """Whose phone this is now, and what became of what it keeps. The token is for what it has to send."""
    said = standings(request.user, _uuids(request.GET.getlist("bundle")))
    bundles = {str(uuid): {"standing": what, "files": files} for uuid, (what, files) in said.items()}
    told = {"key": kept_key(request.user), "token": get_token(request), "shell": shell()[0], "bundles": bundles}
    return JsonResponse(told)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It is no secret, and a browser asks for it without a person."""
    said = f'// {shell()[0]}\nimport "{settings.STATIC_URL}js/kept-worker.js";\n'
    response = HttpResponse(said, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _issue(request: PersonRequest, here: Place) -> HttpResponse:
    try:
        bundle = actions.keep_module(actor=request.user, enrolment=here.enrolment, module=here.module)
    except Refused as refused:
        return JsonResponse({"sorry": str(refused), "code": refused.code}, status=400)
    response = JsonResponse(_told(request, here, bundle))
    mark_phone(response, request.user)
    return response


def _told(request: PersonRequest, here: Place, bundle: BundleIssued) -> dict[str, object]:
    """All that the phone has to fetch, and the words it needs to speak of it."""
    version, _size, addresses = shell()
    files = _files_of(here.document)
    taken = sizes(here.document, files)
    return {
        "key": kept_key(request.user),
        "bundle": str(bundle.uuid),
        "course": here.course.slug,
        "module": here.module.slug,
        "title": here.document.title,
        "keep": request.path,
        "list": reverse("courses:kept"),
        "state": reverse("courses:kept-state"),
        "events": reverse("courses:events"),
        "worker": reverse("courses:worker"),
        "lessons": [
            {
                "title": lesson.title,
                "minutes": lesson.minutes,
                "kept": reverse("courses:kept-lesson", args=[bundle.uuid, lesson.slug]),
                "online": reverse("courses:lesson", args=[here.course.slug, here.module.slug, lesson.slug]),
            }
            for lesson in here.document.lessons
        ],
        "sizes": {"words": taken.without_films, "all": taken.all},
        "shell": {"version": version, "files": addresses},
        "files": [
            {"address": file.address, "source": file.source, "size": file.size, "film": file.film, "sound": file.sound}
            for file in files
        ],
    }


def _files_of(document: Document) -> tuple[KeptFile, ...]:
    return files_of({UUID(int=0): document})[UUID(int=0)]


def _uuids(said: list[str]) -> list[UUID]:
    try:
        return [UUID(one) for one in said[:50]]
    except ValueError as error:
        raise Http404 from error


def _crumbs(here: Place) -> list[dict[str, str]]:
    return [
        {"label": here.course.name, "url": reverse("courses:course", args=[here.course.slug])},
        {"label": here.document.title, "url": ""},
    ]
