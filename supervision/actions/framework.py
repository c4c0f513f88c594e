"""Competency frameworks come from data, in versions that never change."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from journey.models import Stage
from ledger.refusals import Refused
from people.models import Agency
from people.models.languages import Translations
from supervision.models import Competency, CompetencyFramework, Level, LevelDescriptor
from supervision.words import EvidenceKind


@transaction.atomic
def load_framework(
    data: Mapping[str, Any], agency: Agency | None = None, translations: Mapping[str, Mapping[str, Any]] | None = None
) -> CompetencyFramework:
    """A framework with its levels and competencies from data (see lms/demo/world/competencies.yaml), for an agency or for all.

    `translations` say the same in other languages, by language, levels and competencies by their keys (competencies.es.yaml).
    A version that is there already is left as it is: one more language is a new version. Run by operators and the demo,
    never from a request.
    """
    words = translations or {}
    for language, said in words.items():
        _refuse_unless_in_step(data, said, language)
    title, version = data["title"], data.get("version", 1)
    before = CompetencyFramework.objects.filter(agency=agency, key=data["key"], version=version).first()
    if before:
        return before
    framework = CompetencyFramework.objects.create(
        agency=agency, key=data["key"], title=title, version=version,
        introduction=data.get("introduction", ""), attribution=data.get("attribution", ""),
        translations=_beside(words, NAMED),
    )  # fmt: skip
    levels = {}
    for number, row in enumerate(data["levels"], start=1):
        levels[row["key"]] = _level(framework, number, row, _of(words, "levels", row["key"]))
    for position, row in enumerate(data["competencies"], start=1):
        _competency(framework, position, row, levels, _of(words, "competencies", row["key"]))
    return framework


# Columns by the keys they are written with.
NAMED = {"title": "title", "introduction": "introduction", "attribution": "attribution"}
LEVEL = {"title": "title", "text": "description"}
COMPETENCY = {"title": "title", "text": "in_practice", "signs": "signs"}


def _of(words: Translations, part: str, key: str) -> Translations:
    """What the other languages say of one level or competency."""
    return {language: said[part][key] for language, said in words.items()}


def _beside(words: Translations, columns: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Columns in other languages, as they are kept beside the first words."""
    return {
        language: {column: said[key] for column, key in columns.items() if said.get(key)}
        for language, said in words.items()
    }


def _refuse_unless_in_step(data: Mapping[str, Any], said: Mapping[str, Any], language: str) -> None:
    """A translation names each level and competency, gives it a title, as many signs and a text for each level."""
    levels = {row["key"] for row in data["levels"]}
    wrong = [
        *(levels ^ set(said["levels"])),
        *({row["key"] for row in data["competencies"]} ^ set(said["competencies"])),
    ]
    for row in data["competencies"]:
        beside = said["competencies"].get(row["key"], {})
        if len(beside.get("signs", [])) != len(row.get("signs", [])) or set(beside.get("levels", {})) != levels:
            wrong.append(row["key"])
    if wrong or not said.get("title"):
        where = ", ".join(sorted(set(wrong))) or "title"
        sentence = _("The words in “%(language)s” are not in step with the others: %(where)s.")
        raise Refused(sentence % {"language": language, "where": where}, code="not_in_step")


def _level(framework: CompetencyFramework, number: int, row: Mapping[str, Any], words: Translations) -> Level:
    return Level.objects.create(
        framework=framework, number=number, key=row["key"], title=row["title"], text=row.get("description", ""),
        translations=_beside(words, LEVEL),
    )  # fmt: skip


def _competency(
    framework: CompetencyFramework,
    position: int,
    row: Mapping[str, Any],
    levels: Mapping[str, Level],
    words: Translations,
) -> None:
    kinds = [EvidenceKind(kind).value for kind in row.get("evidence", [])]
    competency = Competency.objects.create(
        framework=framework, key=row["key"], position=position, title=row["title"],
        text=row.get("in_practice", ""), signs=row.get("signs", []), evidence_kinds=kinds,
        translations=_beside(words, COMPETENCY),
    )  # fmt: skip
    competency.stages.set(Stage.objects.filter(key__in=row.get("stages", [])))
    for key, level in levels.items():
        beside = {language: {"text": said["levels"][key]} for language, said in words.items()}
        LevelDescriptor.objects.create(competency=competency, level=level, text=row["levels"][key], translations=beside)
