"""All kinds of associations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from directory.importing.demo.kinds_culture import CULTURE, LEARNING
from directory.importing.demo.kinds_society import CARE, HOBBIES, NATURE, NEIGHBOURHOOD, WORLD
from directory.importing.demo.kinds_youth_sport import SPORT, YOUTH

if TYPE_CHECKING:
    from directory.importing.demo.demo_kind import DemoKind

KINDS: Final[tuple[DemoKind, ...]] = (
    *YOUTH,
    *SPORT,
    *CULTURE,
    *LEARNING,
    *NEIGHBOURHOOD,
    *CARE,
    *NATURE,
    *HOBBIES,
    *WORLD,
)
