"""The competencies of the framework in use, and how far somebody is with each, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from people.models import Agency, Person
from supervision.models import (
    Competency,
    CompetencyFramework,
    HoursEntry,
    Level,
    LevelDescriptor,
    SignOff,
    SignOffRequest,
)


def framework_in_use(agency: Agency) -> CompetencyFramework | None:
    """The agency's own newest framework; else the newest that is there for all."""
    own = CompetencyFramework.objects.filter(agency=agency).order_by("-created_at", "-pk").first()
    return own or CompetencyFramework.objects.filter(agency=None).order_by("-created_at", "-pk").first()


@dataclass(frozen=True)
class LevelWords:
    """A level of one competency, as it is worded."""

    level: Level
    text: str


@dataclass(frozen=True)
class Standing:
    """One competency and one person: what is signed off and lives, what is asked, what was answered last."""

    competency: Competency
    levels: tuple[LevelWords, ...]
    signoff: SignOff | None = None
    history: tuple[SignOff, ...] = ()
    request: SignOffRequest | None = None
    answered: SignOffRequest | None = None
    # A sign-off was taken back and the two have not spoken yet: nothing else is said.
    to_talk_about: bool = False

    @property
    def signed_words(self) -> str:
        """What is signed off, in the reader's language. The words the assessor signed stand in the sign-off itself."""
        signed = self.signoff.level_id if self.signoff else None
        return next((words.text for words in self.levels if words.level.pk == signed), "")

    @property
    def next_level(self) -> Level | None:
        """The first level above what is signed off."""
        have = self.signoff.level_number if self.signoff else 0
        return next((words.level for words in self.levels if words.level.number > have), None)


def standings(person: Person, agency: Agency, framework: CompetencyFramework | None = None) -> list[Standing]:
    """Every competency of the framework in use, in its order. The number of queries does not depend on how many."""
    framework = framework or framework_in_use(agency)
    if framework is None:
        return []
    competencies = list(framework.competencies.order_by("position"))
    return _standings(person, agency, competencies)


def standing_of(person: Person, agency: Agency, competency: Competency) -> Standing:
    return _standings(person, agency, [competency])[0]


def _standings(person: Person, agency: Agency, competencies: Sequence[Competency]) -> list[Standing]:
    words = list(
        LevelDescriptor.objects.filter(competency__in=competencies).select_related("level").order_by("level__number")
    )
    given = list(
        SignOff.objects.filter(person=person, agency=agency, competency__in=competencies)
        .select_related("level", "note", "assessor__profile", "withdrawn__spoken", "withdrawn__note")
        .order_by("-held_on", "-pk")
    )
    asked = list(
        SignOffRequest.objects.filter(person=person, agency=agency, competency__in=competencies)
        .select_related("asked_of__profile", "answered_by__profile", "answer", "note", "level", "signoff")
        .order_by("-asked_at", "-pk")
    )
    today = agency.today()
    return [
        _standing(
            competency,
            [w for w in words if w.competency_id == competency.pk],
            [s for s in given if s.competency_id == competency.pk],
            [r for r in asked if r.competency_id == competency.pk],
            today,
        )
        for competency in competencies
    ]


def _standing(
    competency: Competency,
    words: Sequence[LevelDescriptor],
    given: Sequence[SignOff],
    asked: Sequence[SignOffRequest],
    today: date,
) -> Standing:
    talk = any(hasattr(signoff, "withdrawn") and not signoff.withdrawn.may_be_told for signoff in given)
    live = [s for s in given if not hasattr(s, "withdrawn") and (s.valid_until is None or s.valid_until >= today)]
    newest = max((s.recorded_at for s in given), default=None)
    in_words = (r for r in asked if r.answered_at and r.answer_id and (newest is None or r.answered_at > newest))
    return Standing(
        competency=competency,
        levels=tuple(LevelWords(word.level, word.words) for word in words),
        signoff=max(live, key=lambda s: (s.level_number, s.held_on), default=None),
        history=tuple(given),
        request=next((r for r in asked if r.answered_at is None), None),
        answered=next(in_words, None),
        to_talk_about=talk,
    )


def sessions_that_touched(person: Person, agency: Agency, competency: Competency) -> list[HoursEntry]:
    """Confirmed sessions in which the two worked on it, newest first: what a supervisor may look back at."""
    entries = HoursEntry.objects.confirmed().filter(person=person, agency=agency).order_by("-held_on")
    return [entry for entry in entries if competency.key in entry.worked_on]
