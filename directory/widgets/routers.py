"""The routers of the widgets, for the application to include."""

from __future__ import annotations

from directory.widgets.answering import routes
from directory.widgets.builder import routes as maker_routes
from directory.widgets.embedding import frame, oembed, script_releases
from directory.widgets.page_check import routes as checking_routes
from directory.widgets.saved import routes as saved_routes
from directory.widgets.statistics import routes as figures_routes

ROUTERS = (
    routes.router,
    frame.router,
    oembed.router,
    script_releases.router,
    maker_routes.router,
    saved_routes.router,
    checking_routes.router,
    figures_routes.router,
)
