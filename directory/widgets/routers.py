"""What the application takes from the widgets: their routers and their state objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.widgets.answering import routes
from directory.widgets.answering.cache import AnswerCache
from directory.widgets.builder import routes as maker_routes
from directory.widgets.embedding import frame, oembed, script_releases
from directory.widgets.page_check import routes as checking_routes
from directory.widgets.saved import routes as saved_routes
from directory.widgets.saved.cache import SavedWidgetCache
from directory.widgets.statistics import routes as figures_routes
from directory.widgets.statistics.counting import UsageCounter

if TYPE_CHECKING:
    from directory.settings import Settings
    from directory.widgets.page_check.routes import RunningChecks

ROUTERS = (
    routes.router,
    frame.router,
    oembed.router,
    script_releases.channel,
    script_releases.router,
    maker_routes.router,
    saved_routes.router,
    checking_routes.router,
    figures_routes.router,
)


def state(settings: Settings) -> tuple[AnswerCache, SavedWidgetCache, UsageCounter, RunningChecks]:
    """Return the state objects of the widgets for one process."""
    return AnswerCache(), SavedWidgetCache(), UsageCounter(settings), checking_routes.RunningChecks()
