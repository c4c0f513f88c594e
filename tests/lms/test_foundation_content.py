"""The foundation training as its writers left it: plain files that keep the promises of content/README.md.

Needs no database: it reads the files, and says in words what a writer should change.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from courses.rules.branching import talk_problem

CONTENT = Path(__file__).parents[2] / "lms" / "demo" / "content"
FOUNDATION = CONTENT / "foundation"
STAGE_MODULES = {4, 5, 6, 7, 8}
STAGE_KEYS = {
    path.stem.removeprefix("stage-") for path in (CONTENT / "journey").glob("stage-*.md") if "." not in path.stem
}
VIDEO_KEYS = {"orientation"}
NAMED = re.compile(r"^(?P<number>\d\d)-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)$")
OPENING = re.compile(r"^:::(?P<name>[a-z]+)(?P<attributes>(?: +[a-z]+=\"[^\"]*\")*)\s*$")
ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
RAW_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--|&(?:lt|gt|nbsp|#\d+);")
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
YAML_BODIED = {"check", "scenario", "roleplay", "reflection", "feedback"}
LEVELS = {"not_yet", "growing", "steady"}
EMPTY_BODIED = {"video"}
OPTIONAL = frozenset({"content_note", "another_way"})
ATTRIBUTES = {"callout": {"heading"}, "video": {"key"}}


@dataclass(frozen=True)
class Directive:
    """One `:::name` block; `data` is its YAML where it has any."""

    name: str
    attributes: dict[str, str]
    body: str
    data: Any = None


@dataclass(frozen=True)
class Source:
    """A file taken apart: front matter, the prose outside directives, the directives."""

    front: dict[str, Any]
    prose: str
    directives: list[Directive] = field(default_factory=list)

    def named(self, name: str) -> list[Directive]:
        return [directive for directive in self.directives if directive.name == name]


def parse(text: str) -> Source:
    """Take a content file apart; ValueError says in words what does not fit the format."""
    front, body = _front_matter(text)
    prose: list[str] = []
    directives: list[Directive] = []
    lines = iter(body.splitlines())
    for line in lines:
        if not line.startswith(":::"):
            prose.append(line)
            continue
        directives.append(_directive(line, lines))
    return Source(front, "\n".join(prose), directives)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    match = re.match(r"\A---\n(.*?)\n---\n(.*)\Z", text, re.DOTALL)
    if match is None:
        raise ValueError("front matter between two lines of --- is missing")
    front = yaml.safe_load(match.group(1))
    return (front if isinstance(front, dict) else {}), match.group(2)


def _directive(opening: str, lines: Any) -> Directive:
    match = OPENING.match(opening)
    if match is None:
        raise ValueError(f"not an opening of a directive: {opening!r}")
    name, attributes = match.group("name"), dict(ATTRIBUTE.findall(match.group("attributes")))
    inner: list[str] = []
    for line in lines:
        if line.rstrip() == ":::":
            body = "\n".join(inner)
            return Directive(name, attributes, body, yaml.safe_load(body) if name in YAML_BODIED else None)
        if line.startswith(":::"):
            raise ValueError(f"directive {name} is not closed before {line!r}")
        inner.append(line)
    raise ValueError(f"directive {name} is never closed")


def words(text: str) -> int:
    return len(WORD.findall(text))


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _keys(value: Any, required: set[str], where: str, optional: frozenset[str] = frozenset()) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: keys and values are expected"]
    missing, unknown = required - value.keys(), value.keys() - required - optional
    return [f"{where}: {key} is missing" for key in sorted(missing)] + [
        f"{where}: {key} is not known" for key in sorted(map(str, unknown))
    ]


def _texts(value: dict[str, Any], keys: set[str], where: str) -> list[str]:
    return [f"{where}: {key} is not a text (quote it?)" for key in sorted(keys) if not _text(value.get(key))]


def check_problems(data: Any) -> list[str]:
    """What is wrong with a knowledge check; an empty list when nothing is."""
    found = _keys(data, {"intro", "questions"}, "check", frozenset({"draw"}))
    if found:
        return found
    found += _texts(data, {"intro"}, "check")
    questions = data["questions"]
    asked = data.get("draw", len(questions) if isinstance(questions, list) else 0)
    if not isinstance(questions, list) or asked not in (2, 3, 4):
        return [*found, "check: two to four questions are expected"]
    if "draw" in data and asked >= len(questions):
        found.append("check: fewer are drawn than there are")
    for number, question in enumerate(questions, 1):
        found += _question_problems(question, f"question {number}")
    return found


OTHER_KINDS = {
    "match": ("pairs", {"this", "that", "because", "hint"}),
    "order": ("lines", {"text", "because"}),
}


def _question_problems(question: Any, where: str) -> list[str]:
    kind = question.get("kind") if isinstance(question, dict) else None
    if kind == "short":
        return _short_problems(question, where)
    if kind in OTHER_KINDS:
        return _lines_problems(question, where, *OTHER_KINDS[kind])
    found = _keys(question, {"ask", "kind", "choices"}, where)
    if found:
        return found
    found += _texts(question, {"ask"}, where)
    choices = question["choices"]
    if question["kind"] not in {"single", "multiple"}:
        found.append(f"{where}: kind is single or multiple")
    if not isinstance(choices, list) or len(choices) < 2:
        return [*found, f"{where}: at least two choices are expected"]
    for number, choice in enumerate(choices, 1):
        found += _choice_problems(choice, f"{where}, choice {number}")
    right = sum(isinstance(choice, dict) and choice.get("right") is True for choice in choices)
    if question["kind"] == "single" and right != 1:
        found.append(f"{where}: exactly one choice is right, not {right}")
    if question["kind"] == "multiple" and right < 1:
        found.append(f"{where}: at least one choice is right")
    return found


def _lines_problems(question: dict[str, Any], where: str, name: str, keys: set[str]) -> list[str]:
    found = _keys(question, {"ask", "kind", name}, where)
    if found:
        return found
    lines = question[name]
    if not isinstance(lines, list) or not 3 <= len(lines) <= 6:
        return [f"{where}: three to six {name} are expected"]
    for number, line in enumerate(lines, 1):
        found += _keys(line, keys, f"{where}, line {number}") or _texts(line, keys, f"{where}, line {number}")
    for key in keys & {"this", "that", "text"}:
        if len({line.get(key) for line in lines}) != len(lines):
            found.append(f"{where}: two lines say the same")
    return found + _texts(question, {"ask"}, where)


def _short_problems(question: dict[str, Any], where: str) -> list[str]:
    keys = {"ask", "kind", "accepted", "because", "otherwise"}
    found = _keys(question, keys, where, frozenset({"known", "number"}))
    if found:
        return found
    known = question.get("known", [])
    for answers in [question["accepted"], *(one.get("said") for one in known)]:
        if not isinstance(answers, list) or not answers or not all(_text(one) for one in answers):
            found.append(f"{where}: answers are a list of texts (quote numbers)")
    for one in known:
        found += _keys(one, {"said", "because"}, where) or _texts(one, {"because"}, where)
    return found + _texts(question, {"ask", "because", "otherwise"}, where)


def _choice_problems(choice: Any, where: str) -> list[str]:
    found = _keys(choice, {"text", "right", "because"}, where)
    if found:
        return found
    if not isinstance(choice["right"], bool):
        found.append(f"{where}: right is true or false")
    return found + _texts(choice, {"text", "because"}, where)


def scenario_problems(data: Any) -> list[str]:
    """What is wrong with a scenario; no reply may carry a score."""
    found = _keys(data, {"setting", "says", "ask", "replies"}, "scenario", frozenset({"turns"}))
    if found:
        return found
    found += _texts(data, {"setting", "says", "ask"}, "scenario")
    turns = data.get("turns", [])
    for turn in turns:
        found += _keys(turn, {"name", "says", "replies"}, "scenario, turn") or _texts(turn, {"name", "says"}, "turn")
    if found:
        return found
    leads = []
    for name, replies in [("", data["replies"]), *((turn["name"], turn["replies"]) for turn in turns)]:
        if not isinstance(replies, list) or len(replies) < 2:
            return [*found, "scenario: at least two replies are expected"]
        for number, reply in enumerate(replies, 1):
            where = f"scenario, {name} reply {number}".replace("  ", " ")
            optional = frozenset({"leads_to"}) if turns else frozenset()
            found += _keys(reply, {"text", "then"}, where, optional) or _texts(reply, {"text", "then"}, where)
        leads.append((name, [reply.get("leads_to", "") for reply in replies]))
    problem = talk_problem(leads)
    return [*found, f"scenario: {problem}"] if problem else found


def roleplay_problems(data: Any) -> list[str]:
    """What is wrong with a role-play: two to six rows, each level in words, and no number anywhere."""
    found = _keys(data, {"setting", "says", "ask", "rubric"}, "roleplay")
    if found:
        return found
    found += _texts(data, {"setting", "says", "ask"}, "roleplay")
    rubric = data["rubric"]
    if not isinstance(rubric, list) or not 2 <= len(rubric) <= 6:
        return [*found, "roleplay: two to six rows are expected"]
    for number, row in enumerate(rubric, 1):
        where = f"roleplay, row {number}"
        found += _keys(row, {"look_for", *LEVELS}, where) or _texts(row, {"look_for", *LEVELS}, where)
    return found


def feedback_problems(data: Any) -> list[str]:
    """What is wrong with the closing questions: three of them, each answered in words or on a scale of words."""
    found = _keys(data, {"questions"}, "feedback")
    if found:
        return found
    questions = data["questions"]
    if not isinstance(questions, list) or len(questions) != 3:
        return ["feedback: three questions are expected"]
    for number, question in enumerate(questions, 1):
        where = f"feedback, question {number}"
        problems = _keys(question, {"ask", "kind"}, where) or _texts(question, {"ask"}, where)
        if not problems and question["kind"] not in {"scale", "text"}:
            problems = [f"{where}: kind is scale or text"]
        found += problems
    return found


def directive_problems(directive: Directive) -> list[str]:
    name = directive.name
    if name not in YAML_BODIED | EMPTY_BODIED | {"callout"}:
        return [f"{name} is not a directive we know"]
    found = []
    if directive.attributes.keys() != ATTRIBUTES.get(name, set()):
        found.append(f"{name}: attributes are {sorted(ATTRIBUTES.get(name, set()))}")
    if name in EMPTY_BODIED and directive.body.strip():
        found.append(f"{name}: has no body")
    if name == "callout" and not directive.body.strip():
        found.append("callout: is empty")
    if name == "video" and directive.attributes.get("key") not in VIDEO_KEYS:
        found.append("video: the key is not known")
    if name == "check":
        found += check_problems(directive.data)
    if name == "scenario":
        found += scenario_problems(directive.data)
    if name == "roleplay":
        found += roleplay_problems(directive.data)
    if name == "feedback":
        found += feedback_problems(directive.data)
    if name == "reflection":
        found += _keys(directive.data, {"prompt"}, name) or _texts(directive.data, {"prompt"}, name)
    return found


def lesson_problems(text: str, *, slug: str, stage_module: bool) -> list[str]:
    """Everything a writer should change in a lesson, in words."""
    try:
        source = parse(text)
    except (ValueError, yaml.YAMLError) as error:
        return [str(error)]
    found = _keys(source.front, {"title", "slug", "minutes"}, "front matter", OPTIONAL)
    if found:
        return found
    found += _texts(source.front, {"title", "slug"} | (source.front.keys() & OPTIONAL), "front matter")
    if source.front["slug"] != slug:
        found.append(f"slug is {source.front['slug']!r}, the file's name says {slug!r}")
    if not 300 <= words(source.prose) <= 800:
        found.append(f"{words(source.prose)} words of prose; 300 to 800 are expected")
    found += _another_way_problems(source.front)
    found += _minutes_problems(source, text)
    found += _markdown_problems(text, source)
    for directive in source.directives:
        found += directive_problems(directive)
    return found + _check_count_problems(source, stage_module)


def _minutes_problems(source: Source, text: str) -> list[str]:
    """Minutes lie between a fast reader's pace and a slow one's, a video's three minutes included."""
    minutes, total = source.front["minutes"], words(text) - words(str(source.front.get("another_way", "")))
    if not isinstance(minutes, int) or isinstance(minutes, bool):
        return ["minutes is not a whole number"]
    video = 3 * len(source.named("video"))
    low, high = total / 250 + video, total / 50 + video
    return [] if low <= minutes <= high else [f"{minutes} minutes for {total} words; {low:.0f} to {high:.0f} fit"]


