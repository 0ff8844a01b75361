"""The routers of the widgets, for the application to include."""

from __future__ import annotations

from directory.widgets import embed, oembed, routes, scripts

ROUTERS = (routes.router, embed.router, oembed.router, scripts.router)
