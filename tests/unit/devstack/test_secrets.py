"""The passwords of an installation: made once, kept, and completed for the logins of a later release."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from directory.devstack import secrets
from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from pathlib import Path


def test_secrets_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    made = secrets.load_or_create(tmp_path)

    assert secrets.load_or_create(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_an_installation_of_an_earlier_release_gets_the_passwords_that_it_lacks(tmp_path: Path) -> None:
    before = secrets.load_or_create(tmp_path)
    file = tmp_path / "secrets.json"
    known = json.loads(file.read_text())
    file.write_text(json.dumps({name: known[name] for name in known if name not in {"desk", "worker"}}))

    after = secrets.load_or_create(tmp_path)

    assert (after.owner, after.redis, after.secret) == (before.owner, before.redis, before.secret)
    assert len(after.desk) > 30
    assert secrets.load_or_create(tmp_path) == after


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"owner": "x"}'])
def test_a_damaged_file_stops_the_start(tmp_path: Path, content: str) -> None:
    (tmp_path / "secrets.json").write_text(content)

    with pytest.raises(StartProblem, match="damaged"):
        secrets.load_or_create(tmp_path)
