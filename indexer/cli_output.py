"""The output of the command line: tables, a progress bar, or the same as JSON."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from indexer import reconcile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from rich.console import Console

    from indexer.generation_lifecycle import BuildStep
    from indexer.status import IndexStatus
    from indexer.verify import Comparison


def as_json(status: IndexStatus) -> dict[str, Any]:
    """Return the status as plain values."""
    values = status._asdict()
    values["generations"] = [generation._asdict() for generation in status.generations]
    values["refused"] = [letter._asdict() for letter in status.refused]
    return values


def print_status(console: Console, status: IndexStatus) -> None:
    """Print the status as tables."""
    console.print(_summary(status), _generations(status))
    if status.refused:
        console.print(_dead_letters(status))
    if status.strangers:
        console.print("Indices that no generation in use goes with:", ", ".join(status.strangers), highlight=False)


def _moment(value: datetime | None) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S}" if value else "never"


def _summary(status: IndexStatus) -> Table:
    table = Table(show_header=False)
    table.add_row("alias", f"{status.alias} -> {', '.join(status.alias_targets) or 'nothing'}")
    table.add_row("outbox", f"{status.outbox_depth} waiting, the oldest {status.outbox_oldest_seconds:.1f} s")
    table.add_row("in step", _moment(status.in_step_at))
    for name, counts in status.tallies.items():
        table.add_row(name, ", ".join(f"{label} {count}" for label, count in counts.items()))
    return table


def _generations(status: IndexStatus) -> Table:
    table = Table("generation", "state", "schema", "documents", "published", "filled", "since", "drift", "dead", "note")
    for generation in status.generations:
        table.add_row(
            generation.name,
            generation.state,
            generation.schema,
            "gone" if generation.documents is None else str(generation.documents),
            str(generation.published),
            f"{generation.filled:.0%}",
            _moment(generation.since),
            "not compared yet" if generation.drift is None else str(generation.drift),
            str(generation.dead_letters),
            generation.note,
        )
    return table


def _dead_letters(status: IndexStatus) -> Table:
    table = Table("number", "version", "generation", "refused", "because", title="Dead letters")
    for letter in status.refused:
        moment = _moment(letter.failed_at)
        table.add_row(str(letter.entity_id), str(letter.version), letter.generation, moment, letter.error)
    return table


def print_comparisons(console: Console, comparisons: list[Comparison]) -> None:
    """Print what comparisons found, with examples."""
    kinds = tuple(reconcile.DriftKind)
    table = Table("generation", "state", "equal", "waiting", "refused", *(kind.value for kind in kinds), "for example")
    for one in comparisons:
        counts = reconcile.count_by_kind(one.differences)
        samples = ", ".join(str(difference.entity_id) for difference in one.differences[:5])
        numbers = (one.equal, one.waiting, one.refused, *(counts[kind] for kind in kinds))
        table.add_row(one.generation, one.state, *(f"{number:,}" for number in numbers), samples)
    console.print(table)
    if any(one.waiting for one in comparisons):
        console.print("What waits is on its way: look again, or at `indexer status` when the number stays.")
    if any(one.refused for one in comparisons):
        console.print("What was refused comes by itself no more: see `indexer status`, then `indexer retry-dead`.")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[BuildStep, float], None]]:
    """Show a progress bar of a build; call what is yielded after each step with the filled share, 0 to 1."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, disable=quiet) as bar:
        task = bar.add_task("starting", total=1.0)

        def show(step: BuildStep, filled: float) -> None:
            bar.update(task, description=step.phase.value, completed=filled)

        yield show
