"""A visit to a page on a slow telephone (4G at 1.6 Mbit/s with 150 ms, a processor four times as slow), measured."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.browser.install_chromium import chromium  # the browser that the tests drive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
_SLOWER = 4
_OBSERVE = """
window.seen = { lcp: 0, cls: 0, tbt: 0, inp: 0 };
const watch = (type, act, more) =>
  new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true, ...more });
watch("largest-contentful-paint", (it) => (seen.lcp = it.startTime));
watch("layout-shift", (it) => it.hadRecentInput || (seen.cls += it.value));
watch("longtask", (it) => (seen.tbt += Math.max(0, it.duration - 50)));
watch("event", (it) => it.interactionId && (seen.inp = Math.max(seen.inp, it.duration)), { durationThreshold: 16 });
"""
# What was painted last is told a frame later.
_FIRST = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done({ ...seen }))))"


@dataclass(slots=True)
class Visit:
    """What one visit cost: compressed bytes, requests, and milliseconds (the shift has no unit)."""

    transferred: int = 0
    requests: list[str] = field(default_factory=list)
    lcp: float = 0
    cls: float = 0
    tbt: float = 0
    inp: float = 0


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def visit(started: Browser, address: str, *, bare: bool = False) -> Visit:
    """Open a page of results slowly, choose its first filter, and tell what that took.

    `bare` opens the same page without style, script and font: what the words alone take.
    """
    context = started.new_context(viewport={"width": 375, "height": 800}, device_scale_factor=2, locale="nl-BE")
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    seen = Visit()
    tools = context.new_cdp_session(page)
    tools.on("Network.loadingFinished", lambda event: _add(seen, event))
    tools.on("Network.requestWillBeSent", lambda event: seen.requests.append(event["request"]["url"]))
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", _SLOW_4G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    if bare:
        page.route("**/static/**", lambda route: route.abort())
    page.goto(address, wait_until="networkidle")
    # What is of the first view is read before anybody does anything.
    first = page.evaluate(_FIRST)
    transferred, requests = seen.transferred, list(seen.requests)
    if not bare:
        page.get_by_role("link", name="Filters").click()
        page.get_by_role("checkbox").first.click()
        page.wait_for_load_state("networkidle")
    for name, value in (first | {"inp": page.evaluate("seen.inp")}).items():
        setattr(seen, name, value)
    context.close()
    seen.transferred, seen.requests = transferred, requests
    return seen


def _add(seen: Visit, event: dict[str, Any]) -> None:
    seen.transferred += int(event["encodedDataLength"])
