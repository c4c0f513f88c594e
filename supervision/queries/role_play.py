"""Role-plays: what stands below one in a lesson, what she sent, what was answered. In words, never in numbers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from courses.models import Enrolment
from courses.practice import Shown
from courses.queries.document import document_of
from courses.queries.place import Place
from courses.words import RubricLevel
from ledger import clock
from ledger.prepared import Prepared
from people.models import Agency, Person
from supervision.models import RolePlay, RolePlayAnswer, RolePlayDraft
from supervision.permissions import supervised_today
from supervision.words import Kind

BELOW = "supervision/_practice.html"
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Scene:
    """A role-play as the lesson tells it, in the reader's language."""

    lesson: str
    setting: str
    says: str
    ask: str
    rubric: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Marked:
    """One thing that was looked for: the level, and what the level sounds like."""

    look_for: str
    level: str
    words: str


@dataclass(frozen=True)
class Try:
    """One sending of hers, and the answer that stands."""

    role_play: RolePlay
    scene: Scene

    @property
    def answer(self) -> RolePlayAnswer | None:
        return self.role_play.answer

    @property
    def marks(self) -> tuple[Marked, ...]:
        """The rubric as it was answered; a row that the reader's language does not have is left out."""
        said = self.answer.marks if self.answer else {}
        return tuple(
            Marked(row["look_for"], str(RubricLevel(said[row["key"]]).label), row["levels"][said[row["key"]]])
            for row in self.scene.rubric
            if row["key"] in said
        )


@dataclass(frozen=True)
class Practice:
    """What is hers below a role-play: what she has begun, what she sent (newest first), and who will answer."""

    step: UUID
    draft: RolePlayDraft | None
    tries: tuple[Try, ...]
    supervisors: tuple[Person, ...]

    @property
    def last(self) -> Try | None:
        return self.tries[0] if self.tries else None

    @property
    def earlier(self) -> tuple[Try, ...]:
        return self.tries[1:]


def scene_of(role_play: RolePlay, language: str) -> Scene:
    """The scene of the edition she took. Frozen, so it is read once a process."""
    return _scene(role_play.edition.uuid, role_play.step_key, language)


def _scene(edition: UUID, step: UUID, language: str) -> Scene:
    lesson = document_of(edition, language).lesson_of(step)
    found = lesson.step(step) if lesson else None
    if lesson is None or found is None:
        raise LookupError(step)
    data = found.data
    return Scene(lesson.title, data["setting"], data["says"], data["ask"], tuple(data["rubric"]))


def scene_at(place: Place, step: UUID) -> Scene | None:
    """The scene in her own edition; None where there is no role-play of this key."""
    try:
        return _scene(place.edition, step, place.language)
    except (LookupError, KeyError):
        return None


def tries_of(role_plays: Sequence[RolePlay], language: str) -> list[Try]:
    """For rows `with_words`."""
    return [Try(role_play, scene_of(role_play, language)) for role_play in role_plays]


def below_role_plays(place: Place, steps: Sequence[UUID]) -> Mapping[UUID, Shown]:
    """What stands below each role-play of her lesson. Four queries, however many there are."""
    practices = practices_of(place, steps)
    return {step: Shown(BELOW, practice) for step, practice in practices.items()}


def practices_of(place: Place, steps: Sequence[UUID]) -> dict[UUID, Practice]:
    person = place.enrolment.person
    drafts = {
        draft.step_key: draft
        for draft in RolePlayDraft.objects.filter(person=person, step_key__in=steps).select_related("recording")
    }
    sent = RolePlay.objects.filter(person=person, step_key__in=steps).with_words().order_by("-pk")
    tries: dict[UUID, list[Try]] = defaultdict(list)
    for one in tries_of(list(sent), place.language):
        tries[one.role_play.step_key].append(one)
    supervisors = tuple(dict.fromkeys(person for person, _agency in supervisors_for(place.enrolment)))
    return {step: Practice(step, drafts.get(step), tuple(tries[step]), supervisors) for step in steps}


def supervisors_for(enrolment: Enrolment) -> list[tuple[Person, Agency]]:
    """Who may answer today, and for which agency: her peer supervisors there where her learning counts, groups aside."""
    peers = [a for a in supervised_today(enrolment.person) if a.kind == Kind.PEER_SUPERVISION and not a.groups_only]
    here = [a for a in peers if a.agency_id == enrolment.agency_id]
    if not here and peers:
        also = set(enrolment.also_for.values_list("pk", flat=True))
        here = [a for a in peers if a.agency_id in also]
    return [(a.supervisor, a.agency) for a in here]


@dataclass(frozen=True)
class Sent:
    """One that she sent, for My training: in which lesson, and whether it was answered."""

    uuid: UUID
    lesson: str
    answered: bool


def lately_sent(person: Person) -> list[Sent]:
    """What she sent in the last ninety days, the newest three. One query."""
    since = clock.today(person.profile.time_zone) - LATELY
    return [
        Sent(found.uuid, scene_of(found, person.profile.language).lesson, found.answered)
        for found in _LATELY_SENT(person.pk, since)
    ]


_LATELY_SENT = Prepared(
    lambda person, since: (
        RolePlay.objects.filter(person=person, held_on__gte=since)
        .select_related("edition")
        .annotate(answered=Exists(RolePlayAnswer.objects.filter(role_play=OuterRef("pk"))))
        .order_by("-pk")[:3]
    ),
    int,
    date,
)
