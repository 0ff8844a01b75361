"""`indexer status | rebuild | rollback | verify | retry-dead`: looks after an index by hand.

Exit codes: 0 all is well or done; 1 it is not (drift, failed rollout checks, nothing to go back to, dead letters);
2 it could not be found out: Postgres or the engine is away, or a setting is missing.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import orjson
import psycopg
import typer
from rich.console import Console

from directory.platform import logs, outages
from directory.settings import Role, SettingsError, settings_for
from indexer import cli_output, dead_letters, generations, outbox, status, verify, worker_context
from indexer.engine import IndexEngineAway
from indexer.generation_lifecycle import BuildPhase, BuildStep
from indexer.generations import GenerationState
from indexer.index_definitions import ASSOCIATIONS, DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.worker_context import IndexWorker

NOT_WELL = 1
NOT_FOUND_OUT = 2
_STEP_SECONDS = 2.0
_WAIT_SECONDS = 0.5
_DRAIN_SECONDS = 2.0
_PATIENCE_SECONDS = 60.0

application = typer.Typer(
    help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
console = Console()
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
Kind = Annotated[str, typer.Option("--kind", help="The index: the kind of entity that it holds.")]


@contextmanager
def _open_worker(kind: str) -> Iterator[IndexWorker]:
    """Open one index; a part that is away becomes one sentence and exit code 2."""
    chosen = [definition for definition in DEFINITIONS if definition.kind == kind]
    if not chosen:
        _give_up(f"There is no index of this kind. Choose from: {', '.join(known.kind for known in DEFINITIONS)}.")
    try:
        settings = settings_for(Role.INDEXER)
        # The commands print what there is to say; a log line would spoil their JSON.
        logs.configure(settings.model_copy(update={"log_level": "CRITICAL"}))
        with worker_context.open_workers(settings, chosen, application="indexer-cli") as (worker,):
            worker.engine.ping()
            yield worker
    except SettingsError as error:
        _give_up(str(error))
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        _give_up_for("Postgres", error)
    except IndexEngineAway as error:
        _give_up_for("The search engine", error)


def _give_up_for(part: str, error: Exception) -> None:
    outage = outages.of(error)
    _give_up(f"{part} is away: {outage.what}. To mend it: {outage.mend}. `directory doctor` tells more.")


def _give_up(sentence: str) -> None:
    Console(stderr=True).print(sentence, highlight=False)
    raise typer.Exit(NOT_FOUND_OUT)


def _print_json(value: object) -> None:
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")


@application.command("status")
def print_status(*, as_json: AsJson = False, kind: Kind = ASSOCIATIONS.kind) -> None:
    """Show generations, outbox, dead letters and counts. Exit 1 when none is live or something was refused."""
    with _open_worker(kind) as worker:
        current = status.read_status(worker.index)
    if as_json:
        _print_json(cli_output.as_json(current))
    else:
        cli_output.print_status(console, current)
    has_live = any(generation.state is GenerationState.LIVE for generation in current.generations)
    if current.refused or not has_live:
        raise typer.Exit(NOT_WELL)


@application.command()
def rebuild(*, as_json: AsJson = False, kind: Kind = ASSOCIATIONS.kind) -> None:
    """Build a new generation beside the live one, check it and swap it in. Works with and without a running worker.

    Exit 1 when a rollout check failed; the live generation is then untouched.
    """
    with _open_worker(kind) as worker:
        last = _build(worker, quiet=as_json)
    name = last.generation.name if last.generation else None
    if as_json:
        _print_json({"phase": last.phase, "generation": name, "note": last.note})
    elif last.phase is BuildPhase.SWAPPED:
        console.print(f"{name} is live.", highlight=False)
    else:
        console.print(f"{name} did not go live: {last.note}.", highlight=False)
    if last.phase is not BuildPhase.SWAPPED:
        raise typer.Exit(NOT_WELL)


def _build(worker: IndexWorker, *, quiet: bool) -> BuildStep:
    """Step until the build ends. One that a worker has begun is joined, not doubled: who has the lock does the step."""
    before = worker.lifecycle.live()
    must_begin = not generations.find_building(worker.connection, worker.kind)
    with cli_output.progress(quiet=quiet) as show_progress:
        while True:
            step = worker.lifecycle.step(_STEP_SECONDS, rebuild=must_begin)
            with outbox.draining(worker.connection, worker.kind):
                worker.outbox_worker.drain(_DRAIN_SECONDS)
            if step.phase in {BuildPhase.SWAPPED, BuildPhase.FAILED}:
                return step
            if step.phase is BuildPhase.ELSEWHERE:
                time.sleep(_WAIT_SECONDS)  # the worker is in the middle of a step of its own
            else:
                must_begin = False
            if step.phase in {BuildPhase.IDLE, BuildPhase.PAUSED}:
                return _ended_elsewhere(worker, step, before)
            show_progress(step, worker.lifecycle.filled_share(step.generation))


def _ended_elsewhere(worker: IndexWorker, step: BuildStep, before: generations.Generation | None) -> BuildStep:
    """Return how a build ended whose last step a worker did."""
    live = worker.lifecycle.live()
    if live and (before is None or live.name != before.name):
        return BuildStep(BuildPhase.SWAPPED, live)
    failed = generations.list_in_state(worker.connection, worker.kind, GenerationState.FAILED)
    return BuildStep(BuildPhase.FAILED, failed[0], failed[0].note) if failed else step


@application.command()
def rollback(*, as_json: AsJson = False, kind: Kind = ASSOCIATIONS.kind) -> None:
    """Put the generation before the live one back, at once. Exit 1 when there is none within its grace period."""
    with (
        _open_worker(kind) as worker,
        generations.build_lock(worker.connection, kind, patience=_PATIENCE_SECONDS) as has_lock,
    ):
        if not has_lock:
            _give_up("A build is under way; try again in a moment.")
        try:
            live = generations.roll_back(worker.connection, worker.engine, kind)
        except generations.NothingToRollBackTo:
            console.print("There is no earlier generation to go back to.")
            raise typer.Exit(NOT_WELL) from None
    if as_json:
        _print_json({"generation": live.name})
    else:
        console.print(f"{live.name} is live again.", highlight=False)


@application.command("verify")
def compare(
    *,
    as_json: AsJson = False,
    repair: Annotated[bool, typer.Option("--repair", help="Put what differs into the outbox.")] = False,
    allow_waiting: Annotated[
        bool, typer.Option("--allow-waiting", help="Exit 0 although some still wait for the outbox worker.")
    ] = False,
    kind: Kind = ASSOCIATIONS.kind,
) -> None:
    """Compare every version in the index with the register, both ways.

    Exit 0 when all are equal, 1 when some differ, wait or were refused by the engine, 2 when it was not found out.
    """
    with _open_worker(kind) as worker:
        comparisons = verify.compare_all(worker.index, repair=repair)
    if as_json:
        _print_json(verify.as_json(comparisons))
    else:
        cli_output.print_comparisons(console, comparisons)
    if not comparisons:
        _give_up("No generation is live: there is nothing to compare.")
    if not all(comparison.is_well(allow_waiting=allow_waiting) for comparison in comparisons):
        raise typer.Exit(NOT_WELL)


@application.command("retry-dead")
def retry_dead(*, as_json: AsJson = False, kind: Kind = ASSOCIATIONS.kind) -> None:
    """Put the documents that the engine refused back into the outbox, once the cause is mended."""
    with _open_worker(kind) as worker:
        count = dead_letters.retry(worker.connection, kind)
    if as_json:
        _print_json({"queued": count})
    else:
        console.print(f"{count} queued again.")


def main() -> None:
    """Run the command line."""
    application()


if __name__ == "__main__":
    main()
