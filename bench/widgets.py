"""The widgets on a page of another site: how heavy, how soon ready, how still, and how fast the data comes.

A telephone on slow 4G as browsers imitate it: 1.6 Mbit/s, 150 ms, a processor four times as slow. For comparison, an
InstantSearch with the same parts on the same page takes 5 requests, 111 kB and 1.5 s, and shifts it by 0.09.
"""

from __future__ import annotations

import gzip
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import opensearchpy
from playwright.sync_api import sync_playwright
from pydantic import SecretStr

from bench import associations, workers
from bench.figures import Figure
from bench.hosting import hosted
from bench.searching.comparing import percentile
from bench.searching.seeded_stack import Filled
from bench.searching.site import serving
from directory.widgets.embedding import script_releases, snippets
from directory.widgets.embedding.snippets import SnippetTarget
from directory.widgets.settings.model import WidgetOptions
from tests.browser.install_chromium import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from bench.figures import Context

COUNT, VISITS = 20_000, 5
KILO = 1_000
# The part, its limit in kilobytes as it goes over the line.
SIZES = (("zoeker", 8.0), ("suggesties", 3.0), ("hoogte", 0.6))
GHENT = WidgetOptions(municipalities=("44021",))
_WORDS = ("koor", "sport", "muziek", "jeugd", "wandelen", "voetbal", "toneel", "natuur", "fanfare", "kaarten")
_WATCHED = """
window.moved = 0; window.blocked = 0; window.ready = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) moved += one.value; })
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => { for (const one of list.getEntries()) blocked += Math.max(0, one.duration - 50); })
  .observe({ type: "longtask", buffered: true });
(function look() {
  const inside = document.querySelector("verenigingen-zoeker")?.shadowRoot ?? document;
  if (inside.querySelector("li h2 a")) ready = performance.timeOrigin + performance.now();
  else requestAnimationFrame(look);
})();
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a page: requests, bytes, milliseconds until the first result, what moved, what was blocked."""

    requests: int
    size: float
    ready: float
    moved: float
    blocked: float


def measure(context: Context) -> list[Figure]:
    """Weigh the files, visit both pages, then ask for data."""
    visits = 1 if context.quick else VISITS
    figures = [_weight(name, most) for name, most in SIZES]
    with _filled(context) as made, serving(context, made) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        place = SnippetTarget(address, "/gemeente/gent", "Alle verenigingen in Gent")
        with hosted({"/element": snippets.element(GHENT, place), "/frame": snippets.frame(GHENT, place)}) as host:
            _visited(browser, f"{host}/element")  # once for the server: what is kept is what everybody gets
            element = [_visited(browser, f"{host}/element") for _ in range(visits)]
            frame = [_visited(browser, f"{host}/frame") for _ in range(visits)]
        browser.close()
        figures += [*_element(element), _within("frame: ready on slow 4G", 900, "ms", [one.ready for one in frame])]
        figures += _data(address, 40 if context.quick else 400)
    return figures


def _weight(name: str, most: float) -> Figure:
    size = len(gzip.compress((script_releases.FOLDER / f"{name}.js").read_bytes(), 9)) / KILO
    return Figure(f"script of widgets, {name}.js, gz", f"<= {most} kB", f"{size:.1f} kB", size <= most)


def _element(visits: list[Visit]) -> list[Figure]:
    return [
        _within("element: requests for the whole page", 3, "", [one.requests for one in visits]),
        _within("element: bytes for the whole page, 10 results", 20, "kB", [one.size / KILO for one in visits]),
        _within("element: ready on slow 4G", 1_000, "ms", [one.ready for one in visits]),
        _within("element: layout shift", 0.01, "", [one.moved for one in visits]),
        _within("element: blocked (TBT)", 100, "ms", [one.blocked for one in visits]),
    ]


def _within(name: str, most: float, unit: str, values: list[float]) -> Figure:
    middle = median(values)
    return Figure(name, f"<= {most:g} {unit}".strip(), f"{middle:.3g} {unit} (median of {len(values)})", middle <= most)


def _data(address: str, times: int) -> list[Figure]:
    """Ask for views that were not asked before, and for one that everybody asks."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def seconds(query: str) -> float:
        began = time.perf_counter()
        connection.request("GET", f"/widget/v1/zoek?gemeente=44021&{query}", headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
        return time.perf_counter() - began

    for number in range(times // 4):
        seconds(f"q={quote(_WORDS[number % len(_WORDS)])}&kop=3")
    fresh = [seconds(f"q={_WORDS[n % len(_WORDS)]}&per-pagina=10&sleutel=a{n}") for n in range(times)]
    kept = [seconds("") for _ in range(times)]
    connection.close()
    return [_p95("data of a widget, warm (p95)", 30, fresh), _p95("data of a widget that stands ready (p95)", 3, kept)]


def _p95(name: str, most: int, seconds: list[float]) -> Figure:
    p95 = percentile(seconds, 0.95) * KILO
    return Figure(name, f"<= {most} ms", f"{p95:.1f} ms", p95 <= most)


def _visited(browser: Browser, address: str) -> Visit:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, locale="nl-BE")
    page = context.new_page()
    page.add_init_script(_WATCHED)
    devtools = context.new_cdp_session(page)
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    devtools.send("Network.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
    devtools.send("Network.emulateNetworkConditions", slow)
    page.goto(address)
    framed = "/frame" in address
    (page.frame_locator("iframe") if framed else page).locator("li h2 a").first.wait_for()
    page.wait_for_load_state("networkidle")
    top: dict[str, Any] = json.loads(
        page.evaluate("JSON.stringify({ moved, blocked, ready, begun: performance.timeOrigin })")
    )
    ready = page.frames[1].evaluate("ready") if framed else top["ready"]
    context.close()
    return Visit(len(sizes), sum(sizes), ready - top["begun"], top["moved"], top["blocked"])


@contextmanager
def _filled(context: Context) -> Iterator[Filled]:
    """Fill database and engine with invented associations."""
    engine = context.parts.connections().opensearch
    with context.database() as database, opensearchpy.OpenSearch(engine, timeout=300) as client:
        associations.invented(database, context.size(COUNT))
        settings = workers.settings_of(context, database, "bench-widgets")
        with workers.opened(settings) as worker:
            while worker.lifecycle.step(600.0).phase.goes_on:
                pass
            yield Filled(engine, client, (), settings.model_copy(update={"database_url": SecretStr(database.public)}))
