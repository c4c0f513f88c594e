"""Numbers that stand on paper and are read over the phone, such as BT-7KQM-2XWD: hard to guess, easy to say."""

import secrets

# Read aloud without mistakes: no 0/O, 1/I. Eight of them are 40 bits.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
BEGINS = "BT"
LENGTH = 8


def new_number() -> str:
    return _in_parts("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def as_kept(typed: str) -> str:
    """A number as it is kept, however it was typed: capitals, spaces and dashes are forgiven. Empty if it cannot be one."""
    drawn = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(drawn) > LENGTH:
        drawn = drawn.removeprefix(BEGINS)
    return _in_parts(drawn) if len(drawn) == LENGTH and set(drawn) <= set(LETTERS) else ""


def _in_parts(drawn: str) -> str:
    return f"{BEGINS}-{drawn[:4]}-{drawn[4:]}"
