"""Hearing what a device tells of her learning: many events at once, in any order, each once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.sitting import Sitting
from courses.models import HeardEvent
from courses.queries.place import Place, places
from courses.rules.events import MOST, Event, Heard, Unread
from courses.rules.watched import Played
from courses.words import MEDIA_KINDS, REMEMBERED_KINDS, EventKind, Outcome, Route, StepKind
from ledger import clock
from ledger.prepared import Prepared, PreparedRows, Several
from ledger.refusals import Refused
from people.locks import lock
from people.models import Person

Where = Mapping[tuple[str, str], Place]


@transaction.atomic
def hear(
    *, actor: Person, events: Sequence[Event | Unread], handed_out: Callable[[], Mapping[UUID, datetime]] = dict
) -> list[Heard]:
    """Each event decided as if it had come alone, and answered in the order given. All are kept together, or none.

    `handed_out` answers, by edition, when the bundle was issued with which she learned offline: until then the clock of what
    she watched runs back. Whoever issues bundles gives it from its own record, never from the request.
    """
    readable = [event for event in events if isinstance(event, Event)]
    lock(actor)
    answers: dict[UUID, Heard] = _heard_before(actor, readable)
    where = places(actor, {(event.course, event.module) for event in readable})
    sitting = Sitting(actor, where.values() if actor.is_active else (), handed_out)
    fresh: dict[UUID, Event] = {}
    told: list[Heard] = []
    for event in events:
        if isinstance(event, Unread):
            told.append(_unread(event))
        elif event.id in answers:
            told.append(_known(answers[event.id]))
        else:
            answer = _decided(sitting, where, event)
            told.append(answer)
            if answer.outcome != Outcome.REFUSED:
                answers[event.id], fresh[event.id] = answer, event
    sitting.write()
    _remember(actor, [answers[name] for name, event in fresh.items() if event.kind in REMEMBERED_KINDS])
    return told


def _decided(sitting: Sitting, where: Where, event: Event) -> Heard:
    """What becomes of one event. A refusal leaves nothing behind, so the same event may come again."""
    try:
        here = where.get((event.course, event.module))
        if here is None or not sitting.person.is_active:
            raise Refused(_("You are not enrolled in this course."), code="not_enrolled")
        return _kept(sitting, here, event)
    except Refused as refused:
        again = refused.code == "too_soon"
        return Heard(event.id, Outcome.REFUSED, sorry=str(refused), code=refused.code, again=again)


def _kept(sitting: Sitting, here: Place, event: Event) -> Heard:
    taking = sitting.taking(here)
    match event.kind:
        case EventKind.DONE:
            if event.route == Route.SENT:  # no device says so: it is sent to us, and then it is
                raise Refused(_("This part is done in another way."), code="another_way")
            sitting.complete(taking, event.step, event.route, event.at)
            return Heard(event.id, Outcome.DONE)
        case EventKind.ANSWERED:
            attempt = sitting.answer(taking, event.step, event.answers or {}, event.at)
            outcome = Outcome.DONE if attempt.passed else Outcome.KEPT
            return Heard(event.id, outcome, score=attempt.score, out_of=attempt.out_of)
        case EventKind.TRIED:
            # What she tried stays with her: it moves her place, and nothing else is written down.
            sitting.here(taking, sitting.step(taking, event.step, StepKind.SCENARIO, required=False), event.at)
            return Heard(event.id, Outcome.KEPT)
    step = sitting.step(taking, event.step, required=False)
    if event.kind == EventKind.HERE and step.kind not in MEDIA_KINDS:
        sitting.here(taking, step, event.at)
        return Heard(event.id, Outcome.KEPT)
    report = sitting.watch(taking, event.step, event.played or Played((), 0, 0), event.at)
    if not report.kept:
        raise Refused(_("This is more than the time since you opened it. Send it again later."), code="too_soon")
    return Heard(event.id, Outcome.DONE if report.done else Outcome.KEPT)


def _unread(event: Unread) -> Heard:
    return Heard(event.id, Outcome.REFUSED, sorry=_("We could not read this."), code="unreadable")


def _known(answer: Heard) -> Heard:
    return Heard(answer.id, answer.outcome, known=True, score=answer.score, out_of=answer.out_of)


def _heard_before(person: Person, events: Sequence[Event]) -> dict[UUID, Heard]:
    """Those that left a fact when they came first, as they were answered then."""
    names = [event.id for event in events if event.kind in REMEMBERED_KINDS]
    found = _HEARD(person.pk, names) if names else ()
    return {row.event: Heard(row.event, Outcome(row.outcome), score=row.score, out_of=row.out_of) for row in found}


_HEARD = Prepared(
    lambda person, names: HeardEvent.objects.filter(person=person, event__in=names), int, Several(UUID, MOST)
)


_REMEMBERED = PreparedRows(HeardEvent, "person", "event", "outcome", "score", "out_of", "heard_at")


def _remember(person: Person, answers: Sequence[Heard]) -> None:
    now = clock.now()
    _REMEMBERED([(person.pk, one.id, one.outcome.value, one.score, one.out_of, now) for one in answers])
