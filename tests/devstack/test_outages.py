"""What is the matter with a part is told by kind, with what to do, and never with an address or a password."""

from __future__ import annotations

import shutil
import socket
import struct
import threading
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

import psycopg
import pytest
import redis
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as EngineConnectionError
from opensearchpy.exceptions import OpenSearchException, TransportError
from redis.backoff import NoBackoff
from redis.retry import Retry

from directory import doctor
from directory.platform import outages
from directory.settings import Role, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "canary"


def postgres_error(port: int, host: str = "127.0.0.1") -> psycopg.Error:
    """Return what psycopg says of a server that does not let us in."""
    with pytest.raises(psycopg.Error) as caught:
        psycopg.connect(f"postgresql://{SECRET}:{SECRET}@{host}:{port}/{SECRET}", connect_timeout=2)
    return caught.value


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """Lend a port at which every first message gets this answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    # libpq asks for encryption first; "N": none here.
                    while first := connection.recv(4096):
                        if first[4:8] in {struct.pack(">i", 80877103), struct.pack(">i", 80877104)}:
                            connection.sendall(b"N")
                        else:
                            connection.sendall(answer)
                            break

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def fatal(state: str, text: str) -> bytes:
    """Return what Postgres sends before it hangs up."""
    fields = b"".join(f"{kind}{value}\0".encode() for kind, value in (("S", "FATAL"), ("C", state), ("M", text)))
    return b"E" + struct.pack(">i", len(fields) + 5) + fields + b"\0"


@pytest.mark.parametrize(
    ("state", "text", "what"),
    [
        ("57P03", "the database system is starting up", "starting"),
        ("57P03", "the database system is in recovery mode", "starting"),
        ("57P03", "the database system is not yet accepting connections", "starting"),
        ("57P03", "the database system is shutting down", "stopping"),
        ("53100", 'could not write file "base/pgsql_tmp": No space left on device', "disk is full"),
        ("53300", "sorry, too many clients already", "connections are in use"),
        ("28P01", f'password authentication failed for user "{SECRET}"', "refuses the login"),
        ("28000", f'no pg_hba.conf entry for host "127.0.0.1", user "{SECRET}"', "refuses the login"),
        ("3D000", f'database "{SECRET}" does not exist', "database is not there"),
    ],
)
def test_what_postgres_says_when_it_refuses_is_told_by_kind(state: str, text: str, what: str) -> None:
    with answering(fatal(state, text)) as port:
        outage = outages.of(postgres_error(port))
    assert (what in outage.what, SECRET in str(outage)) == (True, False), outage


def test_a_port_at_which_nothing_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    engine = OpenSearch(f"http://{SECRET}:{SECRET}@127.0.0.1:{port}", max_retries=0)
    memory = redis.Redis.from_url(f"redis://:{SECRET}@127.0.0.1:{port}", retry=Retry(NoBackoff(), 0))
    errors: list[BaseException] = [postgres_error(port)]
    for ask in (engine.info, memory.ping):
        with pytest.raises((OpenSearchException, redis.RedisError)) as caught:
            ask()
        errors.append(caught.value)
    found = [outages.of(error) for error in errors]
    assert ([one.what for one in found], SECRET in str(found)) == (["nothing listens there"] * 3, False)


def test_a_server_that_answers_nothing_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "not answer in time" in outages.of(postgres_error(silent.getsockname()[1])).what


def test_a_host_that_does_not_exist_is_told() -> None:
    assert "host is not known" in outages.of(postgres_error(5432, "nowhere.invalid")).what


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (
            TransportError(503, "cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered"),
            "starting",
        ),
        (TransportError(503, "", ""), "starting"),
        (
            TransportError(
                429, "cluster_block_exception", "TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark"
            ),
            "disk is full",
        ),
        (EngineConnectionError("N/A", "[Errno 104] Connection reset by peer", None), "broke the connection off"),
        (redis.BusyLoadingError("Redis is loading the dataset in memory"), "starting"),
        (redis.ResponseError("MISCONF Redis is configured to save RDB snapshots, but"), "disk is full"),
        (redis.AuthenticationError("WRONGPASS invalid username-password pair"), "refuses the login"),
        (redis.TimeoutError("Timeout reading from socket"), "not answer in time"),
    ],
)
def test_what_engine_and_redis_say_is_told_by_kind(error: Exception, what: str) -> None:
    assert what in outages.of(error).what


def test_the_cause_counts_too() -> None:
    error = RuntimeError("it could not be done")
    error.__cause__ = OSError(28, "No space left on device")
    assert outages.of(error) == outages.FULL


def test_what_is_not_known_is_told_by_its_class() -> None:
    assert outages.of(ValueError(SECRET)).what == "no answer (ValueError)"


def test_doctor_tells_a_full_disk_though_the_part_only_refuses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    addresses = {role: f"postgresql://{role}:{SECRET}@127.0.0.1:{port}/directory" for role in Role}
    monkeypatch.setattr(doctor, "settings_for", lambda role: _settings(addresses[role]))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DIRECTORY_STATE", str(tmp_path))
    found = {one.part: one for one in doctor.examine()}
    assert (found["postgres"].what, SECRET in str(found)) == ("nothing listens there", False)

    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    assert {one.part: one for one in doctor.examine()}["postgres"].what == outages.FULL.what


def _settings(address: str) -> Settings:
    return Settings(
        DATABASE_URL=address,
        OPENSEARCH_URL="http://127.0.0.1:1",
        REDIS_URL="redis://127.0.0.1:1/0",
        DIRECTORY_SECRET="of a test",
    )
