"""Makes the Python environment once a lock: `python3 scripts/environment.py --venv .venv requirements/base.txt`.

Plain standard library: it runs before anything is installed.
"""

import argparse
import compileall
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["ledger", "people", "cms", "journey", "courses", "supervision", "roster", "lms"]

# Asked of the environment's own Python: which pinned packages are absent or of another version?
WANTING = """
import re, sys
from importlib.metadata import PackageNotFoundError, version
for line in open(sys.argv[1]):
    pinned = re.match(r"([A-Za-z0-9._-]+)(?:\\[[^]]*\\])?==([^ ;\\\\]+) *(;.*)?", line)
    if pinned and not pinned[3]:
        try:
            found = version(pinned[1])
        except PackageNotFoundError:
            found = None
        if found != pinned[2]:
            print(pinned[1])
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--venv", default=".venv", type=Path)
    asked.add_argument("lock", type=Path)
    told = asked.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 (said in words, before anything is installed)
        sys.exit(
            f"Been There needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 …"
        )
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    python = told.venv / "bin" / "python"
    stamp = told.venv / f".installed-{told.lock.stem}-{hashlib.sha256(told.lock.read_bytes()).hexdigest()[:16]}"
    if stamp.exists():
        return
    if not python.exists():
        print(f"Making a Python environment in {told.venv} (once) …", flush=True)
        _run(sys.executable, "-m", "venv", str(told.venv))
    if _wanting(python, told.lock):
        print(f"Installing what {told.lock} names (once; a minute or two) …", flush=True)
        _run(
            str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
            "--require-hashes", "-r", str(told.lock),
        )  # fmt: skip
    for room in ROOMS:
        compileall.compile_dir(ROOT / room, quiet=1)
    for old in told.venv.glob(f".installed-{told.lock.stem}-*"):
        old.unlink()
    stamp.touch()


def _wanting(python: Path, lock: Path) -> bool:
    return bool(
        subprocess.run([python, "-c", WANTING, lock], capture_output=True, text=True, check=True).stdout.strip()
    )


def _run(*command: str) -> None:
    done = subprocess.run(command)
    if done.returncode:
        sys.exit(f"This did not work (exit {done.returncode}): {' '.join(command)}")


if __name__ == "__main__":
    main()
