"""Records the metrics of this process for Prometheus: requests, durations, verdicts of the rate limit.

Where several processes serve one application, each tells the sum over all of them (`directory.platform.server`).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from psycopg import OperationalError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from prometheus_client.core import Metric

    from directory.platform.database import AsyncConnection, Pool

# Where the processes of one application add up: prometheus_client reads this when it is imported.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

Source: TypeAlias = "Callable[[AsyncConnection], Awaitable[Sequence[Metric]]]"


class Metrics:
    """The figures of this process in a registry of its own, and those that rooms read from Postgres when asked."""

    def __init__(self, *sources: Source) -> None:
        self.registry = CollectorRegistry()
        self._sources = sources
        self._requests = Counter(
            "directory_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "directory_request_seconds",
            "Time from the first byte of a request to the last of its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._limits = Counter(
            "directory_rate_limit", "What the rate limit said.", ("verdict",), registry=self.registry
        )
        self._fallbacks = Counter(
            "directory_search_fallback",
            "Searches answered without the search engine, by reason.",
            ("reason",),
            registry=self.registry,
        )
        self._refused_queries = Counter(
            "directory_search_refused_queries",
            "Queries that the search engine refused: each is a mistake in the code.",
            registry=self.registry,
        )

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def limited(self, verdict: str) -> None:
        """Count one verdict of the rate limit."""
        self._limits.labels(verdict).inc()

    def search_fell_back(self, reason: str) -> None:
        """Count one search that had to do without the search engine."""
        self._fallbacks.labels(reason).inc()

    def query_refused(self) -> None:
        """Count one query that the search engine refused."""
        self._refused_queries.inc()

    async def text(self, pool: Pool) -> bytes:
        """Render everything; what Postgres would have told is left out while it is away."""
        figures = await _read(pool, self._sources)
        database = GaugeMetricFamily(
            "directory_database_up", "Whether Postgres answered just now.", float(figures is not None)
        )
        return generate_latest(self._counted()) + generate_latest(_Fixed((database, *(figures or ()))))

    def _counted(self) -> CollectorRegistry:
        """Return what this process counted, or what all processes of this application did."""
        folder = os.environ.get(METRICS_FOLDER)
        if folder is None:
            return self.registry
        together = CollectorRegistry()
        MultiProcessCollector(together, folder)  # type: ignore[no-untyped-call]  # prometheus_client's own
        return together


class _Fixed:
    """Figures that were read a moment ago, in the form that Prometheus' renderer asks for."""

    def __init__(self, figures: Sequence[Metric]) -> None:
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        """Return the figures."""
        return self._figures


async def _read(pool: Pool, sources: Sequence[Source]) -> Sequence[Metric] | None:
    try:
        async with pool.connection() as connection:
            return [figure for source in sources for figure in await source(connection)]
    except OperationalError:
        return None
