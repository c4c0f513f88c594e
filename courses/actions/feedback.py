"""Closing questions, answered without a name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Enrolment, FeedbackAnswer, Module
from courses.permissions import can_learn
from courses.queries.place import place_in
from courses.rules.document import Step
from courses.words import StepKind
from ledger.refusals import Refused
from people.models import Person

LONGEST = 2000
SCALE = ("1", "2", "3", "4", "5")


@transaction.atomic
def give_feedback(*, actor: Person, enrolment: Enrolment, module: Module, key: UUID, answers: Mapping[str, str]) -> int:
    """Keep her answers, each by itself and without her. Answers how many were kept."""
    here = place_in(enrolment, module) if can_learn(actor, enrolment) else None
    if here is None:
        raise Refused(_("You are not enrolled in this course."), code="not_enrolled")
    lesson = here.document.lesson_of(key)
    step = lesson.step(key) if lesson else None
    if step is None or step.kind != StepKind.FEEDBACK:
        raise Refused(_("These questions have changed. Look at them again."), code="not_in_this_edition")
    given = [row for question in step.data["questions"] if (row := _answer(here.edition_id, step, question, answers))]
    if not given:
        raise Refused(_("Answer at least one of the questions, or simply go on."), code="nothing_answered")
    FeedbackAnswer.objects.bulk_create(given)
    return len(given)


def _answer(edition: int, step: Step, question: Mapping[str, Any], answers: Mapping[str, str]) -> FeedbackAnswer | None:
    said = answers.get(question["key"], "").strip()
    answer = FeedbackAnswer(edition_id=edition, step_key=step.key, question_key=UUID(question["key"]))
    if not said:
        return None
    if question["kind"] == "scale":
        if said not in SCALE:
            raise Refused(_("Choose one of the five."), code="not_a_choice")
        answer.scale = int(said)
        return answer
    if len(said) > LONGEST:
        raise Refused(_("This is longer than we can keep (2,000 letters)."), code="too_long")
    answer.text = said
    return answer
