"""docker-compose.yml is valid, keeps no secret, and starts the very commands that the supervisor starts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from directory.devstack import commands

if TYPE_CHECKING:
    from directory.devstack.commands import Process

REPOSITORY = Path(__file__).resolve().parents[2]
FILE = REPOSITORY / "docker-compose.yml"
PLACE = {"host": "0.0.0.0", "port": "8000", "schedule": "/var/lib/directory/beat-schedule"}  # noqa: S104 - inside a container
KINDS = (commands.MIGRATE, *commands.LASTING, commands.DESK)


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
    return found


def test_the_file_holds_to_the_compose_schema() -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [str(checker), "--builtin-schema", "vendor.compose-spec", str(FILE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_process_is_started_as_the_supervisor_starts_it(kind: Process) -> None:
    assert services()[kind.name]["command"] == list(kind.arguments_with(**PLACE))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_process_logs_in_with_its_own_role_only(kind: Process) -> None:
    environment = services()[kind.name]["environment"]
    assert environment["DATABASE_URL"].startswith(f"postgresql://directory_{kind.role}:")
    logins = {name for value in environment.values() for name in re.findall(r"directory_\w+(?=:)", value)}
    assert logins == {f"directory_{kind.role}"}


def test_no_secret_stands_in_the_file() -> None:
    for service in services().values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|_URL|AUTH", name) and "://opensearch:" not in value:
                assert re.search(r"\$\{\w+:\?.+?\}", value), f"{name} has no reference to a secret of its own"


def test_every_lasting_service_says_whether_it_is_healthy() -> None:
    assert {name for name, service in services().items() if "healthcheck" not in service} == {"migrate"}


def test_no_service_runs_as_root() -> None:
    own_user = {name for name, service in services().items() if "build" in service}
    assert {name for name, service in services().items() if "user" not in service} == own_user
    assert "\nUSER directory\n" in (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")


def test_what_is_stored_lies_in_named_volumes() -> None:
    named = yaml.safe_load(FILE.read_text(encoding="utf-8"))["volumes"]
    used = {volume.partition(":")[0] for service in services().values() for volume in service.get("volumes", [])}
    assert used == set(named)
