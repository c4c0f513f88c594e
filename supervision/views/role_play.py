"""Role-plays: what she would say, in writing or out loud, to whoever supervises her; and the answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from cms.serving import serve
from courses.queries.place import Place, place
from ledger.refusals import Refused
from people.doors import PersonRequest, for_roles, signed_in
from people.drafting import drafted, sent
from people.words import Role
from supervision import actions
from supervision.forms import AnsweringForm, PracticeForm
from supervision.models import Recording, RolePlay
from supervision.permissions import own_recordings, role_plays_to_answer
from supervision.queries.role_play import Scene, practices_of, scene_at, scene_of, tries_of
from supervision.recordings import TYPE
from supervision.views.desk import to_desk
from supervision.views.finding import Crumb


def _asked(request: PersonRequest, course: str, module: str, lesson: str, step: UUID) -> tuple[Place, Scene]:
    """Her place, and the role-play in her edition of the lesson; a stranger gets a 404."""
    here = place(request.user, course=course, module=module)
    found = here.document.lesson(lesson) if here else None
    scene = scene_at(here, step) if here and found and found.step(step) else None
    if here is None or scene is None:
        raise Http404
    return here, scene


@sensitive_post_parameters()
@signed_in
def practice(request: PersonRequest, course: str, module: str, lesson: str, step: UUID) -> HttpResponse:
    """What she has so far: to write, record, read and hear again, before she sends it."""
    here, scene = _asked(request, course, module, lesson, step)
    mine = practices_of(here, [step])[step]
    kept = {"text": mine.draft.text if mine.draft else ""}
    asked = request.method == "POST"
    form = PracticeForm(request.POST if asked else None, request.FILES if asked else None, initial=kept)
    drafted(request, form)
    if asked and form.is_valid():
        said = form.said
        if form.attempt(lambda: actions.keep_role_play_draft(actor=request.user, place=here, step=step, said=said)):
            sent(request)
            return redirect(f"{request.path}#look")
    back = reverse("courses:lesson", args=[course, module, lesson]) + f"#step-{step}"
    context = {
        "practice": mine,
        "scene": scene,
        "form": form,
        "at": (course, module, lesson),
        "back": back,
        "crumbs": [Crumb(scene.lesson, back), Crumb(_("Role-play"))],
    }
    return render(request, "supervision/practice.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def drop_draft(request: PersonRequest, course: str, module: str, lesson: str, step: UUID) -> HttpResponse:
    _asked(request, course, module, lesson, step)
    if actions.drop_role_play_draft(actor=request.user, step=step):
        messages.success(request, _("Thrown away. Nothing of it was sent."))
    return redirect("supervision:practice", course, module, lesson, step)


@require_POST
@signed_in
def send(request: PersonRequest, course: str, module: str, lesson: str, step: UUID) -> HttpResponse:
    """Her own act: it goes to whoever supervises her, and the step is done."""
    here, _scene = _asked(request, course, module, lesson, step)
    try:
        actions.send_role_play(actor=request.user, place=here, step=step)
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("supervision:practice", course, module, lesson, step)
    messages.success(request, _("Sent. You are done with this part."))
    return redirect(reverse("courses:lesson", args=[course, module, lesson]) + f"#step-{step}")


@require_safe
@signed_in
def role_play(request: PersonRequest, role_play: UUID) -> HttpResponse:
    """One that she sent: what she said, and what was answered."""
    found = get_object_or_404(RolePlay.objects.filter(person=request.user).with_words(), uuid=role_play)
    [one] = tries_of([found], request.user.profile.language)
    context = {
        "try": one,
        "scene": one.scene,
        "again": _again(request, found),
        "crumbs": [Crumb(_("My training"), "/learn/"), Crumb(_("Role-play"))],
    }
    return render(request, "supervision/role_play.html", context)


def _again(request: PersonRequest, found: RolePlay) -> str:
    """Where she may try it once more; empty where the lesson is no longer hers or has changed."""
    course, module = found.enrolment.course.slug, found.edition.module.slug
    here = place(request.user, course=course, module=module)
    lesson = here.document.lesson_of(found.step_key) if here else None
    return reverse("supervision:practice", args=[course, module, lesson.slug, found.step_key]) if lesson else ""


@require_POST
@signed_in
def erase(request: PersonRequest, role_play: UUID) -> HttpResponse:
    """Erase what she said, for good."""
    found = get_object_or_404(RolePlay.objects.filter(person=request.user).with_words(), uuid=role_play)
    actions.erase_role_play(actor=request.user, role_play=found)
    messages.success(request, _("What you said is erased for good."))
    return redirect("supervision:role-play", role_play)


@require_safe
@signed_in
def own_voice(request: PersonRequest, recording: UUID) -> HttpResponseBase:
    """Her own recording."""
    return _voice(request, get_object_or_404(own_recordings(request.user), uuid=recording))


def _voice(request: PersonRequest, recording: Recording) -> HttpResponseBase:
    """Handed through by us wherever it is kept, so that each hearing is asked for anew; nothing of it stays behind."""
    return serve(
        request, recording.file, content_type=TYPE, mark=recording.sha256, cache="private, no-store", here=True
    )


def _to_answer(request: PersonRequest, role_play: UUID) -> RolePlay:
    return get_object_or_404(role_plays_to_answer(request.user).with_words(), uuid=role_play)


@require_safe
@for_roles(Role.SUPERVISOR)
def voice(request: PersonRequest, role_play: UUID) -> HttpResponseBase:
    """What somebody whom she supervises recorded."""
    heard = _to_answer(request, role_play).heard
    if heard is None:
        raise Http404
    return _voice(request, heard)


@for_roles(Role.SUPERVISOR)
def answer(request: PersonRequest, role_play: UUID) -> HttpResponse:
    """Read or hear it, mark in words what was looked for, and write back. What was answered may be answered anew."""
    found = _to_answer(request, role_play)
    scene, before = scene_of(found, request.user.profile.language), found.answer
    first = {"note": before.note.text if before and before.note else ""}
    form = AnsweringForm(request.POST or None, initial=first, rubric=scene.rubric, marks=before.marks if before else {})
    drafted(request, form)
    if request.method == "POST" and form.is_valid():
        note, sure = form.cleaned_data["note"], form.sure
        if form.attempt(
            lambda: actions.answer_role_play(
                actor=request.user, role_play=found, marks=form.marks, words=note, corrects=before, sure=sure
            )
        ):
            sent(request)
            name = found.person.get_short_name()
            messages.success(request, _("Your answer is with %(name)s.") % {"name": name})
            return redirect("supervision:desk")
    earlier = role_plays_to_answer(request.user).filter(person=found.person, step_key=found.step_key, pk__lt=found.pk)
    context = {
        "role_play": found,
        "scene": scene,
        "form": form,
        "before": before,
        "earlier": earlier.order_by("-pk")[:3],
        "crumbs": [to_desk(), Crumb(_("Role-play"))],
    }
    return render(request, "supervision/answer_role_play.html", context)
