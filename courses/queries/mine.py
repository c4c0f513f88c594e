"""All the courses she takes, for her own pages: two statements, put together once a process."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BigIntegerField, CharField, Exists, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from courses.models import Course, Enrolment, ModuleCompletion, ModuleCompletionVoided, Progress, StepDone
from courses.queries.outline import Outline, Placed, Run, module_outline
from courses.queries.place import latest_edition, needed_cycle
from ledger.prepared import Prepared
from people.models import Person

MODULE = "course__placements__module"
# In the order of the models' own fields, as `from_db` takes them.
COURSE = [
    f.attname for f in Course._meta.concrete_fields if f.attname in {"id", "uuid", "slug", "title", "translations"}
]
ENROLMENT = [f.attname for f in Enrolment._meta.concrete_fields if f.attname not in {"enrolled_by_id", "closed_at"}]
PLACED = ("placement", "module", "slug", "required", "latest", "latest_cycle", "needs")
RUN = ("run__pk", "run__edition__uuid", "run__edition__cycle", "run__touched_at", "run__lesson_key", "completed")


def outlines_of(person: Person) -> list[Outline]:
    """The outlines of the courses she takes, in the order in which she began, and where her films stand."""
    done, begun_ms = _steps(person)
    taken: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in _TAKEN(person.pk):
        taken[row[0]].append(row)
    return [
        Outline(
            _enrolment(rows[0], person),
            tuple(module_outline(placed, runs, done, person) for placed, runs in _modules(rows)),
            begun_ms,
        )
        for rows in taken.values()
    ]


def _enrolment(row: tuple[Any, ...], person: Person) -> Enrolment:
    """As it was read; what was not read is read when somebody asks for it."""
    hers, rest = row[: len(ENROLMENT)], row[len(ENROLMENT) :]
    enrolment = Enrolment.from_db(DEFAULT_DB_ALIAS, ENROLMENT, hers)
    enrolment.person = person
    enrolment.course = Course.from_db(DEFAULT_DB_ALIAS, COURSE, rest[: len(COURSE)])
    return enrolment


def _modules(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Placed, list[Run]]]:
    """The released modules of one course in their order, each with her runs of it, the newest first."""
    found: dict[int, tuple[Placed, list[Run]]] = {}
    start = len(ENROLMENT) + len(COURSE)
    for row in rows:
        placement, *placed = row[start : start + len(PLACED)]
        *run, taken_back = row[start + len(PLACED) :]
        hers = found.setdefault(placement, (Placed(*placed), []))
        if run[0] and not taken_back:
            hers[1].append(Run(*run))
    return [hers for hers in found.values() if hers[0].latest]


def _taken(person: Any) -> "QuerySet[Any, Any]":
    """A row for each of her enrolments, each module of its course, each of her runs of the module."""
    completion = ModuleCompletion.objects.filter(run=OuterRef("run__pk"))
    taken: QuerySet[Any] = Enrolment.objects.filter(person=person, closed_at=None)
    return (
        taken.annotate(run=FilteredRelation(f"{MODULE}__runs", condition=Q(**{f"{MODULE}__runs__person": person})))
        .annotate(
            latest=latest_edition(MODULE, "uuid"),
            latest_cycle=latest_edition(MODULE, "cycle"),
            needs=needed_cycle(MODULE, "created_at"),
            completed=Exists(completion),
            taken_back=Exists(ModuleCompletionVoided.objects.filter(completion__run=OuterRef("run__pk"))),
        )
        .order_by("created_at", "pk", "course__placements__position", "course__placements__pk", "-run__cycle")
        .values_list(
            *ENROLMENT,
            *(f"course__{column}" for column in COURSE),
            "course__placements__pk",
            MODULE,
            f"{MODULE}__slug",
            "course__placements__required",
            "latest",
            "latest_cycle",
            "needs",
            *RUN,
            "taken_back",
        )
    )


_TAKEN = Prepared(_taken, int)


def _steps(person: Person) -> tuple[dict[int, frozenset[UUID]], dict[UUID, int]]:
    """Steps done by run, and where films stand (milliseconds) by step, of runs that are not completed."""
    done: dict[int, set[UUID]] = defaultdict(set)
    begun: dict[UUID, tuple[int, int]] = {}
    for what, run, key, at, seq in _STEPS(person.pk):
        if what == "done":
            done[run].add(key)
        else:
            begun[key] = max(begun.get(key, (0, 0)), (seq, at))
    return {run: frozenset(keys) for run, keys in done.items()}, {key: at for key, (_seq, at) in begun.items()}


def _shaped(what: str, found: "QuerySet[Any, Any]", at: str = "", seq: str = "") -> "QuerySet[Any, Any]":
    columns: dict[str, Any] = {
        "row_what": Value(what, output_field=CharField()),
        "row_at": Cast(at or Value(0), output_field=BigIntegerField()),
        "row_seq": Cast(seq or Value(0), output_field=BigIntegerField()),
    }
    rows = found.filter(run__completion=None).order_by().annotate(**columns)
    return rows.values_list("row_what", "run_id", "step_key", "row_at", "row_seq")


_STEPS = Prepared(
    lambda person: _shaped("done", StepDone.objects.filter(run__person=person)).union(
        _shaped("at", Progress.objects.filter(run__person=person, position_ms__gt=0), "position_ms", "position_seq"),
        all=True,
    ),
    int,
)
