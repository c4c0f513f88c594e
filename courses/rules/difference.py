"""What a release would change, in words: a document beside the one before it, lesson by lesson. Pure."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.rules.alike import lines
from courses.rules.document import Document, Lesson, Step
from courses.rules.plain import plain
from courses.words import QuestionKind, RubricLevel

SAME, GONE, NEW, LEFT_OUT = "same", "gone", "new", "left_out"
# Words kept on each side of a change, so that its place is found.
AROUND = 6
# Comparing word by word takes the one length times the other; beyond this the changed stretch is shown whole.
MOST = 4_000_000

Said = str | Promise


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they stay, go, or are new; `left_out` stands for words that stay and are not shown."""

    state: str
    words: str = ""


@dataclass(frozen=True)
class TextChange:
    """One text that changed. Without pieces only its form changed: a link, a heading, a word in bold."""

    what: Said
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class LessonChange:
    """A lesson that is new, gone or changed. `before` is its earlier title where it has another one now."""

    title: str
    state: str
    before: str = ""
    minutes_before: int = 0
    minutes: int = 0
    texts: tuple[TextChange, ...] = ()


@dataclass(frozen=True)
class Difference:
    minutes_before: int
    minutes: int
    texts: tuple[TextChange, ...]
    lessons: tuple[LessonChange, ...]
    reordered: bool

    def __bool__(self) -> bool:
        return bool(self.texts or self.lessons or self.reordered)


@dataclass(frozen=True)
class _Text:
    what: Said
    source: str

    @property
    def words(self) -> list[str]:
        return plain(self.source).split()


Texts = dict[tuple[str, ...], _Text]
Answers = Mapping[str, Any]


def difference(before: Document, answers_before: Answers, now: Document, answers: Answers) -> Difference:
    """Everything a learner would read or be asked that is not as it was. `answers` are the editions' checks."""
    old = {lesson.key: lesson for lesson in before.lessons}
    new = {lesson.key: lesson for lesson in now.lessons}
    return Difference(
        minutes_before=before.minutes,
        minutes=now.minutes,
        texts=_compared(_of_module(before), _of_module(now)),
        lessons=tuple(_lessons(before, answers_before, now, answers)),
        reordered=[key for key in old if key in new] != [key for key in new if key in old],
    )


def _lessons(before: Document, answers_before: Answers, now: Document, answers: Answers) -> Iterator[LessonChange]:
    old = {lesson.key: lesson for lesson in before.lessons}
    for lesson in now.lessons:
        was = old.pop(lesson.key, None)
        if was is None:
            yield LessonChange(lesson.title, NEW, minutes=lesson.minutes)
            continue
        texts = _compared(_of_lesson(was, answers_before), _of_lesson(lesson, answers))
        if texts or (was.title, was.minutes) != (lesson.title, lesson.minutes):
            renamed = was.title if was.title != lesson.title else ""
            yield LessonChange(lesson.title, SAME, renamed, was.minutes, lesson.minutes, texts)
    for gone in old.values():
        yield LessonChange(gone.title, GONE, minutes_before=gone.minutes)


def _compared(old: Texts, new: Texts) -> tuple[TextChange, ...]:
    """Texts by what they are: changed and new ones in today's order, then those that are gone."""
    nothing = _Text("", "")
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        TextChange((new.get(key) or old[key]).what, pieces(old.get(key, nothing).words, new.get(key, nothing).words))
        for key in keys
        if old.get(key, nothing).source != new.get(key, nothing).source
    )


