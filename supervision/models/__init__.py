from supervision.models.assignment import Assignment
from supervision.models.competency import (
    Competency,
    CompetencyFramework,
    Level,
    LevelDescriptor,
    SignOff,
    SignOffRequest,
    SignOffWithdrawn,
)
from supervision.models.hours import (
    Acknowledged,
    HoursDraft,
    HoursEntry,
    HoursVoided,
    Returned,
    Signature,
)
from supervision.models.session import Session, SessionAttendee

__all__ = [
    "Acknowledged",
    "Assignment",
    "Competency",
    "CompetencyFramework",
    "HoursDraft",
    "HoursEntry",
    "HoursVoided",
    "Level",
    "LevelDescriptor",
    "Returned",
    "Session",
    "SessionAttendee",
    "SignOff",
    "SignOffRequest",
    "SignOffWithdrawn",
    "Signature",
]
