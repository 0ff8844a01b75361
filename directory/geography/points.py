"""A position on the map."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """A position in degrees (WGS 84), to about ten metres: finer would tell where a visitor is."""

    lat: float
    lon: float