def pieces(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """The words of a text as they were and as they are, side by side; none where every word is the same."""
    if list(old) == list(new):
        return ()
    found: list[Piece] = []
    runs = list(_runs(old, new))
    for number, (state, words) in enumerate(runs):
        if state == SAME:
            found += _shortened(words, first=number == 0, last=number == len(runs) - 1)
        else:
            found.append(Piece(state, " ".join(words)))
    return tuple(found)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """(state, words) in order. What begins and ends alike is set aside first."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle, other = old[start : len(old) - end], new[start : len(new) - end]
    inside: list[tuple[str, Sequence[str]]] = [(GONE, middle), (NEW, other)]
    if len(middle) * len(other) <= MOST:
        inside = list(_word_by_word(middle, other))
    for state, words in [(SAME, old[:start]), *inside, (SAME, old[len(old) - end :])]:
        if words:
            yield state, words


def _word_by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    for kind, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, old[i:j]
        else:
            yield GONE, old[i:j]
            yield NEW, new[m:n]


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> list[Piece]:
    """Words that stay, as far as they show where a change is."""
    head = [] if first else words[:AROUND]
    tail = [] if last else words[max(len(head), len(words) - AROUND) :]
    if len(head) + len(tail) >= len(words):
        return [Piece(SAME, " ".join(words))]
    parts = [Piece(SAME, " ".join(head)), Piece(LEFT_OUT), Piece(SAME, " ".join(tail))]
    return [part for part in parts if part.words or part.state == LEFT_OUT]


def _of_module(document: Document) -> Texts:
    return {
        ("title",): _Text(_("Title"), html.escape(document.title)),
        ("summary",): _Text(_("What it is about"), html.escape(document.summary)),
        ("stages",): _Text(_("Stages of the journey"), " ".join(document.stages)),
    }


def _of_lesson(lesson: Lesson, answers: Answers) -> Texts:
    texts: Texts = {
        ("note",): _Text(_("Content note"), html.escape(lesson.content_note)),
        ("another",): _Text(_("Another way through"), lesson.another_way),
    }
    for step in lesson.steps:
        for name, text in _of_step(step, answers.get(str(step.key), {})):
            texts[(str(step.key), *name)] = text
    return {key: text for key, text in texts.items() if text.source}


Named = Iterator[tuple[tuple[str, ...], _Text]]


def _of_step(step: Step, keys: Answers) -> Named:
    data = step.data
    for field, what in PLAIN.get(step.kind, {}).items():
        yield (field,), _Text(what, html.escape(str(data.get(field, ""))))
    for field, what in RICH.get(step.kind, {}).items():
        yield (field,), _Text(what, data.get(field, ""))
    if step.plays:
        yield ("asked",), _Text(_("Is it asked for?"), str(_("It is asked for.")) if step.required else "")
    if step.kind == "check":
        for question in data["questions"]:
            yield from _of_question(question, keys.get(question["key"], {}))
    yield from _of_replies(data)
    for turn in data.get("turns", ()):
        yield (turn["key"], "says"), _Text(_("What the parent says"), html.escape(turn["says"]))
        yield from _of_replies(turn, turn["key"])
    for row in data.get("rubric", ()):
        yield (row["key"],), _Text(_("What is looked for"), html.escape(row["look_for"]))
        for level, words in row["levels"].items():
            yield (row["key"], level), _Text(RubricLevel(level).label, html.escape(words))
    if step.kind == "feedback":
        for question in data["questions"]:
            yield (question["key"],), _Text(_("Closing question"), html.escape(question["ask"]))


def _of_replies(turn: Mapping[str, Any], *name: str) -> Named:
    for number, reply in enumerate(turn.get("replies", ()), start=1):
        yield (*name, "reply", str(number)), _Text(_("Reply"), html.escape(reply["text"]))
        yield (*name, "then", str(number)), _Text(_("Where it leads"), html.escape(reply["then"]))
        yield (*name, "leads", str(number)), _Text(_("How the talk goes on"), html.escape(reply.get("leads", "")))


def _of_question(question: Mapping[str, Any], key: Answers) -> Named:
    asked = question["key"]
    yield (asked, "ask"), _Text(_("Question"), html.escape(question["ask"]))
    for name, what, text in _said_of(question, key):
        yield (asked, *name), _Text(what, html.escape(text))


Sayings = Iterator[tuple[tuple[str, ...], Said, str]]


def _said_of(question: Mapping[str, Any], key: Answers) -> Sayings:
    match question["kind"]:
        case QuestionKind.MATCH | QuestionKind.ORDER:
            return _of_lines(question, key)
        case QuestionKind.SHORT:
            return _of_short(key)
    return _of_choices(question, {"right": [], "because": {}, **key})


def _of_choices(question: Mapping[str, Any], key: Answers) -> Sayings:
    for choice in question["choices"]:
        yield (choice["key"],), _("One answer"), choice["text"]
        yield (choice["key"], "because"), _("Why, or why not"), key["because"].get(choice["key"], "")
    right = [choice["text"] for choice in question["choices"] if choice["key"] in key["right"]]
    yield ("right",), _("Right answer"), "; ".join(right)


def _of_lines(question: Mapping[str, Any], key: Answers) -> Sayings:
    """Each line with what belongs to it, and an order as it is right."""
    partners = {one["key"]: one["text"] for one in question.get("choices", ())}
    right = key.get("right", {})
    for line in question["items"]:
        partner = partners.get(right.get(line["key"]), "")
        yield (line["key"],), _("Line"), f"{line['text']} – {partner}" if partner else line["text"]
        yield (line["key"], "because"), _("Why, or why not"), key.get("because", {}).get(line["key"], "")
        yield (line["key"], "hint"), _("While it is not found yet"), key.get("hints", {}).get(line["key"], "")
    if question["kind"] == QuestionKind.ORDER:
        in_order = sorted(question["items"], key=lambda line: int(right.get(line["key"], 0)))
        yield ("right",), _("Right order"), "; ".join(line["text"] for line in in_order)


def _of_short(key: Answers) -> Sayings:
    yield ("right",), _("Answers that fit"), "; ".join(lines(key.get("right", "")))
    yield ("because",), _("Why it fits"), key.get("because", "")
    for name, one in key.get("known", {}).items():
        yield (name,), _("Answers that may come, and do not fit"), "; ".join(lines(one["said"]))
        yield (name, "because"), _("Why, or why not"), one["because"]
    yield ("otherwise",), _("To any other answer"), key.get("otherwise", "")


# Which of a step's own data is read by people, and what it is called. A file is named by its number: another file, another number.
PLAIN: Mapping[str, Mapping[str, Said]] = {
    "picture": {"alt": _("Picture, in words"), "caption": _("Under the picture"), "image": _("Picture")},
    "video": {"title": _("Video"), "caption": _("Under the video"), "seconds": _("Seconds"), "media": _("Video file")},
    "audio": {"title": _("Audio"), "caption": _("Under the audio"), "seconds": _("Seconds"), "media": _("Audio file")},
    "download": {"label": _("File to take along"), "document": _("File")},
    "callout": {"title": _("Callout")},
    "note": {"text": _("Content note")},
    "check": {"intro": _("A line before the questions"), "draw": _("How many of the questions each learner is asked")},
    "scenario": {"setting": _("Where we are"), "says": _("What the parent says"), "ask": _("The question")},
    "roleplay": {"setting": _("Where we are"), "says": _("What the parent says"), "ask": _("What is asked of her")},
    "reflection": {"prompt": _("Something to think about")},
}
RICH: Mapping[str, Mapping[str, Said]] = {
    "text": {"html": _("Text")},
    "callout": {"html": _("Callout")},
    "video": {"transcript": _("Transcript")},
    "audio": {"transcript": _("Transcript")},
}
