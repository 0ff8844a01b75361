"""The results of the last automatic test of accessibility, as the browser tests write them beside this module.

The file is one JSON object: `date` (ISO 8601, or null before the first test), `tools` (names with versions), `states`
(how many states of pages were looked at) and `violations` (how many were found; null before the first test).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).with_name("accessibility.json")


class Tested(BaseModel):
    """What was tested when, and what was found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tested_on: date | None = Field(default=None, alias="date")
    tools: tuple[str, ...] = ()
    states: int = Field(default=0, ge=0)
    violations: int | None = Field(default=None, ge=0)


def last_test(file: Path = FILE) -> Tested:
    """Read the results; a file that is not as it should be stops the start."""
    return Tested(**orjson.loads(file.read_bytes()))
