"""What follows? Pure: from requirements and a record of facts, what is met, by which facts, and what is left.

The same answer is shown to the volunteer and to the coordinator and stands in e-mails: one source of words.
`as_of` is a date, evaluated at its end on the agency's calendar: facts held later, or taken back by then, do not count.
"""

from roster.rules.evaluation import evaluate
from roster.rules.item import Counted, Item
from roster.rules.minutes import count_hours
from roster.rules.paper import Held, paper_state
from roster.rules.record import SOURCES, Record, Source, Waiting
from roster.rules.requirement import Requirement
from roster.rules.verdict import Readiness, Rests, readiness, rests_on, still_stands

__all__ = [
    "Counted",
    "Held",
    "Item",
    "Readiness",
    "Record",
    "Requirement",
    "Rests",
    "SOURCES",
    "Source",
    "Waiting",
    "count_hours",
    "evaluate",
    "paper_state",
    "readiness",
    "rests_on",
    "still_stands",
]
