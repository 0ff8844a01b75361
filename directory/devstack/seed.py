"""Bring the database up to date, and fill an empty register with invented associations."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, TYPE_CHECKING

import psycopg

from directory.devstack import commands, process, process_group
from directory.devstack.problems import StartProblem
from directory.settings import LOGIN_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from directory.devstack.connections import Connections
    from directory.devstack.process import Command
    from directory.devstack.progress import StartProgress

DEMO_COUNT = 20_000


def migrate(addresses: Connections, state: Path) -> None:
    """Run the migrations as the owner; they are also told the passwords that the other roles log in with."""
    wanted = process_group.command(commands.MIGRATE, addresses, state)
    passwords = json.loads((state / "secrets.json").read_text(encoding="utf-8"))
    logins = {f"DIRECTORY_{role.upper()}_PASSWORD": passwords[role] for role in LOGIN_ROLES}
    command_with_logins = replace(wanted, environment={**wanted.environment, **logins})
    with _running(command_with_logins, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as migrating:
        output, errors = migrating.communicate()
    if migrating.returncode != 0:
        last = (errors or output).decode(errors="replace").strip().splitlines()[-1:]
        raise StartProblem(f"The migrations failed: {' '.join(last)}")


def fill_when_empty(addresses: Connections, state: Path, steps: StartProgress) -> None:
    """Import invented associations into an empty register, or go on where an interrupted start left it."""
    unfinished = state / "demo.unfinished"
    if not unfinished.exists() and not _is_empty(addresses.owner):
        return
    unfinished.touch()
    with steps.step_with_own_output(f"Inventing {DEMO_COUNT:,} associations and importing them"):
        _demo_into_import(addresses, state)
    unfinished.unlink()


def _is_empty(owner: str) -> bool:
    with psycopg.connect(owner) as connection:
        row = connection.execute("SELECT NOT EXISTS (SELECT FROM register.association)").fetchone()
        return row is not None and bool(row[0])


def _demo_into_import(addresses: Connections, state: Path) -> None:
    """Run the two commands that a user would run, one's output into the other; nothing is kept in memory or on disk."""
    writer = process_group.command(commands.DEMO, addresses, state, count=DEMO_COUNT)
    reader = process_group.command(commands.IMPORT, addresses, state)
    with _running(writer, stdout=subprocess.PIPE) as source, _running(reader, stdin=source.stdout) as sink:
        if source.stdout is not None:
            source.stdout.close()  # it is the reader's now: should that one end early, the writer must notice
        codes = (sink.wait(), source.wait())
    if any(codes):
        raise StartProblem(
            f"Importing the invented associations failed (exit codes {codes[1]} and {codes[0]}): "
            "start again to go on, or start with `directory up --no-demo`."
        )


@contextmanager
def _running(wanted: Command, **streams: IO[bytes] | int | None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in its own session; Ctrl-C is for us alone, and we end it then and wait until it is gone."""
    popen = subprocess.Popen(
        process.launched(wanted),
        env=_environment(wanted),
        stdin=streams.get("stdin", subprocess.DEVNULL),
        stdout=streams.get("stdout"),
        stderr=streams.get("stderr"),
        start_new_session=True,
    )
    try:
        yield popen
    finally:
        popen.terminate()
        try:
            popen.wait(wanted.stop_seconds)
        except subprocess.TimeoutExpired:
            popen.kill()
            popen.wait()


def _environment(wanted: Command) -> dict[str, str]:
    """Let these two talk to the user's terminal as if typed there, with their own login only."""
    terminal = {name: os.environ[name] for name in ("TERM", "COLUMNS", "NO_COLOR") if name in os.environ}
    return process.environment_of(wanted) | terminal
