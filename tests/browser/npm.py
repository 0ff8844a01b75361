"""What npm fetches for tests and benches: exactly what a lock names, and without running what its packages bring."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory


def fetched(wanted: Path, cache: Path) -> Path:
    """Return the modules that the lock in this folder names, fetched into the cache unless they are there already."""
    lock = wanted / "package-lock.json"
    name = json.loads((wanted / "package.json").read_text())["name"]
    folder = cache / f"{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if not (folder / "node_modules").exists():
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="npm-", dir=cache) as scratch:
            made = Path(shutil.copytree(wanted, Path(scratch) / name))
            # Their scripts would fetch what no lock names: browsers and a Java of their own.
            subprocess.run([program("npm"), "ci", "--silent", "--ignore-scripts"], cwd=made, check=True)
            with suppress(OSError):  # another process was first with the same
                made.replace(folder)
    return folder / "node_modules"


def program(name: str) -> str:
    """Return npm or node: the one that requirements-dev carries, else the one of the system."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else name