def _markdown_problems(text: str, source: Source) -> list[str]:
    found = [f"raw HTML: {match.group()!r}" for match in RAW_HTML.finditer(text)]
    if not HEADING.search(source.prose):
        found.append("no heading to find one's way by")
    return found + _heading_problems(source.prose, "headings")


def _heading_problems(prose: str, where: str) -> list[str]:
    depths = [len(marks) for marks in HEADING.findall(prose)]
    skips = any(depth == 1 or depth > before + 1 for before, depth in zip([1, *depths], depths, strict=False))
    return [f"{where} start at ## and do not skip a level"] if skips else []


def _another_way_problems(front: dict[str, Any]) -> list[str]:
    """Where a content note warns, another way leads through: short enough to be gentler, long enough to count the same."""
    noted, way = "content_note" in front, front.get("another_way")
    if not noted:
        return [] if way is None else ["another_way is read only after a content_note"]
    if not _text(way):
        return ["the lesson has a content_note: another_way is missing"]
    found = _heading_problems(way, "headings of another_way")
    if not 150 <= words(way) <= 300:
        found.append(f"{words(way)} words in another_way; 150 to 300 are expected")
    if re.search(r"^\s*:::", way, re.MULTILINE):
        found.append("another_way has no directives")
    return found


def _check_count_problems(source: Source, stage_module: bool) -> list[str]:
    expected, checks = (0 if stage_module else 1), len(source.named("check"))
    return [] if checks == expected else [f"{checks} knowledge checks; {expected} expected here"]


