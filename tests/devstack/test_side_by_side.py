"""Two copies on one machine, each in its own state folder; the second one is a plain user's."""

from __future__ import annotations

import json
import os
import re
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import psycopg
import pytest

from directory.devstack import commands, opensearch, supervisor
from directory.devstack.connections import Connections
from directory.devstack.ports import HOST, POSTGRES, PortRange
from directory.devstack.progress import StartProgress
from tests.devstack.stack import Stack, plain_user
from tests.running_parts import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.running_parts import RunningParts


@pytest.fixture(scope="module")
def second(parts: RunningParts, plain_ground: Path) -> Iterator[Stack]:
    """Return a copy that a plain user started while another copy was running."""
    stack = Stack(plain_ground / "second", cache_folder(), plain=True)
    with busy(POSTGRES.first):
        try:
            yield stack.start()
        finally:
            stack.end()
            stack.abandon()


@contextmanager
def busy(port: int) -> Iterator[None]:
    """Use a port, unless it is used already."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            holder.bind((HOST, port))
            holder.listen()
        yield


def test_a_busy_port_is_named_with_the_one_that_is_taken_instead(second: Stack) -> None:
    port = second.connections()["owner"].rpartition("/")[0].rpartition(":")[2]
    assert f"Port {POSTGRES.first} is in use, so postgres takes port {port}." in second.said()


def test_two_copies_share_no_address(second: Stack, parts: RunningParts) -> None:
    known = parts.connections
    mine = second.connections()
    theirs = {known.owner, known.public, known.redis, known.opensearch}
    assert not theirs & {mine["owner"], mine["public"], mine["redis"], mine["opensearch"]}


def test_two_engines_do_not_form_one_cluster(second: Stack, parts: RunningParts) -> None:
    names = [cluster(address) for address in (second.connections()["opensearch"], parts.connections.opensearch)]
    assert len(set(names)) == len(names)


def cluster(address: str) -> str:
    from opensearchpy import OpenSearch  # noqa: PLC0415 - named like our own module

    with OpenSearch(address) as client:
        return str(client.info()["cluster_name"])


@pytest.mark.parametrize("role", ["owner", "registrar", "public", "indexer"])
def test_each_login_of_a_plain_users_copy_works(second: Stack, role: str) -> None:
    with psycopg.connect(second.connections()[role]) as connection:
        row = connection.execute("SELECT current_user").fetchone()
    assert row == (f"directory_{role}",)


def test_the_engine_of_a_plain_users_copy_works(second: Stack) -> None:
    assert opensearch.healthy(second.connections()["opensearch"])


def test_a_plain_users_copy_runs_as_that_user(second: Stack) -> None:
    user = plain_user()
    wanted = os.geteuid() if user is None else user.pw_uid
    owners = {os.stat(f"/proc/{member.pid}").st_uid for member in second.members()}  # noqa: PTH116 - a process
    assert owners == {wanted}


@pytest.mark.parametrize("file", ["connections.json", "secrets.json"])
def test_only_the_owner_can_read_the_passwords(second: Stack, file: str) -> None:
    assert (second.state / file).stat().st_mode & 0o077 == 0


def test_no_password_stands_on_a_command_line(second: Stack) -> None:
    secrets = json.loads((second.state / "secrets.json").read_text(encoding="utf-8")).values()
    for member in second.members():
        with open(f"/proc/{member.pid}/cmdline", encoding="utf-8") as stream:  # noqa: PTH123 - a process
            line = stream.read()
        assert not [secret for secret in secrets if secret in line]


def test_no_password_is_said(second: Stack) -> None:
    assert not re.search(r"://\S*:\S+@", second.said())


def test_the_next_free_port_is_taken() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        first = int(busy.getsockname()[1])
        assert PortRange(first, 65535).take() > first


def test_external_addresses_replace_every_part(parts: RunningParts, ground: Path) -> None:
    known = parts.connections
    settings = {"DATABASE_URL": known.owner, "OPENSEARCH_URL": known.opensearch, "REDIS_URL": known.redis}
    stack = Stack(ground / "external", ground / "no-cache", settings=settings)
    try:
        stack.start()
        assert len(stack.members()) == 1  # the supervisor alone
        assert stack.connections()["opensearch"] == known.opensearch
    finally:
        stack.abandon()


def test_a_web_whose_port_is_taken_in_the_last_moment_takes_the_next_one(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_STATE", str(ground / "race"))
    monkeypatch.setattr(commands, "LASTING", (commands.WEB,))
    (ground / "race").mkdir()
    with socket.create_server((HOST, 0)) as holder:
        taken = holder.getsockname()[1]
        free = PortRange(taken + 1, 65535).take()
        ports_found = iter((taken, free))  # the first was free when it was looked at
        monkeypatch.setattr(supervisor.Supervisor, "web_port", lambda _: next(ports_found))
        monkeypatch.setattr(supervisor.Supervisor, "wait_for_first_index", lambda *_: None)  # there is no index here
        one = supervisor.Supervisor(supervisor.UpOptions(), ground / "race", StartProgress())
        nowhere = "postgresql://nobody@127.0.0.1:9/nowhere"
        logins = dict.fromkeys(("owner", "registrar", "public", "desk", "indexer", "worker"), nowhere)
        addresses = Connections(
            **logins, opensearch="http://127.0.0.1:9", redis="redis://127.0.0.1:9", secret="s" * 40, web=""
        )
        try:
            started = one.start_processes(addresses)
        finally:
            one.processes.kill_all()
    assert started.web == f"http://{HOST}:{free}"
