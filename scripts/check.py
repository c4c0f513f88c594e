"""Everything that can be checked without running the house: `make check`. Prints each step; stops at none, fails for any."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
ROOMS = ["ledger", "people", "cms", "journey", "courses", "supervision", "roster", "lms"]

# Settings as a real installation has them. Nothing is connected to.
AS_IN_PRODUCTION = {
    "BASE_URL": "https://learn.example.org",
    "ALLOWED_HOSTS": "learn.example.org",
    "SECRET_KEY": "Q7f-" + "not-a-real-one-but-long-enough-and-varied-0123456789-abcdefghijklmnop",
    "DATABASE_URL": "postgres://been_there_app:secret@127.0.0.1:1/been_there",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}
STEPS: list[tuple[str, list[str], dict[str, str]]] = [
    ("style", ["ruff", "check", "--quiet", "."], {}),
    ("format", ["ruff", "format", "--check", "--quiet", "."], {}),
    ("import order", ["lint-imports", "--no-cache"], {}),
    ("templates", ["djlint", "--lint", "--quiet", "templates"], {}),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run", "-v0"], {}),
    ("deployment", ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], AS_IN_PRODUCTION),
    ("types", ["mypy", *ROOMS, "scripts"], {}),
]


def main() -> int:
    os.chdir(ROOT)
    failed = [name for name, command, environment in STEPS if not _passes(name, command, environment)]
    print(f"\nNot in order: {', '.join(failed)}" if failed else "\nAll in order.", flush=True)
    return 1 if failed else 0


def _passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as var:
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            env={**os.environ, "VAR_DIR": var, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    print(f"{'ok ' if done.returncode == 0 else 'NOT'} {name:14} {time.monotonic() - started:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
