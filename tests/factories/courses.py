"""Modules, courses and what people did in them: through the actions, as the house itself would."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils.text import slugify

from courses.actions import Draft, answer_check, complete_step, enrol, freeze
from courses.models import (
    Attendance,
    Course,
    CourseCompletion,
    Edition,
    Enrolment,
    LiveSession,
    Module,
    Placement,
)
from courses.queries.draw import keys_asked
from courses.queries.place import place_in
from courses.rules.document import version_of
from courses.words import EditionKind, Route, SessionKind, StepKind
from ledger import clock
from ledger.actions import record
from people.models import Agency, Person

Json = dict[str, Any]


def text_step(html: str = "<p>Somewhere tonight a parent sits in a car.</p>") -> Json:
    return {"key": str(uuid4()), "kind": "text", "minutes": 0, "html": html}


def question(
    ask: str = "What helps first?", *, kind: str = "single", right: tuple[int, ...] = (1,), choices: int = 3
) -> Json:
    """A question with its answers still in it; `make_draft` takes them apart."""
    return {
        "key": str(uuid4()),
        "ask": ask,
        "kind": kind,
        "choices": [
            {"key": str(uuid4()), "text": f"{ask} {n}", "right": n in right, "because": f"Because of {n} in {ask}"}
            for n in range(choices)
        ],
    }


def match_question(ask: str = "What belongs together?", lines: int = 3) -> Json:
    """Line n belongs to partner n; partners stand in another order."""
    items, choices = ([f"{ask} {side} {n}" for n in range(lines)] for side in ("line", "partner"))
    keys, partners = [str(uuid4()) for _ in items], [str(uuid4()) for _ in items]
    offered = [{"key": key, "text": text} for key, text in zip(partners, choices, strict=True)]
    return {
        "key": str(uuid4()),
        "ask": ask,
        "kind": "match",
        "items": [{"key": key, "text": text} for key, text in zip(keys, items, strict=True)],
        "choices": [*offered[1:], offered[0]],
        "answers": {
            "kind": "match",
            "right": dict(zip(keys, partners, strict=True)),
            "because": {key: f"Because of line {n} in {ask}" for n, key in enumerate(keys)},
            "hints": {key: f"A hint for line {n} in {ask}" for n, key in enumerate(keys)},
        },
    }


def order_question(ask: str = "What comes first?", lines: int = 3) -> Json:
    """Line n has place n + 1; the last one is shown first."""
    keys = [str(uuid4()) for _ in range(lines)]
    shown = [{"key": key, "text": f"{ask} line {n}"} for n, key in enumerate(keys)]
    return {
        "key": str(uuid4()),
        "ask": ask,
        "kind": "order",
        "items": [shown[-1], *shown[:-1]],
        "answers": {
            "kind": "order",
            "right": {key: str(n) for n, key in enumerate(keys, start=1)},
            "because": {key: f"Because of line {n} in {ask}" for n, key in enumerate(keys)},
        },
    }


def short_question(
    ask: str = "Which number?", *, accepted: str = "988\nnine eight eight", known: str = "911", number: bool = False
) -> Json:
    return {
        "key": str(uuid4()),
        "ask": ask,
        "kind": "short",
        "number": number,
        "answers": {
            "kind": "short",
            "right": accepted,
            "number": number,
            "because": f"Why it fits in {ask}",
            "known": {str(uuid4()): {"said": known, "because": f"Why not in {ask}"}},
            "otherwise": f"To anything else in {ask}",
        },
    }


def check_step(*questions: Json, draw: int = 0) -> Json:
    return {
        "key": str(uuid4()),
        "kind": "check",
        "minutes": 0,
        "intro": "Try it.",
        **({"draw": draw} if draw else {}),
        "questions": list(questions or [question()]),
    }


def video_step(*, seconds: int = 100, kind: str = "video", title: str = "A night in the hallway") -> Json:
    return {
        "key": str(uuid4()),
        "kind": kind,
        "minutes": 2,
        "title": title,
        "media": str(uuid4()),
        "seconds": seconds,
        "ready": True,
        "type": f"{kind}/mp4",
        "poster": False,
        "caption": "",
        "captions": [{"lang": "en", "label": "English"}],
        "cues": [{"start": 0, "text": "I remember the chairs."}],
        "transcript": "<p>I remember the chairs. Orange plastic.</p>",
    }


def scenario_step() -> Json:
    replies = [{"text": "I am here.", "then": "She breathes out."}, {"text": "Calm down.", "then": "She goes quiet."}]
    return {
        "key": str(uuid4()),
        "kind": "scenario",
        "minutes": 0,
        "setting": "A first call.",
        "says": "I should have noticed.",
        "ask": "What would you say?",
        "replies": replies,
    }


def talk_step() -> Json:
    """A call of three turns: an apology leads on, twice; anything else ends it."""
    turns = [
        ("sighs", "It was the caseworker.", [("What did she say?", "asks"), ("I see.", "")]),
        ("asks", "She said it before my mother.", [("That must have hurt.", ""), ("Call her boss.", "")]),
    ]
    return {
        **scenario_step(),
        "replies": [_reply("I am sorry.", "sighs"), _reply("Calm down.")],
        "turns": [
            {"key": name, "says": says, "replies": [_reply(*reply) for reply in replies]}
            for name, says, replies in turns
        ],
    }


def _reply(text: str, leads: str = "") -> Json:
    return {"text": text, "then": f"After “{text}” it is quiet.", **({"leads": leads} if leads else {})}


def roleplay_step(*look_for: str) -> Json:
    rubric = [
        {"key": str(uuid4()), "look_for": one, "levels": {"not_yet": "A start.", "growing": "It comes.", "steady": "It holds."}}
        for one in look_for or ("Says who she is", "Leaves room")
    ]  # fmt: skip
    return {
        "key": str(uuid4()),
        "kind": "roleplay",
        "minutes": 0,
        "setting": "A first call to a mother whose baby is in intensive care.",
        "says": "I do not even know what to ask.",
        "ask": "How would you begin?",
        "rubric": rubric,
    }


def reflection_step(prompt: str = "What stays with you?") -> Json:
    return {"key": str(uuid4()), "kind": "reflection", "minutes": 0, "prompt": prompt}


def note_step(text: str = "A hospital night.") -> Json:
    return {"key": str(uuid4()), "kind": "note", "minutes": 0, "text": text}


def feedback_step() -> Json:
    asks = [("How ready do you feel?", "scale"), ("What should we change?", "text")]
    questions = [{"key": str(uuid4()), "ask": ask, "kind": kind} for ask, kind in asks]
    return {"key": str(uuid4()), "kind": "feedback", "minutes": 0, "questions": questions}


def lesson(title: str, *steps: Json, minutes: int = 10, content_note: str = "", another_way: str = "") -> Json:
    return {
        "key": str(uuid4()),
        "slug": slugify(title),
        "title": title,
        "minutes": minutes,
        "content_note": content_note,
        "another_way": another_way,
        "steps": list(steps or [text_step(), scenario_step()]),
    }


def make_draft(title: str, *lessons: Json, stages: tuple[str, ...] = (), language: str = "en") -> Draft:
    """A would-be document and its answers."""
    checks: Json = {}
    told = [{**one, "steps": [_apart(step, checks) for step in one["steps"]]} for one in lessons]
    module = {
        "title": title,
        "summary": f"About {title.lower()}.",
        "minutes": sum(one["minutes"] for one in lessons),
        "stages": list(stages),
    }
    version = version_of(told)
    return Draft(
        language, {"version": version, "module": module, "lessons": told}, {"version": version, "checks": checks}
    )


def _apart(step: Json, checks: Json) -> Json:
    if step["kind"] != StepKind.CHECK:
        return step
    checks[step["key"]] = {asked["key"]: asked.get("answers") or _answers(asked) for asked in step["questions"]}
    return {**step, "questions": [_bare(asked) for asked in step["questions"]]}


def _answers(asked: Json) -> Json:
    return {
        "single": asked["kind"] == "single",
        "right": [c["key"] for c in asked["choices"] if c["right"]],
        "because": {c["key"]: c["because"] for c in asked["choices"]},
    }


def _bare(asked: Json) -> Json:
    bare = {name: value for name, value in asked.items() if name != "answers"}
    if "choices" in bare:
        bare["choices"] = [{"key": c["key"], "text": c["text"]} for c in bare["choices"]]
    return bare


def make_module(title: str, *lessons: Json, agency: Agency | None = None, stages: tuple[str, ...] = ()) -> Module:
    """A module with its first edition."""
    module = Module.objects.create(title=title, slug=slugify(title), agency=agency)
    make_edition(module, *(lessons or [lesson(f"{title}: a lesson")]), kind=EditionKind.FIRST, stages=stages)
    return module


def make_edition(module: Module, *lessons: Json, kind: EditionKind, stages: tuple[str, ...] = ()) -> Edition:
    by = Person.objects.filter(is_superuser=True).first() or Person.objects.create_superuser("press@example.org")
    return freeze(actor=by, module=module, kind=kind, drafts=[make_draft(module.title, *lessons, stages=stages)])


def make_course(
    title: str,
    *modules: Module,
    agency: Agency | None = None,
    published: bool = True,
    optional: tuple[Module, ...] = (),
) -> Course:
    course = Course.objects.create(title=title, slug=slugify(title), agency=agency, published=published)
    for position, module in enumerate((*modules, *optional)):
        Placement.objects.create(course=course, module=module, position=position, required=module not in optional)
    return course


def make_enrolment(person: Person, course: Course, agency: Agency) -> Enrolment:
    """As if a rule of the agency had asked."""
    return enrol(actor=None, person=person, course=course, agency=agency)


def right_answers(enrolment: Enrolment, module: Module, step: UUID) -> dict[str, list[str]]:
    here = place_in(enrolment, module)
    assert here is not None
    return {key.question: sorted(key.right) for key in keys_asked(here, step)}


def do_lesson(enrolment: Enrolment, module: Module, slug: str) -> None:
    """She does everything a lesson needs, by the quickest honest way."""
    here = place_in(enrolment, module)
    assert here is not None
    found = here.document.lesson(slug)
    assert found is not None
    who = {"actor": enrolment.person, "enrolment": enrolment, "module": module}
    for step in found.steps:
        if step.kind == StepKind.CHECK:
            answer_check(**who, key=step.key, answers=right_answers(enrolment, module, step.key))
        elif step.plays:
            complete_step(**who, key=step.key, route=Route.TRANSCRIPT)
    complete_step(**who, key=found.key)


def do_module(enrolment: Enrolment, module: Module) -> None:
    here = place_in(enrolment, module)
    assert here is not None
    for found in here.document.lessons:
        do_lesson(enrolment, module, found.slug)


def do_course(enrolment: Enrolment) -> CourseCompletion:
    """She takes the course to its end."""
    for placement in enrolment.course.placements.filter(required=True).select_related("module"):
        do_module(enrolment, placement.module)
    return CourseCompletion.objects.get(person=enrolment.person, course=enrolment.course, cycle=enrolment.cycle)


def make_course_completion(person: Person, course: Course, agency: Agency) -> CourseCompletion:
    return do_course(make_enrolment(person, course, agency))


def make_live_session(
    agency: Agency,
    *facilitators: Person,
    title: str = "First calls, practiced together",
    starts_at: datetime | None = None,
    minutes: int = 120,
    kind: SessionKind = SessionKind.WORKSHOP,
    course: Course | None = None,
    capacity: int | None = None,
    link: str = "",
) -> LiveSession:
    """A session, by default two days ago."""
    session = LiveSession.objects.create(
        agency=agency,
        title=title,
        kind=kind,
        course=course,
        starts_at=starts_at or clock.now() - timedelta(days=2),
        zone=agency.time_zone,
        minutes=minutes,
        place="Public library, the room with the piano",
        capacity=capacity,
        link=link,
        created_by=facilitators[0],
    )
    session.facilitators.set(facilitators)
    return session


def make_attendance(person: Person, session: LiveSession, minutes: int | None = None) -> Attendance:
    """As its first facilitator listed it."""
    return record(
        Attendance(
            person=person,
            session=session,
            minutes=minutes or session.minutes,
            recorded_by=session.facilitators.order_by("pk")[0],
            held_on=session.held_on,
        )
    )
