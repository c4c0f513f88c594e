"""One small course that Ana takes: two modules, three lessons, a check and a film."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from courses.models import Course, Enrolment, Module
from people.models import Agency, Person
from tests.factories.courses import (
    check_step,
    lesson,
    make_course,
    make_enrolment,
    make_module,
    question,
    scenario_step,
    text_step,
    video_step,
)


@dataclass(frozen=True)
class World:
    """The course with the keys that tests point at."""

    course: Course
    listening: Module
    phone: Module
    welcome_key: UUID
    check: Any
    video: Any
    heard_key: UUID
    call_key: UUID

    @property
    def check_key(self) -> UUID:
        return UUID(self.check["key"])

    @property
    def video_key(self) -> UUID:
        return UUID(self.video["key"])

    def answers(self, *right: bool) -> dict[str, list[str]]:
        """Answers to the check's questions, each right or not."""
        return {
            q["key"]: [c["key"] for c in q["choices"] if c["right"] == wanted][:1]
            if q["kind"] == "single" or not wanted
            else [c["key"] for c in q["choices"] if c["right"]]
            for q, wanted in zip(self.check["questions"], right, strict=True)
        }


@pytest.fixture
def world(agency: Agency) -> World:
    check = check_step(question("What helps first?"), question("Which belong?", kind="multiple", right=(0, 2)))
    video = video_step(seconds=100)
    welcome = lesson("Welcome to the table", text_step(), check)
    heard = lesson(
        "What it sounds like to be heard",
        video,
        text_step(),
        scenario_step(),
        content_note="A hard night.",
        another_way="<p>In short.</p>",
    )
    call = lesson("The first call", text_step(), scenario_step())
    listening = make_module("Listening before helping", welcome, heard)
    phone = make_module("Reaching out by phone", call)
    return World(
        course=make_course("Foundation training", listening, phone),
        listening=listening,
        phone=phone,
        welcome_key=UUID(welcome["key"]),
        check=check,
        video=video,
        heard_key=UUID(heard["key"]),
        call_key=UUID(call["key"]),
    )


@pytest.fixture
def learning(world: World, ana: Person, agency: Agency) -> Enrolment:
    """Ana takes the course."""
    return make_enrolment(ana, world.course, agency)