def module_problems(text: str, *, slug: str, lesson_minutes: list[int]) -> list[str]:
    """Everything a writer should change in a module.md, in words."""
    try:
        source = parse(text)
    except (ValueError, yaml.YAMLError) as error:
        return [str(error)]
    found = _keys(source.front, {"title", "slug", "summary", "minutes", "stages"}, "front matter")
    if found:
        return found
    found += _texts(source.front, {"title", "slug", "summary"}, "front matter")
    if source.front["slug"] != slug:
        found.append(f"slug is {source.front['slug']!r}, the folder's name says {slug!r}")
    if source.front["minutes"] != sum(lesson_minutes):
        found.append(f"minutes is {source.front['minutes']}; the lessons add up to {sum(lesson_minutes)}")
    stages = source.front["stages"]
    if not isinstance(stages, list) or not set(stages) <= set(STAGE_KEYS):
        found.append(f"stages is a list of {list(STAGE_KEYS)}")
    if source.prose.strip() or source.directives:
        found.append("a module's body is empty; write in its lessons")
    return found


def module_folders() -> list[Path]:
    return sorted(path for path in FOUNDATION.iterdir() if path.is_dir())


def lesson_files(folder: Path) -> list[Path]:
    """The English lessons; `*.es.md` beside them is held to test_foundation_spanish.py."""
    return sorted(path for path in folder.glob("*.md") if path.name != "module.md" and "." not in path.stem)


