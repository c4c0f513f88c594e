"""Where people stop in a module, and which answers mislead: in fives, without names, in a constant number of queries."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min, QuerySet

from courses.models import Attempt, Edition, Enrolment, FeedbackAnswer, Module, ModuleRun, Progress, StepDone
from courses.queries.document import document_of
from courses.rules.answers import answers_of
from courses.rules.crowd import come_out, lots_told, may_be_split, told
from courses.rules.document import Document, Lesson, Step
from courses.words import SCALE, StepKind
from ledger import clock
from people.models import Agency

Since = dict[int, date]  # people, and the day each came in
Heads = dict[UUID, Since]  # at each key


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
    crowd = _Crowd.of(module, agency)
    done = crowd.at(StepDone.objects.all(), "step_key", "recorded_at")
    began = _began(crowd, done)
    first = _first_answers(crowd, document)
    answers = edition.texts.order_by("pk").values_list("answers", flat=True)[:1].get()["checks"]
    return ModuleNumbers(
        module=module,
        begun=_told(_together(began.values())) if began else None,
        lessons=tuple(_lesson(lesson, done, began, first, answers) for lesson in document.lessons),
    )


def _told(since: Since) -> int | None:
    return told(len(come_out(since)))


def _together(several: Iterable[Since]) -> Since:
    """All of these people, each since she first came in."""
    found: Since = {}
    for since in several:
        for person, day in since.items():
            found[person] = min(day, found.get(person, day))
    return found


@dataclass(frozen=True)
class _Crowd:
    """Whose takings of a module are counted, up to the end of last week.

    An agency's people are those it enrolled itself, in whatever course, each since that day: no course that is put together
    anew and nobody who is enrolled once more changes at once what is told.
    """

    runs: QuerySet[ModuleRun]
    joined: Since | None
    monday: datetime

    @classmethod
    def of(cls, module: Module, agency: Agency | None) -> "_Crowd":
        today = clock.today("UTC")
        monday = clock.start_of(today - timedelta(days=today.weekday()), "UTC")
        runs = ModuleRun.objects.filter(module=module)
        if agency is None:
            return cls(runs, None, monday)
        enrolled = Enrolment.objects.filter(agency=agency, created_at__lt=monday)
        since = enrolled.order_by().values("person").annotate(since=Min("created_at")).values_list("person", "since")
        joined = {person: at.date() for person, at in since}
        return cls(runs.filter(person__in=enrolled.values("person")), joined, monday)

    def since(self, person: int, at: datetime) -> date:
        return max(at.date(), self.joined[person]) if self.joined is not None else at.date()

    def at(self, rows: QuerySet[Any], key: str, when: str) -> Heads:
        """Who is at each key, since when, of rows that hang on a taking."""
        found: Heads = defaultdict(dict)
        here = rows.filter(run__in=self.runs, **{f"{when}__lt": self.monday})
        firsts = here.order_by().values("run__person", key).annotate(first=Min(when))
        for person, at, first in firsts.values_list("run__person", key, "first"):
            found[at][person] = self.since(person, first)
        return found


def _began(crowd: _Crowd, done: Heads) -> Heads:
    """Who did, tried, played or looked at something, by the key of what it was."""
    found: Heads = defaultdict(dict, {key: dict(since) for key, since in done.items()})
    tried = crowd.at(Attempt.objects.all(), "step_key", "recorded_at")
    played = crowd.at(Progress.objects.all(), "step_key", "opened_at")
    for several in (tried, played):
        for key, since in several.items():
            found[key] = _together([found[key], since])
    looked = crowd.runs.filter(started_at__lt=crowd.monday)
    for person, lesson, at in looked.values_list("person", "lesson_key", "started_at"):
        if lesson:
            found[lesson] = _together([found[lesson], {person: crowd.since(person, at)}])
    return found


@dataclass(frozen=True)
class _Given:
    """Somebody's very first answers to a check."""

    person: int
    since: date
    answers: Mapping[str, list[str]]


def _first_answers(crowd: _Crowd, document: Document) -> dict[UUID, list[_Given]]:
    keys = [step.key for lesson in document.lessons for step in lesson.checks]
    tried = Attempt.objects.filter(run__in=crowd.runs, step_key__in=keys, recorded_at__lt=crowd.monday)
    firsts = tried.order_by().values("person", "step_key").annotate(first=Min("pk")).values("first")
    found: dict[UUID, list[_Given]] = defaultdict(list)
    rows = Attempt.objects.filter(pk__in=firsts).values_list("step_key", "person", "recorded_at", "answers")
    for key, person, at, answers in rows:
        found[key].append(_Given(person, crowd.since(person, at), answers))
    return found


def _lesson(
    lesson: Lesson,
    done: Heads,
    began: Heads,
    first: Mapping[UUID, list[_Given]],
    answers: Mapping[str, Any],
) -> LessonNumbers:
    keys = {lesson.key, *(step.key for step in lesson.steps)}
    return LessonNumbers(
        title=lesson.title,
        begun=_told(_together(began.get(key, {}) for key in keys)),
        finished=_told(done.get(lesson.key, {})),
        sent=tuple(_told(done.get(step.key, {})) for step in lesson.steps if step.kind == StepKind.ROLEPLAY),
        questions=tuple(
            numbers
            for step in lesson.checks
            for question in step.data["questions"]
            for numbers in _questions(question, first.get(step.key, []), answers[str(step.key)])
        ),
    )


def _questions(
    question: Mapping[str, Any], given: Iterable[_Given], keys: Mapping[str, Any]
) -> Iterator[QuestionNumbers]:
    """One question, or one for each of its lines: so that everybody stands at one answer."""
    asked = [one for one in given if question["key"] in one.answers]
    out = come_out({one.person: one.since for one in asked})
    said = [one.answers[question["key"]] for one in asked if one.person in out]
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
    shown = {month for month, _count in months[: lots_told([count for _month, count in months])]}
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
