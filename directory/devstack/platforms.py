"""On which machines the parts exist ready-made; elsewhere the start says what to set instead."""

from __future__ import annotations

import platform
import shutil
import sys
from typing import TYPE_CHECKING

from directory.devstack import external
from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from directory.devstack.external import External


def check(outside: External) -> None:
    """Refuse, with what to set, when a part is neither external nor made for this machine."""
    missing = [name for name in external.SETTINGS if name not in external.names(outside)]
    if missing and not is_reference():
        raise StartProblem(
            f"Postgres, OpenSearch and Redis come ready-made for Linux x86-64 with glibc only, and this is {here()}: "
            f"set {', '.join(missing)} to servers of your own."
        )
    if shutil.which("setpriv") is None:
        raise StartProblem("The program setpriv is missing: install util-linux, which every Debian and Fedora has.")


def is_reference() -> bool:
    """Tell whether all parts exist for this machine."""
    return sys.platform == "linux" and platform.machine() == "x86_64" and platform.libc_ver()[0] == "glibc"


def here() -> str:
    """Name this machine."""
    return " ".join(part for part in (platform.system(), platform.machine(), platform.libc_ver()[0]) if part)