def number_and_slug(name: str) -> tuple[int, str]:
    match = NAMED.match(name)
    assert match is not None, f"{name}: a name is two digits, a hyphen and a slug in small letters"
    return int(match.group("number")), match.group("slug")


LESSONS = [path for folder in module_folders() for path in lesson_files(folder)]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_lesson_keeps_the_format(path: Path) -> None:
    module, _ = number_and_slug(path.parent.name)
    _, slug = number_and_slug(path.stem)
    found = lesson_problems(path.read_text(encoding="utf-8"), slug=slug, stage_module=module in STAGE_MODULES)
    assert found == []


@pytest.mark.parametrize("folder", module_folders(), ids=lambda folder: folder.name)
def test_a_module_keeps_the_format(folder: Path) -> None:
    _, slug = number_and_slug(folder.name)
    minutes = [parse(path.read_text(encoding="utf-8")).front["minutes"] for path in lesson_files(folder)]
    assert minutes, "a module has at least one lesson"
    found = module_problems((folder / "module.md").read_text(encoding="utf-8"), slug=slug, lesson_minutes=minutes)
    assert found == []


@pytest.mark.parametrize("folder", module_folders(), ids=lambda folder: folder.name)
def test_lessons_of_a_module_are_numbered_without_gaps_and_have_their_own_slugs(folder: Path) -> None:
    named = [number_and_slug(path.stem) for path in lesson_files(folder)]
    assert [number for number, _ in named] == list(range(1, len(named) + 1))
    assert [slug for slug, count in Counter(slug for _, slug in named).items() if count > 1] == []


