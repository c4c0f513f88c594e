"""The training's addresses: a course of the own agency that its volunteer takes, with a film and a check, and a workshop."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from courses.actions import freeze, keep_module, make_feed, sign_up
from courses.models import (
    Attendance,
    AttendanceVoided,
    CourseCompletion,
    CourseCompletionVoided,
    Edition,
    EditionMedia,
    Enrolment,
    LiveSession,
    Module,
    ModuleCompletionVoided,
)
from courses.queries.feed import proof_of
from courses.words import EditionKind, LearningTakenBack, TakenBack
from ledger import clock
from ledger.actions import record
from people.words import Role
from tests.factories.cms import make_image, make_press
from tests.factories.courses import (
    check_step,
    do_course,
    feedback_step,
    lesson,
    make_attendance,
    make_course,
    make_draft,
    make_enrolment,
    make_live_session,
    make_module,
    reflection_step,
    scenario_step,
    text_step,
    video_step,
)
from tests.house.world import World

STEPS = {
    "answer": check_step,
    "words": scenario_step,
    "played": video_step,
    "feedback": feedback_step,
    "reflect": reflection_step,
}


def _taken(world: World, *steps: dict[str, Any]) -> Enrolment:
    """The course, its only module and the module's only lesson, which the own agency's volunteer takes."""
    module: Module = make_module("On the phone", lesson("The first call", text_step(), *steps), agency=world.agency)
    course = make_course("Foundation", module, agency=world.agency)
    return make_enrolment(world.volunteer, course, world.agency)


def _in_her_course(world: World, *steps: dict[str, Any]) -> dict[str, object]:
    course = _taken(world, *steps).course
    module = course.placements.get().module
    return {"course": course.slug, "module": module.slug, "lesson": "the-first-call"}


def _some(*names: str) -> Callable[[World], dict[str, object]]:
    return lambda world: {name: value for name, value in _in_her_course(world).items() if name in names}


def _at_a_step(kind: str) -> Callable[[World], dict[str, object]]:
    def address(world: World) -> dict[str, object]:
        step = STEPS[kind]()
        return {**_in_her_course(world, step), "step": step["key"]}

    return address


def _session(world: World) -> LiveSession:
    return make_live_session(world.agency, world.own[Role.FACILITATOR])


def _coming(world: World) -> dict[str, object]:
    """A session to come, and the volunteer's place there."""
    soon = clock.now() + timedelta(days=2)
    session = make_live_session(world.agency, world.own[Role.FACILITATOR], starts_at=soon)
    return {
        "session_uuid": session.uuid,
        "signup_uuid": sign_up(actor=world.volunteer, session=session).uuid,
    }


def _to_come(world: World) -> dict[str, object]:
    return {"session_uuid": _coming(world)["session_uuid"]}


def _feed(world: World) -> dict[str, object]:
    feed = make_feed(actor=world.volunteer)
    return {"feed_uuid": feed.uuid, "proof": proof_of(feed.uuid)}


def _attendance(world: World) -> Attendance:
    return make_attendance(world.volunteer, _session(world))


def _attended(world: World) -> dict[str, object]:
    attendance = _attendance(world)
    return {"session_uuid": attendance.session.uuid, "attendance_uuid": attendance.uuid}


def _enrolled(world: World) -> dict[str, object]:
    enrolment = _taken(world)
    return {"course": enrolment.course.slug, "enrolment_uuid": enrolment.uuid}


def _placed(world: World) -> dict[str, object]:
    course = _taken(world).course
    return {"course": course.slug, "module_uuid": course.placements.get().module.uuid}


def _bundle(world: World) -> Any:
    """The course's module, kept on the volunteer's phone."""
    enrolment = _taken(world)
    return keep_module(actor=world.volunteer, enrolment=enrolment, module=enrolment.course.placements.get().module)


KEYWORDS = {
    "course": lambda world: _taken(world).course.slug,
    "session_uuid": lambda world: _session(world).uuid,
}
ADDRESSES = {
    "courses:module": _some("course", "module"),
    "courses:lesson": lambda world: _in_her_course(world, reflection_step(), feedback_step()),
    "courses:done": _in_her_course,
    "courses:break": _in_her_course,
    **{f"courses:{kind}": _at_a_step(kind) for kind in STEPS},
    "courses:keep": _some("course", "module"),
    "courses:kept-lesson": lambda world: {"bundle_uuid": _bundle(world).uuid, "lesson": "the-first-call"},
    "courses:attendance-correct": _attended,
    "courses:place-end": _coming,
    "courses:feed-file": _feed,
    **dict.fromkeys(("courses:sign-up", "courses:sign-off", "courses:places"), _to_come),
    "courses:agency-close": _enrolled,
    "courses:agency-arrange": _placed,
    "courses:agency-numbers": _placed,
    "courses:course-take-back": lambda world: _of_the_volunteer(world, _finished(world)),
    "courses:module-take-back": lambda world: _of_the_volunteer(world, _module_completion(world)),
}


def _of_the_volunteer(world: World, completion: Any) -> dict[str, object]:
    return {"person_uuid": world.volunteer.uuid, "completion_uuid": completion.uuid}


def _finished(world: World) -> CourseCompletion:
    """The course with a check, from its first step to its end."""
    return do_course(_taken(world, check_step()))


def _edition(world: World) -> Edition:
    return _taken(world).course.placements.get().module.editions.get()


def _edition_with_a_picture(world: World) -> EditionMedia:
    make_press(world.agency)
    module = Module.objects.create(title="With a picture", slug="with-a-picture", agency=world.agency)
    edition = freeze(
        actor=world.own[Role.PUBLISHER],
        module=module,
        kind=EditionKind.FIRST,
        drafts=[make_draft("With a picture", lesson("One"))],
        files=[make_image(world.agency)],
    )
    return edition.files.get()


def _taken_back(kind: type[Any], what: str, make: Callable[[World], Any]) -> Callable[[World], Any]:
    def maker(world: World) -> Any:
        reason = TakenBack.MISTAKE
        return record(kind(**{what: make(world)}, by=world.coordinator, reason=reason, held_on=world.agency.today()))

    return maker


def _module_completion(world: World) -> Any:
    return _finished(world).person.module_completions.get()


FACTS = {
    **dict.fromkeys(("courses.Edition", "courses.EditionText", "courses.EditionStep"), _edition),
    "courses.EditionMedia": _edition_with_a_picture,
    **dict.fromkeys(
        ("courses.Attempt", "courses.StepDone", "courses.ModuleCompletion", "courses.CourseCompletion"), _finished
    ),
    "courses.BundleIssued": _bundle,
    "courses.CourseCertificate": lambda world: _finished(world).certificate,
    "courses.ModuleCompletionVoided": _taken_back(ModuleCompletionVoided, "completion", _module_completion),
    "courses.CourseCompletionVoided": _taken_back(CourseCompletionVoided, "completion", _finished),
    "courses.Attendance": _attendance,
    "courses.AttendanceVoided": _taken_back(AttendanceVoided, "attendance", _attendance),
}
BODIES = {
    "courses:reflect": lambda world: {"text": "A line for myself."},
    "courses:agency-joining": lambda world: {"wanted": "yes"},
    "courses:agency-arrange": lambda world: {"do": "down"},
    "courses:places": lambda world: {"person": world.supervisor.pk},
    "courses:attendance-correct": lambda world: {"reason": "absent"},
    "courses:course-take-back": lambda world: {"reason": LearningTakenBack.AGAIN},
    "courses:module-take-back": lambda world: {"reason": LearningTakenBack.AGAIN},
}
