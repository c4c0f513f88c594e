"""Measures pages on PostgreSQL and Redis against the least a page can be, in one run on this machine.

    python scripts/bench.py --people 1000

Each row is total CPU-milliseconds a request (web, PostgreSQL and Redis process trees) at four connections, and the multiple
of the ceiling: a bare view with one indexed query behind the same middleware, measured in the same run. What must be reached
and what is aimed for stands beside it; of batches, how many events a second are kept. Nothing here is a test: numbers of
queries are asserted in tests/, times are read here.
"""

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from uuid import uuid4

from services import APPLICATION, Services, _free_port, _install_missing

ROOT = Path(__file__).resolve().parent.parent
WARM = 32  # of both web processes, so that each has read its texts, templates and plans
CONNECTIONS, TICKS = 4, os.sysconf("SC_CLK_TCK")
# Multiples of the ceiling (must, aim), and queries are asserted elsewhere.
GOALS = {"lesson": (6.5, 3.3), "event": (6.0, 3.0), "home": (10.0, 5.0), "public": (17.0, 3.5), "roster": (26.0, 13.0)}
BATCH, BATCHED = 50, "events in batches"
EVENTS_A_SECOND = 5000
# Of how many requests a row is the mean: the least page takes more to be told apart from nothing, the slow ones fewer.
SHARE = {"ceiling": 4.0, "public": 0.5, "roster": 0.1}


@dataclass(frozen=True)
class Measured:
    cpu_ms: float
    a_second: float
    size: int


@dataclass
class Ask:
    """One kind of request: how to make the n-th one."""

    make: Callable[[int], tuple[str, str, bytes | None, dict[str, str]]]
    ok: tuple[int, ...] = (200,)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=1000)
    asked.add_argument("--requests", type=int, default=400, help="measured requests a row and round")
    asked.add_argument("--rounds", type=int, default=3)
    told = asked.parse_args()
    _install_missing()
    folder = Path(tempfile.mkdtemp(prefix="been-there-bench-"))
    folder.chmod(0o755)
    services = Services(folder)
    try:
        services.start(s3=False)
        return _measure_all(folder, services, told)
    except KeyboardInterrupt:
        return 130
    finally:
        services.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _measure_all(folder: Path, services: Services, told: argparse.Namespace) -> int:
    port = _free_port()
    environment = {
        **os.environ,
        **services.environment,
        "DJANGO_SETTINGS_MODULE": "lms.bench.settings",
        "VAR_DIR": str(folder / "var"),
        "BASE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "EMAIL_URL": "dummymail://",
        "DEMO": "0",
    }
    began = time.monotonic()
    plan = _world(folder, environment, told.people)
    print(f"{told.people} people in {time.monotonic() - began:.0f} s", flush=True)
    web = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers",
         "2", "--blocking-threads", "2", "--log-level", "warning", "--no-ws", "lms.wsgi:application"],
        env={**environment, "LOG_LEVEL": "WARNING"}, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(port)
        trees = [web.pid, *(process.pid for process in services.processes[:2])]
        rows = asks(plan)
        best = _rounds(rows, port, trees, told)
    finally:
        web.terminate()
        web.wait(20)
    return _print(best)


def _world(folder: Path, environment: dict[str, str], people: int) -> dict[str, object]:
    """Migrated as owner, filled and served as the application's role."""
    (folder / "var").mkdir()
    owner = {**environment, "DATABASE_URL": environment["OWNER_DATABASE_URL"]}
    _manage(owner, "migrate", "--verbosity", "0")
    _manage(owner, "grant_application_role", APPLICATION)
    _manage(environment, "bench_world", "--people", str(people), "--to", str(folder / "plan.json"))
    return dict(json.loads((folder / "plan.json").read_text()))


def _manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *command], env=environment, cwd=ROOT, check=True)


def asks(plan: dict[str, object]) -> dict[str, Ask]:
    """The rows, in the order in which they are printed."""
    pages, learners = dict(plan["pages"]), list(plan["learners"])  # type: ignore[call-overload]
    event, coordinator = str(plan["event"]), str(plan["coordinator"])
    started = int(time.time() * 1000)

    def page(name: str, who: list[str]) -> Ask:
        return Ask(lambda n: ("GET", pages[name], None, {"Cookie": f"sessionid={who[n % len(who)]}"} if who else {}))

    def played(n: int) -> tuple[str, str, bytes | None, dict[str, str]]:
        at = n // len(learners) * 2
        body = {"position": at + 1, "seq": started + n, "intervals": [[at, at + 1]]}
        token = "b" * 32
        headers = {
            "Cookie": f"sessionid={learners[n % len(learners)]}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/json",
        }
        return "POST", event, json.dumps(body).encode(), headers

    def told(n: int) -> tuple[str, str, bytes | None, dict[str, str]]:
        """As a phone that was offline: parts of a film, places, a lesson done and answers, each with a name of its own."""
        where, at = plan["batch"]["where"], n // len(learners) * BATCH  # type: ignore[index]
        film, lesson, check = ({**where[name], "at": started + n} for name in ("film", "lesson", "check"))
        parts = [{"position": at + k, "intervals": [[(at + k) % 3500, (at + k) % 3500 + 1]]} for k in range(BATCH - 10)]
        events = [{**film, "kind": "watched", **part} for part in parts]
        events += [{**film, "kind": "here", "position": at + k} for k in range(5)]
        events += [{**lesson, "kind": "done"}] * 4
        events += [{**check, "kind": "answered", "answers": plan["batch"]["answers"]}]  # type: ignore[index]
        body = json.dumps({"events": [{**event, "id": str(uuid4())} for event in events]})
        return "POST", str(plan["batch"]["url"]), body.encode(), played(n)[3]  # type: ignore[index]

    return {
        "ceiling": page("ceiling", learners),
        "lesson": page("lesson", learners),
        "event": Ask(played),
        BATCHED: Ask(told),
        "home": page("home", learners),
        "public": page("public", []),
        "roster": page("roster", [coordinator]),
    }


