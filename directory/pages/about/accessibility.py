"""The results of the last tests of accessibility, as the browser tests write them beside this module.

The file is one JSON object: `date` (ISO 8601, or null before the first test), `tools` (names with versions), `states`
(how many states of pages were looked at), `violations` (how many were found; null before the first test) and `walks`:
what a rule checker cannot see, each with the date, the number of states and the number of failures.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, Field

from directory.platform.i18n import Message, _

FILE = Path(__file__).with_name("accessibility.json")


class WalkKind(StrEnum):
    """What a browser does as a person would, because no rule checker sees it."""

    KEYBOARD = "keyboard"
    FOCUS = "focus"
    ZOOM = "zoom"
    NAMES = "names"


WALKS: dict[WalkKind, Message] = {
    WalkKind.KEYBOARD: _("Met de tabtoets kom je bij alles wat je kan kiezen of invullen, met en zonder JavaScript."),
    WalkKind.FOCUS: _("Je ziet altijd waar je bent, en niets ligt erover."),
    WalkKind.ZOOM: _("Vergroot tot 400 % past alles in één kolom. Je hoeft niet opzij te schuiven."),
    WalkKind.NAMES: _("Een schermlezer krijgt van elke link, elke knop en elk veld een naam."),
}


class Walk(BaseModel):
    """One such check: when, over how many states, and how often it failed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: WalkKind
    walked_on: date = Field(alias="date")
    states: int = Field(ge=1)
    failures: int = Field(ge=0)

    @property
    def sentence(self) -> Message:
        """What holds when it does not fail."""
        return WALKS[self.kind]


class Tested(BaseModel):
    """What was tested when, and what was found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tested_on: date | None = Field(default=None, alias="date")
    tools: tuple[str, ...] = ()
    states: int = Field(default=0, ge=0)
    violations: int | None = Field(default=None, ge=0)
    walks: tuple[Walk, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the rules and every walk were looked at and nothing failed."""
        walked = {walk.kind for walk in self.walks if walk.failures == 0}
        return self.violations == 0 and walked == set(WalkKind)


def last_test(file: Path = FILE) -> Tested:
    """Read the results; a file that is not as it should be stops the start."""
    return Tested(**orjson.loads(file.read_bytes()))
