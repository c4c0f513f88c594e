"""What is hers in a lesson: steps done, where films stand, her last answers, which films may not be shown and which come in sizes. One statement."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, CharField, Exists, F, JSONField, Max, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from cms.models import Media, MediaConsent, Stream
from courses.models import Attempt, ModuleRun, Progress, StepDone, TypedWords
from journey.models import Reflection
from ledger import clock
from ledger.prepared import Prepared
from people.models import Draft, Person


@dataclass(frozen=True)
class Hers:
    done: frozenset[UUID] = frozenset()
    places_ms: Mapping[UUID, int] = field(default_factory=dict)
    # Her latest choices in each check, by question.
    answers: Mapping[UUID, Mapping[str, list[str]]] = field(default_factory=dict)
    # What she typed into short answers that do not fit yet, by check and question.
    words: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict)
    # Films whose people have not consented, or no longer do.
    hidden: frozenset[UUID] = frozenset()
    # Films that are there in several sizes.
    sized: frozenset[UUID] = frozenset()
    # Prompts beside which she wrote something.
    written: frozenset[UUID] = frozenset()
    # Whether she began something here that she has not sent.
    begun: bool = False


def hers_in(
    person: Person,
    run: ModuleRun | None,
    films: Collection[UUID],
    prompts: Collection[UUID],
    forms: Collection[str] = (),
    *,
    words: bool = False,
) -> Hers:
    """`films`, `prompts` and `forms` (where answers are sent) are those of the lesson; `words`: does it ask for short answers?"""
    ask = _question(len(films), len(prompts), len(forms), words)
    today = (clock.today("UTC"),) if films else ()
    whose = (person.pk,) if prompts or forms else ()
    found: dict[str, dict[UUID, tuple[int, Any]]] = defaultdict(dict)
    for what, key, number, said in ask(run.pk if run else 0, *today, *films, *whose, *prompts, *forms):
        found[what][key] = number, said
    return Hers(
        done=frozenset(found["done"]),
        places_ms={key: number for key, (number, _said) in found["at"].items()},
        answers={key: said for key, (_number, said) in found["said"].items()},
        words={key: said for key, (_number, said) in found["typed"].items()},
        hidden=frozenset(found["hidden"]),
        sized=frozenset(found["sized"]),
        written=frozenset(found["wrote"]),
        begun=bool(found["begun"]),
    )


@cache
def _question(films: int, prompts: int, forms: int, words: bool) -> Prepared:
    """The statement for a lesson with so many films, prompts and forms, with short answers or without."""
    whose = [int] if prompts or forms else []
    kinds = [int, *([date] if films else []), *[UUID] * films, *whose, *[UUID] * prompts, *[str] * forms]

    def make(run: int, *rest: Any) -> "QuerySet[Any, Any]":
        values = list(rest)
        tables = [
            _shaped("done", StepDone.objects.filter(run=run), "step_key"),
            _shaped("at", Progress.objects.filter(run=run), "step_key", "position_ms"),
        ]
        if words:
            tables.append(_shaped("typed", TypedWords.objects.filter(run=run), "step_key", said="words"))
        if films:
            day, *values = values
            tables.append(_shaped("hidden", not_shown(day, values[:films]), "uuid"))
            tables.append(_shaped("sized", _in_sizes(values[:films]), "uuid"))
            values = values[films:]
        if prompts:
            written = Reflection.objects.filter(author=values[0], prompt_key__in=values[1 : prompts + 1])
            tables.append(_shaped("wrote", written, "prompt_key"))
        if forms:
            begun = Draft.objects.filter(person=values[0], sent_at=None, form__in=values[prompts + 1 :])
            tables.append(_shaped("begun", begun, "uuid"))
        latest = Attempt.objects.filter(run=run).order_by().values("step_key").annotate(last=Max("pk")).values("last")
        # First, because its columns say what those of all tables are.
        said = _shaped("said", Attempt.objects.filter(pk__in=latest), "step_key", "pk", "answers")
        return said.union(*tables, all=True)

    return Prepared(make, *kinds)


def _shaped(what: str, found: "QuerySet[Any]", key: str, number: str = "", said: str = "") -> "QuerySet[Any, Any]":
    columns: dict[str, Any] = {
        "row_what": Value(what, output_field=CharField()),
        "row_key": F(key),
        "row_number": Cast(number or Value(0), output_field=BigIntegerField()),
        "row_said": F(said) if said else Cast(Value(None), output_field=JSONField()),
    }
    return found.order_by().annotate(**columns).values_list(*columns)


def _in_sizes(films: Collection[UUID]) -> "QuerySet[Media]":
    there: QuerySet[Media] = Media.objects.filter(Exists(Stream.objects.filter(media=OuterRef("pk"))), uuid__in=films)
    return there


def not_shown(day: Any, films: Collection[UUID]) -> "QuerySet[Media]":
    """Films that show people of whom one has not consented, or no longer does."""
    given = MediaConsent.objects.filter(media=OuterRef("pk"))
    broken = MediaConsent.objects.broken(day).filter(media=OuterRef("pk"))
    without: QuerySet[Media] = Media.objects.filter(Exists(broken) | ~Exists(given), uuid__in=films, shows_people=True)
    return without
