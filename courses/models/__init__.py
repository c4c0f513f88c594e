from courses.models.completion import (
    Attempt,
    CourseCompletion,
    CourseCompletionVoided,
    ModuleCompletion,
    ModuleCompletionVoided,
    StepDone,
)
from courses.models.course import Course, JoiningCourse, Placement
from courses.models.edition import Edition, EditionStep, EditionText
from courses.models.enrolment import Enrolment, ModuleRun, Progress
from courses.models.feedback import FeedbackAnswer
from courses.models.module import Module
from courses.models.session import Attendance, AttendanceVoided, LiveSession

__all__ = [
    "Attempt",
    "Attendance",
    "AttendanceVoided",
    "Course",
    "CourseCompletion",
    "CourseCompletionVoided",
    "Edition",
    "EditionStep",
    "EditionText",
    "Enrolment",
    "FeedbackAnswer",
    "JoiningCourse",
    "LiveSession",
    "Module",
    "ModuleCompletion",
    "ModuleCompletionVoided",
    "ModuleRun",
    "Placement",
    "Progress",
    "StepDone",
]
