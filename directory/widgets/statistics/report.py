"""The figures of a saved widget for its owner: a row for each day, and the words that found nothing by month."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from directory.platform.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from directory.platform.database import AsyncConnection

DAYS_SHOWN = 31
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class DailyUsage(NamedTuple):
    """What was done on a day."""

    day: date
    searches: int
    opened: int


class ZeroResultTerm(NamedTuple):
    """Words that found nothing in a month, five times or more."""

    month: date
    term: str
    times: int


@dataclass(frozen=True, slots=True)
class UsageReport:
    """All that is kept, newest first."""

    days: tuple[DailyUsage, ...]
    missed: tuple[ZeroResultTerm, ...]

    @property
    def latest(self) -> tuple[DailyUsage, ...]:
        """The days that the page shows."""
        return self.days[:DAYS_SHOWN]

    @property
    def searches(self) -> int:
        """All searches."""
        return sum(day.searches for day in self.days)

    @property
    def opened(self) -> int:
        """All opened results."""
        return sum(day.opened for day in self.days)


async def read(connection: AsyncConnection, widget_id: str) -> UsageReport:
    """Read the figures of a widget; those of the last minute are on their way."""
    days = await connection.execute(
        "SELECT day, searches, opened FROM site.widget_day WHERE widget_id = %s ORDER BY day DESC", (widget_id,)
    )
    missed = await connection.execute(
        "SELECT month, term, times FROM site.widget_term_shown WHERE widget_id = %s"
        " ORDER BY month DESC, times DESC, term",
        (widget_id,),
    )
    return UsageReport(
        tuple(DailyUsage(*row) for row in await days.fetchall()),
        tuple(ZeroResultTerm(*row) for row in await missed.fetchall()),
    )


def csv_of(report: UsageReport) -> bytes:
    """Return all of it as a file for a spreadsheet, as those read it here: semicolons, and a mark that it is UTF-8."""
    text = StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow([_("periode"), _("wat"), _("woorden"), _("aantal")])
    for day in report.days:
        lines.writerow([day.day.isoformat(), str(_("zoekvragen")), "", day.searches])
        lines.writerow([day.day.isoformat(), str(_("geopende resultaten")), "", day.opened])
    for one in report.missed:
        lines.writerow([f"{one.month:%Y-%m}", str(_("niets gevonden")), _harmless(one.term), one.times])
    return text.getvalue().encode("utf-8-sig")


def _harmless(term: str) -> str:
    return f"'{term}" if term.startswith(_FORMULA) else term
