"""What a bench measures with and what it answers."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.devstack import databases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.devstack.databases import Database
    from directory.devstack.parts import InstallationFolders, Parts
    from directory.devstack.progress import StartProgress

TEMPLATE = "bench_template"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, what it must reach, what was found, and whether that is enough.

    `holds` is None where nothing was promised and the figure only informs.
    """

    name: str
    target: str
    measured: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Context:
    """The real parts of this run, started once for all benches; `quick` takes a smaller load, `large` measures more."""

    parts: Parts
    place: InstallationFolders
    steps: StartProgress
    quick: bool = False
    large: bool = False

    def size(self, full: int) -> int:
        """Return how many associations to take: the promised number, or a twentieth of it when trying out."""
        return full // 20 if self.quick else full

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Lend a fresh, migrated, empty database."""
        with databases.copied(self.parts, TEMPLATE, "bench") as made:
            yield made
