"""All of a program on a day, and whether a certificate still rests on what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from roster.rules.evaluation import evaluate
from roster.rules.item import Item
from roster.rules.record import Record
from roster.rules.requirement import Requirement
from roster.words import Phase


@dataclass(frozen=True)
class Readiness:
    """What stands between this volunteer and formal training being complete."""

    as_of: date
    items: tuple[Item, ...] = field(default=())
    # The programme version that was asked, None where the agency has none.
    version: int | None = None

    @property
    def before_matching(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.requirement.phase == Phase.BEFORE_MATCHING)

    @property
    def ongoing(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.requirement.phase == Phase.ONGOING)

    @property
    def ready(self) -> bool:
        """Every requirement before matching is met. A programme that asks nothing makes nobody ready."""
        return bool(self.before_matching) and all(item.met for item in self.before_matching)

    @property
    def expires_on(self) -> date | None:
        """The last day all of it is valid."""
        ends = [s.valid_until for item in self.before_matching for s in item.sources if s.valid_until]
        return min(ends, default=None)


def readiness(
    requirements: Iterable[Requirement], record: Record, as_of: date, version: int | None = None
) -> Readiness:
    """Evaluate every requirement on a day."""
    return Readiness(as_of, tuple(evaluate(requirement, record, as_of) for requirement in requirements), version)


Rests = frozenset[tuple[int, str, int]]


def rests_on(found: Readiness) -> Rests:
    """What a certificate granted on this readiness rests on: (requirement, kind of fact, fact)."""
    return frozenset((item.requirement.id, *source.key) for item in found.before_matching for source in item.sources)


def still_stands(rests: Rests, requirements: Iterable[Requirement], record: Record, as_of: date) -> bool:
    """Is what a certificate rests on all there today, and enough without anything newer?

    More hours or another sign-off later do not disturb a certificate; a fact that was taken back does.
    """
    held = {(kind, fact) for _, kind, fact in rests}
    if not held <= {source.key for source in record.sources}:
        return False
    kept = replace(record, sources=tuple(s for s in record.sources if s.key in held or s.kind == "decision"))
    found = readiness(requirements, kept, as_of)
    return found.ready and rests_on(found) <= rests
