"""Competency frameworks come from data, in versions that never change."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from journey.models import Stage
from people.models import Agency
from supervision.models import Competency, CompetencyFramework, Level, LevelDescriptor
from supervision.words import EvidenceKind


@transaction.atomic
def load_framework(data: Mapping[str, Any], agency: Agency | None = None) -> CompetencyFramework:
    """A framework with its levels and competencies from data (see lms/demo/world/competencies.yaml), for an agency or for all.

    A version that is there already is left as it is. Run by operators and the demo, never from a request.
    """
    title, version = data["title"], data.get("version", 1)
    before = CompetencyFramework.objects.filter(agency=agency, key=data["key"], version=version).first()
    if before:
        return before
    framework = CompetencyFramework.objects.create(
        agency=agency, key=data["key"], title=title, version=version,
        introduction=data.get("introduction", ""), attribution=data.get("attribution", ""),
    )  # fmt: skip
    levels = {level["key"]: _level(framework, number, level) for number, level in enumerate(data["levels"], start=1)}
    for position, row in enumerate(data["competencies"], start=1):
        _competency(framework, position, row, levels)
    return framework


def _level(framework: CompetencyFramework, number: int, row: Mapping[str, Any]) -> Level:
    return Level.objects.create(
        framework=framework, number=number, key=row["key"], title=row["title"], text=row.get("description", "")
    )


def _competency(
    framework: CompetencyFramework, position: int, row: Mapping[str, Any], levels: Mapping[str, Level]
) -> None:
    kinds = [EvidenceKind(kind).value for kind in row.get("evidence", [])]
    competency = Competency.objects.create(
        framework=framework, key=row["key"], position=position, title=row["title"],
        text=row.get("in_practice", ""), signs=row.get("signs", []), evidence_kinds=kinds,
    )  # fmt: skip
    competency.stages.set(Stage.objects.filter(key__in=row.get("stages", [])))
    for key, level in levels.items():
        LevelDescriptor.objects.create(competency=competency, level=level, text=row["levels"][key])
