"""A whole directory of real processes that a test breaks and mends: parts, worker, beat and web."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from unittest import mock

import psycopg

from directory.devstack import commands, lock, ports, process, process_group, secrets, seed
from directory.devstack.external import External
from directory.devstack.parts import InstallationFolders, Parts
from directory.devstack.progress import StartProgress
from directory.settings import Role
from tests.devstack.stack import REPOSITORY, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

    from directory.devstack.commands import Process
    from directory.devstack.connections import Connections

COUNT = 300
WORKER, BEAT, WEB = commands.WORKER.name, commands.BEAT.name, commands.WEB.name
POSTGRES, REDIS, OPENSEARCH = "postgres", "redis", "opensearch"
Documents = dict[int, tuple[int, str]]

_PUBLISHED = "SELECT association_id, version, name FROM publication.association"
_IS_CLAIMED = "SELECT EXISTS (SELECT FROM feed.outbox WHERE locked_until > clock_timestamp())"
_AT_REST = """
SELECT NOT EXISTS (SELECT FROM feed.outbox)
   AND NOT EXISTS (SELECT FROM feed.generation WHERE state = 'building')
   AND EXISTS (SELECT FROM feed.generation WHERE state = 'live')
"""
_WAITS_FOR = """
SELECT EXISTS (
    SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND relation = %s::regclass AND application_name = %s
)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the web answered, the names of its headers in small letters; status 0 when it did not answer."""

    status: int
    text: str
    headers: dict[str, str]


class World:
    """The processes of one state folder."""

    def __init__(self, place: InstallationFolders, started: Parts, addresses: Connections) -> None:
        self.place = place
        self.parts = started
        self.addresses = addresses
        self.processes = process_group.ProcessGroup(place.state)

    # Processes

    def start(self, kind: Process) -> None:
        """Start one kind of process as the supervisor does."""
        port = self.addresses.web.rpartition(":")[2]
        values = {"host": ports.HOST, "port": port, "schedule": str(self.place.state / "beat-schedule")}
        self.processes.start(process_group.command(kind, self.addresses, self.place.state, **values))

    def restart(self, name: str) -> None:
        """Start a process again after it was killed."""
        self.processes.restart(name)

    def pid(self, name: str) -> int:
        """Return the number of a part or a process."""
        record = json.loads((self.place.state / "pids" / f"{name}.json").read_text(encoding="utf-8"))
        return int(record["pid"])

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """Stop a process in its tracks: it accepts connections and never answers."""
        pid = self.pid(name)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            with suppress(ProcessLookupError):  # it was killed meanwhile
                os.kill(pid, signal.SIGCONT)

    @contextmanager
    def away(self, part: str) -> Iterator[None]:
        """Kill a part, and start it again afterwards."""
        self.parts.kill(part)
        try:
            yield
        finally:
            self.parts.restart(part)

    def run(self, module: str, *arguments: str, role: Role = Role.INDEXER) -> subprocess.CompletedProcess[str]:
        """Run one of our commands to its end."""
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=REPOSITORY,
            env=self.environment(role),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def environment(self, role: Role) -> dict[str, str]:
        """Return what a process of one login is told."""
        settings = {**self.addresses.environment(role), "DIRECTORY_STATE": str(self.place.state)}
        return process.environment_of(process.Command(role, (), settings))

    # The register

    def connect(self) -> psycopg.Connection[Any]:
        """Connect as the owner of the tables."""
        return psycopg.connect(self.addresses.owner, autocommit=True, connect_timeout=5)

    def value(self, statement: str, *values: object) -> Any:
        """Return the one value of a query."""
        with self.connect() as connection:
            row = connection.execute(statement.encode(), values).fetchone()
        assert row is not None
        return row[0]

    def change(self, word: str, share: int = 1) -> None:
        """Rename every association, or every n-th one, in one transaction."""
        statement = "UPDATE register.association SET name = left(name, 100) || ' ' || %s WHERE id %% %s = 0"
        with psycopg.connect(self.addresses.registrar) as connection:
            connection.execute(statement, (word, share))

    def hide(self) -> None:
        """Take some associations out of the public eye, and bring others back."""
        with psycopg.connect(self.addresses.registrar) as connection:
            connection.execute(
                "UPDATE register.association SET opted_out = NOT opted_out WHERE type_code = 'FV' AND id % 3 = 0"
            )

    def is_claimed(self) -> bool:
        """Tell whether a worker has taken something from the outbox and has not settled it."""
        return bool(self.value(_IS_CLAIMED))

    def waits_for(self, table: str, application: str) -> bool:
        """Tell whether a process of ours is held up by a lock on a table."""
        return bool(self.value(_WAITS_FOR, table, application))

    def end_leases(self) -> None:
        """Let half a minute go by: for what a dead worker had taken, and for what is tried again ever later."""
        with self.connect() as connection:
            connection.execute("UPDATE feed.outbox SET locked_until = '-infinity'")

    # The index

    def engine(self, path: str, method: str = "GET", body: object = None) -> Any:
        """Ask the engine."""
        text = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.addresses.opensearch}/{path}", text, headers, method=method)  # noqa: S310 - our own address
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - idem
            return json.load(answer)

    def live(self) -> str:
        """Return the name of the live generation."""
        return str(self.value("SELECT name FROM feed.generation WHERE state = 'live'"))

    def indexed(self) -> Documents:
        """Return number, version and name of every document that a search can find."""
        self.engine("associations/_refresh", "POST")
        body = {"size": 10_000, "version": True, "_source": ["shown"], "query": {"match_all": {}}}
        hits = self.engine("associations/_search", "POST", body)["hits"]["hits"]
        return {int(hit["_id"]): (hit["_version"], hit["_source"]["shown"]["name"]) for hit in hits}

    def published(self) -> Documents:
        """Return number, version and name of every association that may be found."""
        with self.connect() as connection:
            return {row[0]: (row[1], row[2]) for row in connection.execute(_PUBLISHED)}

    def settle(self) -> None:
        """Wait until nothing waits in the outbox, a generation is live and none is being built."""
        until(lambda: bool(self.value(_AT_REST)), what="all is indexed")

    def assert_equal(self) -> None:
        """Hold the index to the register: 0 missing, 0 stale, 0 extra, by our own command and by comparing here."""
        self.settle()
        verdict = self.run("indexer.cli", "verify", "--json")
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
        assert self.indexed() == self.published()

    # The web

    def get(self, path: str, accept: str = "text/html") -> Answer:
        """Ask the web as a browser does."""
        request = urllib.request.Request(f"{self.addresses.web}{path}", headers={"Accept": accept})  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - idem
                return _answer(answer.status, answer)
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error)
        except OSError:
            return Answer(0, "", {})


def _answer(status: int, answer: HTTPResponse | urllib.error.HTTPError) -> Answer:
    return Answer(status, answer.read().decode(), {name.lower(): value for name, value in answer.headers.items()})


@contextmanager
def opened(folder: Path, cache: Path) -> Iterator[World]:
    """Start everything in a folder, filled with invented associations and indexed."""
    with ExitStack() as stack:
        _settle_away_from_others(stack)
        stack.enter_context(lock.hold(folder))
        place = InstallationFolders(folder, cache)
        started = Parts(place, secrets.load_or_create(folder), External(), StartProgress())
        stack.callback(process.end_orphans, folder)
        stack.callback(started.stop)
        addresses = replace(started.start(), web=f"http://{ports.HOST}:{ports.WEB.take()}")
        seed.migrate(addresses, folder)
        world = World(place, started, addresses)
        stack.callback(world.processes.stop)
        _fill(world)
        for kind in commands.LASTING:
            world.start(kind)
        until(lambda: world.get("/health/ready").status == 200, what="the web is ready")
        yield world


def _settle_away_from_others(stack: ExitStack) -> None:
    """Take ports where no other copy looks: while a part is dead its port is free, and a neighbour would take it."""
    # Each worker of a run has ports of its own; another run beside this one has others by chance.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    away = 20_000 + worker * 2000 % 10_000 + random.randrange(0, 2000, 250)  # noqa: S311 - no secret
    wishes = {
        "POSTGRES": ports.PortRange(away, away + 49),
        "REDIS": ports.PortRange(away + 50, away + 99),
        "WEB": ports.PortRange(away + 100, away + 149),
        "OPENSEARCH_TRANSPORT": ports.PortRange(away + 150, away + 199),
        "OPENSEARCH": ports.PortRange(9250 + worker * 12 % 48, ports.OPENSEARCH.last),
    }
    for name, wish in wishes.items():
        stack.enter_context(mock.patch.object(ports, name, wish))


def _fill(world: World) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "directory.cli", "demo", f"--count={COUNT}"],
        cwd=REPOSITORY,
        env=world.environment(Role.PUBLIC),
        stdout=subprocess.PIPE,
    ) as writer:
        subprocess.run(
            [sys.executable, "-m", "directory.cli", "import", "-"],
            cwd=world.place.state,
            env=world.environment(Role.REGISTRAR),
            stdin=writer.stdout,
            capture_output=True,
            check=True,
        )
