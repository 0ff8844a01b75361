"""Prometheus metrics of reports: how many in each state, and the age of the oldest unsent one; no content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prometheus_client.core import GaugeMetricFamily

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prometheus_client.core import Metric

    from directory.platform.database import AsyncConnection


class ReportCount(NamedTuple):
    """The reports in one state, and the age of the oldest in seconds, 0 when there is none."""

    state: str
    times: int
    oldest_seconds: float


async def read(connection: AsyncConnection) -> list[Metric]:
    """Read the metrics, with the rights of the web: numbers only."""
    rows = await connection.execute("SELECT state, reports, oldest_seconds FROM site.report_health ORDER BY state")
    return figures(ReportCount(*row) for row in await rows.fetchall())


def figures(tallies: Iterable[ReportCount]) -> list[Metric]:
    """Return the metric families."""
    states = GaugeMetricFamily("directory_reports", "Reports of mistakes by state.", labels=("state",))
    oldest = GaugeMetricFamily("directory_reports_oldest_unsent_seconds", "How long the oldest unsent report waits.")
    for tally in tallies:
        states.add_metric((tally.state,), tally.times)
        if tally.state == "new":
            oldest.add_metric((), tally.oldest_seconds)
    return [states, oldest]
