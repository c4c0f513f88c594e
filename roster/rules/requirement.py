from collections.abc import Mapping
from dataclasses import dataclass, field

from roster.words import Phase, RequirementKind


@dataclass(frozen=True)
class Requirement:
    """One thing asked. Minutes are minutes; `target` is the id of the course, agreement or competency asked for."""

    id: int
    kind: RequirementKind
    label: str
    phase: Phase = Phase.BEFORE_MATCHING
    target: int | None = None
    hours_kind: str = ""
    minutes: int = 0
    individual_minutes: int = 0
    group_cap_minutes: int | None = None
    level_number: int = 0
    within_days: int | None = None
    session_kind: str = ""
    # The label in other languages: language → words.
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def said(self, language: str) -> str:
        """What it is called in a language, or as it was first written."""
        return self.labels.get(language, self.label)
