"""What one person is asked in a check: all of its questions, or those drawn for her."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from courses.queries.document import doables_of, keys_for
from courses.queries.place import Place
from courses.rules.document import Step
from courses.rules.pool import drawn
from courses.rules.scoring import Key


def keys_asked(here: Place, step: UUID) -> tuple[Key, ...]:
    """The answers to what she is asked."""
    keys = keys_for(here.edition, here.language, step)
    hers = _hers(here, step, [key.question for key in keys])
    return tuple(key for key in keys if key.question in hers)


def asked_of(here: Place, step: Step) -> list[Mapping[str, Any]]:
    """The questions that she is asked, in their order."""
    questions = step.data["questions"]
    hers = _hers(here, step.key, [question["key"] for question in questions])
    return [question for question in questions if question["key"] in hers]


def _hers(here: Place, step: UUID, questions: list[str]) -> frozenset[str]:
    """Drawn by who she is and which taking of the module this is: a new try asks the same, a new taking draws anew."""
    number = doables_of(here.edition)[step].questions
    if number >= len(questions):
        return frozenset(questions)
    return drawn(questions, number, f"{here.enrolment.person.uuid}/{here.module.uuid}/{here.cycle}/{step}")
