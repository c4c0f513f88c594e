"""The code of the room, and who said with it that she is there."""

from collections import defaultdict

import segno
from django.utils.crypto import constant_time_compare, salted_hmac

from courses.models import LiveSession, Presence
from courses.rules.presence import AFTER, KEPT, Interval, as_typed, letters_of, turn_at
from ledger import clock

# How long ago a code is still known as an old one.
REMEMBERED = 40


def code_of(session: LiveSession, turn: int) -> str:
    """One code of a session. Made of the house's key: nothing of it is kept, and nobody else can make it."""
    return letters_of(salted_hmac("courses.presence", f"{session.uuid}:{turn}", algorithm="sha256").digest())


def is_shown(session: LiveSession) -> bool:
    """The code is shown from the start until shortly after the end, never before."""
    return session.started and not session.cancelled_at and clock.now() < session.ends_at + AFTER


def turn_of(session: LiveSession, typed: str) -> int | None:
    """Which of the codes that are taken now was typed; none if it is none of them."""
    return _found(session, typed, range(KEPT + 1))


def was_shown(session: LiveSession, typed: str) -> bool:
    """It was a code of this session a while ago: a photo of it, or a slow phone."""
    return _found(session, typed, range(KEPT + 1, REMEMBERED)) is not None


def _found(session: LiveSession, typed: str, ago: range) -> int | None:
    now, said = turn_at(clock.now()), as_typed(typed)
    return next((now - n for n in ago if constant_time_compare(code_of(session, now - n), said)), None)


def qr_path(text: str) -> tuple[int, str]:
    """(width in modules, the path of the dark ones) of a QR code, for an SVG of our own."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=4))
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on]
    return len(rows), "".join(dark)


def open_presence(session: LiveSession, person_id: int) -> Presence | None:
    return Presence.objects.filter(session=session, person=person_id, left_at=None).first()


def presences_of(session: LiveSession) -> dict[int, list[Interval]]:
    """From when to when each person said she was there. Who did not say that she left is there until the end, or now."""
    latest = min(session.ends_at, clock.now())
    found: dict[int, list[Interval]] = defaultdict(list)
    for one in Presence.objects.filter(session=session):
        found[one.person_id].append((one.came_at, one.left_at or max(one.came_at, latest)))
    return dict(found)


def still_there(session: LiveSession) -> set[int]:
    """Who did not say that she left."""
    return set(Presence.objects.filter(session=session, left_at=None).values_list("person_id", flat=True))