@pytest.mark.parametrize("folder", module_folders(), ids=lambda folder: folder.name)
def test_every_module_has_a_scenario(folder: Path) -> None:
    scenarios = [parse(path.read_text(encoding="utf-8")).named("scenario") for path in lesson_files(folder)]
    assert any(scenarios)


def test_the_training_is_whole_and_its_modules_have_their_own_slugs() -> None:
    named = [number_and_slug(folder.name) for folder in module_folders()]
    assert [number for number, _ in named] == list(range(1, 17))
    assert len({slug for _, slug in named}) == len(named)
    assert len(LESSONS) >= 16


def test_the_very_first_lesson_starts_with_the_orientation_video() -> None:
    first = LESSONS[0].read_text(encoding="utf-8")
    body = _front_matter(first)[1].lstrip()
    assert body.startswith(':::video key="orientation"\n')
    assert sum(len(parse(path.read_text(encoding="utf-8")).named("video")) for path in LESSONS) == 1


def test_the_five_stages_of_the_journey_have_keys_and_a_module_each() -> None:
    modules = sorted(FOUNDATION.glob("0[4-8]-*/module.md"))
    tagged = [parse(path.read_text(encoding="utf-8")).front["stages"] for path in modules]
    assert len(STAGE_KEYS) == 5
    assert sorted(tagged) == [[key] for key in sorted(STAGE_KEYS)]


def test_feedback_is_asked_once_in_the_last_lesson() -> None:
    asking = [len(parse(path.read_text(encoding="utf-8")).named("feedback")) for path in LESSONS]
    assert asking == [0] * (len(LESSONS) - 1) + [1]


def test_every_way_of_asking_is_used_where_it_teaches() -> None:
    checks = [data for path in LESSONS for one in parse(path.read_text()).named("check") for data in [one.data]]
    talks = [data for path in LESSONS for one in parse(path.read_text()).named("scenario") for data in [one.data]]
    kinds = {question["kind"] for check in checks for question in check["questions"]}
    assert kinds == {"single", "multiple", "match", "order", "short"}
    assert any("draw" in check for check in checks)
    assert any(len(talk.get("turns", ())) >= 3 for talk in talks)


GOOD_CHECK = """\
:::check
intro: Try it.
questions:
  - ask: One?
    kind: single
    choices:
      - {text: a, right: true, because: It fits.}
      - {text: b, right: false, because: It does not.}
  - ask: Two?
    kind: multiple
    choices:
      - {text: a, right: true, because: It fits.}
      - {text: b, right: true, because: It fits too.}
:::
"""
GOOD_LESSON = (
    f"---\ntitle: A lesson\nslug: a-lesson\nminutes: 5\n---\n\n## A heading\n\n{'word ' * 400}\n\n{GOOD_CHECK}"
)


