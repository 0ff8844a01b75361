"""The site on the real parts in a real browser, which notes everything that it should not have to."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from tests.browser.install_chromium import chromium

# The same small world as that of the pages.
from tests.pages.conftest import patient, patient_without_engine, site_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
    from starlette.types import ASGIApp

    from directory.settings import Settings

__all__ = ["site_settings"]

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)
_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
PATIENCE_MS = 30_000


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve the application on a free port for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="session")
def address(site_settings: Settings) -> Iterator[str]:
    """Return the address of the site."""
    with served(patient(site_settings)) as found:
        yield found


@pytest.fixture(scope="session")
def address_without_engine(site_settings: Settings) -> Iterator[str]:
    """Return the address of the same site while its engine is away."""
    with served(patient_without_engine(site_settings)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser of the system, or the one that was brought.

    For one module: as long as Playwright runs, so does its event loop, and no other test could run one of its own.
    """
    program = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield started
        started.close()


@dataclass
class Visit:
    """A window on the site, with what went wrong in it."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def note(self, message: ConsoleMessage) -> None:
        """Note an error or warning of the console; a page that is not there is no fault of the page."""
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def watch(self, request: Request) -> None:
        """Note a request that goes elsewhere."""
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asks {request.url}")

    def go(self, path: str) -> Page:
        """Open a page and wait until its fonts are there."""
        self.page.goto(self.address + path)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def found_nothing_wrong(self) -> None:
        """Fail when the browser complained, asked another host or was told to store something."""
        assert self.complaints == []
        assert self.context.cookies() == []
        state = self.context.storage_state()
        assert state["origins"] == []


@contextmanager
def visiting(browser: Browser, address: str, width: int, *, script: bool = True, **more: object) -> Iterator[Visit]:
    """Open a window of this width; at its end nothing may have gone wrong."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=script,
        locale="nl-BE",
        **more,  # type: ignore[arg-type]  # options of the browser, by name
    )
    context.set_default_timeout(PATIENCE_MS)
    visit = Visit(context, context.new_page(), address)
    visit.page.on("console", visit.note)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("request", visit.watch)
    if script:
        visit.page.add_init_script(_SHIFTS)
    try:
        yield visit
        visit.found_nothing_wrong()
    finally:
        context.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person write down what the checkers found: `pytest tests/browser --write-accessibility`."""
    parser.addoption(
        "--write-accessibility", action="store_true", help="write directory/pages/about/accessibility.json"
    )
