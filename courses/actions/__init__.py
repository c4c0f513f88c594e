from courses.actions.adapting import adapt_module, answer_original
from courses.actions.attending import (
    call_off_session,
    change_session,
    correct_attendance,
    plan_session,
    record_attendance,
)
from courses.actions.authoring import (
    change_course,
    make_course,
    move_module,
    place_module,
    set_required,
    take_out_module,
)
from courses.actions.bringing_in import bring_in_modules, publish_pages
from courses.actions.completing import complete_again
from courses.actions.enrolling import (
    close_enrolment,
    enrol,
    enrol_many,
    enrol_newcomer,
    enrol_recent_newcomers,
    leave_courses,
    set_joining,
)
from courses.actions.feed import end_feed, make_feed
from courses.actions.feedback import give_feedback
from courses.actions.freezing import Draft, freeze
from courses.actions.hearing import hear
from courses.actions.learning import (
    answer_check,
    complete_lesson,
    complete_step,
    forget_words,
    keep_place,
    record_watched,
)
from courses.actions.loading import load_course, load_module, open_shelf
from courses.actions.presence import come_in, go_out
from courses.actions.releasing import release_module
from courses.actions.reminding import remind
from courses.actions.signup import leave_sessions, sign_off, sign_up
from courses.actions.sitting import Told
from courses.actions.taking_along import keep_module
from courses.actions.taking_back import take_back_course, take_back_module

__all__ = [
    "Draft",
    "Told",
    "adapt_module",
    "answer_check",
    "answer_original",
    "bring_in_modules",
    "call_off_session",
    "change_course",
    "change_session",
    "close_enrolment",
    "come_in",
    "complete_again",
    "complete_lesson",
    "complete_step",
    "correct_attendance",
    "end_feed",
    "enrol",
    "enrol_many",
    "enrol_newcomer",
    "enrol_recent_newcomers",
    "forget_words",
    "freeze",
    "give_feedback",
    "hear",
    "go_out",
    "keep_module",
    "keep_place",
    "leave_courses",
    "leave_sessions",
    "load_course",
    "load_module",
    "make_course",
    "make_feed",
    "move_module",
    "open_shelf",
    "place_module",
    "plan_session",
    "publish_pages",
    "record_attendance",
    "record_watched",
    "release_module",
    "remind",
    "set_joining",
    "set_required",
    "sign_off",
    "sign_up",
    "take_back_course",
    "take_back_module",
    "take_out_module",
]
