"""Figures for Prometheus: requests counted here, the index read from Postgres. For this machine or with a token."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, TypeAlias

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from psycopg import OperationalError
from starlette.responses import Response

from directory.platform import client_address
from directory.platform.problems import NotFound
from directory.publication import index
from directory.services import services

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from prometheus_client.core import Metric

    from directory.platform.database import AsyncConnection, Pool
    from directory.publication.index import Health, Tally
    from directory.services import Services

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

router = APIRouter(include_in_schema=False)


Source: TypeAlias = "Callable[[AsyncConnection], Awaitable[Sequence[Metric]]]"


class Metrics:
    """The figures of this process in a registry of its own, and those that rooms read from Postgres when asked."""

    def __init__(self, *sources: Source) -> None:
        self.registry = CollectorRegistry()
        self._sources: tuple[Source, ...] = (_index_figures, *sources)
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
        self._database = Gauge("directory_database_up", "Whether Postgres answered just now.", registry=self.registry)

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def limited(self, verdict: str) -> None:
        """Count one verdict of the rate limit."""
        self._limits.labels(verdict).inc()

    async def text(self, pool: Pool) -> bytes:
        """Render everything; what Postgres would have told is left out while it is away."""
        figures = await _read(pool, self._sources)
        self._database.set(figures is not None)
        return generate_latest(self.registry) + generate_latest(_Fixed(figures or ()))


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


async def _index_figures(connection: AsyncConnection) -> Sequence[Metric]:
    return figures(await index.health(connection), await index.tallies(connection))


def figures(health: Health, tallies: Iterable[Tally]) -> list[Metric]:
    """Make the figures of the index."""
    numbers = (
        ("directory_outbox_depth", "Changes that the index has yet to follow.", health.outbox_depth),
        ("directory_outbox_oldest_seconds", "How long the oldest of them waits.", health.outbox_oldest_seconds),
        ("directory_dead_letters", "Documents that the engine refused.", health.dead_letters),
        ("directory_index_in_step_seconds", "Since index and register last agreed.", health.in_step_seconds),
        (
            "directory_index_live_timestamp_seconds",
            "When the live generation went live.",
            health.live_at.timestamp() if health.live_at else None,
        ),
    )
    gauges = [GaugeMetricFamily(name, text, float(value)) for name, text, value in numbers if value is not None]
    return [*gauges, _generations(health), _work(tallies)]


def _generations(health: Health) -> Metric:
    family = GaugeMetricFamily("directory_index_generation", "The generations of the index.", labels=("name", "state"))
    for name, state in ((health.generation, "live"), (health.building, "building")):
        if name:
            family.add_metric((name, state), 1)
    return family


def _work(tallies: Iterable[Tally]) -> Metric:
    family = CounterMetricFamily(
        "directory_index_work", "What the workers did: writes, sweeps, drift.", labels=("work", "outcome")
    )
    for tally in tallies:
        family.add_metric((tally.name, tally.label), tally.times)
    return family


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Render the figures for who may see them; to others there is nothing here."""
    held = services(request)
    if not (client_address.is_this_machine(request.scope) or _has_token(request, held)):
        raise NotFound
    body = await held.metrics.text(held.pool)
    return Response(body, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


def _has_token(request: Request, held: Services) -> bool:
    wanted = held.settings.metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if wanted is None or not wanted.get_secret_value() or scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.strip().encode(), wanted.get_secret_value().encode())
