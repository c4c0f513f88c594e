"""Does a certificate that somebody holds in her hand still stand?"""

from dataclasses import dataclass
from datetime import date

from roster.words import PaperState, VoidReason


@dataclass(frozen=True)
class Held:
    """A certificate as it is on a day: its last day (None: no end), and why it was taken back ("" if it was not)."""

    expires_on: date | None
    voided: str
    today: date


def paper_state(held: Held) -> PaperState:
    """What anybody may be told. Why it was taken back is nobody's business.

    Who leaves her agency keeps what she has learnt: the listing ends, the training stays completed.
    """
    if held.voided == VoidReason.EXPIRED or (not held.voided and _is_past(held)):
        return PaperState.ENDED
    if held.voided == VoidReason.LEFT:
        return PaperState.ENDED if _is_past(held) else PaperState.STANDS
    return PaperState.NOT_ANY_MORE if held.voided else PaperState.STANDS


def _is_past(held: Held) -> bool:
    return held.expires_on is not None and held.expires_on < held.today
