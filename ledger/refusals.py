"""How the house says no: in words a person can act on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.functional import Promise


class Refused(Exception):
    """An action was not done, and nothing was written. `str()` is a sentence for the person who asked.

    `code` is stable, for tests and the interface; `field` names the form field it is about, if one is.
    """

    def __init__(self, sentence: str | Promise, *, code: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)


@contextmanager
def in_words(sentences: Mapping[str, str | Promise]) -> Iterator[None]:
    """Turn a named constraint or guard into its sentence: the second asker of two gets words, not a fault.

    `sentences` maps a constraint's or guard's name to what the person reads. Other errors pass through.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, sentence in sentences.items():
            if name in str(error):
                raise Refused(sentence, code=name) from error
        raise
