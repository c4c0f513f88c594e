"""Freezing: a document becomes an edition, in one transaction, for good."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.models import Document as DocumentFile
from cms.models import Image, Media
from courses.models import Edition, EditionMedia, EditionStep, EditionText, Module
from courses.rules.document import Document, Lesson, hash_of, read
from courses.rules.release import NOT_IN_STEP, out_of_step
from courses.words import EditionKind, StepKind
from ledger import clock
from ledger.actions import record
from ledger.refusals import Refused, in_words
from people.models import Person

COLUMNS: Mapping[type, str] = {Media: "media", Image: "image", DocumentFile: "document"}


@dataclass(frozen=True)
class Draft:
    """What is to be frozen in one language: the document, and apart from it the answers."""

    language: str
    document: Mapping[str, Any]
    answers: Mapping[str, Any]


@transaction.atomic
def freeze(
    *,
    actor: Person,
    module: Module,
    kind: EditionKind,
    drafts: Sequence[Draft],
    files: Collection[Media | Image | DocumentFile] = (),
) -> Edition:
    """The next edition of a module. The first draft decides the steps; the others say the same in other languages."""
    before = Edition.objects.filter(module=module).order_by("-number").first()
    _check_kind(before, kind)
    main = read(drafts[0].document)
    for draft in drafts[1:]:
        lesson = out_of_step(main, drafts[0].answers["checks"], read(draft.document), draft.answers["checks"])
        if lesson is not None:
            raise Refused(_("“%(lesson)s”: %(why)s") % {"lesson": lesson, "why": NOT_IN_STEP}, code="steps_differ")
    today = clock.today("UTC")
    with in_words({"edition_number_once_a_module": _("Somebody released this module a moment ago. Look at it again.")}):
        edition = record(
            Edition(
                module=module,
                number=before.number + 1 if before else 1,
                kind=kind,
                cycle=(before.cycle if before else 1) + (kind == EditionKind.RETAKEN),
                released_by=actor,
                held_on=today,
            )
        )
    for step in _steps(edition, main):
        record(step)
    for file in set(files):
        record(EditionMedia(edition=edition, held_on=today, **{COLUMNS[type(file)]: file}))
    for draft in drafts:
        record(_text(edition, draft))
    return edition


def _check_kind(before: Edition | None, kind: EditionKind) -> None:
    if (before is None) != (kind == EditionKind.FIRST):
        raise Refused(_("Say what this release means for those who took the module before."), code="kind")


def _steps(edition: Edition, document: Document) -> list[EditionStep]:
    """A row for each thing to do, the reading of each lesson included, so that the database can count."""
    steps: list[EditionStep] = []
    for lesson in document.lessons:
        steps += [_step(edition, lesson, position=0), *_done_steps(edition, lesson)]
    for position, step in enumerate(steps):
        step.position = position
    return steps


def _step(edition: Edition, lesson: Lesson, position: int) -> EditionStep:
    return EditionStep(
        edition=edition,
        key=lesson.key,
        lesson_key=lesson.key,
        kind=StepKind.READING,
        required=True,
        position=position,
        held_on=edition.held_on,
    )


def _done_steps(edition: Edition, lesson: Lesson) -> list[EditionStep]:
    return [
        EditionStep(
            edition=edition,
            key=step.key,
            lesson_key=lesson.key,
            kind=step.kind,
            required=step.required,
            position=0,
            questions=step.asks,
            seconds=step.data["seconds"] if step.plays else 0,
            held_on=edition.held_on,
        )
        for step in lesson.steps
        if step.something_to_do
    ]


def _text(edition: Edition, draft: Draft) -> EditionText:
    return EditionText(
        edition=edition,
        language=draft.language,
        document=draft.document,
        answers=draft.answers,
        hash=hash_of(draft.document, draft.answers),
        held_on=edition.held_on,
    )
