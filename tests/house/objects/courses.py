"""The training's addresses: a course of the own agency that its volunteer takes, with a film and a check."""

from typing import Any

from courses.models import Module
from tests.factories.courses import (
    check_step,
    feedback_step,
    lesson,
    make_course,
    make_enrolment,
    make_module,
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
}


def _her_course(world: World, step: dict[str, Any] | None = None) -> dict[str, object]:
    """The course, its only module and the module's only lesson, which the own agency's volunteer takes."""
    module: Module = make_module("On the phone", lesson("The first call", text_step(), *([step] if step else [])))
    course = make_course("Foundation", module, agency=world.agency)
    make_enrolment(world.volunteer, course, world.agency)
    return {"course": course.slug, "module": module.slug, "lesson": "the-first-call"}


def _some(*names: str) -> Any:
    return lambda world: {name: value for name, value in _her_course(world).items() if name in names}


def _at_a_step(kind: str) -> Any:
    def address(world: World) -> dict[str, object]:
        step = STEPS[kind]()
        return {**_her_course(world, step), "step": step["key"]}

    return address


ADDRESSES = {
    "courses:course": _some("course"),
    "courses:module": _some("course", "module"),
    "courses:lesson": _her_course,
    "courses:done": _her_course,
    **{f"courses:{kind}": _at_a_step(kind) for kind in STEPS},
}
