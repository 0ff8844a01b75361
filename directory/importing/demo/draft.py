"""An association in the making: what was drawn first and the rest depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directory.importing.demo.kind import Kind
    from directory.importing.demo.place_sampling import Spot
    from directory.importing.demo.random_draw import Roll


@dataclass(slots=True)
class Drawn:
    """The lots so far, and where the next come from."""

    roll: Roll
    number: int
    vcode: str
    kind: Kind
    spot: Spot
    type_code: str
    name: str
    # What follows from these, worked out once: it is asked for a dozen times a line.
    from_kbo: bool = field(init=False)  # it has legal personality and stands in the enterprise register
    key: str = field(init=False)  # the part that the identifiers of its items share

    def __post_init__(self) -> None:
        self.from_kbo = self.type_code != "VZER"
        self.key = f"{self.number:08x}-0000-5000-8000-00000000000"
