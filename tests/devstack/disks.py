"""A disk that is too small: a real one where we may mount it, else the nearest thing that a plain user can have."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Read by Python at the start of the process under test, where no small disk could be mounted.
_SMALL = """
import collections, shutil
shutil.disk_usage = lambda _: collections.namedtuple("usage", "total used free")(1_000_000, 0, 1_000_000)
"""


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder on a small disk, the settings and the words before a command that make it small."""

    folder: Path
    settings: Mapping[str, str]
    prefix: tuple[str, ...]


@contextmanager
def small(folder: Path, kilobytes: int) -> Iterator[Disk]:
    """Lend a disk of this size."""
    folder.mkdir()
    options = f"size={kilobytes}k,mode=0755"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        try:
            yield Disk(folder, {}, ())
        finally:
            unmount = ["umount", "--lazy", str(folder)]
            subprocess.run(unmount, check=True)
        return
    patch_folder = folder.with_name(f"{folder.name}.told")
    patch_folder.mkdir()
    (patch_folder / "sitecustomize.py").write_text(_SMALL, encoding="ascii")
    limit = f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1000},) * 2); "
    start = (sys.executable, "-c", limit + "os.execv(sys.argv[1], sys.argv[1:])")
    yield Disk(folder, {"PYTHONPATH": str(patch_folder)}, start)
