"""What is shipped says nothing that the house does not know: the compose file, its example, and the operators' guide."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.house.rooms import ROOT, rooms, sources

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = ("web", "worker", "films", "beat", "prepare")
# The image's own and Python's.
NOT_SETTINGS = {"PYTHONUNBUFFERED", "PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK", "DJANGO_SETTINGS_MODULE"}


def _read_by_settings() -> set[str]:
    asked = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z0-9_]+)["']""")
    return {name for path in (ROOT / "lms" / "settings").glob("*.py") for name in asked.findall(path.read_text())}


def _given(service: str) -> set[str]:
    return set(COMPOSE["services"][service].get("environment", {}))


def test_compose_has_every_part():
    assert set(COMPOSE["services"]) >= {*OURS, "postgres", "redis", "s3"}


@pytest.mark.parametrize("service", OURS)
def test_every_variable_it_gives_us_is_one_our_settings_read(service):
    assert _given(service) - _read_by_settings() == set()


def test_the_image_sets_only_what_is_read():
    set_there = set(re.findall(r"\b([A-Z][A-Z_]+)=", (ROOT / "Dockerfile").read_text()))
    assert set_there - NOT_SETTINGS - _read_by_settings() == set()


def test_the_owner_prepares_and_the_application_works():
    for service in ("web", "worker", "films", "beat"):
        assert "been_there_app" in COMPOSE["services"][service]["environment"]["DATABASE_URL"]
    prepare = COMPOSE["services"]["prepare"]
    assert "been_there_owner" in prepare["environment"]["DATABASE_URL"]
    assert "grant_application_role been_there_app" in prepare["command"]
    roles = (ROOT / "scripts" / "postgres-roles.sh").read_text()
    assert {"been_there_owner", "been_there_app"} <= set(re.findall(r"CREATE ROLE (\w+)", roles))


def test_everything_waits_for_what_it_needs():
    for name, service in COMPOSE["services"].items():
        for needed, when in service.get("depends_on", {}).items():
            assert needed in COMPOSE["services"], name
            if when["condition"] == "service_healthy":
                assert "healthcheck" in COMPOSE["services"][needed], needed


def test_the_example_names_every_value_that_compose_asks_for():
    asked = set(re.findall(r"\$\{([A-Z0-9_]+)\}", (ROOT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / "docs/guide/compose.env.example").read_text(), re.MULTILINE))
    assert asked == named


def test_with_its_values_the_settings_pass_the_deployment_check(tmp_path):
    """The web service's environment, with the example's values filled in, is one that `check --deploy` finds nothing in."""
    example = dict(
        line.split("=", 1)
        for line in (ROOT / "docs/guide/compose.env.example").read_text().splitlines()
        if line and not line.startswith("#")
    )
    example |= {"SECRET_KEY": "Qw7rTz-4Lm9x_" * 5, "APP_PASSWORD": "secret"}
    given = {
        name: re.sub(r"\$\{(\w+)\}", lambda match: example[match[1]], str(value))
        for name, value in COMPOSE["services"]["web"]["environment"].items()
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "VAR_DIR": str(tmp_path), **given},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_every_setting_is_in_the_operators_guide():
    guide = (ROOT / "docs/guide/operators.md").read_text()
    assert {name for name in _read_by_settings() if f"`{name}`" not in guide} == set()


def test_the_guide_names_no_setting_that_is_not_read():
    guide = (ROOT / "docs/guide/operators.md").read_text()
    table = re.findall(r"^\| `([A-Z0-9_]+)` \|", guide, re.MULTILINE)
    assert set(table) - _read_by_settings() == set()


def test_documents_point_at_files_that_are_there():
    found = [
        f"{path.relative_to(ROOT)} → {target}"
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text())
        if not (path.parent / target).exists() and not target.endswith(".png")
    ]
    assert found == []


def test_the_house_document_names_the_rooms_in_their_order():
    text = (ROOT / "docs/house.md").read_text()
    assert "  <  ".join(rooms()) in text


def test_scripts_are_of_the_standard_library_where_they_run_first():
    """`make run` starts on a machine that has only Python."""
    from tests.house.rooms import imported

    allowed = set(sys.stdlib_module_names)
    for name in ("environment.py", "run.py", "check.py"):
        [path] = [path for path in sources("scripts") if path.name == name]
        assert {module.partition(".")[0] for module in imported(path)} <= allowed, Path(name)
