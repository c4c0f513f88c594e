"""Role-plays: what stands below one in a lesson, what she sent, what was answered. In words, never in numbers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses.models import Enrolment
from courses.practice import Shown
from courses.queries.document import document_of
from courses.queries.place import Place
from courses.words import RubricLevel
from people.models import Agency, Person
from supervision.models import RolePlay, RolePlayAnswer, RolePlayDraft
from supervision.permissions import supervised_today
from supervision.words import Kind

BELOW = "supervision/_practice.html"


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


def newest_of(person: Person, most: int = 3) -> list[RolePlay]:
    """Her newest role-plays, for My training. Two queries."""
    return list(RolePlay.objects.filter(person=person).with_words().order_by("-pk")[:most])
