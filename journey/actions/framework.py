"""Bringing in a framework as its writers left it: a folder of Markdown files."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from journey.models import Framework, Stage


@transaction.atomic
def load_framework(folder: Path) -> Framework:
    """Read `framework.md` and `stage-*.md` (YAML front matter, then Markdown). Loading again updates, by key."""
    front, text = _read(folder / "framework.md")
    framework, _made = Framework.objects.update_or_create(
        key=front["key"],
        defaults={
            "title": front["title"],
            "author": front["author"],
            "attribution": front["attribution"],
            "source": front.get("source", ""),
            "text": text,
        },
    )
    for path in sorted(folder.glob("stage-*.md")):
        # `stage-<key>.es.md` is the same stage in Spanish, not a stage of its own.
        if "." not in path.stem:
            _load_stage(framework, path)
    return framework


def _load_stage(framework: Framework, path: Path) -> Stage:
    front, text = _read(path)
    stage, _made = Stage.objects.update_or_create(
        key=front["key"],
        defaults={
            "framework": framework,
            "number_as_given": front["number"],
            "title": front["title"],
            "also_known_as": front.get("also_known_as", []),
            "tasks": front.get("tasks", []),
            "text": text,
        },
    )
    return stage


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter and the text below it."""
    _nothing, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), text.strip()
