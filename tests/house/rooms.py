"""The rooms in their order, and their sources, as the house tests read them."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def rooms() -> tuple[str, ...]:
    """Lowest first, from the one place where the order is written."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    [contract] = [one for one in told["tool"]["importlinter"]["contracts"] if one["id"] == "rooms"]
    return tuple(reversed(contract["layers"]))


def sources(*folders: str, migrations: bool = False) -> Iterator[Path]:
    for folder in folders or rooms():
        for path in sorted((ROOT / folder).rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield path


def said(path: Path) -> str:
    """A path as the house names it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def imported(path: Path) -> Iterator[str]:
    """Every module a file names in an import, also inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node
