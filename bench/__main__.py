"""`make bench`: run every bench on the real parts, print the table and write docs/performance.md.

`python -m bench [--quick] [NAME …]` runs some of them, with a twentieth of the load, and writes nothing. `--large` also
measures what takes long to prepare: the search of 2,000,000 associations.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from rich.console import Console
from rich.table import Table

from bench.figures import TEMPLATE, Context, Figure
from bench.mutation import REPORT, section_of
from directory.devstack import databases, lock, process, secrets
from directory.devstack.external import External
from directory.devstack.parts import InstallationFolders, Parts
from directory.devstack.progress import StartProgress

if TYPE_CHECKING:
    from collections.abc import Sequence

REPOSITORY = Path(__file__).resolve().parents[1]
# Each has `measure(context) -> list[Figure]`.
BENCHES = (
    "importing", "triggers", "indexing", "freshness", "availability", "outage", "relevance", "searching",
    "widgets", "pages", "lighthouse", "stack",
)  # fmt: skip
GIBIBYTE = 2**30


def main(arguments: Sequence[str]) -> int:
    """Return 0 when every figure holds."""
    wanted = _parse(arguments)
    with tempfile.TemporaryDirectory(prefix="directory-bench-") as folder:
        Path(folder).chmod(0o755)  # root lends Postgres another account, which must be able to come in
        figures = _measured(Path(folder), wanted.bench or BENCHES, quick=wanted.quick, large=wanted.large)
    Console().print(_table(figures))
    if not wanted.quick and not wanted.bench:
        REPORT.write_text(_report(figures), encoding="utf-8")
    return 1 if any(figure.holds is False for figure in figures) else 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the load; writes no report")
    parser.add_argument("--large", action="store_true", help="measure the search of 2,000,000 associations too")
    parser.add_argument("bench", nargs="*", help=f"only these ({', '.join(BENCHES)}); writes no report")
    wanted = parser.parse_args(arguments)
    if unknown := set(wanted.bench) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}; choose from {', '.join(BENCHES)}")
    return wanted


def _measured(folder: Path, names: Sequence[str], *, quick: bool, large: bool) -> list[Figure]:
    cache = Path(os.environ.get("DIRECTORY_CACHE") or REPOSITORY / ".state" / "cache").resolve()
    place, steps = InstallationFolders(folder.resolve(), cache), StartProgress()
    figures: list[Figure] = []
    with lock.hold(place.state):
        parts = Parts(place, secrets.load_or_create(place.state), External(), steps)
        try:
            parts.start()
            databases.make_template(parts, TEMPLATE)
            context = Context(parts, place, steps, quick, large)
            for name in names:
                with steps.step(f"Measuring {name}"):
                    figures_of_part = _measure(name, context)
                for figure in figures_of_part:
                    steps.say(f"  {figure.name}: {figure.measured} ({figure.target}) {_verdict(figure)}")
                figures += figures_of_part
        finally:
            parts.stop()
            process.end_orphans(place.state)
    return figures


def _measure(name: str, context: Context) -> list[Figure]:
    """Measure; one that breaks is a line that falls short, and does not cost the hour of the others."""
    try:
        figures_of_part: list[Figure] = import_module(f"bench.{name}").measure(context)
    except Exception:  # noqa: BLE001 - whatever it was, it is shown
        Console(stderr=True).print_exception()
        return [Figure(f"bench {name}", "to be measured", "it broke", False)]
    return figures_of_part


def _verdict(figure: Figure) -> str:
    return {True: "holds", False: "falls short", None: ""}[figure.holds]


def _table(figures: Sequence[Figure]) -> Table:
    table = Table("figure", "to reach", "measured", "")
    for figure in figures:
        table.add_row(figure.name, figure.target, figure.measured, _verdict(figure))
    return table


def _machine() -> str:
    memory = psutil.virtual_memory().total / GIBIBYTE
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, Python " + (
        platform.python_version()
    )


def _report(figures: Sequence[Figure]) -> str:
    rows = "\n".join(
        f"| {figure.name} | {figure.target} | {figure.measured} | {_verdict(figure)} |"
        for figure in sorted(figures, key=lambda figure: figure.holds is not False)
    )
    return f"""# Performance

Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {_machine()}. The machine is shared and noisy, so what
counts are the ratios, each measured within one run; what falls short stands first.

| figure | to reach | measured | |
|---|---|---|---|
{rows}
{section_of(REPORT.read_text(encoding="utf-8"))}"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
