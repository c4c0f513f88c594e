"""What a learner does. Each view takes ids from the address and choices from the body, and nothing else."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from courses import actions
from courses.begun import with_drafts
from courses.forms.events import events_in
from courses.forms.learning import answers_in, played_in
from courses.queries.done import done_in
from courses.queries.kept import handed_out, kept_key
from courses.queries.lesson import shown_lesson
from courses.queries.place import Place, place_in
from courses.rules import standing as standings
from courses.rules.document import Lesson
from courses.rules.events import Event, Heard, Unread
from courses.views.learn import SHORT, here_or_404, lesson_context, lesson_page, other_way, step_anchor
from courses.words import EventKind, Outcome, Route, StepKind
from journey.actions import answer_prompt, write_reflection
from journey.forms import PromptForm, ReflectionForm
from journey.queries import answers_to
from ledger.refusals import Refused
from people.doors import PersonRequest, signed_in
from people.drafting import sent
from people.models import Person
from people.open_form import sent_here
from people.too_late import keep_for_later
from people.words import Role

# Whose phone says so. It decides nothing: another person's is refused.
KEPT_FOR = "X-Kept-For"
Doing = Callable[..., HttpResponse]


def _in_a_lesson(view: Doing) -> Callable[..., HttpResponseBase]:
    """A POST in a lesson of hers; a refusal is said on the lesson's page, and nothing is lost.

    A phone that opens its pages again asks for the address they stood at: she is led to the lesson.
    """

    @signed_in
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def door(request: PersonRequest, course: str, module: str, lesson: str, **kwargs: UUID) -> HttpResponseBase:
        here, found = here_or_404(request, course, module, lesson)
        if request.method != "POST":
            return _to_lesson(request, here, found, kwargs.get("step"))
        try:
            return view(request, here, found, **kwargs)
        except Refused as refused:
            if came := sent_here(request):
                keep_for_later(request, came)
            messages.info(request, str(refused))
            return _to_lesson(request, here, found)

    return door


@_in_a_lesson
def done(request: PersonRequest, here: Place, found: Lesson) -> HttpResponse:
    """ "I'm done with this": kept, and if something is left, said kindly."""
    actions.complete_lesson(
        actor=request.user, enrolment=here.enrolment, module=here.module, lesson=found, another_way=other_way(request)
    )
    left = standings.of_lesson(found, _done_now(here)).left
    if left:
        return _to_lesson(request, here, found, left[0].key, said="open")
    return _onward(request, here, found)


@_in_a_lesson
def take_a_break(request: PersonRequest, here: Place, found: Lesson) -> HttpResponse:
    """Her place is kept, and she is led to where it stands as the next thing to do."""
    actions.keep_place(actor=request.user, enrolment=here.enrolment, module=here.module, lesson=found)
    return redirect("desks:learn" if request.roles.any(Role.VOLUNTEER) else "courses:index")


@sensitive_post_parameters()
@_in_a_lesson
def reflect(request: PersonRequest, here: Place, found: Lesson, *, step: UUID) -> HttpResponse:
    """What she wrote beside a prompt, kept in her own journal because she asked. It completes nothing."""
    asked = found.step(step)
    if asked is None or asked.kind != StepKind.REFLECTION:
        return _without_its_prompt(request, here, found)
    kept = answers_to(request.user, [step]).get(step)
    form = PromptForm(request.POST, initial={"text": kept.text if kept else ""})
    if not form.is_valid():
        [sorry, *_more] = [str(one) for errors in form.errors.values() for one in errors]
        unsaved = {"step": str(step), "text": request.POST.get("text", ""), "sorry": sorry, "form": form}
        return lesson_page(request, here, found, unsaved=unsaved, status=422)
    answer_prompt(actor=request.user, prompt_key=step, prompt=asked.data["prompt"], text=form.cleaned_data["text"])
    return _to_lesson(request, here, found, step, said="kept")


def _without_its_prompt(request: PersonRequest, here: Place, found: Lesson) -> HttpResponse:
    """The prompt went while she wrote. Her words are no draft, and she asked to keep them: they stand in her journal."""
    form = ReflectionForm({"text": request.POST.get("text", "")})
    if not sent_here(request) or not form.is_valid():
        raise Refused(_("This lesson has changed since you opened it."), code="not_in_this_edition")
    write_reflection(actor=request.user, text=form.cleaned_data["text"])
    messages.info(request, _("This lesson has changed since you opened it. What you wrote is in your journal."))
    return _to_lesson(request, here, found)


@_in_a_lesson
def answer(request: PersonRequest, here: Place, found: Lesson, *, step: UUID) -> HttpResponse:
    """Her answers to a check, marked on the server."""
    answers = answers_in(request.POST)
    try:
        actions.answer_check(
            actor=request.user, enrolment=here.enrolment, module=here.module, key=step, answers=answers
        )
    except Refused as refused:
        if refused.code != "not_answered":
            raise
        return _step_or_page(request, here, found, step, typed={str(step): answers}, sorry=str(refused))
    sent(request)
    return _step_or_page(request, here, found, step)


@_in_a_lesson
def words(request: PersonRequest, here: Place, found: Lesson, *, step: UUID) -> HttpResponse:
    """She read the words of a film instead. It counts the same, and nobody is told."""
    actions.complete_step(
        actor=request.user, enrolment=here.enrolment, module=here.module, key=step, route=Route.TRANSCRIPT
    )
    return _to_lesson(request, here, found, step)


@signed_in
@require_POST
def played(request: PersonRequest, course: str, module: str, lesson: str, step: UUID) -> HttpResponse:
    """A player's report. What it is worth, the server's clock decides."""
    try:
        said = played_in(request.body)
    except Refused as refused:
        here_or_404(request, course, module, lesson)  # who has no place here is told nothing, whatever she sends
        return JsonResponse({"kept": False, "sorry": str(refused)}, status=400)
    report = Event(uuid4(), EventKind.WATCHED, course, module, step, played=said)
    [told] = actions.hear(actor=request.user, events=[report])
    if told.code == "not_enrolled":
        raise Http404
    if told.outcome == Outcome.REFUSED and not told.again:
        return JsonResponse({"kept": False, "sorry": told.sorry}, status=400)
    return JsonResponse({"kept": told.outcome != Outcome.REFUSED, "done": told.outcome == Outcome.DONE})


@signed_in
@require_POST
def events(request: PersonRequest) -> HttpResponse:
    """Many things done at once, as a device kept them. Each is answered by itself, and may be sent again."""
    if request.headers.get(KEPT_FOR, kept_key(request.user)) != kept_key(request.user):
        return JsonResponse(
            {"sorry": _("This was done by somebody else on this phone."), "code": "not_hers"}, status=409
        )
    try:
        said = events_in(request.body)
        told = actions.hear(actor=request.user, events=said, handed_out=lambda: _since_when(request.user, said))
    except Refused as refused:
        return JsonResponse({"sorry": str(refused), "code": refused.code}, status=400)
    return JsonResponse({"events": [_said(one) for one in told]})


def _since_when(person: Person, said: list[Event | Unread]) -> dict[UUID, datetime]:
    """Asked only where a film was not open here for as long as it was watched."""
    return handed_out(person, {one.module for one in said if isinstance(one, Event)})


def _said(one: Heard) -> dict[str, object]:
    """One answer. What does not apply is left out."""
    said: dict[str, object] = {"id": str(one.id), "outcome": one.outcome.value, "known": one.known}
    if one.outcome == Outcome.REFUSED:
        said |= {"sorry": one.sorry, "code": one.code, "again": one.again}
    return said | ({"score": one.score, "out_of": one.out_of} if one.out_of else {})


@_in_a_lesson
def feedback(request: PersonRequest, here: Place, found: Lesson, *, step: UUID) -> HttpResponse:
    """Closing questions, kept without her name."""
    answers = {question: said[0] for question, said in answers_in(request.POST).items() if said}
    actions.give_feedback(actor=request.user, enrolment=here.enrolment, module=here.module, key=step, answers=answers)
    return _to_lesson(request, here, found, step, said="thanks")


def _step_or_page(
    request: PersonRequest,
    here: Place,
    found: Lesson,
    step: UUID,
    *,
    typed: dict[str, dict[str, list[str]]] | None = None,
    sorry: str = "",
) -> HttpResponse:
    """With htmx the step and the lesson's end; without it the page, or the way back to it."""
    now = place_in(here.enrolment, here.module) or here
    if request.headers.get("HX-Request"):
        shown = with_drafts(request, now, shown_lesson(now, found, typed=typed, another_way=other_way(request)))
        one = next(part for part in shown.steps if part.key == step)
        context = lesson_context(now, found, shown) | {"step": one, "sorry": sorry, "fresh": True}
        return render(request, "courses/answered.html", context)
    if typed is not None:
        return lesson_page(request, now, found, typed=typed, sorry=sorry, status=422)
    return _to_lesson(request, here, found, step)


def _done_now(here: Place) -> frozenset[UUID]:
    now = place_in(here.enrolment, here.module)
    return done_in(now.run if now else None)


def _onward(request: PersonRequest, here: Place, found: Lesson) -> HttpResponse:
    """The lesson is done: on to the next one that is open, or back to the course when the module is."""
    standing = standings.of_module(here.document, _done_now(here))
    following = here.document.after(found) or standing.next
    if standing.next is None:
        messages.success(request, _("You have finished “%(module)s”.") % {"module": here.document.title})
        return redirect(reverse("courses:course", args=[here.course.slug]))
    return _to_lesson(request, here, following or found)


def _to_lesson(
    request: PersonRequest, here: Place, found: Lesson, step: UUID | None = None, said: str = ""
) -> HttpResponse:
    """Back to the lesson, on the way she takes through it, at a step of it; `said` names what the step tells her there."""
    address = reverse("courses:lesson", args=[here.course.slug, here.module.slug, found.slug])
    if step is None:
        return redirect(address)
    query = urlencode({**({"way": SHORT} if other_way(request) else {}), **({said: step} if said else {})})
    return redirect(f"{address}{f'?{query}' if query else ''}#{step_anchor(step)}")
