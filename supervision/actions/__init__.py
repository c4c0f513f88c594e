from supervision.actions.assignment import Covered, Terms, assign, cover, end_assignment
from supervision.actions.entry import NOT_SURE, Sure, Told
from supervision.actions.erasure import erase_words_of
from supervision.actions.framework import load_framework
from supervision.actions.hours import (
    acknowledge,
    correct,
    record_from_paper,
    record_hours,
    void_hours,
)
from supervision.actions.note import can_erase, erase_note
from supervision.actions.session import NO_AGENDA, Agenda, look_at_session, record_session
from supervision.actions.signature import Confirmed, return_hours, sign_hours
from supervision.actions.signoff import answer_request, request_signoff, sign_off
from supervision.actions.withdrawal import tell_of_withdrawal, we_have_spoken, withdraw_signoff

__all__ = [
    "NOT_SURE",
    "NO_AGENDA",
    "Agenda",
    "Confirmed",
    "Covered",
    "Sure",
    "Terms",
    "Told",
    "acknowledge",
    "answer_request",
    "assign",
    "can_erase",
    "correct",
    "cover",
    "end_assignment",
    "erase_note",
    "erase_words_of",
    "load_framework",
    "look_at_session",
    "record_from_paper",
    "record_hours",
    "record_session",
    "request_signoff",
    "return_hours",
    "sign_hours",
    "sign_off",
    "tell_of_withdrawal",
    "void_hours",
    "we_have_spoken",
    "withdraw_signoff",
]
