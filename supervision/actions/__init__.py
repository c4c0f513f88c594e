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
from supervision.actions.role_play import (
    Said,
    answer_role_play,
    drop_role_play_draft,
    erase_role_play,
    keep_role_play_draft,
    send_role_play,
)
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
    "Said",
    "Sure",
    "Terms",
    "Told",
    "acknowledge",
    "answer_request",
    "answer_role_play",
    "assign",
    "can_erase",
    "correct",
    "cover",
    "drop_role_play_draft",
    "end_assignment",
    "erase_note",
    "erase_role_play",
    "erase_words_of",
    "keep_role_play_draft",
    "load_framework",
    "look_at_session",
    "record_from_paper",
    "record_hours",
    "record_session",
    "request_signoff",
    "return_hours",
    "send_role_play",
    "sign_hours",
    "sign_off",
    "tell_of_withdrawal",
    "void_hours",
    "we_have_spoken",
    "withdraw_signoff",
]
