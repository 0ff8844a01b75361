"""What the terminal shows of an import: how far it is while it runs, and a table at its end. Numbers only."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from directory.importing.loading import Tally
    from directory.importing.sources import Source
    from directory.importing.unknown_keys import Extras

_TOLD_EVERY: Final = 10.0  # seconds between plain lines
_KEYS_SHOWN: Final = 20


@contextmanager
def watching(console: Console, source: Source) -> Iterator[Callable[[Tally], None]]:
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
        yield lambda tally: progress.update(
            task,
            completed=source.position(),
            description=f"{tally.done:,} associations",
            rate=f"{_rate(tally, began):,.0f}",
        )


def _plain(console: Console, source: Source, began: float) -> Callable[[Tally], None]:
    told = began

    def tell(tally: Tally) -> None:
        nonlocal told
        if time.monotonic() - told >= _TOLD_EVERY:
            told = time.monotonic()
            console.print(f"… {tally.done:,} associations, {_rate(tally, began):,.0f}/s{_left(source, began)}")

    return tell


def _rate(tally: Tally, began: float) -> float:
    return tally.done / max(time.monotonic() - began, 0.001)


def _left(source: Source, began: float) -> str:
    done = source.position()
    if not source.size or not done:
        return ""
    return f", {(time.monotonic() - began) * (source.size - done) / done:,.0f} s left"


def summary(console: Console, tally: Tally, seconds: float) -> None:
    """Print what became of the lines."""
    table = Table(title=f"{tally.done:,} lines in {seconds:,.1f} s ({tally.done / max(seconds, 0.001):,.0f}/s)")
    for name in ("new", "changed", "same", "removed", "refused"):
        table.add_column(name, justify="right")
    counts = (tally.new, tally.changed, tally.same, tally.removed, tally.refused)
    table.add_row(*(f"{count:,}" for count in counts))
    console.print(table)


def extras(console: Console, found: Extras) -> None:
    """Name the keys that stayed out, the most frequent first."""
    if not found.counts:
        return
    console.print(f"Unknown keys that stayed out: {found.counts.total():,}.")
    for path, count in found.counts.most_common(_KEYS_SHOWN):
        # A Text, so that no key in the file is taken for markup.
        console.print(Text(f"  {path}: {count:,}"))
    if len(found.counts) > _KEYS_SHOWN:
        console.print(f"  and {len(found.counts) - _KEYS_SHOWN} more")
