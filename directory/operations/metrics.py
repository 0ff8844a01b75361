"""Figures for Prometheus: requests counted here, the index read from Postgres. For this machine or with a token."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from fastapi import Request
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from starlette.responses import Response

from directory.platform import client_address
from directory.platform.problems import NotFound
from directory.platform.route_policy import OPERATIONS, PolicyRouter
from directory.publication import index_state
from directory.services import services_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prometheus_client.core import Metric

    from directory.platform.database import AsyncConnection
    from directory.publication.index_state import IndexHealth, WorkCount
    from directory.services import Services

router = PolicyRouter(OPERATIONS)


async def index_figures(connection: AsyncConnection) -> Sequence[Metric]:
    """Read the metrics of the index from Postgres."""
    return figures(await index_state.health(connection), await index_state.work_counts(connection))


def figures(health: IndexHealth, counts: Iterable[WorkCount]) -> list[Metric]:
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
    return [*gauges, _generations(health), _work(counts)]


def _generations(health: IndexHealth) -> Metric:
    family = GaugeMetricFamily("directory_index_generation", "The generations of the index.", labels=("name", "state"))
    for name, state in ((health.generation, "live"), (health.building, "building")):
        if name:
            family.add_metric((name, state), 1)
    return family


def _work(counts: Iterable[WorkCount]) -> Metric:
    family = CounterMetricFamily(
        "directory_index_work", "What the workers did: writes, sweeps, drift.", labels=("work", "outcome")
    )
    for count in counts:
        family.add_metric((count.name, count.label), count.times)
    return family


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Render the figures for who may see them; to others there is nothing here."""
    services = services_of(request)
    if not (client_address.is_this_machine(request.scope) or _has_token(request, services)):
        raise NotFound
    body = await services.metrics.text(services.pool)
    return Response(body, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


def _has_token(request: Request, services: Services) -> bool:
    wanted = services.settings.metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if wanted is None or not wanted.get_secret_value() or scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.strip().encode(), wanted.get_secret_value().encode())
