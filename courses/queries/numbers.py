"""Where people stop in a module, and which answers mislead: in fives, without names, in a constant number of queries."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min, QuerySet

from courses.models import Attempt, Edition, Enrolment, FeedbackAnswer, Module, ModuleRun, Progress, StepDone
from courses.queries.document import document_of
from courses.rules.answers import answers_of
from courses.rules.crowd import may_be_split, months_told, told
from courses.rules.document import Document, Lesson, Step
from courses.words import SCALE, StepKind
from ledger import clock
from people.models import Agency

Heads = dict[UUID, set[int]]  # the people at each key


@dataclass(frozen=True)
class ChoiceNumbers:
    text: str
    right: bool
    people: int | None


@dataclass(frozen=True)
class QuestionNumbers:
    """First answers to one question. Without choices there are too few to say."""

    ask: str
    choices: tuple[ChoiceNumbers, ...]

    @property
    def misleading(self) -> ChoiceNumbers | None:
        """A wrong answer that at least as many chose as any right one."""
        wrong = max((c for c in self.choices if not c.right), key=lambda c: c.people or 0, default=None)
        right = max((c.people or 0 for c in self.choices if c.right), default=0)
        return wrong if wrong and wrong.people and wrong.people >= right else None


@dataclass(frozen=True)
class LessonNumbers:
    title: str
    begun: int | None
    finished: int | None
    # How many have done each role-play. What they said stands nowhere here.
    sent: tuple[int | None, ...]
    questions: tuple[QuestionNumbers, ...]


@dataclass(frozen=True)
class ModuleNumbers:
    module: Module
    begun: int | None
    lessons: tuple[LessonNumbers, ...]


def module_numbers(module: Module, agency: Agency | None, language: str) -> ModuleNumbers | None:
    """Of one agency's people, or (None) of everybody's, up to the end of last week. None before its first release."""
    edition = Edition.objects.filter(module=module).order_by("-number").first()
    if edition is None:
        return None
    document = document_of(edition.uuid, language)
    runs = _runs(module, agency)
    done = _heads(StepDone.objects.filter(run__in=runs, held_on__lt=_this_week()), "step_key")
    began = _began(runs, done)
    first = _first_answers(runs, document)
    answers = edition.texts.order_by("pk").values_list("answers", flat=True)[:1].get()["checks"]
    return ModuleNumbers(
        module=module,
        begun=told(len(set().union(*began.values()))) if began else None,
        lessons=tuple(_lesson(lesson, done, began, first, answers) for lesson in document.lessons),
    )


def _this_week() -> Any:
    """Monday. What is told changes once a week, so that nobody's day can be watched."""
    today = clock.today("UTC")
    return today - timedelta(days=today.weekday())


def _runs(module: Module, agency: Agency | None) -> QuerySet[ModuleRun]:
    runs = ModuleRun.objects.filter(module=module)
    if agency is None:
        return runs
    hers = Enrolment.objects.of_agency(agency).filter(course__placements__module=module)
    return runs.filter(person__in=hers.values("person"))


def _heads(rows: QuerySet[Any], key: str) -> Heads:
    found: Heads = defaultdict(set)
    for person, at in rows.values_list("run__person", key).distinct():
        found[at].add(person)
    return found


def _began(runs: QuerySet[ModuleRun], done: Heads) -> Heads:
    """Who did, tried, played or looked at something, by the key of what it was."""
    monday = clock.start_of(_this_week(), "UTC")
    found: Heads = defaultdict(set, {key: set(people) for key, people in done.items()})
    tried = _heads(Attempt.objects.filter(run__in=runs, held_on__lt=_this_week()), "step_key")
    played = _heads(Progress.objects.filter(run__in=runs, opened_at__lt=monday), "step_key")
    for several in (tried, played):
        for key, people in several.items():
            found[key] |= people
    for person, lesson in runs.filter(started_at__lt=monday).values_list("person", "lesson_key"):
        if lesson:
            found[lesson].add(person)
    return found


