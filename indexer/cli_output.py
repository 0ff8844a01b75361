"""What the command line shows: tables, a progress bar, or the same as JSON."""

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

    from indexer.generation_manager import Step
    from indexer.status import Status
    from indexer.verify import Compared


def as_json(found: Status) -> dict[str, Any]:
    """Return the status as plain values."""
    told = found._asdict()
    told["generations"] = [one._asdict() for one in found.generations]
    told["refused"] = [one._asdict() for one in found.refused]
    return told


def as_tables(console: Console, found: Status) -> None:
    """Print the status."""
    console.print(_summary(found), _generations(found))
    if found.refused:
        console.print(_refused(found))
    if found.strangers:
        console.print("Indices that no generation in use goes with:", ", ".join(found.strangers), highlight=False)


def _moment(value: datetime | None) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S}" if value else "never"


def _summary(found: Status) -> Table:
    table = Table(show_header=False)
    table.add_row("alias", f"{found.alias} -> {', '.join(found.alias_targets) or 'nothing'}")
    table.add_row("outbox", f"{found.outbox_depth} waiting, the oldest {found.outbox_oldest_seconds:.1f} s")
    table.add_row("in step", _moment(found.in_step_at))
    for name, counts in found.tallies.items():
        table.add_row(name, ", ".join(f"{label} {count}" for label, count in counts.items()))
    return table


def _generations(found: Status) -> Table:
    table = Table("generation", "state", "schema", "documents", "published", "filled", "since", "drift", "dead", "note")
    for one in found.generations:
        table.add_row(
            one.name,
            one.state,
            one.schema,
            "gone" if one.documents is None else str(one.documents),
            str(one.published),
            f"{one.filled:.0%}",
            _moment(one.since),
            "not swept yet" if one.drift is None else str(one.drift),
            str(one.dead_letters),
            one.note,
        )
    return table


def _refused(found: Status) -> Table:
    table = Table("association", "version", "generation", "refused", "because", title="Dead letters")
    for one in found.refused:
        table.add_row(str(one.association_id), str(one.version), one.generation, _moment(one.failed_at), one.error)
    return table


def verdicts(console: Console, found: list[Compared]) -> None:
    """Print what a comparison found, with samples."""
    table = Table("generation", "state", "compared", *(kind.value for kind in reconcile.Kind), "for example")
    for one in found:
        counts = reconcile.kinds(one.differences)
        samples = ", ".join(str(difference.association_id) for difference in one.differences[:5])
        numbers = (str(counts[kind]) for kind in reconcile.Kind)
        table.add_row(one.generation, one.state, str(one.checked), *numbers, samples)
    console.print(table)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Step, float], None]]:
    """Show how far a build is; call what is returned after each step with how much is filled, 0 to 1."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, disable=quiet) as bar:
        task = bar.add_task("starting", total=1.0)

        def tell(step: Step, filled: float) -> None:
            bar.update(task, description=step.phase.value, completed=filled)

        yield tell
