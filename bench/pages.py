"""The pages: what a first view weighs and takes on a slow telephone, and what HTML costs the server beside JSON."""

from __future__ import annotations

from statistics import median, quantiles
from typing import TYPE_CHECKING

from bench import visits
from bench.figures import Figure
from bench.site import Client, rate, serving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.figures import Context
    from bench.visits import Visit

ASSOCIATIONS = 20_000
CLIENTS = 8
SECONDS = 10.0
ROUNDS = 5
# What people ask: words, places and filters; each address is asked in both forms.
QUESTIONS = tuple(
    f"q={words}&waar={place}"
    for words in ("koor", "voetbalclub", "harmonie", "toneel", "wandelclub", "natuur")
    for place in ("Leuven", "Gent", "", "Hasselt", "9000")
)
WARM = ("/", "/gemeente/leuven", "/activiteit/sport")
_BYTES, _REQUESTS = 60_000, 6
_TO_REACH = {"lcp": 1500.0, "cls": 0.02, "inp": 100.0, "tbt": 100.0}


def measure(context: Context) -> list[Figure]:
    """Measure the server first, then the browser, against the same site."""
    with serving(context, context.size(ASSOCIATIONS)) as port:
        rounds = 3 if context.quick else ROUNDS
        return [
            _cost(port, rounds * 2),
            _throughput(port, SECONDS / 5 if context.quick else SECONDS),
            *(_warm(port, path, 40 * rounds) for path in WARM),
            *_first_view(f"http://127.0.0.1:{port}/zoeken?q=zangkoor", rounds),
        ]


def _cost(port: int, rounds: int) -> Figure:
    """Ask in turn, so that both forms meet the same moments of the machine."""
    client = Client(port)
    html: list[float] = []
    json: list[float] = []
    for _ in range(rounds):
        for question in QUESTIONS:
            html.append(client.seconds(f"/zoeken?{question}"))
            json.append(client.seconds(f"/zoeken.json?{question}"))
    ratio = median(html) / median(json)
    measured = f"{ratio:.2f}x ({median(html) * 1000:.1f} ms against {median(json) * 1000:.1f} ms)"
    return Figure("HTML of results against its JSON, p50", "<= 1.5x", measured, ratio <= 1.5)


def _throughput(port: int, seconds: float) -> Figure:
    html = rate(port, [f"/zoeken?{question}" for question in QUESTIONS], CLIENTS, seconds)
    json = rate(port, [f"/zoeken.json?{question}" for question in QUESTIONS], CLIENTS, seconds)
    measured = f"{html / json:.2f}x ({html:.0f}/s against {json:.0f}/s)"
    return Figure(
        f"pages of results a second, {CLIENTS} clients, against JSON", ">= 0.6x", measured, html / json >= 0.6
    )


def _warm(port: int, path: str, times: int) -> Figure:
    client = Client(port)
    for _ in range(3):
        client.seconds(path)
    p95 = quantiles([client.seconds(path) for _ in range(times)], n=20)[-1] * 1000
    return Figure(f"{path}, warm, p95", "<= 10 ms", f"{p95:.1f} ms", p95 <= 10)


def _first_view(address: str, rounds: int) -> list[Figure]:
    with visits.browser() as browser:
        dressed = [visits.visit(browser, address) for _ in range(rounds)]
        bare = [visits.visit(browser, address, bare=True) for _ in range(rounds)]
    weight, requests = dressed[0].transferred, len(dressed[0].requests)
    return [
        Figure("first view of results, compressed", "<= 60 kB", f"{weight / 1000:.1f} kB", weight <= _BYTES),
        Figure("first view of results, requests", f"<= {_REQUESTS}", str(requests), requests <= _REQUESTS),
        *(_felt(name, dressed, bare) for name in _TO_REACH),
    ]


def _felt(name: str, dressed: Sequence[Visit], bare: Sequence[Visit]) -> Figure:
    """Take the middle of the visits: one that the machine held up tells nothing of the page."""
    dressed_value, alone = (median(getattr(one, name) for one in each) for each in (dressed, bare))
    unit, most = ("", _TO_REACH[name]) if name == "cls" else (" ms", _TO_REACH[name])
    shown, beside = (f"{value:.3f}" if name == "cls" else f"{value:.0f}{unit}" for value in (dressed_value, alone))
    note = "" if name == "inp" else f" (bare: {beside})"
    title = f"{name.upper()} of results on slow 4G, processor x4"
    return Figure(title, f"<= {most:g}{unit}", f"{shown}{note}", dressed_value <= most)
