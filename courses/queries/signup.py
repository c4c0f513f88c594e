"""Places at a session: how many are left, who has one, who waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from courses.models import LiveSession, SignUp
from people.models import Person


@dataclass(frozen=True)
class Places:
    """A session's places, and where one person stands: the number in the waiting list, 0 with a place, None if not signed up."""

    capacity: int | None
    taken: int
    waiting: int
    asked: SignUp | None = None
    turn: int | None = None

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def full(self) -> bool:
        return self.left == 0

    @property
    def mine(self) -> bool:
        """She has a place."""
        return self.turn == 0


@dataclass(frozen=True)
class Asked:
    """Who is signed up for a session."""

    coming: list[SignUp]
    waiting: list[SignUp]


def places_of(sessions: Iterable[LiveSession], person: Person) -> dict[int, Places]:
    """The places of many sessions by their id. One query."""
    several = list(sessions)
    by_session: dict[int, list[SignUp]] = defaultdict(list)
    for asked in SignUp.objects.standing().filter(session__in=[s.pk for s in several]).order_by("pk"):
        by_session[asked.session_id].append(asked)
    return {session.pk: _places(session, by_session[session.pk], person) for session in several}


def _places(session: LiveSession, all_asked: list[SignUp], person: Person) -> Places:
    waiting = [asked for asked in all_asked if not asked.has_place]
    hers = next((asked for asked in all_asked if asked.person_id == person.pk), None)
    turn = None if hers is None else 0 if hers.has_place else waiting.index(hers) + 1
    return Places(session.capacity, len(all_asked) - len(waiting), len(waiting), hers, turn)


def asked_for(session: LiveSession) -> Asked:
    """Who has a place, and who waits, in the order in which they came."""
    several = list(
        SignUp.objects.standing().filter(session=session).select_related("person__profile").order_by("asked_at", "pk")
    )
    return Asked([one for one in several if one.has_place], [one for one in several if not one.has_place])
