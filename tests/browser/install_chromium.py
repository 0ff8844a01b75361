"""Brings the browser that the tests drive, and says which it is: `python -m tests.browser.install_chromium`.

The one that CHROMIUM names, else one of the system, else Debian's package where it may be installed, else the one that
Playwright fetches.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = ("chromium", "chromium-browser", "google-chrome")


class NoBrowserError(Exception):
    """There is no browser and none can be brought: the message tells what helps."""


def chromium(
    environment: Mapping[str, str] = os.environ,
    brought: Callable[[], str | None] | None = None,
) -> str:
    """Return the program to start; `brought` fetches one when the system has none. Raises `NoBrowserError`."""
    named = environment.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoBrowserError(f"CHROMIUM names {named}, which is no program here.")
        return found
    found = _of_the_system(environment) or (brought or _brought)()
    if found is None:
        raise NoBrowserError("There is no Chromium and none could be fetched: install it, or name one in CHROMIUM.")
    return found


def _of_the_system(environment: Mapping[str, str]) -> str | None:
    path = environment.get("PATH")
    return next((found for name in NAMES if (found := shutil.which(name, path=path))), None)


def _brought() -> str | None:
    return _debian() or _playwright()


def _debian() -> str | None:
    return _of_the_system(os.environ) if debian_package("chromium") else None


def debian_package(name: str) -> bool:
    """Install a package of Debian where that may be done; return whether it is there now."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", name]
    return not any(
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode
        for command in (["apt-get", "update", "-qq"], install)
    )


def _playwright() -> str | None:
    with sync_playwright() as playwright:
        program = playwright.chromium.executable_path
    if not Path(program).exists():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return program if Path(program).exists() else None


if __name__ == "__main__":
    try:
        print(f"The browser tests drive {chromium()}.")  # noqa: T201 - that is what it is for
    except NoBrowserError as problem:
        sys.exit(str(problem))
