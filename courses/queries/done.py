"""What is done in a run."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from courses.models import ModuleRun, StepDone


def done_in(run: ModuleRun | None) -> frozenset[UUID]:
    """Keys of the steps done in a run; none where it has not begun."""
    if run is None:
        return frozenset()
    return frozenset(StepDone.objects.filter(run=run).values_list("step_key", flat=True))


def done_in_many(runs: Collection[int]) -> dict[int, frozenset[UUID]]:
    """The same for runs by their ids. One query."""
    found: dict[int, set[UUID]] = defaultdict(set)
    for run, key in StepDone.objects.filter(run__in=runs).values_list("run_id", "step_key"):
        found[run].add(key)
    return {run: frozenset(keys) for run, keys in found.items()}
