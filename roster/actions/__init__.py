from roster.actions.decide import decide, reverse_decision
from roster.actions.earlier_training import (
    Recognised,
    recognise_earlier_training,
    recognise_earlier_training_together,
    void_earlier_training,
)
from roster.actions.follow import follow
from roster.actions.hold import end_hold, hold
from roster.actions.offer import confirm_card, save_card, set_offer, set_supporting_now
from roster.actions.pathway import ensure_pathway
from roster.actions.programme import Asks, make_programme, new_version
from roster.actions.reassess import reassess
from roster.actions.share import share_certificate

__all__ = [
    "Asks",
    "Recognised",
    "confirm_card",
    "decide",
    "end_hold",
    "ensure_pathway",
    "follow",
    "hold",
    "make_programme",
    "new_version",
    "reassess",
    "recognise_earlier_training",
    "recognise_earlier_training_together",
    "reverse_decision",
    "save_card",
    "set_offer",
    "set_supporting_now",
    "share_certificate",
    "void_earlier_training",
]
