"""When two short answers say the same. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 200
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# In English and in Spanish alike: signs before three digits each part thousands.
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


def tidy(said: str) -> str:
    """What she typed, on one line, without what no keyboard writes."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())[:LONGEST].strip()


def letters(said: str) -> str:
    """Small letters and digits alone: neither capitals, accents, spaces nor punctuation tell two answers apart."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", said).casefold() if sign.isalnum())


def numbers(said: str) -> list[Decimal]:
    """The numbers in some words: "about 1,000 hours" has one thousand."""
    return [_number(found) for found in NUMBER.findall(unicodedata.normalize("NFKC", said))]


def _number(digits: str) -> Decimal:
    if THOUSANDS.fullmatch(digits):
        return Decimal(re.sub("[.,]", "", digits))
    whole, sign, decimals = digits.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '')}.{decimals}" if sign else decimals)


def lines(text: str) -> tuple[str, ...]:
    """What an author wrote one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def says_one_of(said: str, accepted: Iterable[str], *, as_number: bool = False) -> bool:
    """Is it one of the answers? As a number: whatever words stand around it; two on a line are a range."""
    if not as_number:
        return letters(said) in {letters(one) for one in accepted} - {""}
    given = numbers(said)
    return any(_within(given, numbers(one)) for one in accepted)


def _within(given: list[Decimal], ends: list[Decimal]) -> bool:
    """She gives a number of the range, or the range itself."""
    return bool(ends) and (given == ends or (len(given) == 1 and min(ends) <= given[0] <= max(ends)))


def short_answers_problem(accepted: str, known: Iterable[str], *, as_number: bool) -> str | Promise | None:
    """What an author should change in the answers of a question; None when nothing is wrong."""
    fits, others = lines(accepted), [line for one in known for line in lines(one)]
    every = [*fits, *others]
    if not fits:
        return _("Write at least one answer that fits.")
    if as_number and not all(len(numbers(one)) in (1, 2) for one in every):
        return _("Each line is one number, or two for a range.")
    if not as_number and not all(letters(one) for one in every):
        return _("An answer has at least one letter or digit.")
    both = next((one for one in others if says_one_of(one, fits, as_number=as_number)), None)
    if both is not None:
        return _("“%(answer)s” cannot fit and not fit at once.") % {"answer": both}
    return None
