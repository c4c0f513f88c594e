"""Whom a person can talk to."""

import re
from dataclasses import dataclass

from people.models import Person
from people.permissions import roles_of

CRISIS_NAME, CRISIS_NUMBER = "988 Suicide & Crisis Lifeline", "988"


def dialled(number: str) -> str:
    """A number as a phone dials it (`tel:` link)."""
    return "tel:" + re.sub(r"[^\d+*#]", "", number)


@dataclass(frozen=True)
class TalkTo:
    """A number to call: whose it is, and when somebody answers."""

    name: str
    number: str
    hours: str = ""
    email: str = ""

    @property
    def href(self) -> str:
        return dialled(self.number) if self.number else ""


@dataclass(frozen=True)
class Talk:
    """Crisis lines first, then her agencies' own numbers."""

    crisis_lines: tuple[TalkTo, ...]
    agencies: tuple[TalkTo, ...]


def talk_to(person: Person) -> Talk:
    """The numbers of the agencies she belongs to today; the national crisis line where none set its own. One query."""
    agencies = roles_of(person).agencies()
    crisis = {agency.crisis_number: TalkTo(name=agency.crisis_line, number=agency.crisis_number) for agency in agencies}
    own = (
        TalkTo(name=agency.name, number=agency.phone, hours=agency.answers_when, email=agency.email)
        for agency in agencies
        if agency.phone or agency.email
    )
    return Talk(
        crisis_lines=tuple(crisis.values()) or (TalkTo(name=CRISIS_NAME, number=CRISIS_NUMBER),), agencies=tuple(own)
    )
