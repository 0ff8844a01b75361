"""`indexer status | rebuild | rollback | verify | retry-dead`: looks after the index by hand.

Exit codes: 0 all is well or done; 1 it is not (drift, a gate stayed shut, nothing to go back to, dead letters);
2 nobody could look: Postgres or the engine is away, or a setting is missing.
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

from directory.platform import logs
from directory.settings import Role, SettingsError, settings_for
from indexer import cli_output, dead_letters, generations, outbox, status, verify, worker_context
from indexer.engine import EngineAway
from indexer.generation_manager import Phase, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.worker_context import Workshop

NOT_WELL = 1
COULD_NOT_LOOK = 2
_STEP_SECONDS = 2.0
_WAIT_SECONDS = 0.5
_DRAIN_SECONDS = 2.0
_PATIENCE_SECONDS = 60.0

application = typer.Typer(
    help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
console = Console()
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]


@contextmanager
def _working() -> Iterator[Workshop]:
    """Open the workshop; a part that is away becomes one sentence and exit code 2."""
    try:
        settings = settings_for(Role.INDEXER)
        # What there is to say is said by the commands; a log line would spoil their JSON.
        logs.configure(settings.model_copy(update={"log_level": "CRITICAL"}))
        with worker_context.opened(settings, application="indexer-cli") as tools:
            tools.engine.answers()
            yield tools
    except SettingsError as error:
        _give_up(str(error))
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        _give_up(f"Postgres is away ({type(error).__name__}). `directory doctor` tells more.")
    except EngineAway as error:
        _give_up(f"The search engine is away ({error}). `directory doctor` tells more.")


def _give_up(sentence: str) -> None:
    Console(stderr=True).print(sentence, highlight=False)
    raise typer.Exit(COULD_NOT_LOOK)


def _print_json(value: object) -> None:
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")


@application.command("status")
def tell(*, as_json: AsJson = False) -> None:
    """Show generations, outbox, dead letters and counts. Exit 1 when none is live or something was refused."""
    with _working() as tools:
        found = status.look(tools.connection, tools.engine)
    if as_json:
        _print_json(cli_output.as_json(found))
    else:
        cli_output.as_tables(console, found)
    if found.refused or not any(one.state is generations.State.LIVE for one in found.generations):
        raise typer.Exit(NOT_WELL)


@application.command()
def rebuild(*, as_json: AsJson = False) -> None:
    """Build a new generation beside the live one, check it and swap it in. Works with and without a running worker.

    Exit 1 when a gate stayed shut; the live generation is then untouched.
    """
    with _working() as tools:
        last = _rebuilt(tools, quiet=as_json)
    told = {"phase": last.phase, "generation": last.generation.name if last.generation else None, "note": last.note}
    if as_json:
        _print_json(told)
    elif last.phase is Phase.SWAPPED:
        console.print(f"{told['generation']} is live.", highlight=False)
    else:
        console.print(f"{told['generation']} did not go live: {last.note}.", highlight=False)
    if last.phase is not Phase.SWAPPED:
        raise typer.Exit(NOT_WELL)


def _rebuilt(tools: Workshop, *, quiet: bool) -> Step:
    """Step until it is over. A build that a worker has begun is joined, not doubled: who has the lock does the step."""
    before = tools.upkeep.live()
    wanted = not generations.of_state(tools.connection, generations.State.BUILDING)
    with cli_output.progress(quiet=quiet) as tell_progress:
        while True:
            step = tools.upkeep.step(_STEP_SECONDS, wanted=wanted)
            with outbox.at_work(tools.connection):
                tools.relay.drain(_DRAIN_SECONDS)
            if step.phase in {Phase.SWAPPED, Phase.FAILED}:
                return step
            if step.phase is Phase.ELSEWHERE:
                time.sleep(_WAIT_SECONDS)  # the worker is in the middle of a step of its own
            else:
                wanted = False
            if step.phase in {Phase.IDLE, Phase.PAUSED}:
                return _ended_elsewhere(tools, step, before)
            tell_progress(step, tools.upkeep.filled(step.generation))


def _ended_elsewhere(tools: Workshop, step: Step, before: generations.Generation | None) -> Step:
    """Tell how a build ended whose last step a worker did."""
    live = tools.upkeep.live()
    if live and (before is None or live.name != before.name):
        return Step(Phase.SWAPPED, live)
    failed = generations.of_state(tools.connection, generations.State.FAILED)
    return Step(Phase.FAILED, failed[0], failed[0].note) if failed else step


@application.command()
def rollback(*, as_json: AsJson = False) -> None:
    """Put the generation before the live one back, at once. Exit 1 when there is none within its grace period."""
    with _working() as tools, generations.alone(tools.connection, patience=_PATIENCE_SECONDS) as alone:
        if not alone:
            _give_up("A build is under way; try again in a moment.")
        try:
            back = generations.roll_back(tools.connection, tools.engine)
        except generations.NothingToRollBackTo:
            console.print("There is no earlier generation to go back to.")
            raise typer.Exit(NOT_WELL) from None
    if as_json:
        _print_json({"generation": back.name})
    else:
        console.print(f"{back.name} is live again.", highlight=False)


@application.command("verify")
def compare(
    *,
    as_json: AsJson = False,
    repair: Annotated[bool, typer.Option("--repair", help="Put what differs into the outbox.")] = False,
) -> None:
    """Compare every version in the index with the register, both ways. Exit 0 equal, 1 drift, 2 could not look."""
    with _working() as tools:
        found = verify.everything(tools.connection, tools.engine, repair=repair)
    if as_json:
        _print_json(verify.as_json(found))
    else:
        cli_output.verdicts(console, found)
    if not found:
        _give_up("No generation is live: there is nothing to compare.")
    if any(verdict.differences for verdict in found):
        raise typer.Exit(NOT_WELL)


@application.command("retry-dead")
def retry(*, as_json: AsJson = False) -> None:
    """Put the documents that the engine refused back into the outbox. Do it when the cause is mended."""
    with _working() as tools:
        count = dead_letters.retry(tools.connection)
    if as_json:
        _print_json({"queued": count})
    else:
        console.print(f"{count} queued again.")


def main() -> None:
    """Run the command line."""
    application()


if __name__ == "__main__":
    main()
