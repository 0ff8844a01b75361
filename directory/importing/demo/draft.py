"""An invented association while its line is made: what is drawn first, on which the rest depends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directory.importing.demo.demo_kind import DemoKind
    from directory.importing.demo.place_sampling import DemoPlace
    from directory.importing.demo.random_draw import RandomFloat


@dataclass(slots=True)
class DemoDraft:
    """What was drawn so far, and the source of random numbers for the rest."""

    random: RandomFloat
    number: int
    vcode: str
    kind: DemoKind
    demo_place: DemoPlace
    type_code: str
    name: str
    # What follows from these, worked out once: it is asked for a dozen times a line.
    from_kbo: bool = field(init=False)  # it has legal personality and stands in the enterprise register
    key: str = field(init=False)  # the part that the identifiers of its items share

    def __post_init__(self) -> None:
        self.from_kbo = self.type_code != "VZER"
        self.key = f"{self.number:08x}-0000-5000-8000-00000000000"
