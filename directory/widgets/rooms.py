"""The routers of the widgets, for the application to include."""

from __future__ import annotations

from directory.widgets import (
    checking_routes,
    embed,
    figures_routes,
    maker_routes,
    oembed,
    routes,
    saved_routes,
    scripts,
)

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
