"""What follows for an invitation, a name and a phone number. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from people.words import InvitationState


class Answer(Enum):
    """What somebody who opens an invitation's link is told."""

    WELCOME = "welcome"  # she is new: she fills in her details
    SIGN_IN = "sign_in"  # she has an account already: she signs in first
    CONFIRM = "confirm"  # she is signed in as herself: she says yes to the role
    FOREIGN = "foreign"  # somebody else is signed in
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"  # no invitation stands behind this link


@dataclass(frozen=True)
class Opened:
    """An invitation's link, opened: its state, whose account it is for, and who is signed in (person ids)."""

    state: InvitationState
    vouched: bool
    holder: int | None
    visitor: int | None


_CLOSED = {
    InvitationState.USED: Answer.USED,
    InvitationState.EXPIRED: Answer.EXPIRED,
    InvitationState.WITHDRAWN: Answer.WITHDRAWN,
}


def answer_to(opened: Opened) -> Answer:
    """The one thing to say to whoever opens the link."""
    if opened.state in _CLOSED:
        return _CLOSED[opened.state]
    if not opened.vouched:
        return Answer.WITHDRAWN
    if opened.visitor is not None:
        return Answer.CONFIRM if opened.visitor == opened.holder else Answer.FOREIGN
    return Answer.WELCOME if opened.holder is None else Answer.SIGN_IN


def same_name(name: str) -> str:
    """A name as it is compared: without accents, capitals and extra spaces."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())


def same_phone(phone: str) -> str:
    """A phone number as it is compared: its last ten digits."""
    return re.sub(r"\D", "", phone)[-10:]
