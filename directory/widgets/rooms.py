"""The routers of the widgets, for the application to include."""

from __future__ import annotations

from directory.widgets import embed, oembed, routes, scripts
from directory.widgets.checking import routes as checking_routes
from directory.widgets.figures import routes as figures_routes
from directory.widgets.maker import routes as maker_routes
from directory.widgets.saved import routes as saved_routes

ROUTERS = (
    routes.router,
    embed.router,
    oembed.router,
    scripts.router,
    maker_routes.router,
    saved_routes.router,
    checking_routes.router,
    figures_routes.router,
)
