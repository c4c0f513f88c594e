"""What happens in this room."""

from journey.actions.framework import load_framework
from journey.actions.reflection import (
    answer_prompt,
    change_reflection,
    delete_reflection,
    erase_words_of,
    share_reflection,
    take_back_reflection,
    write_reflection,
)

__all__ = [
    "answer_prompt",
    "change_reflection",
    "delete_reflection",
    "erase_words_of",
    "load_framework",
    "share_reflection",
    "take_back_reflection",
    "write_reflection",
]