def _first_answers(runs: QuerySet[ModuleRun], document: Document) -> dict[UUID, list[Mapping[str, list[str]]]]:
    """Each person's very first answers to each check."""
    keys = [step.key for lesson in document.lessons for step in lesson.checks]
    tried = Attempt.objects.filter(run__in=runs, step_key__in=keys, held_on__lt=_this_week())
    firsts = tried.order_by().values("person", "step_key").annotate(first=Min("pk")).values("first")
    found: dict[UUID, list[Mapping[str, list[str]]]] = defaultdict(list)
    for key, answers in Attempt.objects.filter(pk__in=firsts).values_list("step_key", "answers"):
        found[key].append(answers)
    return found


def _lesson(
    lesson: Lesson,
    done: Heads,
    began: Heads,
    first: Mapping[UUID, list[Mapping[str, list[str]]]],
    answers: Mapping[str, Any],
) -> LessonNumbers:
    keys = {lesson.key, *(step.key for step in lesson.steps)}
    return LessonNumbers(
        title=lesson.title,
        begun=told(len(set().union(*(began.get(key, set()) for key in keys)))),
        finished=told(len(done.get(lesson.key, ()))),
        sent=tuple(told(len(done.get(step.key, ()))) for step in lesson.steps if step.kind == StepKind.ROLEPLAY),
        questions=tuple(
            numbers
            for step in lesson.checks
            for question in step.data["questions"]
            for numbers in _questions(question, first.get(step.key, []), answers[str(step.key)])
        ),
    )


def _questions(
    question: Mapping[str, Any], given: Iterable[Mapping[str, list[str]]], keys: Mapping[str, Any]
) -> Iterator[QuestionNumbers]:
    """One question, or one for each of its lines: so that everybody stands at one answer."""
    said = [answers[question["key"]] for answers in given if question["key"] in answers]
    for ask, answers in answers_of(question, keys.get(question["key"], {})):
        of_it = [set(chosen) & {answer.key for answer in answers} for chosen in said]
        counted = Counter(key for chosen in of_it for key in chosen)
        parts = [counted[answer.key] for answer in answers]
        choices = tuple(
            ChoiceNumbers(str(answer.text), answer.right, told(part))
            for answer, part in zip(answers, parts, strict=True)
        )
        people = sum(bool(chosen) for chosen in of_it)
        yield QuestionNumbers(ask, choices if may_be_split(people, parts) else ())


@dataclass(frozen=True)
class Bar:
    """One of the five steps of a scale, and its share of the answers."""

    step: int
    answers: int
    of: int

    @property
    def words(self) -> str:
        return str(SCALE[self.step])


@dataclass(frozen=True)
class FeedbackNumbers:
    """What was answered to one closing question. Empty where fewer than five have come together."""

    ask: str
    kind: str
    answers: int
    bars: tuple[Bar, ...] = ()
    words: tuple[str, ...] = ()


def feedback_numbers(module: Module, language: str) -> list[FeedbackNumbers]:
    """Closing questions of the newest edition, with what was answered without names, in lots of months. Three queries."""
    edition = Edition.objects.filter(module=module).order_by("-number").first()
    if edition is None:
        return []
    document = document_of(edition.uuid, language)
    asked = [q for lesson in document.lessons for step in lesson.steps for q in _closing(step)]
    given: dict[str, list[FeedbackAnswer]] = defaultdict(list)
    month = clock.today("UTC").replace(day=1)
    for answer in FeedbackAnswer.objects.filter(edition__module=module, month__lt=month):
        given[str(answer.question_key)].append(answer)
    return [_feedback(question, given[question["key"]]) for question in asked]


def _closing(step: Step) -> list[Mapping[str, Any]]:
    return list(step.data["questions"]) if step.kind == "feedback" else []


def _feedback(question: Mapping[str, Any], given: list[FeedbackAnswer]) -> FeedbackNumbers:
    months = sorted(Counter(answer.month for answer in given).items())
    shown = {month for month, _count in months[: months_told([count for _month, count in months])]}
    kept = [answer for answer in given if answer.month in shown]
    scale = Counter(answer.scale for answer in kept)
    words = [answer.text for answer in kept if answer.text]
    random.SystemRandom().shuffle(words)
    return FeedbackNumbers(
        ask=question["ask"],
        kind=question["kind"],
        answers=len(kept),
        bars=tuple(Bar(step, scale[step], len(kept)) for step in SCALE) if question["kind"] == "scale" and kept else (),
        words=tuple(words),
    )
