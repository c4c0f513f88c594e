"""The house served for real in a thread, and a browser that reports every complaint."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
NO_BROWSER = "no browser: Chromium was not found (apt-get install chromium, or set CHROMIUM=/path/to/it)"
# How long a busy machine may take (milliseconds); whoever is quick waits for nothing.
PATIENCE = 30_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# start.js brings in the page's behaviours, and nothing of the page's own loading waits for them. Other pages have none.
STARTED = 'html[data-started], html:not(:has(script[src$="/js/start.js"]))'


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


class _Server(ThreadedWSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.answering: list[threading.Thread] = []

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self.answering.append(threading.current_thread())
        super().process_request_thread(request, client_address)

    def let_finish(self) -> None:
        """What still answers a browser that has left would find the next test's database."""
        until = time.monotonic() + PATIENCE / 1000
        for thread in self.answering:
            thread.join(max(0, until - time.monotonic()))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is no fault."""


@pytest.fixture
def house(fresh_database: None, settings: Any) -> Iterator[str]:
    """The real WSGI application with its static files against a fresh database. Gives its address, without a slash at the end."""
    from lms.wsgi import application

    server = _Server(("127.0.0.1", 0), _Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    address = f"http://localhost:{server.server_port}"
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = address
    yield address
    server.shutdown()
    server.server_close()
    thread.join()
    server.let_finish()


@dataclass
class Complaints:
    """What the browser complained about on our pages. A test may forgive a phrase it provokes on purpose."""

    heard: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def forgive(self, phrase: str) -> None:
        self.forgiven.append(phrase)

    def standing(self) -> list[str]:
        return [said for said in self.heard if not any(phrase in said for phrase in self.forgiven)]

    def listen(self, page: Any) -> None:
        page.on("console", lambda said: self._console(page, said))
        page.on("pageerror", lambda error: self._keep(page.url, f"script error: {error}"))
        page.on("request", self._request)

    def _console(self, page: Any, said: Any) -> None:
        if said.type == "error":
            self._keep(page.url, f"console error: {said.text} ({said.location.get('url', '')})")

    def _request(self, request: Any) -> None:
        if request.url.endswith("/csp-report/"):
            self._keep(request.frame.url, f"the policy was broken: {request.post_data}")

    def _keep(self, where: str, said: str) -> None:
        if "/cms/" not in where:
            self.heard.append(f"{where}: {said}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium of the machine, started once a worker; browser tests are skipped aloud where there is none."""
    if not CHROMIUM:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import expect, sync_playwright

    # Playwright keeps an event loop in this thread, in which Django would refuse the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Every console error, script error and CSP report of the test's pages (outside /cms/) fails the test at its end."""
    complaints = Complaints()
    yield complaints
    assert not complaints.standing(), "The browser complained:\n" + "\n".join(complaints.standing())


@pytest.fixture
def open_page(browser: Any, house: str, complaints: Complaints) -> Iterator[Callable[..., Any]]:
    """Opens a page in a context of its own: `open_page(width=390, dark=True, javascript=False)`, as often as there are people."""
    contexts: list[Any] = []

    def open_one(
        *, width: int = 1280, height: int = 900, dark: bool = False, javascript: bool = True, **more: Any
    ) -> Any:
        context = browser.new_context(
            base_url=house,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
            locale="en-US",
            **{"timezone_id": "UTC", **more},  # wherever the machine stands
        )
        context.set_default_timeout(PATIENCE)
        context.on("page", complaints.listen)
        if javascript:
            context.on("page", _opens_with_its_behaviours)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def started(page: Any) -> None:
    """Its behaviours are there: what is pressed or typed from now on is heard. Said by itself of what is opened by `goto`."""
    page.locator(STARTED).wait_for(state="attached")


def _opens_with_its_behaviours(page: Any) -> None:
    for name in ("goto", "reload"):
        setattr(page, name, _and_starts(page, getattr(page, name)))


def _and_starts(page: Any, opens: Callable[..., Any]) -> Callable[..., Any]:
    def opened(*args: Any, **more: Any) -> Any:
        answer = opens(*args, **more)
        started(page)
        return answer

    return opened


def wait_until(page: Any, what: str, so: Callable[[], bool]) -> None:
    """For what only a question tells: the browser goes on between one look and the next."""
    until = time.monotonic() + PATIENCE / 1000
    while not so():
        assert time.monotonic() < until, f"{what} did not come about"
        page.wait_for_timeout(50)


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """One page of a desktop browser, at the house."""
    return open_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "browser" in asked:
            item.add_marker("browser")
        elif "_django_db_helper" not in asked and not item.get_closest_marker("django_db"):
            item.add_marker("plain")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.section("BROWSER TESTS WERE SKIPPED", sep="!", red=True)
        terminalreporter.line(f"{len(skipped)} tests did not run. {NO_BROWSER}")
