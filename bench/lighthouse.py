"""What Lighthouse gives the pages and the widgets: a telephone on slow 4G, its processor four times as slow.

Nothing is asked of it to overlook. The site answers over http at a loopback address, which browsers trust as they trust
https, and Lighthouse with them: its audit of https passes, and the one of http that leads on to https does not apply.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bench import associations
from bench.figures import Figure
from bench.hosting import hosted
from bench.site import serving
from directory.devstack import npm
from directory.widgets.embedding import snippets
from directory.widgets.embedding.snippets import SnippetTarget
from directory.widgets.settings.model import WidgetOptions
from tests.browser.install_chromium import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.figures import Context

TOOLS = Path(__file__).with_name("tools")
ASSOCIATIONS = 20_000
RUNS = 3
# What each must reach. What stands in a frame is for the page around it: search engines are told to pass it over.
FRAME = {"performance": 98, "accessibility": 100, "best-practices": 100}
PAGE = FRAME | {"seo": 100}
GHENT = WidgetOptions(municipalities=("44021",))
RESULTS = "/zoeken?q=zangkoor"
_TRIES = 3
_FLAGS = "--headless=new --no-sandbox --disable-gpu"
_IN_DUTCH = '--extra-headers={"Accept-Language": "nl-BE"}'


@dataclass(frozen=True, slots=True)
class Subject:
    """A page to look at, and what it must reach in which category."""

    name: str
    address: str
    wanted: Mapping[str, int]


def measure(context: Context) -> list[Figure]:
    """Look at pages of the site, then at pages of others with a widget of ours."""
    look = Lighthouse(npm.install(TOOLS, context.place.cache))
    runs = 1 if context.quick else RUNS
    with (
        serving(context, context.size(ASSOCIATIONS), associations.invented) as port,
        _subjects(f"http://127.0.0.1:{port}") as subjects,
    ):
        return [figure for subject in subjects for figure in _scored(look, subject, runs)]


@contextmanager
def _subjects(site: str) -> Iterator[list[Subject]]:
    place = SnippetTarget(site, "/gemeente/gent", "Alle verenigingen in Gent")
    shown = {path: path for path in ("/", RESULTS, "/gemeente/leuven", "/widget/maken")}
    paths = shown | {"an association": _association(site)}
    widgets = {"element": snippets.element(GHENT, place), "frame": snippets.frame(GHENT, place)}
    with hosted({f"/{name}": widget for name, widget in widgets.items()}) as host:
        yield [
            *(Subject(name, site + path, PAGE) for name, path in paths.items()),
            *(Subject(f"a page of others with the {name}", f"{host}/{name}", PAGE) for name in widgets),
            Subject("what stands in the frame", site + snippets.embed_path(GHENT), FRAME),
        ]


def _association(site: str) -> str:
    """Return the path of an association: the first that is found."""
    connection = HTTPConnection(urlsplit(site).netloc, timeout=30)
    connection.request("GET", RESULTS.replace("?", ".json?"))
    page: str = json.loads(connection.getresponse().read())["verenigingen"][0]["links"]["pagina"]
    connection.close()
    return urlsplit(page).path


@dataclass(frozen=True, slots=True)
class Lighthouse:
    """The program, by the modules that it was fetched with."""

    modules: Path

    def report(self, address: str, categories: Sequence[str]) -> dict[str, Any]:
        """Let it look once; now and then it loses its browser's recording, and looks again."""
        for _ in range(_TRIES - 1):
            with suppress(RuntimeError):
                return self._report(address, categories)
        return self._report(address, categories)

    def _report(self, address: str, categories: Sequence[str]) -> dict[str, Any]:
        """Look in a browser of its own; raises `RuntimeError` when it could not."""
        program = [npm.program("node"), str(self.modules / "lighthouse" / "cli" / "index.js"), address]
        how = ["--quiet", "--output=json", "--no-enable-error-reporting", f"--chrome-flags={_FLAGS}", _IN_DUTCH]
        with tempfile.TemporaryDirectory(prefix="directory-lighthouse-", ignore_cleanup_errors=True) as folder:
            environment = os.environ | {"CHROME_PATH": chromium(), "XDG_CONFIG_HOME": folder, "TMPDIR": folder}
            done = subprocess.run(
                [*program, *how, f"--only-categories={','.join(categories)}"],
                capture_output=True,
                check=False,
                env=environment,
                text=True,
            )
        if done.returncode:
            raise RuntimeError(f"Lighthouse could not look at {address}: {done.stderr}")
        report: dict[str, Any] = json.loads(done.stdout)
        if problem := report.get("runtimeError"):
            raise RuntimeError(f"Lighthouse could not look at {address}: {problem}")
        return report


def _scored(look: Lighthouse, subject: Subject, runs: int) -> list[Figure]:
    """Only what takes time differs from run to run: the rest is looked at once."""
    reports = [look.report(subject.address, list(subject.wanted))]
    reports += [look.report(subject.address, ["performance"]) for _ in range(runs - 1)]
    figures = []
    for category, least in subject.wanted.items():
        scored = [report for report in reports if category in report["categories"]]
        scores = [_score(report, category) for report in scored]
        middle = median(scores)
        name = f"Lighthouse, {category} of {subject.name}"
        each = f" (median of {', '.join(map(str, scores))})" if len(scores) > 1 else ""
        why = "" if middle >= least else f": {'; '.join(_costs(scored[scores.index(min(scores))], category))}"
        figures.append(Figure(name, f">= {least}", f"{middle:g}{each}{why}", middle >= least))
    return figures


def _score(report: dict[str, Any], category: str) -> int:
    """Return the score as Lighthouse shows it; none at all is no score."""
    return round((report["categories"][category]["score"] or 0) * 100)


def _costs(report: dict[str, Any], category: str) -> list[str]:
    """Return which audits cost how many points, the dearest first, and which broke: then there is no score at all."""
    weights = {one["id"]: one["weight"] for one in report["categories"][category]["auditRefs"] if one["weight"]}
    audits = {name: report["audits"][name] for name in weights}
    broke = [f"{name} broke" for name, audit in audits.items() if audit["scoreDisplayMode"] == "error"]
    scored = {name: audit for name, audit in audits.items() if audit["score"] is not None}
    points = 100 / (sum(weights[name] for name in scored) or 1)
    lost = {name: points * weights[name] * (1 - audit["score"]) for name, audit in scored.items()}
    dearest = sorted((name for name in lost if lost[name] > 0), key=lambda name: -lost[name])
    return [*broke, *(f"{name} -{lost[name]:.1f} {scored[name].get('displayValue', '')}".rstrip() for name in dearest)]
