"""The codes that a URL may name: activities and areas, as the register publishes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that exist: activities, and every code of an area (ended ones too) with its successor of today."""

    activities: frozenset[str]
    areas: Mapping[str, str]


# Before the reference tables are read every code that looks like one is taken.
NO_CODES = Codes(frozenset(), {})
