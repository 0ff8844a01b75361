"""The small world of the pages, asked by pages of others."""

from __future__ import annotations

from tests.pages.conftest import site, site_settings, site_without_engine

__all__ = ["site", "site_settings", "site_without_engine"]