def problems_of(text: str, *, stage_module: bool = False) -> list[str]:
    return lesson_problems(text, slug="a-lesson", stage_module=stage_module)


def test_a_good_lesson_has_no_problems() -> None:
    assert problems_of(GOOD_LESSON) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\ntitle: A lesson\n", "", "front matter between"),
        ("title: A lesson\n", "", "title is missing"),
        ("minutes: 5", "minutes: 90", "90 minutes for"),
        ("minutes: 5", "minutes: about five", "not a whole number"),
        ("minutes: 5", "minutes: 5\nscore: 3", "score is not known"),
        ("slug: a-lesson", "slug: another", "the file's name says"),
        ("word " * 400, "word " * 290, "words of prose"),
        ("word " * 400, "word " * 900, "words of prose"),
        ("word word", "word <b>bold</b>", "raw HTML"),
        ("## A heading", "# A heading", "headings start at ##"),
        (GOOD_CHECK, "", "0 knowledge checks; 1 expected"),
        (GOOD_CHECK, GOOD_CHECK * 2, "2 knowledge checks; 1 expected"),
        (", because: It does not.", "", "question 1, choice 2: because is missing"),
        ("right: false", "right: true", "exactly one choice is right, not 2"),
        ("kind: multiple", "kind: many", "kind is single or multiple"),
        ("because: It fits too.}\n:::", "because: It fits too.}\n", "never closed"),
        (":::check", ":::quiz", "quiz is not a directive we know"),
    ],
)
def test_a_lesson_that_breaks_a_rule_is_told_which(old: str, new: str, said: str) -> None:
    assert old in GOOD_LESSON
    assert any(said in problem for problem in problems_of(GOOD_LESSON.replace(old, new)))


NOTED = GOOD_LESSON.replace(
    "minutes: 5\n",
    f"minutes: 5\ncontent_note: It is hard.\nanother_way: |\n  Gently.\n\n  ## Softly\n\n  {'word ' * 200}\n",
)


def test_a_lesson_with_a_content_note_and_another_way_has_no_problems() -> None:
    assert problems_of(NOTED) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("another_way: |\n  Gently.", "slow_way: |\n  Gently.", "slow_way is not known"),
        (NOTED[NOTED.index("another_way") : NOTED.index("---\n\n## A")], "", "another_way is missing"),
        ("content_note: It is hard.\n", "", "only after a content_note"),
        ("word " * 200, "word " * 140, "words in another_way"),
        ("word " * 200, "word " * 320, "words in another_way"),
        ("  ## Softly", "  ### Softly", "headings of another_way start at ##"),
        ("  ## Softly", "  :::callout", "another_way has no directives"),
    ],
)
def test_another_way_that_would_not_count_the_same_is_told_why(old: str, new: str, said: str) -> None:
    assert NOTED.count(old) >= 1
    assert any(said in problem for problem in problems_of(NOTED.replace(old, new, 1)))


def test_a_check_in_a_stage_module_is_refused() -> None:
    assert problems_of(GOOD_LESSON, stage_module=True) == ["1 knowledge checks; 0 expected here"]


def test_words_inside_directives_are_not_counted_as_prose() -> None:
    text = GOOD_LESSON + f'\n:::callout heading="Long"\n{"word " * 600}\n:::\n'
    assert words(parse(text).prose) == words(parse(GOOD_LESSON).prose)


def test_a_row_of_a_role_play_with_a_number_is_refused() -> None:
    row = {"look_for": "a", "not_yet": "b", "growing": "c", "steady": "d"}
    data = {"setting": "a", "says": "b", "ask": "c", "rubric": [row, {**row, "points": 3}]}
    assert roleplay_problems(data) == ["roleplay, row 2: points is not known"]


def test_a_scenario_reply_with_a_score_is_refused() -> None:
    reply = {"text": "a", "then": "b"}
    data = {"setting": "s", "says": "t", "ask": "u", "replies": [reply, {**reply, "right": True}]}
    assert scenario_problems(data) == ["scenario, reply 2: right is not known"]
