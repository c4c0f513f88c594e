from supervision.models.assignment import Assignment
from supervision.models.framework import Competency, CompetencyFramework, Level, LevelDescriptor
from supervision.models.hours import Acknowledged, HoursEntry, HoursVoided
from supervision.models.role_play import Recording, RolePlay, RolePlayAnswer, RolePlayDraft
from supervision.models.session import Session, SessionAttendee
from supervision.models.signature import Returned, Signature
from supervision.models.signoff import SignOff, SignOffRequest, SignOffWithdrawn, SpokenAbout

__all__ = [
    "Acknowledged",
    "Assignment",
    "Competency",
    "CompetencyFramework",
    "HoursEntry",
    "HoursVoided",
    "Level",
    "LevelDescriptor",
    "Recording",
    "Returned",
    "RolePlay",
    "RolePlayAnswer",
    "RolePlayDraft",
    "Session",
    "SessionAttendee",
    "SignOff",
    "SignOffRequest",
    "SignOffWithdrawn",
    "Signature",
    "SpokenAbout",
]
