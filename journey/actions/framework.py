"""Bringing in a framework as its writers left it: a folder of Markdown files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from journey.models import Framework, Stage

Front = dict[str, Any]


@transaction.atomic
def load_framework(folder: Path) -> Framework:
    """Read `framework.md` and `stage-*.md` (YAML front matter, then Markdown). Loading again updates, by key."""
    front, text = _read(folder / "framework.md")
    framework, _made = Framework.objects.update_or_create(
        key=front["key"],
        defaults={
            "author": front["author"],
            **_framework_words(front, text),
            "translations": _translations(folder / "framework.md", _framework_words),
        },
    )
    for path in sorted(folder.glob("stage-*.md")):
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
            **_stage_words(front, text),
            "translations": _translations(path, _stage_words),
        },
    )
    return stage


def _framework_words(front: Front, text: str) -> Front:
    return {
        "title": front["title"],
        "attribution": front["attribution"],
        "source": front.get("source", ""),
        "text": text,
    }


def _stage_words(front: Front, text: str) -> Front:
    names = {name: front.get(name, []) for name in ("also_known_as", "tasks")}
    return {"title": front["title"], **names, "text": text}


def _translations(path: Path, words: Callable[[Front, str], Front]) -> dict[str, Front]:
    """What stands beside a file in other languages: `stage-must-act.es.md` is the same stage in Spanish."""
    beside = sorted(path.parent.glob(f"{path.stem}.*.md"))
    return {one.stem.rpartition(".")[2]: words(*_read(one)) for one in beside}


def _read(path: Path) -> tuple[Front, str]:
    """The front matter and the text below it."""
    _nothing, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), text.strip()
