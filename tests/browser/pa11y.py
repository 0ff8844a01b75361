"""pa11y itself: both its runners over pages as they come, by its own rules of what is an error."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from directory.devstack import npm
from tests.browser.checkers import TOOLS
from tests.browser.install_chromium import chromium

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCRIPT = Path(__file__).with_suffix(".cjs")
_FLAGS = ("--no-sandbox", "--disable-gpu")


@dataclass(frozen=True, slots=True)
class Sight:
    """An address to look at, and the element that must be there before anybody looks."""

    address: str
    ready: str = "main"


@dataclass(frozen=True, slots=True)
class Told:
    """The status of the answer, and what pa11y calls an error on the page."""

    status: int
    errors: list[str]


def told(sights: Mapping[str, Sight], cache: Path) -> dict[str, Told]:
    """Return what pa11y tells of each, all seen in one browser."""
    wanted = {
        "program": chromium(),
        "flags": _FLAGS,
        "sights": {name: asdict(sight) for name, sight in sights.items()},
    }
    done = subprocess.run(
        [npm.program("node"), str(_SCRIPT)],
        env=os.environ | {"NODE_PATH": str(npm.install(TOOLS, cache))},
        input=json.dumps(wanted),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return {name: Told(**one) for name, one in json.loads(done.stdout).items()}
