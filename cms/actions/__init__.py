from cms.actions.consent import record_consent, withdraw_consent
from cms.actions.media import look_into, receive_media, set_captions, set_transcript
from cms.actions.pages import hide_without_consent, publish_scheduled
from cms.actions.press import enter_press, open_front, open_press

__all__ = [
    "enter_press",
    "hide_without_consent",
    "look_into",
    "open_front",
    "open_press",
    "publish_scheduled",
    "receive_media",
    "record_consent",
    "set_captions",
    "set_transcript",
    "withdraw_consent",
]
