from courses.models.adaptation import Adaptation
from courses.models.bundle import BundleIssued
from courses.models.certificate import CourseCertificate
from courses.models.completion import (
    Attempt,
    CourseCompletion,
    CourseCompletionVoided,
    ModuleCompletion,
    ModuleCompletionVoided,
    StepDone,
)
from courses.models.course import Course, JoiningCourse, Placement
from courses.models.edition import Edition, EditionMedia, EditionStep, EditionText
from courses.models.enrolment import Enrolment, HeardEvent, ModuleRun, Progress, TypedWords
from courses.models.feedback import FeedbackAnswer
from courses.models.module import Module
from courses.models.pages import LessonPage, ModulePage, ModulesPage
from courses.models.presence import Presence
from courses.models.session import Attendance, AttendanceVoided, LiveSession
from courses.models.signup import CalendarFeed, SignUp

__all__ = [
    "Adaptation",
    "Attempt",
    "Attendance",
    "AttendanceVoided",
    "BundleIssued",
    "CalendarFeed",
    "Course",
    "CourseCertificate",
    "CourseCompletion",
    "CourseCompletionVoided",
    "Edition",
    "EditionMedia",
    "EditionStep",
    "EditionText",
    "Enrolment",
    "FeedbackAnswer",
    "HeardEvent",
    "JoiningCourse",
    "LessonPage",
    "LiveSession",
    "Module",
    "ModuleCompletion",
    "ModuleCompletionVoided",
    "ModulePage",
    "ModuleRun",
    "ModulesPage",
    "Placement",
    "Presence",
    "Progress",
    "SignUp",
    "StepDone",
    "TypedWords",
]
