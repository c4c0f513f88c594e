from courses.actions.enrolling import close_enrolment, enrol, enrol_many, enrol_newcomer, set_joining
from courses.actions.feedback import give_feedback
from courses.actions.freezing import Draft, freeze
from courses.actions.learning import Told, answer_check, complete_step, record_watched
from courses.actions.loading import load_course, load_module, open_shelf
from courses.actions.releasing import release_module

__all__ = [
    "Draft",
    "Told",
    "answer_check",
    "close_enrolment",
    "complete_step",
    "enrol",
    "enrol_many",
    "enrol_newcomer",
    "freeze",
    "give_feedback",
    "load_course",
    "load_module",
    "open_shelf",
    "record_watched",
    "release_module",
    "set_joining",
]
