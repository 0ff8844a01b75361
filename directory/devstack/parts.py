"""Postgres, Redis and OpenSearch together: started at the same time, each real or replaced by an external address."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.devstack import external, logs, opensearch, ports, postgres, process, redis, signals
from directory.devstack.connections import Connections
from directory.devstack.ports import HOST
from directory.devstack.problems import StartProblem, explain_os_errors
from directory.devstack.readiness import Patience
from directory.settings import Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from directory.devstack.external import External
    from directory.devstack.process import Child, Command
    from directory.devstack.progress import StartProgress
    from directory.devstack.secrets import Secrets

_PATIENCE = 120.0
_PAUSE = 0.05
_BINDING_SECONDS = 3.0
POSTGRES, REDIS, OPENSEARCH = "postgres", "redis", "opensearch"


@dataclass(frozen=True, slots=True)
class InstallationFolders:
    """The folders of an installation: its state, and a cache of what can be fetched or made again."""

    state: Path
    cache: Path


class Parts:
    """The parts of one state folder. Start them in the main thread: they end when the thread that started them does."""

    def __init__(self, place: InstallationFolders, secrets: Secrets, outside: External, steps: StartProgress) -> None:
        self._place = place
        self._secrets = secrets
        self._outside = outside
        self._steps = steps
        self._children: dict[str, Child] = {}
        self._ports: dict[str, int] = {}
        self._engine: opensearch.EngineInstallation | None = None
        self._makers: dict[str, Callable[[], Command]] = {}

    def start(self) -> Connections:
        """Start what is not external, at the same time, and wait until all of it answers."""
        if given := external.names(self._outside):
            with self._steps.step(f"Asking {', '.join(given)} for an answer"):
                external.check(self._outside)
        self._prepare()
        with self._steps.step(f"Starting {', '.join(self._makers) or 'nothing: all parts are external'}"):
            for make in self._makers.values():
                self._begin(make())
            for name in self._makers:
                self._await(name, self._port_was_taken)
            if POSTGRES in self._makers:
                postgres.ensure_logins(self._ports[POSTGRES], self._secrets)
        return self.connections()

    def _prepare(self) -> None:
        """Prepare the files of each part, and a function that makes its command with a free port."""
        state = self._place.state
        if not self._outside.database:
            with self._steps.step("Preparing Postgres"):
                account = postgres.prepare(state, self._secrets)
            self._makers[POSTGRES] = lambda: postgres.command(state, self._port(POSTGRES, ports.POSTGRES), account)
        if not self._outside.redis:
            self._makers[REDIS] = lambda: redis.command(state, self._port(REDIS, ports.REDIS), self._secrets)
        if not self._outside.opensearch:
            with (
                explain_os_errors(self._place.cache),
                self._steps.step("Checking OpenSearch's libraries (fetched at the first start)") as tell,
            ):
                engine = self._engine = opensearch.prepare(state, self._place.cache, tell)
            self._makers[OPENSEARCH] = lambda: opensearch.command(
                engine, self._port(OPENSEARCH, ports.OPENSEARCH), self._port("transport", ports.OPENSEARCH_TRANSPORT)
            )

    def _port(self, part: str, wish: ports.PortRange) -> int:
        port = wish.take()
        if port != wish.first and part in self._makers:
            self._steps.say(f"Port {wish.first} is in use, so {part} takes port {port}.")
        self._ports[part] = port
        return port

    def _port_was_taken(self, name: str) -> bool:
        """Restart a part on another port when another program took its port between the check and the start."""
        own = [self._ports[part] for part in ((OPENSEARCH, "transport") if name == OPENSEARCH else (name,))]
        if all(ports.is_free(port) for port in own):
            return False
        self._children[name].kill()
        self._begin(self._makers[name]())
        return True

    def _begin(self, command: Command) -> None:
        with signals.deferred():
            self._children[command.name] = process.Child(command, self._place.state)

    def _await(self, name: str, cured: Callable[[str], bool] = lambda _: False) -> None:
        """Wait until a part answers, for as long as it works; one that ended and is not cured is explained."""
        patience = Patience(_PATIENCE)
        ready: dict[str, Callable[[], bool]] = {
            POSTGRES: lambda: postgres.answers(self._ports[POSTGRES], self._secrets),
            REDIS: lambda: redis.answers(redis.url(self._ports[REDIS], self._secrets)),
            OPENSEARCH: self._opensearch_answers,
        }
        while not self._answers(name, ready[name]):
            if self._children[name].exit_code() is not None and not cured(name):
                raise StartProblem(self._explain(name))
            if patience.is_over(self._children[name].signs_of_life()):
                raise StartProblem(f"{name} does nothing for {_PATIENCE:.0f} seconds; see {self.log(name)}.")
            time.sleep(_PAUSE)

    def _answers(self, name: str, ready: Callable[[], bool]) -> bool:
        try:
            return ready()
        except StartProblem:
            # Another program may answer on a port that it took first; our own part then ends by itself.
            if self._children[name].ends_within(_BINDING_SECONDS):
                return False
            raise

    def _opensearch_answers(self) -> bool:
        port = opensearch.listening_port(self._children[OPENSEARCH].pid, self._ports["transport"])
        if port is None:
            return False
        self._ports[OPENSEARCH] = port
        return opensearch.healthy(f"http://{HOST}:{port}")

    def _explain(self, name: str) -> str:
        if name == OPENSEARCH and self._engine is not None:
            return f"OpenSearch did not start: {opensearch.startup_error(self._engine, self.log(name))}"
        return f"{name} did not start: {logs.cause(self.log(name))} (see {self.log(name)})."

    def connections(self) -> Connections:
        """Return the addresses of the parts."""
        logins = external.logins(self._outside, self._secrets) or self._own_logins()
        return Connections(
            **logins,
            opensearch=self._outside.opensearch or f"http://{HOST}:{self._ports[OPENSEARCH]}",
            redis=self._outside.redis or redis.url(self._ports[REDIS], self._secrets),
            secret=self._secrets.secret,
            web=f"http://{HOST}:{ports.WEB.first}",
        )

    def _own_logins(self) -> dict[str, str]:
        port = self._ports[POSTGRES]
        return {role.value: postgres.url(f"directory_{role}", getattr(self._secrets, role), port) for role in Role}

    def superuser(self, database: str) -> str:
        """Return the superuser's address of a database; only for making and dropping databases in tests."""
        return postgres.url(postgres.SUPERUSER, self._secrets.superuser, self._ports[POSTGRES], database)

    def redis_database(self, number: int) -> str:
        """Return the address of one of Redis' logical databases."""
        return redis.url(self._ports[REDIS], self._secrets, number)

    def log(self, name: str) -> Path:
        """Return where a part's output goes."""
        return self._place.state / "logs" / f"{name}.log"

    def pid(self, name: str) -> int:
        """Return a part's process."""
        return self._children[name].pid

    def dead(self) -> list[str]:
        """Return the names of the parts that ended without being stopped."""
        return [name for name, child in self._children.items() if child.exit_code() is not None]

    def kill(self, name: str) -> None:
        """End a part by force, as a crash does."""
        self._children[name].kill()

    def restart(self, name: str) -> None:
        """Start a part that ended, on the port that it had, and wait until it answers."""
        command = self._children[name].command
        self._children[name].kill()
        if name == POSTGRES:
            postgres.prepare(self._place.state, self._secrets)
        self._begin(command)
        self._await(name)

    def is_recording(self) -> bool:
        """Tell whether the engine will write its start-up cache when it stops."""
        return OPENSEARCH in self._children and self._engine is not None and not self._engine.cache.exists()

    def stop(self) -> None:
        """End all parts: all are asked first, then each gets its time; the engine's start-up cache is kept."""
        for child in self._children.values():
            child.ask_to_stop()
        for name, child in self._children.items():
            if child.stop() and name == OPENSEARCH and self._engine is not None:
                opensearch.keep_recording(self._engine)
        self._children.clear()

    def kill_all(self) -> None:
        """Kill all parts at once."""
        for child in self._children.values():
            child.kill()
        self._children.clear()
