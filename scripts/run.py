"""Keeps the house's processes: prepares the database, starts web and worker, and stops both when one stops or on Ctrl-C.

Embedded: SQLite, files under var/, and Celery's file-system broker. Everything else by environment (docs/guide/operators.md).
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STOP_WITHIN = 10  # seconds, then killed
ANSWER_WITHIN = 60


class Stopped(Exception):
    """Somebody asked us to stop."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--host", default="127.0.0.1")
    asked.add_argument("--port", type=int, default=8000)
    told = asked.parse_args()
    os.chdir(ROOT)
    if _taken(told.host, told.port):
        print(f"Port {told.port} is in use. Try another: make run PORT={told.port + 1}", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        return _keep(told.host, told.port, processes)
    except Stopped:
        print("\nStopping …", flush=True)
        return 0
    finally:
        _end(processes)


def _stop(number: int, frame: FrameType | None) -> None:
    for again in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)
    raise Stopped


def _keep(host: str, port: int, processes: dict[str, subprocess.Popen[bytes]]) -> int:
    address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"
    environment = _environment(address)
    signins = Path(environment["VAR_DIR"]) / "demo-signins.txt"
    prepared = _start(["manage.py", "prepare", "--signins-to", str(signins)], environment)
    processes["prepare"] = prepared
    if prepared.wait():
        print("The database could not be prepared; nothing was started.", file=sys.stderr)
        return 1
    del processes["prepare"]
    processes["worker"] = _start(
        ["-m", "celery", "--quiet", "-A", "lms", "worker", "-B", "--loglevel", "warning", "--concurrency", "1",
         "--without-gossip", "--without-mingle"],
        environment,
    )  # fmt: skip
    processes["web"] = _start(
        ["-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
         "--blocking-threads", "4", "--log-level", "warning", "--no-ws", "lms.wsgi:application"],
        environment,
    )  # fmt: skip
    if not _answers(
        f"http://127.0.0.1:{port}/healthz" if host == "0.0.0.0" else f"http://{host}:{port}/healthz", processes
    ):
        return _who_stopped(processes)
    # Films take minutes: a worker of their own, so that no letter waits behind one. It starts once the pages answer.
    processes["films"] = _start(
        ["-m", "celery", "--quiet", "-A", "lms", "worker", "--loglevel", "warning", "--concurrency", "1",
         "--queues", "films", "--hostname", "films@%h", "--without-gossip", "--without-mingle"],
        environment,
    )  # fmt: skip
    _greet(address, signins.read_text(), environment)
    while all(process.poll() is None for process in processes.values()):
        time.sleep(0.5)
    return _who_stopped(processes)


def _environment(address: str) -> dict[str, str]:
    """The demo's settings, where the caller's environment says nothing else."""
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    (var / "mail").mkdir(parents=True, exist_ok=True)
    return {
        "DEMO": "1",
        "DEBUG": "0",
        "BASE_URL": address,
        "EMAIL_URL": f"filemail:///{var / 'mail'}",
        "VAR_DIR": str(var),
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        # Root inside a container or a test machine is no news.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }


def _start(arguments: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """A session of its own: Ctrl-C reaches us alone, and we stop the rest in order."""
    return subprocess.Popen([sys.executable, *arguments], env=environment, start_new_session=True)


def _taken(host: str, port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError:
            return True
    return False


def _answers(url: str, processes: dict[str, subprocess.Popen[bytes]]) -> bool:
    until = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < until and all(process.poll() is None for process in processes.values()):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.1)
    return False


def _greet(address: str, signins: str, environment: dict[str, str]) -> None:
    print(f"\nBeen There is at  {address}\n")
    if signins.strip():
        print(signins.rstrip() + "\n")
    if environment["EMAIL_URL"].startswith("filemail"):
        print(f"E-mails are not sent; they are kept in {environment['VAR_DIR']}/mail")
    print("Press Ctrl-C to stop.", flush=True)


def _who_stopped(processes: dict[str, subprocess.Popen[bytes]]) -> int:
    for name, process in processes.items():
        if process.poll() is not None:
            print(
                f"The {name} process stopped by itself (exit {process.returncode}); stopping the rest.", file=sys.stderr
            )
            return 1
    print(f"The web process did not answer within {ANSWER_WITHIN} seconds.", file=sys.stderr)
    return 1


def _end(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + STOP_WITHIN
    for process in processes.values():
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
