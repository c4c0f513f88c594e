"""How a learner's answers arrive. Nothing here carries a score, minutes, a person or a time."""

import json
import math
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.rules.watched import Played
from ledger.refusals import Refused

MOST_INTERVALS = 500
QUESTION = "q-"
LONGEST = 24 * 3600.0


def answers_in(post: QueryDict) -> dict[str, list[str]]:
    """What she chose, by question: fields named `q-<question>`."""
    return {name.removeprefix(QUESTION): post.getlist(name) for name in post if name.startswith(QUESTION)}


def played_in(body: bytes) -> Played:
    """A player's report: `{"intervals": [[from, to], …], "position": s, "seq": n}` in seconds. Anything else is ignored."""
    try:
        said = json.loads(body)
        intervals = said.get("intervals", [])
        if len(intervals) > MOST_INTERVALS:
            raise ValueError
        return Played(
            intervals=tuple((in_ms(start), in_ms(end)) for start, end in intervals),
            position_ms=in_ms(said.get("position", 0)),
            seq=in_order(said.get("seq", 0)),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(_("We could not read what the player said."), code="unreadable") from error


def in_ms(seconds: Any) -> int:
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not math.isfinite(seconds):
        raise ValueError
    return round(min(max(seconds, 0.0), LONGEST) * 1000)


def in_order(number: Any) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 2**53:
        raise ValueError
    return number
