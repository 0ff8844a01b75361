"""The reference lists that a query is interpreted with: places and activities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from directory.geography.gazetteer import Gazetteer
from directory.search.criteria.known_codes import Codes

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Reference:
    """The places, and the names of the activities by code, in the order of the register. Empty until both are read."""

    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    activities: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> Codes:
        """The codes that a URL may name."""
        return Codes(frozenset(self.activities), self.gazetteer.current)
