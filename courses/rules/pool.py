"""Which of a check's questions one person is asked. Pure."""

import hashlib
from collections.abc import Iterable


def drawn(questions: Iterable[str], number: int, draw: str) -> frozenset[str]:
    """So many of the questions, by chance, and for the same draw always the same.

    `draw` names whose it is: the person, her taking of the module, the check. Neither the device, nor the language, nor the
    order of the questions changes it.
    """
    return frozenset(sorted(questions, key=lambda question: (_lot(draw, question), question))[:number])


def _lot(draw: str, question: str) -> str:
    return hashlib.sha256(f"{draw}/{question}".encode()).hexdigest()
