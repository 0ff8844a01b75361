"""Where the programs lie that came as Python packages; those packages are never imported, for some act on import."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def folder(package: str) -> Path | None:
    """Return the folder of an installed package, or nothing on a platform for which it does not exist."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])
