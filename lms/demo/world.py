"""The demo's world as it is written in `world/*.yaml`: read once, checked by tests, set by nobody."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
Row = dict[str, Any]
TRANSLATED = ("agencies", "agreements", "competencies", "experience_codes", "programmes")


@dataclass(frozen=True)
class World:
    """Rows as written; keys name people, slugs name agencies, days count from the day of seeding."""

    agencies: list[Row]
    people: list[Row]
    cover: list[Row]
    agreements: list[Row]
    framework: Row
    programmes: list[Row]
    live_sessions: list[Row]
    group_supervision: list[Row]
    summaries: dict[str, list[str]]
    experience_codes: list[Row]
    child_ages: list[Row]
    # The same words in Spanish, by file and key: `agreements.es.yaml` stands beside `agreements.yaml`.
    spanish: dict[str, Row]


def load() -> World:
    people, sessions = _read("people"), _read("sessions")
    codes = _read("experience_codes")
    return World(
        agencies=_read("agencies")["agencies"],
        people=people["people"] + people["volunteers"],
        cover=people["cover"],
        agreements=_read("agreements")["agreements"],
        framework=_read("competencies")["framework"],
        programmes=_read("programmes")["programmes"],
        live_sessions=sessions["live_sessions"],
        group_supervision=sessions["group_supervision"],
        summaries=sessions["summaries"],
        experience_codes=codes["experience_codes"],
        child_ages=codes["child_ages"],
        spanish={name: _read(f"{name}.es") for name in TRANSLATED},
    )


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / "world" / f"{name}.yaml").read_text())
