from cms.actions.consent import record_consent, withdraw_consent
from cms.actions.film import fail, look_into, make_streams, tidy_streams
from cms.actions.handing import keep_document, keep_film, keep_picture
from cms.actions.media import receive_media, set_captions, set_transcript, try_again
from cms.actions.pages import hide_without_consent, publish_scheduled
from cms.actions.press import enter_press, open_front, open_press

__all__ = [
    "enter_press",
    "fail",
    "hide_without_consent",
    "keep_document",
    "keep_film",
    "keep_picture",
    "look_into",
    "open_front",
    "make_streams",
    "open_press",
    "publish_scheduled",
    "receive_media",
    "record_consent",
    "set_captions",
    "set_transcript",
    "tidy_streams",
    "try_again",
    "withdraw_consent",
]
