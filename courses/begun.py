"""What she has begun in a lesson and not sent: her answers to a check stand in it again; what is hers alone is never a draft."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from courses.queries.lesson import ShownLesson, ShownStep, answer_address
from courses.queries.place import Place
from courses.queries.question import Question, going_on
from courses.words import StepKind
from journey.forms import PromptForm
from people.drafting import Lines, drafting_of
from people.open_form import OpenForm, Typed

QUESTION = "q-"
# Reflections are hers, and closing questions are answered without a name: no draft holds either.
ALONE = {StepKind.REFLECTION: "courses:reflect", StepKind.FEEDBACK: "courses:feedback"}


def with_drafts(request: HttpRequest, here: Place, shown: ShownLesson) -> ShownLesson:
    """The lesson with what each of its forms needs so that nothing typed is lost."""
    steps = tuple(_with_its_form(request, here, shown, step) for step in shown.steps)
    return replace(shown, steps=steps)


def _with_its_form(request: HttpRequest, here: Place, shown: ShownLesson, step: ShownStep) -> ShownStep:
    if step.kind in ALONE:
        address = reverse(ALONE[StepKind(step.kind)], args=[*_at(here, shown), step.key])
        return replace(step, alone=_form(here, shown, step, address, hers_alone=True), seen=_seen(step))
    if step.kind != StepKind.CHECK or step.done:
        return step
    shown_form = _form(here, shown, step, answer_address(here, shown.lesson, step.key))
    drafting = drafting_of(request, shown_form, step.drafts)
    asked = {f"{QUESTION}{question.key}": question for question in step.questions}
    if drafting.chosen:
        typed = drafting.chosen.typed
        step = replace(step, questions=tuple(going_on(one, typed.get(name, [])) for name, one in asked.items()))
    return replace(step, drafting=drafting.beside(lambda typed: _in_words(asked, typed)))


def _form(here: Place, shown: ShownLesson, step: ShownStep, address: str, *, hers_alone: bool = False) -> OpenForm:
    """A form of the lesson stands on the lesson's page, also where a part of the page is put in anew."""
    way = "?way=short" if shown.another_way else ""
    page = f"{reverse('courses:lesson', args=_at(here, shown))}{way}#step-{step.key}"
    return OpenForm(here.enrolment.person.pk, address, page, hers_alone)


def _at(here: Place, shown: ShownLesson) -> list[str]:
    return [here.course.slug, here.module.slug, shown.lesson.slug]


def _seen(step: ShownStep) -> str:
    """What was written beside the prompt when she opened the page."""
    if step.kind != StepKind.REFLECTION:
        return ""
    return str(PromptForm(initial={"text": step.reflection.text if step.reflection else ""}).initial["seen"])


def _in_words(asked: Mapping[str, Question], typed: Typed) -> Lines:
    said = {name: going_on(question, typed[name]).said for name, question in asked.items() if any(typed.get(name, []))}
    return {name: (asked[name].ask, words) for name, words in said.items() if words}
