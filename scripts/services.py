"""Starts PostgreSQL, Redis and an S3 server of our own, runs a command against them, and stops them.

    python scripts/services.py -- pytest -m "not browser"

Everything lives in one temporary folder and on free ports of this machine. Missing programs are installed with apt where we
are root. The command's environment says where the servers are, exactly as an installation's would (docs/guide/operators.md).
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PACKAGES = {"postgres": "postgresql", "initdb": "postgresql", "redis-server": "redis-server"}
OWNER, APPLICATION, DATABASE, BUCKET = "been_there_owner", "been_there_app", "been_there", "been-there"
WORKERS = 30  # of the tests, at most (tests/settings.py)
STEADY = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB", "max_connections=200",
    "max_wal_size=2GB", "autovacuum=off", "jit=off", "log_min_messages=fatal", "timezone=UTC",
]  # fmt: skip


class Services:
    """The servers of one run, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def start(self, *, s3: bool = True) -> None:
        # Who is asked to end (a CI run that is cut off) stops its servers too.
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
        self._postgresql()
        self._redis()
        if s3:
            self._s3()

    def stop(self) -> None:
        """Last started, first stopped. SIGINT is PostgreSQL's fast shutdown, and the others know it too."""
        for process in reversed(self.processes):
            process.send_signal(signal.SIGINT)
        for process in reversed(self.processes):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    def _postgresql(self) -> None:
        data, port = self.folder / "postgresql", _free_port()
        identity = _postgres_identity()
        data.mkdir()
        if identity:
            os.chown(data, *identity)
        _quietly(
            [
                _found("initdb"),
                "-D",
                str(data),
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-A",
                "trust",
                "-N",
            ],
            identity,
        )
        options = [part for option in STEADY for part in ("-c", option)]
        self._keep(
            [_found("postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(data), *options],
            identity,
        )

        def answers() -> bool:
            import psycopg

            with psycopg.connect(
                host="127.0.0.1", port=port, user="postgres", dbname="postgres", autocommit=True
            ) as there:
                there.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD 'owner'")
                # The owner ends the sessions of a test's database before dropping it.
                there.execute(f"GRANT pg_signal_backend TO {OWNER}")
                there.execute(f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD 'app'")
                there.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
            return True

        _wait_for("PostgreSQL", answers)
        at = f"127.0.0.1:{port}/{DATABASE}"
        self.environment["DATABASE_URL"] = f"postgres://{APPLICATION}:app@{at}"
        self.environment["OWNER_DATABASE_URL"] = f"postgres://{OWNER}:owner@{at}"

    def _redis(self) -> None:
        port = _free_port()
        self._keep(
            [_found("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
             "--dir", str(self.folder), "--databases", str(2 + WORKERS), "--loglevel", "warning"]
        )  # fmt: skip

        def answers() -> bool:
            import redis

            return bool(redis.Redis(port=port).ping())

        _wait_for("Redis", answers)
        self.environment["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
        self.environment["CELERY_BROKER_URL"] = f"redis://127.0.0.1:{port}/1"

    def _s3(self) -> None:
        port = _free_port()
        self._keep([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)])
        told = {
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "S3_ACCESS_KEY": "been-there",
            "S3_SECRET_KEY": "only-for-tests",
            "S3_BUCKET": BUCKET,
        }

        def answers() -> bool:
            import boto3

            client = boto3.client(
                "s3",
                endpoint_url=told["S3_ENDPOINT_URL"],
                aws_access_key_id=told["S3_ACCESS_KEY"],
                aws_secret_access_key=told["S3_SECRET_KEY"],
                region_name="us-east-1",
            )
            # One for a command, and one for each worker of the tests: what one tidies away is not another's.
            for name in (BUCKET, *(f"{BUCKET}-{worker}" for worker in range(WORKERS))):
                client.create_bucket(Bucket=name)
            return True

        _wait_for("the S3 server", answers)
        self.environment.update(told)

    def _keep(self, command: list[str], identity: tuple[int, int] | None = None) -> None:
        log = (self.folder / f"{Path(command[0]).name}-{len(self.processes)}.log").open("wb")
        self.processes.append(
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
                **_as(identity),
            )
        )


def main() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    if not command:
        sys.exit(__doc__)
    _install_missing()
    folder = Path(tempfile.mkdtemp(prefix="been-there-services-"))
    folder.chmod(0o755)  # postgres reaches its own folder in it
    services = Services(folder)
    try:
        services.start()
        print(f"PostgreSQL, Redis and S3 are up in {folder}", flush=True)
        return subprocess.run(command, env={**os.environ, **services.environment}).returncode
    except KeyboardInterrupt:
        return 130
    finally:
        services.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _install_missing() -> None:
    packages = sorted({package for program, package in PACKAGES.items() if not _find(program)})
    if not packages:
        return
    if os.geteuid() or not shutil.which("apt-get"):
        sys.exit(f"Missing here: {', '.join(packages)}. Install them and try again.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Debian starts what it installs; these servers are ours to start.
    policy = Path("/usr/sbin/policy-rc.d")
    ours = not policy.exists()
    if ours:
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    try:
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=environment, check=True
        )
    finally:
        if ours:
            policy.unlink()


def _find(program: str) -> str | None:
    """On the path, or where Debian keeps PostgreSQL's servers (the newest one)."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -int(place.parent.name))
    places += [Path("/usr/local/bin"), Path("/usr/local/pgsql/bin")]
    return shutil.which(program) or shutil.which(program, path=os.pathsep.join(map(str, places)))


def _found(program: str) -> str:
    found = _find(program)
    if not found:
        sys.exit(f"{program} was not found, though {PACKAGES[program]} is installed.")
    return found


def _postgres_identity() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        account = pwd.getpwnam("nobody")
    return account.pw_uid, account.pw_gid


def _as(identity: tuple[int, int] | None) -> dict[str, Any]:
    return {"user": identity[0], "group": identity[1], "extra_groups": []} if identity else {}


def _quietly(command: list[str], identity: tuple[int, int] | None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", **_as(identity))
    if done.returncode:
        sys.exit(f"{command[0]} did not work:\n{done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(what: str, answers: Callable[[], bool], seconds: float = 30) -> None:
    until, fault = time.monotonic() + seconds, None
    while time.monotonic() < until:
        try:
            if answers():
                return
        except Exception as error:  # each client has errors of its own; the last one is told
            fault = error
        time.sleep(0.1)
    sys.exit(f"{what} did not answer within {seconds:.0f} seconds: {fault}")


if __name__ == "__main__":
    sys.exit(main())
