"""One lesson as it is shown to its learner: the frozen steps, and beside them what is hers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from cms.models import Image
from courses import practice
from courses.practice import Shown
from courses.queries.draw import asked_of, keys_asked
from courses.queries.hers import Hers, hers_in
from courses.queries.place import Place
from courses.queries.question import Question, as_sent, explained, fresh
from courses.rules import standing as standings
from courses.rules.branching import Turn, talk_of
from courses.rules.document import Document, Lesson, Step
from courses.rules.scoring import mark_again, open_questions
from courses.rules.standing import LessonStanding
from courses.words import PICTURE, StepKind
from journey.models import Reflection
from journey.queries import answers_to
from people.models import Draft
from people.queries import drafts_of_forms


@dataclass(frozen=True)
class ShownStep:
    """A step with what is hers: done or not, her last answers, where the film stands."""

    key: UUID
    kind: str
    data: Mapping[str, Any]
    done: bool = False
    questions: tuple[Question, ...] = ()
    position: float = 0  # seconds
    streams: str = ""  # where a longer film can be had in several sizes
    hidden: bool = False  # a film whose people took back their consent is not shown; its words are
    picture: Any = None
    listening: bool = False  # she asked for the sound alone
    talk: Turn | None = None  # a scenario, every way through it
    reflection: Reflection | None = None  # what she wrote beside this prompt; nobody else's is ever looked up
    drafts: tuple[Draft, ...] = ()  # her answers to this check that she has not sent
    # What its form needs so that nothing typed is lost (courses.begun).
    drafting: Any = None
    alone: Any = None
    seen: str = ""
    practice: Shown | None = None  # of a role-play: what she wrote, recorded and was answered

    @property
    def plays_as(self) -> str:
        return "audio" if self.listening else self.kind

    @property
    def heard_alone(self) -> bool:
        """A film without its picture: another file, which is a fraction of it."""
        return self.listening and self.kind == StepKind.VIDEO

    @property
    def answered(self) -> bool:
        return any(question.answered for question in self.questions)

    @property
    def right(self) -> int:
        return sum(question.right for question in self.questions)

    @property
    def typed(self) -> bool:
        """She sent it with a question still open."""
        return any(question.missing for question in self.questions)


@dataclass(frozen=True)
class ShownLesson:
    document: Document
    lesson: Lesson
    standing: LessonStanding
    steps: tuple[ShownStep, ...]
    number: int
    next: Lesson | None
    another_way: bool = False

    @property
    def total(self) -> int:
        return len(self.document.lessons)

    @property
    def left(self) -> tuple[Step, ...]:
        """What is still open on the way she takes: the other way asks for no film and no role-play."""
        spared = self.lesson.left_out if self.another_way else ()
        return tuple(step for step in self.standing.left if step not in spared)


def shown_lesson(
    here: Place,
    lesson: Lesson,
    *,
    typed: Mapping[str, Mapping[str, list[str]]] | None = None,
    another_way: bool = False,
    listen: str = "",
) -> ShownLesson:
    """The lesson for its learner. `typed` holds answers she sent that could not be marked, by step.

    `listen` names a film of which she wants the sound alone.
    """
    prompts = [step.key for step in lesson.steps if step.kind == StepKind.REFLECTION]
    films = [UUID(step.data["media"]) for step in lesson.players]
    forms = {step.key: answer_address(here, lesson, step.key) for step in lesson.steps if step.kind == StepKind.CHECK}
    hers = hers_in(here.enrolment.person, here.run, films, prompts, forms.values(), words=lesson.asks_for_words)
    begun = drafts_of_forms(here.enrolment.person, forms.values()) if hers.begun else {}
    written = answers_to(here.enrolment.person, prompts) if hers.written else {}
    practiced = practice.shown(here, [step.key for step in lesson.steps if step.kind == StepKind.ROLEPLAY])
    pictures, done = pictures_of(lesson), hers.done
    steps = tuple(
        ShownStep(
            key=step.key,
            kind=step.kind,
            data=step.data,
            # A reflection counts as soon as she says she is done with the lesson: written, on paper, or thought.
            done=(lesson.key if step.kind == StepKind.REFLECTION else step.key) in done,
            questions=_questions(here, step, hers, (typed or {}).get(str(step.key))),
            position=hers.places_ms.get(step.key, 0) / 1000,
            streams=_streams(step, hers.sized),
            hidden=step.plays and UUID(step.data["media"]) in hers.hidden,
            picture=pictures.get(step.data.get("image", "")),
            talk=_talk(step),
            listening=str(step.key) == listen,
            reflection=written.get(step.key),
            drafts=tuple(begun.get(forms.get(step.key, ""), ())),
            practice=practiced.get(step.key),
        )
        for step in lesson.steps
    )
    return _shown(here.document, lesson, steps, done, another_way)


def answer_address(here: Place, lesson: Lesson, step: UUID) -> str:
    """Where her answers to a check are sent."""
    return reverse("courses:answer", args=[here.course.slug, here.module.slug, lesson.slug, step])


def _streams(step: Step, sized: Collection[UUID]) -> str:
    """Where its list is, for a film that is there in several sizes."""
    there = step.plays and UUID(step.data["media"]) in sized
    return reverse("cms:streams", args=[step.data["media"]]) if there else ""


def _talk(step: Step) -> Turn | None:
    return talk_of(step.data) if step.kind == StepKind.SCENARIO else None


def bare_lesson(here: Place, lesson: Lesson) -> ShownLesson:
    """The lesson with nothing of hers in it, for her phone to keep: her questions, but no answer, no progress, no words."""
    pictures = pictures_of(lesson)
    steps = tuple(
        ShownStep(
            key=step.key,
            kind=step.kind,
            data=step.data,
            questions=tuple(fresh(one) for one in asked_of(here, step)) if step.kind == StepKind.CHECK else (),
            picture=pictures.get(step.data.get("image", "")),
            talk=_talk(step),
        )
        for step in lesson.steps
    )
    return _shown(here.document, lesson, steps, frozenset(), another_way=False)


def previewed_lesson(document: Document, lesson: Lesson, *, another_way: bool = False, listen: str = "") -> ShownLesson:
    """A lesson that nobody takes yet, as its learner will find it."""
    pictures = pictures_of(lesson)
    steps = tuple(
        ShownStep(
            key=step.key,
            kind=step.kind,
            data=step.data,
            questions=tuple(fresh(question) for question in step.data["questions"])
            if step.kind == StepKind.CHECK
            else (),
            talk=_talk(step),
            listening=str(step.key) == listen,
            picture=pictures.get(step.data.get("image", "")),
        )
        for step in lesson.steps
    )
    return _shown(document, lesson, steps, frozenset(), another_way)


def _shown(
    document: Document, lesson: Lesson, steps: tuple[ShownStep, ...], done: Collection[UUID], another_way: bool
) -> ShownLesson:
    return ShownLesson(
        document=document,
        lesson=lesson,
        standing=standings.of_lesson(lesson, done),
        steps=steps,
        number=document.lessons.index(lesson) + 1,
        next=document.after(lesson),
        another_way=another_way and bool(lesson.another_way),
    )


def pictures_of(lesson: Lesson) -> dict[str, Any]:
    """The lesson's pictures in the size that lessons show (made at release), by uuid."""
    uuids = [step.data["image"] for step in lesson.steps if step.kind == "picture"]
    if not uuids:
        return {}
    found = Image.objects.filter(uuid__in=uuids).prefetch_renditions(PICTURE)
    return {str(image.uuid): image.get_rendition(PICTURE) for image in found}


def _questions(here: Place, step: Step, hers: Hers, sent: Mapping[str, list[str]] | None) -> tuple[Question, ...]:
    """Those that she is asked; with what she sent just now, or with her last answers."""
    if step.kind != StepKind.CHECK:
        return ()
    asked, keys = asked_of(here, step), keys_asked(here, step.key)
    if sent is not None:
        open_now = open_questions(keys, sent)
        return tuple(as_sent(one, sent.get(one["key"], []), missing=one["key"] in open_now) for one in asked)
    kept = hers.answers.get(step.key)
    # None too where she answered an edition in another language, whose questions are others.
    marked = mark_again(keys, kept) if kept is not None else None
    if marked is None:
        return tuple(fresh(one) for one in asked)
    by_question = {key.question: (one, key) for one, key in zip(marked, keys, strict=True)}
    words = hers.words.get(step.key, {})
    return tuple(explained(one, *by_question[one["key"]], words.get(one["key"], "")) for one in asked)
