"""Bring the database up to date, and fill an empty register with invented associations."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import psycopg

from directory.devstack import commands, family, process
from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from pathlib import Path

    from directory.devstack.connections import Connections
    from directory.devstack.process import Command
    from directory.devstack.progress import Steps

DEMO_COUNT = 20_000
_ROLES = ("registrar", "public", "indexer")


def migrate(addresses: Connections, state: Path) -> None:
    """Run the migrations as the owner; they are also told the passwords that the other roles log in with."""
    wanted = family.command(commands.MIGRATE, addresses, state)
    passwords = json.loads((state / "secrets.json").read_text(encoding="utf-8"))
    logins = {f"DIRECTORY_{role.upper()}_PASSWORD": passwords[role] for role in _ROLES}
    done = subprocess.run(
        process.launched(wanted), env=_environment(wanted) | logins, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise StartProblem(f"The migrations failed: {' '.join(last)}")


def fill_when_empty(addresses: Connections, state: Path, steps: Steps) -> None:
    """Import invented associations into an empty register, or go on where an interrupted start left it."""
    unfinished = state / "demo.unfinished"
    if not unfinished.exists() and not _is_empty(addresses.owner):
        return
    unfinished.touch()
    with steps.step(f"Inventing {DEMO_COUNT} associations and importing them (only into an empty register)"):
        _demo_into_import(addresses, state)
    unfinished.unlink()


def _is_empty(owner: str) -> bool:
    with psycopg.connect(owner) as connection:
        found = connection.execute("SELECT NOT EXISTS (SELECT FROM register.association)").fetchone()
        return found is not None and bool(found[0])


def _demo_into_import(addresses: Connections, state: Path) -> None:
    """Run the two commands that a user would run, one's output into the other; nothing is kept in memory or on disk."""
    writer = family.command(commands.DEMO, addresses, state, count=DEMO_COUNT)
    reader = family.command(commands.IMPORT, addresses, state)
    with subprocess.Popen(process.launched(writer), env=_environment(writer), stdout=subprocess.PIPE) as source:
        done = subprocess.run(process.launched(reader), env=_environment(reader), stdin=source.stdout, check=False)
    if source.returncode != 0 or done.returncode != 0:
        raise StartProblem(
            f"Importing the invented associations failed (exit codes {source.returncode} and {done.returncode}): "
            "start again to go on, or start with `directory up --no-demo`."
        )


def _environment(wanted: Command) -> dict[str, str]:
    """Let these two talk to the user's terminal as if typed there, with their own login only."""
    terminal = {name: os.environ[name] for name in ("TERM", "COLUMNS", "NO_COLOR") if name in os.environ}
    return process.environment_of(wanted) | terminal