def _rounds(rows: dict[str, Ask], port: int, trees: list[int], told: argparse.Namespace) -> dict[str, Measured]:
    """Each row in each round, so that what else the machine does falls on all of them; of each figure the median is kept."""
    seen: dict[str, list[Measured]] = {name: [] for name in rows}
    begun = 0
    for row in rows.values():
        _ask(row, port, WARM, begun)
        begun += WARM
    for _round in range(told.rounds):
        for name, row in rows.items():
            count = max(CONNECTIONS, int(told.requests * SHARE.get(name, 1)))
            seen[name].append(_one(row, port, trees, count, begun))
            begun += count
    return {
        name: Measured(median(one.cpu_ms for one in found), median(one.a_second for one in found), found[-1].size)
        for name, found in seen.items()
    }


def _one(row: Ask, port: int, trees: list[int], count: int, begun: int) -> Measured:
    before, clock = _cpu(trees), time.perf_counter()
    size = _ask(row, port, count, begun)
    took = time.perf_counter() - clock
    return Measured((_cpu(trees) - before) * 1000 / count, count / took, size)


def _ask(row: Ask, port: int, count: int, begun: int) -> int:
    """So many requests over four kept connections; answers the size of the last body. A wrong answer ends the run."""
    numbers, sizes = iter(range(begun, begun + count)), [0]
    faults: list[str] = []
    guard = threading.Lock()

    def work() -> None:
        there = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not faults:
            with guard:
                number = next(numbers, None)
            if number is None:
                break
            method, path, body, headers = row.make(number)
            there.request(method, path, body, headers)
            answer = there.getresponse()
            said = answer.read()
            if answer.status not in row.ok:
                faults.append(f"{method} {path} answered {answer.status}: {said[:200]!r}")
            sizes[0] = len(said)
        there.close()

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        sys.exit(faults[0])
    return sizes[0]


def _cpu(trees: Iterable[int]) -> float:
    """CPU seconds of whole process trees, those that have ended included."""
    stats = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            stats[int(entry.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    wanted = set(trees)
    while more := {pid for pid, (parent, _) in stats.items() if parent in wanted} - wanted:
        wanted |= more
    return sum(stats[pid][1] for pid in wanted if pid in stats) / TICKS


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            there = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            there.request("GET", "/healthz")
            if there.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The web process did not answer.")


def _print(best: dict[str, Measured]) -> int:
    ceiling = best["ceiling"].cpu_ms
    print(f"load {os.getloadavg()[0]:.1f} at the end, {os.cpu_count()} cores")
    print(f"{'row':<18}{'CPU-ms':>8}{'ceiling':>9}{'multiple':>10}{'must':>7}{'aim':>6}{'a second':>10}{'KB':>7}")
    for name, found in best.items():
        multiple = found.cpu_ms / ceiling
        print(
            f"{name:<18}{found.cpu_ms:>8.2f}{ceiling:>9.2f}{multiple:>9.1f}x{_goals(name)}"
            f"{found.a_second:>10.0f}{found.size / 1024:>7.1f}  {_said(name, multiple)}".rstrip()
        )
    kept = best[BATCHED].a_second * BATCH
    reached = "reached" if kept >= EVENTS_A_SECOND else f"short by {EVENTS_A_SECOND - kept:.0f}"
    print(f"{BATCHED} of {BATCH}: {kept:.0f} events a second, aim {EVENTS_A_SECOND}: {reached}")
    return 0


def _goals(name: str) -> str:
    must, aim = GOALS.get(name, ("", ""))
    return f"{must:>7}{aim:>6}"


def _said(name: str, multiple: float) -> str:
    """How the row stands to what must be reached and what is aimed for."""
    if name not in GOALS:
        return ""
    must, aim = GOALS[name]
    if multiple <= aim:
        return "aim reached"
    return f"{multiple - aim:.1f}x above the aim" if multiple <= must else f"{multiple - must:.1f}x above what must be"


if __name__ == "__main__":
    sys.exit(main())
