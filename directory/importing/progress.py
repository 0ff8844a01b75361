"""What the terminal shows of an import: its progress, and a summary at its end. Numbers and names of keys only."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from directory.importing.loading import ImportCounts
    from directory.importing.sources import ImportSource
    from directory.importing.unknown_keys import UnknownKeys

PRINT_EVERY: Final = 10.0  # seconds between plain lines
_KEYS_SHOWN: Final = 20
_REASONS_SHOWN: Final = 5


@contextmanager
def reported(console: Console, source: ImportSource) -> Iterator[Callable[[ImportCounts], None]]:
    """Show how far an import is: a bar in a terminal, a plain line now and then elsewhere."""
    began = time.monotonic()
    if not console.is_terminal:
        yield _plain(console, source, began)
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}/s"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as progress:
        task = progress.add_task("Importing", total=source.size or None, rate="0")
        yield lambda counts: progress.update(
            task,
            completed=source.position(),
            description=f"{counts.total:,} associations",
            rate=f"{_rate(counts, began):,.0f}",
        )


def _plain(console: Console, source: ImportSource, began: float) -> Callable[[ImportCounts], None]:
    printed = began

    def report(counts: ImportCounts) -> None:
        nonlocal printed
        if time.monotonic() - printed >= PRINT_EVERY:
            printed = time.monotonic()
            console.print(f"… {counts.total:,} associations, {_rate(counts, began):,.0f}/s{_left(source, began)}")

    return report


def _rate(counts: ImportCounts, began: float) -> float:
    return counts.total / max(time.monotonic() - began, 0.001)


def _left(source: ImportSource, began: float) -> str:
    done = source.position()
    if not source.size or not done:
        return ""
    return f", {(time.monotonic() - began) * (source.size - done) / done:,.0f} s left"


def print_summary(console: Console, counts: ImportCounts, seconds: float) -> None:
    """Print what became of the lines."""
    table = Table(title=f"{counts.total:,} lines in {seconds:,.1f} s ({counts.total / max(seconds, 0.001):,.0f}/s)")
    for name in ("new", "changed", "same", "removed", "noted", "refused"):
        table.add_column(name, justify="right")
    numbers = (counts.new, counts.changed, counts.same, counts.removed, counts.noted, counts.rejected)
    table.add_row(*(f"{number:,}" for number in numbers))
    console.print(table)


def print_reasons(console: Console, reasons: Counter[str]) -> None:
    """Tell why lines were refused, the commonest reason first."""
    for reason, count in reasons.most_common(_REASONS_SHOWN):
        console.print(Text(f"  {count:,} x {reason}"))


def print_unknown_keys(console: Console, unknown_keys: UnknownKeys) -> None:
    """Name the keys that stayed out, the most frequent first."""
    if not unknown_keys.counts:
        return
    console.print(f"Unknown keys that stayed out: {unknown_keys.counts.total():,}.")
    for path, count in unknown_keys.counts.most_common(_KEYS_SHOWN):
        # A Text, so that no key in the file is taken for markup.
        console.print(Text(f"  {path}: {count:,}"))
    if len(unknown_keys.counts) > _KEYS_SHOWN:
        console.print(f"  and {len(unknown_keys.counts) - _KEYS_SHOWN} more")
