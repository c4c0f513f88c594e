"""What rules may look at: facts that count, and what is under way."""

from dataclasses import dataclass
from datetime import date

from roster.words import RequirementKind, Turn

# The kinds of fact that can show a requirement is met: the columns of CertificateEvidence.
SOURCES = (
    "course_completion",
    "attendance",
    "agreement_signed",
    "signature",
    "signoff",
    "decision",
    "earlier_training",
)


@dataclass(frozen=True)
class Source:
    """A live fact that may show a requirement is met. `valid_until` is its last valid day, None for no end.

    `kind` is the column of CertificateEvidence it goes to; `target` the id of what it is about.
    """

    kind: str
    id: int
    held_on: date
    target: int | None = None
    minutes: int = 0
    group: bool = False
    hours_kind: str = ""
    level_number: int = 0
    stands_for: str = ""
    outcome: str = ""
    valid_until: date | None = None
    session_kind: str = ""
    # The agreement a signed version belongs to.
    about: int | None = None
    uuid: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """The fact by its kind and id."""
        return self.kind, self.id

    def valid_on(self, day: date) -> bool:
        return self.held_on <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Waiting:
    """What is under way and counts for nothing yet: sent hours, an asked sign-off, a course begun."""

    kind: RequirementKind
    since: date | None = None
    target: int | None = None
    hours_kind: str = ""
    minutes: int = 0
    done: int = 0
    of: int = 0
    turn: Turn = Turn.HERS
    # A sign-off was taken back, and the two have not spoken yet.
    talk: bool = False


@dataclass(frozen=True)
class Record:
    """Everything of one person at one agency that rules may look at."""

    sources: tuple[Source, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    # Agreement id → id of the version that is current on the day asked about.
    current_agreements: frozenset[tuple[int, int]] = frozenset()
